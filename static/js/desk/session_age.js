// Says some minutes before that the session is about to end, and lets one stay. Whoever is typing
// stays without being asked; several windows of the desk know of each other.

import { atTheDesk, sayThatItIsOver, signInAgain } from "./session.js";

const place = document.querySelector("#user-tools [data-session-left]");
const WARNING = Number(place?.dataset.sessionWarning); // seconds
const AGAIN = 60; // seconds until a server that did not answer, or a session that is over, is asked again
const windows = new BroadcastChannel("sessione-della-scrivania");
let timer;
let hasTyped = false;

const lookIn = (seconds) => {
  clearTimeout(timer);
  timer = setTimeout(look, Math.max(1, seconds) * 1000);
};

async function ask(method = "GET") {
  const token = document.querySelector("input[name=csrfmiddlewaretoken]")?.value ?? "";
  const answer = await fetch(atTheDesk("sessione/"), {
    method, credentials: "same-origin", headers: method === "POST" ? { "X-CSRFToken": token } : {},
  }).catch(() => null);
  return answer?.ok ? answer.json().catch(() => null) : null;
}

async function look() {
  const said = await ask(hasTyped ? "POST" : "GET");
  hasTyped = false;
  if (!said) return lookIn(AGAIN);
  if (said.left <= 0) {
    hide();
    sayThatItIsOver();
    return lookIn(AGAIN);
  }
  if (said.left > WARNING) return goOn(said.left);
  warn(said);
  return lookIn(said.left + 1);
}

function goOn(left) {
  hide();
  windows.postMessage(left);
  lookIn(left - WARNING);
}

windows.addEventListener("message", ({ data }) => {
  hide();
  lookIn(data - WARNING);
});

// ---- the warning ----

const bar = document.createElement("div");
bar.className = "unsaved session-over";
bar.setAttribute("role", "alert");
let cameFrom;

function hide() {
  if (!bar.isConnected) return;
  const hadFocus = bar.contains(document.activeElement);
  bar.remove();
  if (hadFocus) cameFrom?.focus();
}

const inMinutes = (seconds) => (seconds < 90 ? "un minuto" : `${Math.round(seconds / 60)} minuti`);

function warn({ left, longest }) {
  const isOver = longest <= WARNING; // to stay is not enough: so long a session ends in any case
  bar.innerHTML = "<p></p><button type=\"button\" class=\"button\"></button>";
  const [sentence, button] = bar.children;
  sentence.textContent = isOver
    ? `Sei dentro da molte ore: fra ${inMinutes(left)} dovrai entrare di nuovo. Quello che hai scritto resta qui.`
    : `Fra ${inMinutes(left)} la sessione finisce, perché non fai niente da un po’. Quello che hai scritto resta qui.`;
  button.textContent = isOver ? "Entra di nuovo" : "Resta";
  button.addEventListener("click", () => (isOver ? enterAgain() : stay()));
  cameFrom = document.activeElement;
  (document.querySelector("#content-main form") ?? document.querySelector("#content")).prepend(bar);
}

async function stay() {
  const said = await ask("POST");
  if (said?.left > WARNING) return goOn(said.left);
  return look();
}

async function enterAgain() {
  if (await signInAgain()) await look();
}

if (place) {
  document.addEventListener("input", () => { hasTyped = true; });
  const left = Number(place.dataset.sessionLeft);
  windows.postMessage(left);
  lookIn(left - WARNING);
}
