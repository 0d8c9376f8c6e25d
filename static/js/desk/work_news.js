// The numbers of the first page, kept true while it is looked at. Nothing moves and nothing is read
// aloud: a number changes where it stands, and work of another kind is a link that loads the page.
(() => {
  "use strict";
  const EVERY = 60_000;
  const MOST = 960_000;
  const list = document.querySelector("[data-news]");
  if (!list) return;
  let wait = EVERY, timer = 0;

  const put = (place, text) => { if (place.textContent !== text) place.textContent = text; };

  function show(news) {
    const lines = [...list.querySelectorAll("[data-task]")];
    for (const line of lines) {
      const { number, note } = news[line.dataset.task] ?? { number: "0", note: "" };
      put(line.querySelector("[data-number]"), number);
      put(line.querySelector("[data-note]"), note);
      line.classList.toggle("is-done", number === "0");
    }
    const known = new Set(lines.map((line) => line.dataset.task));
    const arrived = document.querySelector("[data-arrived]");
    if (Object.keys(news).every((name) => known.has(name))) return arrived.replaceChildren();
    if (arrived.firstChild) return;
    const link = document.createElement("a");
    link.href = location.pathname;
    link.textContent = "C’è altro da fare: guarda.";
    arrived.append(link);
  }

  async function ask() {
    if (document.hidden || !navigator.onLine) return later();
    try {
      const answer = await fetch(list.dataset.news);
      if (answer.redirected || answer.status === 403) return; // no longer signed in
      if (!answer.ok) throw new Error(answer.status);
      show(await answer.json());
      wait = EVERY;
    } catch {
      wait = Math.min(wait * 2, MOST);
    }
    later();
  }

  function later() {
    clearTimeout(timer);
    timer = setTimeout(ask, wait);
  }

  document.addEventListener("visibilitychange", () => { if (!document.hidden) ask(); });
  later();
})();
