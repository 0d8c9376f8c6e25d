// The queue by keyboard, and one item at a time on a phone. Each key presses a button of the page,
// so a key can do nothing that a button cannot; without this script the buttons send their forms
// by themselves. One press, one item: a key that is held, typed ahead of the answer, or pressed
// before the item was in view for a moment does nothing.
(() => {
  "use strict";
  const OFF = "coda-tasti-spenti";
  const MOMENT = 250; // milliseconds that an item is in view, and that the hand rests
  const narrow = matchMedia("(max-width: 48rem)");
  let queue = document.getElementById("coda");
  if (!queue) return;
  let current = null; // id of the item we stand on
  let menu = null; // the open list of reasons, waiting for one more key
  let busy = false;
  let inViewSince = 0;
  let lastAct = -MOMENT;

  const rows = () => [...queue.querySelectorAll(".queue-row")];
  const row = () => rows().find((one) => one.dataset.item === current);
  const boxes = () => [...queue.querySelectorAll("input[name=voce][type=checkbox]")];
  const picked = () => boxes().filter((box) => box.checked);
  const batch = () => queue.querySelector("#insieme");
  const outcome = () => queue.querySelector("#coda-esito");

  // ---- where we stand ----

  function mark(on) {
    if (current !== on.dataset.item) inViewSince = 0;
    current = on.dataset.item;
    const all = rows();
    for (const one of all) {
      one.classList.toggle("is-current", one === on);
      one.parentNode.classList.toggle("is-here", one === on);
      if (one !== on) delete one.dataset.seen;
    }
    const place = on.querySelector("[data-place]");
    if (place) place.textContent = `${all.indexOf(on) + 1} di ${all.length}`;
  }

  function stand(on) {
    if (!on) return;
    mark(on);
    unfold(on);
    on.focus({ preventScroll: true });
    const seen = narrow.matches || on.parentNode.contains(outcome()) ? on.parentNode : on;
    seen.scrollIntoView({ block: narrow.matches ? "start" : "nearest" });
  }

  function move(step) {
    const all = rows();
    const next = all.indexOf(row()) + step;
    const onward = queue.querySelector(".queue-pages [rel=next]");
    if (next >= all.length && onward) onward.click();
    else stand(all[Math.min(Math.max(next, 0), all.length - 1)]);
  }

  function isInView(element) {
    const box = element.getBoundingClientRect();
    const height = Math.min(box.bottom, innerHeight) - Math.max(box.top, 0);
    return box.height > 0 && height >= Math.min(box.height, innerHeight) / 2;
  }

  function look() {
    const here = row();
    const looks = here && !busy && !document.hidden && here.contains(document.activeElement);
    if (!looks || !isInView(here)) inViewSince = 0;
    else if (!inViewSince) inViewSince = performance.now();
    const seen = inViewSince && performance.now() - inViewSince >= MOMENT;
    if (here) here.toggleAttribute("data-seen", Boolean(seen));
  }

  const isSeen = () => {
    look();
    const here = row();
    return Boolean(here) && here.hasAttribute("data-seen");
  };

  // ---- long texts stand folded beside others; whole where we stand ----

  function fold() {
    for (const words of queue.querySelectorAll("[data-long]")) {
      if (narrow.matches || words.closest(".is-current")) continue;
      words.classList.add("is-folded");
      const button = document.createElement("button");
      button.type = "button";
      button.className = "queue-unfold";
      button.textContent = "Leggi tutto";
      button.addEventListener("click", () => unfold(words.closest(".queue-row")));
      words.after(button);
    }
  }

  function unfold(on) {
    const words = on.querySelector(".is-folded");
    if (!words) return false;
    words.classList.remove("is-folded");
    on.querySelector(".queue-unfold").remove();
    return true;
  }

  // ---- what a key presses ----

  function press(key) {
    if (key === "u") return takeBack();
    const value = { a: "approve", s: "spam" }[key];
    if (value && picked().length) return batch().querySelector(`button[value=${value}]`).click();
    if (!isSeen() || (key === "a" && unfold(row()))) return;
    const button = row().querySelector(`button[data-key=${key}]`);
    if (button) button.click();
  }

  function takeBack() {
    if (picked().length) return batch().querySelector("button[value=undo]").click();
    const last = outcome().querySelector("button[data-key=u]");
    const own = row() && row().querySelector("button[data-key=u]");
    if (last && isInView(last)) last.click();
    else if (own && isSeen() && isInView(own)) own.click();
    else if (last) last.focus();
  }

  function chooseReason() {
    if (!picked().length && !isSeen()) return;
    const place = picked().length ? batch() : row();
    menu = place && place.querySelector(".queue-reasons");
    if (!menu) return;
    menu.open = true;
    menu.querySelector(".queue-menu").scrollIntoView({ block: "nearest" });
  }

  function openTool(key) {
    const tool = row() && row().querySelector(`[data-tool=${key}]`);
    if (!tool) return;
    tool.open = true;
    tool.querySelector(".queue-menu").scrollIntoView({ block: "nearest" });
    const words = tool.querySelector("textarea, input[type=text]");
    const chosen = document.getSelection();
    const isOurs = `${chosen}`.trim() && row().querySelector("[data-words]").contains(chosen.anchorNode);
    if ("om".includes(key) && isOurs) words.value = `${chosen}`.trim();
    if (key === "o" && isOurs && isSeen()) return tool.querySelector("button").click();
    (key === "m" && isOurs ? tool.querySelector("[name=giusto]") : words).focus();
  }

  function close() {
    menu = null;
    for (const open of queue.querySelectorAll("details[open]:not(.queue-search)")) open.open = false;
    if (row()) row().focus({ preventScroll: true });
  }

  function pick() {
    const box = row() && row().querySelector("input[name=voce]");
    if (box) box.checked = !box.checked;
    showPicked();
  }

  function pickAll() {
    const all = boxes().some((box) => !box.checked);
    for (const box of boxes()) box.checked = all;
    showPicked();
  }

  function showPicked() {
    const number = picked().length;
    queue.classList.toggle("is-picking", number > 0);
    batch().querySelector("[data-picked]").textContent = `(${number})`;
    const button = queue.querySelector("[data-pick-all]");
    if (!button) return;
    const all = boxes().length;
    button.hidden = false;
    button.textContent = number === all ? "Togli tutti i segni" : `Segna tutte (${all})`;
  }

  function obey(key) {
    if (key === "escape") close();
    else if (menu) {
      const button = menu.querySelector(`[data-reason="${CSS.escape(key)}"]`);
      if (button) button.click();
    } else if (key === "j") move(1);
    else if (key === "k") move(-1);
    else if ("ascuf".includes(key)) press(key);
    else if (key === "r") chooseReason();
    else if ("eodnm".includes(key)) openTool(key);
    else if (key === "x") pick();
    else if (key === "t") pickAll();
    else if (key === "?") queue.querySelector("#tasti").toggleAttribute("open");
  }

  // What decides waits for a hand at rest: of "aaaa", typed in one go, the first counts alone.
  function isHasty(key) {
    if (!"ascufr".includes(key) || menu) return false;
    const hasty = performance.now() - lastAct < MOMENT;
    lastAct = performance.now();
    return hasty;
  }

  document.addEventListener("keydown", (event) => {
    if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) return sendWords(event);
    if (event.ctrlKey || event.altKey || event.metaKey || event.isComposing) return;
    const key = event.key.toLowerCase();
    if (key !== "escape" && key.length !== 1) return;
    const writes = event.target.closest("textarea, select, input:not([type=checkbox])");
    if (writes && key !== "escape") return;
    if (key === " " || (key !== "escape" && localStorage.getItem(OFF))) return;
    if (!"jkascufreodnmxt?".includes(key) && key !== "escape" && !menu) return;
    if (queue.querySelector(".is-list")) return; // many are marked there: buttons only
    event.preventDefault();
    if (event.repeat && !"jk".includes(key)) return;
    if (isHasty(key) || busy) return;
    obey(key);
  });

  function sendWords(event) {
    const form = event.target.closest(".queue-tool form");
    if (!form) return;
    event.preventDefault();
    if (!event.repeat) form.querySelector("button").click();
  }

  document.addEventListener("focusin", (event) => {
    const on = event.target.closest && event.target.closest(".queue-row");
    if (on && on.dataset.item !== current) mark(on);
  });

  document.addEventListener("change", (event) => {
    if (event.target.name === "voce") showPicked();
    if (event.target.id !== "tasti-accesi") return;
    if (event.target.checked) localStorage.removeItem(OFF);
    else localStorage.setItem(OFF, "1");
  });

  document.addEventListener("click", (event) => {
    const button = event.target.closest("button");
    if (!button || !queue.contains(button)) return;
    if (button.dataset.step) move(Number(button.dataset.step));
    if ("pickAll" in button.dataset) pickAll();
  });

  // ---- sending ----

  document.addEventListener("submit", (event) => {
    if (!queue.contains(event.target) || event.target.method !== "post") return;
    event.preventDefault();
    if (!busy) send(event.target, event.submitter);
  });

  function fieldsOf(form, button) {
    const fields = new FormData(form); // its second argument is dropped by browsers of 2022
    if (button && button.name) fields.append(button.name, button.value);
    return fields;
  }

  async function send(form, button) {
    busy = true;
    menu = null;
    queue.setAttribute("aria-busy", "true");
    const before = rows().map((one) => one.dataset.item);
    const undone = button && button.value.startsWith("undo") && form.querySelector("[name=voce]");
    const back = undone && undone.value.split(":")[0];
    try {
      const answer = await fetch(form.action, { method: "POST", body: fieldsOf(form, button) });
      const text = await answer.text();
      const fresh = new DOMParser().parseFromString(text, "text/html").getElementById("coda");
      if (!fresh) throw new Error(answer.status);
      swap(fresh, form);
      if (answer.redirected) history.replaceState(null, "", answer.url);
      goOn(before, back);
    } catch (error) {
      queue.removeAttribute("aria-busy");
      say("Non so se è arrivato: la rete o la sessione si è interrotta. Ricarica la pagina e guarda.");
    }
    busy = false;
    inViewSince = 0;
  }

  function swap(fresh, sent) {
    const words = [...queue.querySelectorAll("textarea, .queue-tool input[type=text]")].filter((one) => one.value && !sent.contains(one));
    const search = queue.querySelector(".queue-search");
    const again = fresh.querySelector(".queue-search");
    if (search && again) again.replaceWith(search); // with what is being typed there
    queue.replaceWith(fresh);
    queue = fresh;
    for (const one of words) {
      const box = document.getElementById(one.id);
      if (!box) continue;
      box.value = one.value;
      box.closest("details").open = true;
    }
    begin();
  }

  function goOn(before, back) {
    const failed = queue.querySelector("[aria-invalid=true]");
    const now = new Map(rows().map((one) => [one.dataset.item, one]));
    const here = before.indexOf(current);
    const onward = [...before.slice(here), ...before.slice(0, Math.max(here, 0)).reverse()];
    const next = now.get(back) || onward.map((id) => now.get(id)).find(Boolean) || rows()[0];
    current = null;
    if (next) next.parentNode.prepend(outcome()); // where the item was that it speaks of
    stand(next);
    if (failed) failed.focus();
    if (!next) queue.querySelector(".queue-tabs [aria-current], .queue-tabs a").focus();
    speak();
  }

  function say(sentence) {
    const place = document.createElement("p");
    place.className = "queue-outcome is-warning";
    place.textContent = sentence;
    outcome().replaceChildren(place);
    outcome().scrollIntoView({ block: "nearest" });
    speak();
  }

  // Read aloud from a place that stays, whatever is put in the place of the page.
  const voice = document.createElement("div");
  voice.className = "visually-hidden";
  voice.setAttribute("role", "status");
  queue.parentNode.classList.add("queue-frame");
  queue.after(voice);

  function speak() {
    const said = [...outcome().querySelectorAll("p")].map((one) => one.textContent.trim());
    voice.textContent = "";
    setTimeout(() => (voice.textContent = said.join(" ")), 100);
  }

  function begin() {
    outcome().setAttribute("aria-live", "off");
    for (const steps of queue.querySelectorAll("[data-step]")) steps.hidden = false;
    queue.classList.add("has-script");
    queue.classList.toggle("is-single", narrow.matches);
    queue.querySelector("#tasti-accesi").checked = !localStorage.getItem(OFF);
    showPicked();
    fold();
  }

  narrow.addEventListener("change", () => queue.classList.toggle("is-single", narrow.matches));
  begin();
  const asked = rows().find((one) => one.dataset.item === queue.dataset.current);
  const first = asked || rows()[0];
  if (first && outcome().children.length) first.parentNode.prepend(outcome());
  if (queue.querySelector("[aria-invalid=true]")) {
    if (first) mark(first);
    queue.querySelector("[aria-invalid=true]").focus();
  } else stand(first);
  setInterval(look, 50);
})();
