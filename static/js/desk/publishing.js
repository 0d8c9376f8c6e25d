// «Pubblica…» opens what stands at the foot of the page in a small window, with what would change
// for readers and what stands in the way, asked of the server with the form as it is now. Without a
// script the same link leads to the foot of the page.

import { isSignedIn, signInAgain } from "./session.js";

const form = document.querySelector("#guide_form");
const opener = form?.querySelector("[data-publish]");
const foot = document.getElementById("pubblicazione");
const NO_ANSWER = "Non riusciamo a dirti che cosa cambia: puoi pubblicare lo stesso.";

function made() {
  const dialog = document.createElement("dialog");
  dialog.className = "publishing-dialog";
  dialog.setAttribute("aria-labelledby", "publishing-title");
  dialog.innerHTML = `<h2 id="publishing-title" tabindex="-1" autofocus>Pubblica</h2>
    <div class="asked" role="status"></div><div class="moved"></div>
    <div class="dialog-acts"><button type="button" class="button quiet">Torna a scrivere</button></div>`;
  dialog.querySelector("button").addEventListener("click", () => dialog.close());
  dialog.addEventListener("close", back);
  dialog.addEventListener("keydown", (event) => {
    // In a box of one line Enter would press the form's first button.
    if (event.key === "Enter" && event.target.matches("input[type=text], input[type=datetime-local]")) event.preventDefault();
  });
  form.append(dialog);
  return dialog;
}

const places = ["pubblicazione", "revisione"].map((id) => document.getElementById(id)).filter(Boolean)
  .map((part) => ({ part, mark: part.previousSibling, parent: part.parentNode }));

function back() {
  for (const { part, mark, parent } of places) {
    if (dialog.contains(part)) parent.insertBefore(part, mark ? mark.nextSibling : parent.firstChild);
  }
}

async function whatWouldChange() {
  const sent = new FormData(form);
  for (const box of form.querySelectorAll("input[type=file]")) sent.delete(box.name);
  sent.set("_ask", "1");
  const answer = await fetch(location.pathname + location.search, { method: "POST", body: sent }).catch(() => null);
  return answer?.ok && !answer.redirected ? answer.text() : `<p>${NO_ANSWER}</p>`;
}

let dialog;
async function open() {
  if (await isSignedIn() === false && !await signInAgain()) return;
  dialog ??= made();
  const asked = dialog.querySelector(".asked");
  asked.textContent = "Guardiamo che cosa cambia…";
  dialog.querySelector(".moved").append(...places.map(({ part }) => part));
  if (!dialog.open) dialog.showModal();
  asked.innerHTML = await whatWouldChange();
}

// A link to a box: the window closes, its row opens, the box has the focus.
function go(event) {
  const link = event.target.closest("a[data-goes]");
  const place = link && document.getElementById(link.hash.slice(1));
  if (!place || dialog?.contains(place)) return;
  event.preventDefault();
  dialog?.close();
  if (dialog) back();
  for (let folded = place.closest("details"); folded; folded = folded.parentElement.closest("details")) folded.open = true;
  place.querySelector(".row-toggle[aria-expanded=false]")?.click();
  const box = place.matches("input, textarea, select") ? place
    : place.querySelector("textarea[name$=-body]") ?? place.querySelector("input:not([type=hidden]), textarea, select, .add-row a");
  box?.focus({ preventScroll: true });
  place.scrollIntoView();
  // On a phone the toolbar above the box is as tall as the window.
  if (box && box.getBoundingClientRect().bottom > window.innerHeight) box.scrollIntoView({ block: "center" });
}

if (opener && foot) {
  opener.setAttribute("role", "button");
  opener.setAttribute("aria-haspopup", "dialog");
  opener.addEventListener("click", (event) => { event.preventDefault(); open(); });
  opener.addEventListener("keydown", (event) => { if (event.key === " ") { event.preventDefault(); open(); } });
  if (foot.querySelector(".errorlist")) open();
}
document.addEventListener("click", go);
