// A picture that is already in the collection, found by words and put into the text with its own.

import { insert } from "./writing.js";

const PAUSE = 200; // milliseconds without a key before the site is asked

const dialog = document.createElement("dialog");
dialog.className = "chooser picture-chooser";
dialog.setAttribute("aria-labelledby", "picture-chooser-title");
dialog.innerHTML = `<form method="dialog">
    <h2 id="picture-chooser-title">Scegli dalla raccolta</h2>
    <label for="picture-chooser-words">Cerca nel testo alternativo, nel nome del file, nei titoli delle guide</label>
    <input type="search" id="picture-chooser-words" autocomplete="off">
    <p class="chooser__said" role="status"></p>
    <ul class="pictures"></ul>
    <button type="submit" class="button quiet" value="">Annulla</button>
  </form>`;
const box = dialog.querySelector("input");
const list = dialog.querySelector("ul");
const said = dialog.querySelector("[role=status]");
let editor, range, pause, asked = 0;

function item(picture) {
  const row = document.createElement("li");
  const button = document.createElement("button");
  const image = document.createElement("img");
  const words = document.createElement("span");
  button.type = "button";
  button.className = "picture-choice";
  Object.assign(image, { src: picture.small, alt: "", loading: "lazy" });
  words.textContent = picture.alternative || picture.name;
  button.append(image, words);
  button.addEventListener("click", () => choose(picture));
  row.append(button);
  return row;
}

async function ask() {
  const turn = asked += 1;
  const address = `${editor.closest(".markdownx").dataset.pictures}?q=${encodeURIComponent(box.value.trim())}`;
  const answer = await fetch(address, { credentials: "same-origin", headers: { Accept: "application/json" } })
    .then((got) => (got.ok && !got.redirected ? got.json() : null)).catch(() => null);
  if (turn !== asked) return;
  const found = answer?.pictures ?? [];
  list.replaceChildren(...found.map(item));
  said.textContent = !answer ? "Il server non risponde: riprova fra poco."
    : found.length === 1 ? "Un’immagine." : found.length ? `${found.length} immagini.` : "Nessuna immagine con queste parole: prova con altre.";
}

function choose({ address, alternative }) {
  dialog.close("chosen");
  const text = (alternative || "descrivi l’immagine").replace(/[\[\]\\]/g, "\\$&");
  insert(editor, `![${text}](${address})`, range);
  // What stands in the brackets is chosen, to be written anew where this text needs other words.
  editor.setSelectionRange(range[0] + 2, range[0] + 2 + text.length);
}

box.addEventListener("input", () => { clearTimeout(pause); pause = setTimeout(ask, PAUSE); });
box.addEventListener("keydown", (event) => {
  if (event.key !== "Enter") return;
  event.preventDefault();
  clearTimeout(pause);
  ask();
});
dialog.addEventListener("close", () => {
  clearTimeout(pause);
  editor.focus();
  if (dialog.returnValue !== "chosen") editor.setSelectionRange(...range);
});

export function choosePicture(into) {
  editor = into;
  range = [editor.selectionStart, editor.selectionEnd];
  if (!dialog.isConnected) document.body.append(dialog);
  dialog.returnValue = "";
  box.value = "";
  list.replaceChildren();
  said.textContent = "";
  dialog.showModal();
  box.focus();
  ask();
}
