// Whether one is still signed in, and signing in again without leaving the page.

import { passkey } from "./passkeys.js";

const DESK = document.querySelector("#site-name a")?.href ?? location.href;
const NAME = document.querySelector("#user-tools [data-name]")?.dataset.name ?? "";
const PATIENCE = 5000; // milliseconds: after these a save goes on as it would without this script
const NO_ANSWER = "Il server non risponde: controlla la connessione e riprova.";

export const atTheDesk = (path) => new URL(path, DESK).href;

// The forms of the page get the token that is good now.
function renew(token) {
  document.querySelectorAll("input[name=csrfmiddlewaretoken]").forEach((box) => { box.value = token; });
}

async function ask(options = {}) {
  const answer = await fetch(atTheDesk("entra/"), {
    credentials: "same-origin", signal: AbortSignal.timeout(PATIENCE), ...options,
  }).catch(() => null);
  const said = await answer?.json().catch(() => null);
  if (said?.token) renew(said.token);
  return said ?? null;
}

// true, false, or null when nobody answers.
export async function isSignedIn() {
  const said = await ask();
  const isIn = said && Boolean(said.name);
  if (isIn) banner?.remove();
  return isIn;
}

// ---- the dialogue ----

// First the password, then (where it is asked) a code or the passkey: one step is seen at a time.

const dialog = document.createElement("dialog");
dialog.className = "sign-in";
dialog.setAttribute("aria-labelledby", "sign-in-title");
dialog.innerHTML = `<form>
    <h2 id="sign-in-title">Entra di nuovo</h2>
    <p>La sessione è finita. Quello che hai scritto è ancora qui: entra e vai avanti.</p>
    <div data-step="password">
      <label for="sign-in-name">Nome utente</label>
      <input type="text" id="sign-in-name" name="username" autocomplete="username" readonly>
      <label for="sign-in-password">Password</label>
      <input type="password" id="sign-in-password" name="password" autocomplete="current-password" required
        aria-describedby="sign-in-error">
    </div>
    <div data-step="code" hidden>
      <p data-prepare hidden>Prima <a target="_blank">prepara il secondo passo in un’altra scheda</a>, poi premi «Entra».</p>
      <label for="sign-in-code">Codice dell’app, o codice di recupero</label>
      <input type="text" id="sign-in-code" autocomplete="one-time-code" aria-describedby="sign-in-error">
      <button type="button" class="button" data-passkey hidden>Usa la passkey</button>
    </div>
    <p class="sign-in__error" id="sign-in-error" role="alert"></p>
    <div class="dialog-acts">
      <button type="submit" class="button">Entra</button>
      <button type="button" class="button quiet" data-later>Non ora</button>
    </div>
  </form>`;
const [name, password, code] = dialog.querySelectorAll("input");
const error = dialog.querySelector("[role=alert]");
const [first, second] = dialog.querySelectorAll("[data-step]");
const withPasskey = dialog.querySelector("[data-passkey]");
const prepare = dialog.querySelector("[data-prepare]");

function show(step) {
  first.hidden = step !== first;
  second.hidden = step !== second;
  password.required = step === first;
  const box = step === first ? password : code;
  box.value = "";
  box.focus();
}

function askTheSecondStep(asked) {
  withPasskey.hidden = !asked.hasPasskey;
  prepare.hidden = !asked.prepare;
  if (asked.prepare) prepare.querySelector("a").href = asked.prepare;
  show(second);
}

// What has been typed in the step that is seen; a code with letters in it is a recovery code.
function typed() {
  const body = new FormData();
  if (!first.hidden) {
    body.append("username", name.value);
    body.append("password", password.value);
  } else if (code.value.trim()) body.append(/[a-z]/i.test(code.value) ? "recovery" : "code", code.value);
  return body;
}

const token = () => document.querySelector("input[name=csrfmiddlewaretoken]").value;

async function tryIt(event) {
  event.preventDefault();
  error.textContent = "";
  const state = await ask(); // a token to send, should the browser have lost its own
  if (state?.name && state.name === name.value) return dialog.close("in"); // in another window, meanwhile
  const body = typed();
  body.append("csrfmiddlewaretoken", token());
  const said = await ask({ method: "POST", body });
  if (said?.name) return dialog.close("in");
  if (said?.secondStep) return askTheSecondStep(said.secondStep);
  error.textContent = said?.error ?? NO_ANSWER;
  // The password was too long ago: once more from the beginning.
  return show(said && !said.error ? first : first.hidden ? second : first);
}

async function usePasskey() {
  error.textContent = "";
  try {
    await passkey({ begin: atTheDesk("secondo-passo/passkey/"), complete: atTheDesk("secondo-passo/passkey/fatto/"),
      fields: { csrfmiddlewaretoken: token() } });
    await ask();
    dialog.close("in");
  } catch (stopped) { error.textContent = stopped.message; }
}

dialog.querySelector("form").addEventListener("submit", tryIt);
withPasskey.addEventListener("click", usePasskey);
dialog.querySelector("[data-later]").addEventListener("click", () => dialog.close(""));

// Asks for the password; true once one is in again.
export function signInAgain() {
  if (!dialog.isConnected) document.body.append(dialog);
  if (!dialog.open) {
    dialog.returnValue = "";
    name.value = NAME;
    error.textContent = "";
    dialog.showModal();
    show(first);
  }
  return new Promise((done) => {
    dialog.addEventListener("close", () => {
      if (dialog.returnValue === "in") banner?.remove();
      done(dialog.returnValue === "in");
    }, { once: true });
  });
}

// ---- said without stopping who is writing ----

let banner;

export function sayThatItIsOver() {
  if (banner?.isConnected) return;
  banner = document.createElement("div");
  banner.className = "unsaved session-over";
  banner.setAttribute("role", "alert");
  banner.innerHTML = `<p>La sessione è finita. Quello che scrivi resta in questo browser.</p>
    <button type="button" class="button">Entra di nuovo</button>`;
  banner.querySelector("button").addEventListener("click", signInAgain);
  (document.querySelector("#content-main form") ?? document.querySelector("#content"))?.prepend(banner);
}
