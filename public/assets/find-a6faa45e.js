// The box in every page's head: “/” leads to it. On a reply that was found, the hits are marked by
// the script of search, whose name is put in here at build time.
(function () {
  var own = document.currentScript.src.replace(/assets\/[^/]*$/, ""), hits = location.hash.match(/^#hits=([^:]*)/);
  document.addEventListener("DOMContentLoaded", function () {
    document.querySelectorAll("input[name=q]").forEach(function (box) { box.maxLength = 200; });
  });
  document.addEventListener("keydown", function (event) {
    var at = event.target, box = document.querySelector("main input[name=q]") || document.querySelector("input[name=q]");
    if (event.key !== "/" || event.ctrlKey || event.metaKey || event.altKey || !box) return;
    if (at.isContentEditable || /^(INPUT|TEXTAREA|SELECT)$/.test(at.tagName)) return;
    event.preventDefault();
    box.focus();
    box.select();
  });
  if (!hits || document.getElementById("search")) return;
  var script = document.createElement("script");
  script.src = own + "assets/search-5e2a2785.js";
  script.onload = function () { window.fuwen.mark(hits[1], own + "search/").catch(function () {}); };
  document.head.append(script);
})();
