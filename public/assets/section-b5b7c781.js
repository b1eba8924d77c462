// Marks in the outline which part of the letter is on the screen. The outline works without it.
(function () {
  var links = Array.from(document.querySelectorAll(".outline a")), shown, waiting;
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
