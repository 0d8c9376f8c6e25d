// How many wait and who has what in hand, kept true while the page is looked at. It moves nothing
// and is read aloud to nobody: the numbers and the line under a title change where they stand.
(() => {
  "use strict";
  const EVERY = 20_000;
  const MOST = 320_000;
  let wait = EVERY;
  const queue = () => document.getElementById("coda");
  const rows = () => [...queue().querySelectorAll(".queue-row")];

  function show(news) {
    for (const place of queue().querySelectorAll("[data-count]")) {
      const number = news.counts[place.dataset.count];
      if (place.textContent !== number) place.textContent = number;
    }
    for (const row of rows()) {
      const sentence = news.items[row.dataset.item];
      const place = row.querySelector("[data-news]");
      if (sentence !== undefined && place.textContent !== sentence) place.textContent = sentence;
    }
    const arrived = queue().querySelector("[data-arrived]");
    if (!arrived || news.counts.attesa === "0") return;
    const link = document.createElement("a");
    link.href = "?scheda=attesa";
    link.textContent = `È arrivato altro (${news.counts.attesa}): leggilo.`;
    arrived.replaceChildren(link);
  }

  async function ask() {
    if (document.hidden || !navigator.onLine) return later();
    const shown = rows().map((row) => `${row.dataset.item}:${row.dataset.state}`);
    try {
      const answer = await fetch(`${queue().dataset.news}?voci=${shown.join(".")}`);
      if (answer.redirected || answer.status === 403) return; // no longer signed in: an act will say so
      if (!answer.ok) throw new Error(answer.status);
      show(await answer.json());
      wait = EVERY;
    } catch (error) {
      wait = Math.min(wait * 2, MOST);
    }
    later();
  }

  function later() {
    clearTimeout(later.timer);
    later.timer = setTimeout(ask, wait);
  }

  document.addEventListener("visibilitychange", () => {
    if (!document.hidden && wait === EVERY) ask();
  });
  later();
})();
