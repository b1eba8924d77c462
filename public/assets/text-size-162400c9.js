// The reader's text size, set before the first paint. Without this script the box in the masthead
// still works, by CSS alone, for the page it stands on.
(function () {
  var root = document.documentElement, key = "fuwen-text", box;
  function read() { try { return localStorage.getItem(key) === "large"; } catch (e) { return box ? box.checked : false; } }
  function show(on) { if (on) root.setAttribute("data-text", "large"); else root.removeAttribute("data-text"); if (box) box.checked = on; }
  show(read());
  document.addEventListener("DOMContentLoaded", function () {
    box = document.getElementById("text-large");
    if (!box) return;
    show(read());
    box.addEventListener("change", function () {
      try { localStorage.setItem(key, box.checked ? "large" : ""); } catch (e) {}
      show(box.checked);
    });
    addEventListener("pageshow", function () { show(read()); });
  });
})();
