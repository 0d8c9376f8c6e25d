// The forms of the second step that speak of passkeys: shown where the browser has them.

import { arePossible, passkey } from "./passkeys.js";

async function tryIt(form) {
  const button = form.querySelector("button");
  const error = form.querySelector("[role=alert]");
  error.textContent = "";
  button.disabled = true;
  try {
    const { begin, complete } = form.dataset;
    const fields = Object.fromEntries(new FormData(form));
    const said = await passkey({ begin, complete, isNew: "isNew" in form.dataset, fields });
    location.assign(said.address);
  } catch (stopped) {
    error.textContent = stopped.message;
    button.disabled = false;
    button.focus();
  }
}

document.querySelectorAll("form[data-passkey]").forEach((form) => {
  form.querySelectorAll("[data-without]").forEach((words) => { words.hidden = arePossible(); });
  form.querySelectorAll("[data-with]").forEach((part) => { part.hidden = !arePossible(); });
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    tryIt(form);
  });
});
