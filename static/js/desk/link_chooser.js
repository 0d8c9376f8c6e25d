// Where a link leads, found by words: the site's guides, sections, companies… or an address typed.

import { insert, selected } from "./writing.js";

const PAUSE = 200; // milliseconds without a key before the site is asked
const ADDRESS = /^(https?:\/\/|mailto:|tel:|\/|#)\S*$|^[^\s@/]+\.[a-z]{2,}(\/\S*)?$/i;
const MAIL = /^[^\s@]+@[^\s@]+\.[a-z]{2,}$/i;

const dialog = document.createElement("dialog");
dialog.className = "chooser";
dialog.setAttribute("aria-labelledby", "chooser-title");
dialog.innerHTML = `<form method="dialog">
    <h2 id="chooser-title">Inserisci un link</h2>
    <label for="chooser-words">Cerca una guida, una sezione, un’azienda, oppure scrivi un indirizzo</label>
    <input type="text" id="chooser-words" role="combobox" aria-expanded="false" aria-controls="chooser-list"
      aria-autocomplete="list" autocomplete="off" spellcheck="false">
    <p class="chooser__said" role="status"></p>
    <ul id="chooser-list" role="listbox" aria-label="Dove può portare il link"></ul>
    <button type="submit" class="button quiet" value="">Annulla</button>
  </form>`;
const box = dialog.querySelector("input");
const list = dialog.querySelector("ul");
const said = dialog.querySelector("[role=status]");
let editor, range, places = [], at = -1, pause, asked = 0;
let shownFor = null; // the words to which the list answers

function typedAddress(words) {
  if (MAIL.test(words)) return { leads: `mailto:${words}`, title: words, what: "Indirizzo e-mail" };
  if (!ADDRESS.test(words)) return null;
  const leads = /^(\w+:|\/|#)/.test(words) ? words.replace(/^http:/i, "https:") : `https://${words}`;
  return { leads, title: leads, what: "Indirizzo" };
}

function mark(index) {
  at = places.length ? (index + places.length) % places.length : -1;
  [...list.children].forEach((item, n) => item.setAttribute("aria-selected", String(n === at)));
  list.children[at]?.scrollIntoView({ block: "nearest" });
  if (at >= 0) box.setAttribute("aria-activedescendant", list.children[at].id);
  else box.removeAttribute("aria-activedescendant");
}

function show(found, words) {
  const own = typedAddress(words);
  shownFor = words;
  places = own ? [own, ...found] : found;
  list.replaceChildren(...places.map(({ title, what, note }, n) => {
    const item = document.createElement("li");
    item.id = `chooser-${n}`;
    item.setAttribute("role", "option");
    const name = document.createElement("strong");
    const kind = document.createElement("span");
    name.textContent = title;
    kind.textContent = [what, note].filter(Boolean).join(" · ");
    item.append(name, " ", kind);
    return item;
  }));
  box.setAttribute("aria-expanded", String(places.length > 0));
  said.textContent = places.length ? "" : "Nessuna pagina con queste parole: prova con altre.";
  mark(0);
}

async function ask() {
  const words = box.value.trim();
  const turn = asked += 1;
  const address = `${editor.closest(".markdownx").dataset.links}?q=${encodeURIComponent(words)}`;
  const answer = await fetch(address, { credentials: "same-origin", headers: { Accept: "application/json" } })
    .then((got) => (got.ok && !got.redirected ? got.json() : null)).catch(() => null);
  if (turn !== asked) return;
  show(answer?.places ?? [], words);
  if (!answer) said.textContent = "Il server non risponde: puoi scrivere un indirizzo intero, con https://.";
}

function choose(place) {
  dialog.close("chosen");
  const words = editor.value.slice(...range) || (place.what === "Indirizzo" ? "" : place.title);
  const text = words.replace(/[\[\]\\]/g, "\\$&").replace(/\s*\n\s*/g, " ") || "parole del link";
  insert(editor, `[${text}](${place.leads})`, range);
  if (!words) editor.setSelectionRange(range[0] + 1, range[0] + 1 + text.length);
}

box.addEventListener("input", () => { clearTimeout(pause); pause = setTimeout(ask, PAUSE); });
// Whoever types and presses Enter at once means what they typed, not what stood in the list before.
async function chooseNow() {
  const words = box.value.trim();
  if (shownFor !== words && !typedAddress(words)) await ask();
  if (!dialog.open || box.value.trim() !== words) return;
  const place = shownFor === words ? places[at] : typedAddress(words);
  if (place) choose(place);
}

box.addEventListener("keydown", (event) => {
  const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
  if (step) { event.preventDefault(); mark(at + step); }
  if (event.key !== "Enter") return;
  event.preventDefault();
  chooseNow();
});
list.addEventListener("click", ({ target }) => {
  const item = target.closest("li");
  if (item) choose(places[[...list.children].indexOf(item)]);
});
dialog.addEventListener("close", () => {
  clearTimeout(pause);
  editor.focus();
  if (dialog.returnValue !== "chosen") editor.setSelectionRange(...range);
});

export function chooseLink(into) {
  editor = into;
  range = [editor.selectionStart, editor.selectionEnd];
  if (!dialog.isConnected) document.body.append(dialog);
  dialog.returnValue = "";
  box.value = ADDRESS.test(selected(editor)) ? selected(editor) : "";
  places = [];
  shownFor = null;
  list.replaceChildren();
  said.textContent = "";
  dialog.showModal();
  box.focus();
  ask();
}
