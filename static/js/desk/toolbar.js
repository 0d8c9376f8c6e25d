// The row of buttons over a Markdown box, and the keys that do the same.

import "../vendor/markdown-toolbar-element-2.2.3/index.js";
import { beginFact, takesFacts } from "./fact_completion.js";
import { chooseLink } from "./link_chooser.js";
import { choosePicture } from "./picture_chooser.js";
import { insertBlock, selected } from "./writing.js";

const IS_MAC = /Mac|iP(hone|ad)/.test(navigator.platform);
const HERE = "Scrivi qui";
const CALLOUTS = { attenzione: "Attenzione", consiglio: "Consiglio", scadenza: "Scadenza" };
// What the library does by itself has its name there; the rest is in ACTS.
const TOOLS = [
  { does: "bold", sign: "<b>G</b>", says: "Grassetto", key: "B" },
  { does: "italic", sign: "<i>C</i>", says: "Corsivo", key: "I" },
  { does: "chooser", label: "Link", says: "Inserisci un link", key: "K" },
  { does: "unordered-list", label: "• Elenco", says: "Elenco puntato" },
  { does: "ordered-list", label: "1. Passi", says: "Passi numerati" },
  { does: "table", label: "Tabella", says: "Inserisci una tabella" },
  ...Object.entries(CALLOUTS).map(([name, label]) => ({ does: name, label, says: `Riquadro «${label}»` })),
  { does: "fact", label: "Fatto", says: "Inserisci un fatto: un termine, un importo, un recapito" },
  { does: "collection", label: "Raccolta", says: "Inserisci un’immagine della raccolta" },
  { does: "picture", label: "Immagine", says: "Inserisci un’immagine" },
];

const TABLE = "| Titolo | Titolo |\n|---|---|\n| Cella | Cella |\n| Cella | Cella |";

function callout(editor, name) {
  const words = selected(editor).trim() || HERE;
  insertBlock(editor, `::: ${name}\n${words}\n:::`, words);
}

const ACTS = {
  chooser: (box, editor) => chooseLink(editor),
  fact: (box, editor) => beginFact(editor),
  table: (box, editor) => insertBlock(editor, TABLE, "Titolo"),
  collection: (box, editor) => choosePicture(editor),
  picture: (box) => box.querySelector(".markdownx-file").click(),
};
for (const name of Object.keys(CALLOUTS)) ACTS[name] = (box, editor) => callout(editor, name);

function button({ does, sign, label, says, key }) {
  const shown = key ? `${says} (${IS_MAC ? "⌘" : "Ctrl+"}${key})` : says;
  const keys = key ? ` aria-keyshortcuts="${IS_MAC ? "Meta" : "Control"}+${key}"` : "";
  const inside = sign ? `<span aria-hidden="true">${sign}</span><span class="visually-hidden">${says}</span>` : label;
  return `<button type="button" class="tool tool--${does}" data-md-button="${does}" tabindex="-1" title="${shown}"${keys}>${inside}</button>`;
}

const buttons = (tools) => tools.map(button).join("");
const BUTTONS = buttons(TOOLS);
const WITHOUT_FACTS = buttons(TOOLS.filter(({ does }) => does !== "fact"));

export function addToolbar(box, editor) {
  const bar = document.createElement("markdown-toolbar");
  bar.className = "tools";
  bar.setAttribute("for", editor.id);
  bar.setAttribute("aria-label", "Formattazione del testo");
  bar.setAttribute("aria-controls", editor.id);
  bar.innerHTML = takesFacts(editor) ? BUTTONS : WITHOUT_FACTS;
  editor.before(bar);
  bar.addEventListener("click", ({ target }) => {
    ACTS[target.closest("[data-md-button]")?.dataset.mdButton]?.(box, editor);
  });
  editor.addEventListener("keydown", (event) => {
    if (!(IS_MAC ? event.metaKey : event.ctrlKey) || event.altKey || event.shiftKey) return;
    const tool = TOOLS.find(({ key }) => key === event.key.toUpperCase());
    if (!tool) return;
    event.preventDefault();
    bar.querySelector(`[data-md-button="${tool.does}"]`).click();
  });
}

// Ctrl+S saves the page that is open, wherever in it one is.
document.addEventListener("keydown", (event) => {
  if (!(IS_MAC ? event.metaKey : event.ctrlKey) || event.key.toLowerCase() !== "s") return;
  if (event.altKey || event.shiftKey || document.querySelector("dialog[open]")) return;
  const save = document.querySelector("#content-main form :is(input, button)[name=_continue]");
  if (!save) return;
  event.preventDefault();
  save.click();
});
