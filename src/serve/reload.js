// Loads the page again as soon as the site is another than the one this page was made from.
(function () {
  "use strict";
  var version = new URL(document.currentScript.src).search;
  var events = new EventSource("/_fuwen/events" + version);
  events.addEventListener("reload", function () {
    events.close();
    location.reload();
  });
  window.addEventListener("pagehide", function () {
    events.close();
  });
})();
