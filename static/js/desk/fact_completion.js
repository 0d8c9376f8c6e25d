// Facts and deadlines completed as one types: after «{{» and some words, those that have them, with what each says.

import "../vendor/text-expander-element-2.9.4/index.js";
import { insert } from "./writing.js";

const OPENS = "{{";
const PAUSE = 150; // milliseconds without a key before the site is asked
let asked = 0;

export const takesFacts = (editor) => editor.hasAttribute("data-takes-facts");

// The list opens only where a word begins.
export function beginFact(editor) {
  const before = editor.value.slice(0, editor.selectionStart);
  insert(editor, (/(^|[\s([])$/.test(before) ? "" : " ") + OPENS);
}

const ask = (place, words) => fetch(`${place}?q=${encodeURIComponent(words)}`, { credentials: "same-origin" })
  .then((got) => (got.ok && !got.redirected ? got.json() : null)).catch(() => null);

async function matching(box, typed) {
  const turn = asked += 1;
  const [words, format] = typed.replace(/^\s*(?:fatto|scadenza):/, "").split("|");
  await new Promise((resolve) => { setTimeout(resolve, PAUSE); });
  const places = [box.dataset.facts, box.querySelector("[data-takes-deadlines]") && box.dataset.deadlines];
  const answers = turn === asked && await Promise.all(places.filter(Boolean).map((place) => ask(place, words)));
  if (turn !== asked) return new Promise(() => {}); // a later question answers for this one
  const facts = answers.flatMap((answer) => answer?.facts ?? []);
  const meant = facts.find(({ key }) => format !== undefined && key === words.trim());
  return meant ? [meant] : facts;
}

// Of one fact all the ways to say it; of several the first of each.
const choices = (facts) => facts.flatMap((fact) => (facts.length === 1 ? fact.formats : fact.formats.slice(0, 1))
  .map((format) => ({ fact, format })));

function option({ fact, format }) {
  const item = document.createElement("li");
  item.setAttribute("role", "option");
  item.dataset.tag = format.tag;
  const says = document.createElement("strong");
  const what = document.createElement("span");
  says.textContent = format.text;
  const doubt = fact.is_expired ? "scaduto" : fact.is_verified ? "" : "non verificato";
  what.textContent = [fact.name, format.what, doubt].filter(Boolean).join(" · ");
  item.append(says, " ", what);
  return item;
}

function menu(facts) {
  const list = document.createElement("ul");
  list.className = "facts";
  list.setAttribute("role", "listbox");
  list.setAttribute("aria-label", "Fatti");
  list.append(...choices(facts).map(option));
  return list;
}

// They do not bubble: they are caught on their way down.
document.addEventListener("text-expander-change", ({ target, detail }) => {
  if (!takesFacts(target.querySelector("textarea"))) return;
  detail.provide(matching(target.closest(".markdownx"), detail.text)
    .then((facts) => ({ matched: facts.length > 0, fragment: menu(facts) })));
}, true);

document.addEventListener("text-expander-value", (event) => {
  const editor = event.target.querySelector("textarea");
  const end = editor.selectionEnd;
  const start = editor.value.lastIndexOf(OPENS, end - 1);
  const closed = editor.value.startsWith("}}", end) ? 2 : 0;
  event.preventDefault(); // the library writes the whole text anew: nothing could be undone
  event.target.dismiss();
  insert(editor, event.detail.item.dataset.tag, [start, end + closed]);
}, true);

// A textarea stays a textarea: the library would call it a combobox, which HTML does not allow.
document.addEventListener("text-expander-activate", ({ target }) => queueMicrotask(() => {
  for (const name of ["role", "aria-expanded"]) target.querySelector("textarea").removeAttribute(name);
}), true);
