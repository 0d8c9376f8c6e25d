// The queue by keyboard. Each key presses a button of the page, so a key can do nothing that a
// button cannot; without this script the buttons send their forms by themselves.
(() => {
  "use strict";
  const OFF = "coda-tasti-spenti";
  let queue = document.getElementById("coda");
  if (!queue) return;
  let current = null; // id of the item we stand on
  let menu = null; // the open list of reasons, waiting for one more key
  let busy = false;
  const typedAhead = [];

  const rows = () => [...queue.querySelectorAll(".queue-row")];
  const row = () => rows().find((one) => one.dataset.item === current);
  const picked = () => queue.querySelector("input[name=voce]:checked") !== null;
  const batch = () => queue.querySelector("#insieme");

  function stand(on) {
    if (!on) return;
    current = on.dataset.item;
    for (const one of rows()) one.classList.toggle("is-current", one === on);
    on.focus({ preventScroll: true });
    on.scrollIntoView({ block: "nearest" });
  }

  function move(step) {
    const all = rows();
    const here = all.indexOf(row());
    stand(all[Math.min(Math.max(here + step, 0), all.length - 1)]);
  }

  function press(key) {
    const value = { a: "approve", s: "spam", u: "undo" }[key];
    const places = [row()];
    if (key === "u") places.unshift(queue.querySelector("#coda-esito"));
    if (value && picked()) return batch().querySelector(`button[value=${value}]`).click();
    for (const place of places) {
      const button = place?.querySelector(`button[data-key=${key}]`);
      if (button) return button.click();
    }
  }

  function chooseReason() {
    menu = (picked() ? batch() : row())?.querySelector(".queue-reasons");
    if (!menu) return;
    menu.open = true;
    menu.querySelector(".queue-menu").scrollIntoView({ block: "nearest" });
  }

  function openTool(key) {
    const tool = row()?.querySelector(`[data-tool=${key}]`);
    if (!tool) return;
    tool.open = true;
    tool.querySelector(".queue-menu").scrollIntoView({ block: "nearest" });
    const words = tool.querySelector("textarea");
    const chosen = document.getSelection();
    if (key === "o" && `${chosen}`.trim() && row().querySelector("[data-words]").contains(chosen.anchorNode)) {
      words.value = `${chosen}`.trim();
      return tool.querySelector("button").click();
    }
    words.focus();
  }

  function close() {
    menu = null;
    for (const open of queue.querySelectorAll("details[open]")) open.open = false;
    row()?.focus();
  }

  function pick() {
    const box = row()?.querySelector("input[name=voce]");
    if (box) box.checked = !box.checked;
  }

  function obey(key) {
    if (menu) {
      const button = menu.querySelector(`[data-reason="${CSS.escape(key)}"]`);
      if (key === "escape") close();
      else if (button) button.click();
      return;
    }
    if (key === "j") move(1);
    else if (key === "k") move(-1);
    else if ("ascuf".includes(key)) press(key);
    else if (key === "r") chooseReason();
    else if ("eodn".includes(key)) openTool(key);
    else if (key === "x") pick();
    else if (key === "?") queue.querySelector("#tasti").toggleAttribute("open");
    else if (key === "escape") close();
  }

  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.altKey || event.metaKey) return;
    const key = event.key.toLowerCase();
    if (key !== "escape" && key.length !== 1) return;
    const writes = event.target.closest("textarea, select, input:not([type=checkbox])");
    if (writes && key !== "escape") return;
    if (key === " " || (key !== "escape" && localStorage.getItem(OFF))) return;
    if (!"jkascufreodnx?".includes(key) && key !== "escape" && !menu) return;
    event.preventDefault();
    if (busy) typedAhead.push(key);
    else obey(key);
  });

  document.addEventListener("focusin", (event) => {
    const on = event.target.closest?.(".queue-row");
    if (!on || on.dataset.item === current) return;
    current = on.dataset.item;
    for (const one of rows()) one.classList.toggle("is-current", one === on);
  });

  document.addEventListener("change", (event) => {
    if (event.target.id !== "tasti-accesi") return;
    if (event.target.checked) localStorage.removeItem(OFF);
    else localStorage.setItem(OFF, "1");
  });

  document.addEventListener("submit", (event) => {
    if (!queue.contains(event.target)) return;
    event.preventDefault();
    if (!busy) send(event.target, event.submitter);
  });

  async function send(form, button) {
    busy = true;
    menu = null;
    queue.setAttribute("aria-busy", "true");
    const before = rows().map((one) => one.dataset.item);
    const undone = button?.value === "undo" && form.elements.voce?.value.split(":")[0];
    try {
      const said = new FormData(form); // its second argument is newer than some browsers we mean
      if (button && button.name) said.append(button.name, button.value);
      const answer = await fetch(form.action, { method: "POST", body: said });
      const text = await answer.text();
      const fresh = new DOMParser().parseFromString(text, "text/html").getElementById("coda");
      if (!fresh) throw new Error(answer.status);
      swap(fresh, form);
      if (answer.redirected) history.replaceState(null, "", answer.url);
      goOn(before, undone);
    } catch {
      queue.removeAttribute("aria-busy");
      typedAhead.length = 0;
      say("Non so se è arrivato: la rete o la sessione si è interrotta. Ricarica la pagina e guarda.");
    }
    busy = false;
    while (typedAhead.length && !busy) obey(typedAhead.shift());
  }

  function swap(fresh, sent) {
    const words = [...queue.querySelectorAll("textarea")].filter((one) => one.value && !sent.contains(one));
    const said = queue.querySelector("#coda-esito"); // stays, so that it is read aloud
    const news = fresh.querySelector("#coda-esito");
    const sentences = [...news.childNodes];
    news.replaceWith(said);
    queue.replaceWith(fresh);
    queue = fresh;
    said.replaceChildren(...sentences);
    for (const one of words) {
      const again = document.getElementById(one.id);
      if (!again) continue;
      again.value = one.value;
      again.closest("details").open = true;
    }
    showSwitch();
  }

  function goOn(before, undone) {
    const failed = queue.querySelector("[aria-invalid=true]");
    const now = new Map(rows().map((one) => [one.dataset.item, one]));
    const here = before.indexOf(current);
    const onward = [...before.slice(here), ...before.slice(0, Math.max(here, 0)).reverse()];
    const next = (undone && now.get(undone)) || onward.map((id) => now.get(id)).find(Boolean) || rows()[0];
    stand(next);
    if (failed) failed.focus();
    if (!next) queue.querySelector(".queue-tabs [aria-current]")?.focus();
  }

  function say(sentence) {
    const place = document.createElement("p");
    place.className = "queue-outcome is-warning";
    place.textContent = sentence;
    queue.querySelector("#coda-esito").replaceChildren(place);
  }

  function showSwitch() {
    queue.querySelector("#tasti-accesi").checked = !localStorage.getItem(OFF);
  }

  showSwitch();
  const asked = rows().find((one) => one.dataset.item === queue.dataset.current);
  stand(queue.querySelector("[aria-invalid=true]") ? null : asked || rows()[0]);
})();
