// The Markdown editor: its toolbar, a live preview, pictures that are dropped, pasted or chosen,
// rich text that becomes Markdown.
// The addresses come from the box's own attributes; the token from the form around it.

import { previewOf } from "./page_preview.js";
import { kindOf, paste } from "./rich_paste.js";
import { isSignedIn, sayThatItIsOver } from "./session.js";
import { addToolbar } from "./toolbar.js";
import { inWords } from "./word_count.js";
import { insert } from "./writing.js";

const PAUSE = 400; // milliseconds without a key before the preview is asked for
const SESSION_OVER = "La sessione è finita: entra di nuovo e riprova.";
const NO_ANSWER = "Il server non risponde: controlla la connessione e riprova.";
const known = new WeakSet();

function post(editor, address, fields) {
  const body = new FormData();
  body.append("csrfmiddlewaretoken", editor.form.elements.csrfmiddlewaretoken.value);
  for (const [name, value] of Object.entries(fields)) body.append(name, value);
  return fetch(address, { method: "POST", body, credentials: "same-origin" });
}

// Refused: has the session ended, or does nobody answer?
function sayRefused(box, answer, said = "") {
  if (answer?.status === 403) isSignedIn().then((isIn) => isIn === false && sayThatItIsOver());
  say(box, said || (answer?.status === 403 ? SESSION_OVER : NO_ANSWER), true);
}

function say(box, sentence, isError = false) {
  const message = box.querySelector(".markdownx-message");
  message.textContent = sentence;
  message.classList.toggle("is-error", isError);
}

async function showPreview(box) {
  const editor = box.querySelector(".markdownx-editor");
  const asked = editor.value;
  const answer = await post(editor, editor.dataset.markdownxUrlsPath, { content: asked })
    .catch(() => null);
  if (!answer?.ok) return sayRefused(box, answer);
  const html = await answer.text();
  if (editor.value !== asked) return undefined; // a later answer is on its way
  previewOf(box).innerHTML = html;
  box.dispatchEvent(new CustomEvent("markdownx.update", { bubbles: true }));
  return undefined;
}

async function send(box, file) {
  const editor = box.querySelector(".markdownx-editor");
  say(box, "Carico l’immagine…");
  const answer = await post(editor, editor.dataset.markdownxUploadUrlsPath, { image: file })
    .catch(() => null);
  const said = await answer?.json().catch(() => ({})) ?? {};
  if (!answer?.ok) return sayRefused(box, answer, said.error);
  const start = editor.selectionStart + said.image_code.indexOf(said.alt);
  insert(editor, said.image_code);
  editor.setSelectionRange(start, start + said.alt.length);
  return say(box, "Immagine inserita: scrivi ora che cosa si vede, per chi non la vede.");
}

function sendAll(box, event, transfer) {
  if (!transfer?.files.length) return;
  event.preventDefault();
  [...transfer.files].reduce((before, file) => before.then(() => send(box, file)), Promise.resolve());
}

const seen = new IntersectionObserver((entries) => {
  for (const { isIntersecting, target } of entries) {
    if (!isIntersecting) continue;
    seen.unobserve(target);
    dress(target);
  }
}, { rootMargin: "800px" });

// What a box has only once somebody sees it: forty sections open at once.
function dress(box) {
  const editor = box.querySelector(".markdownx-editor");
  addToolbar(box, editor);
  count(box, editor);
  if (editor.value) showPreview(box);
}

function count(box, editor) {
  box.querySelector(".markdownx-count").textContent = inWords(editor.value);
}

function setUp(box) {
  if (known.has(box)) return;
  known.add(box);
  const editor = box.querySelector(".markdownx-editor");
  const file = box.querySelector(".markdownx-file");
  let pause;
  editor.addEventListener("input", () => {
    clearTimeout(pause);
    pause = setTimeout(() => { showPreview(box); count(box, editor); }, PAUSE);
  });
  editor.addEventListener("dragover", (event) => {
    if (event.dataTransfer.types.includes("Files")) event.preventDefault();
  });
  editor.addEventListener("drop", (event) => sendAll(box, event, event.dataTransfer));
  let asText = false; // Ctrl+Shift+V, where the browser still offers both
  editor.addEventListener("keydown", (event) => { asText = event.shiftKey && (event.ctrlKey || event.metaKey); });
  editor.addEventListener("paste", (event) => {
    if (asText) {
      asText = false;
      return;
    }
    // Word sends a picture of its text along: the words are what was meant.
    if (!kindOf(event.clipboardData)) return sendAll(box, event, event.clipboardData);
    event.preventDefault();
    paste(box, editor, event.clipboardData, say);
  });
  file.addEventListener("change", () => {
    if (file.files.length) send(box, file.files[0]);
    file.value = "";
  });
  box.querySelector(".markdownx-tools").hidden = false;
  box.querySelector(".markdownx-shown").hidden = false;
  box.classList.add("is-live");
  seen.observe(box);
}

const all = (root) => root.querySelectorAll(".markdownx");
all(document).forEach((box) => box.closest(".empty-form") || setUp(box));
document.addEventListener("formset:added", (event) => all(event.target).forEach(setUp));
