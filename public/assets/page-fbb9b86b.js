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

// Marks in the outline which part of the letter is on the screen. The outline works without it.
(function () {
  var links = Array.from(document.querySelectorAll(".outline a")), shown, waiting;
  if (!links.length) return;
  var heads = links.map(function (link) { return document.getElementById(link.hash.slice(1)); });
  function mark() {
    waiting = false;
    var now = links[0];
    heads.forEach(function (head, i) { if (head && head.getBoundingClientRect().top < innerHeight / 4) now = links[i]; });
    if (now === shown) return;
    if (shown) shown.removeAttribute("aria-current");
    (shown = now).setAttribute("aria-current", "location");
    // Only the outline's own box may scroll, never the page under the reader's eyes.
    var box = now.closest("details"), at = now.getBoundingClientRect(), frame = box.getBoundingClientRect();
    if (at.top < frame.top || at.bottom > frame.bottom) box.scrollTop += at.top - frame.top - frame.height / 3;
  }
  function soon() { if (!waiting) { waiting = true; requestAnimationFrame(mark); } }
  addEventListener("scroll", soon, { passive: true });
  addEventListener("resize", soon);
  mark();
})();
