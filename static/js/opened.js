// Tells, once a page, that a hit of this search was opened: the question and nothing else, no cookie.
// Without it the newsroom sees the search as asked and not opened. Links stay plain links.
(() => {
  const hits = document.querySelector(".hits[data-opened]");
  if (!hits || !navigator.sendBeacon) return;
  let told = false;
  const tell = (event) => {
    if (told || event.button > 1 || !event.target.closest("a")) return;
    told = navigator.sendBeacon(hits.dataset.opened, new URLSearchParams({ q: hits.dataset.question }));
  };
  hits.addEventListener("click", tell);
  hits.addEventListener("auxclick", tell);
})();
