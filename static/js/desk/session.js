// Whether one is still signed in, and signing in again without leaving the page.

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

const dialog = document.createElement("dialog");
dialog.className = "sign-in";
dialog.setAttribute("aria-labelledby", "sign-in-title");
dialog.innerHTML = `<form>
    <h2 id="sign-in-title">Entra di nuovo</h2>
    <p>La sessione è finita. Quello che hai scritto è ancora qui: entra e vai avanti.</p>
    <label for="sign-in-name">Nome utente</label>
    <input type="text" id="sign-in-name" name="username" autocomplete="username" readonly>
    <label for="sign-in-password">Password</label>
    <input type="password" id="sign-in-password" name="password" autocomplete="current-password" required
      aria-describedby="sign-in-error">
    <p class="sign-in__error" id="sign-in-error" role="alert"></p>
    <div class="dialog-acts">
      <button type="submit" class="button">Entra</button>
      <button type="button" class="button quiet">Non ora</button>
    </div>
  </form>`;
const [name, password] = dialog.querySelectorAll("input");
const error = dialog.querySelector("[role=alert]");

async function tryIt(event) {
  event.preventDefault();
  error.textContent = "";
  await ask(); // a token to send, should the browser have lost its own
  const body = new FormData(event.target);
  body.append("csrfmiddlewaretoken", document.querySelector("input[name=csrfmiddlewaretoken]").value);
  const said = await ask({ method: "POST", body });
  password.value = "";
  if (said?.name) return dialog.close("in");
  error.textContent = said?.error ?? NO_ANSWER;
  return password.focus();
}

dialog.querySelector("form").addEventListener("submit", tryIt);
dialog.querySelector("[type=button]").addEventListener("click", () => dialog.close(""));

// Asks for the password; true once one is in again.
export function signInAgain() {
  if (!dialog.isConnected) document.body.append(dialog);
  if (!dialog.open) {
    dialog.returnValue = "";
    name.value = NAME;
    error.textContent = "";
    dialog.showModal();
    password.focus();
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
  document.querySelector("#content-main form")?.prepend(banner);
}
