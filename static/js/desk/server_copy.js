// The private copy on the server of what is typed and not saved: guides/desk/kept.py.

import { atTheDesk, isSignedIn, sayThatItIsOver } from "./session.js";

const PAGE = location.pathname;
const ADDRESS = atTheDesk("non-salvato/");
const REST = 3000; // milliseconds without a key
const MOST_AT_LEAVING = 60_000; // what a browser still sends of a page that closes
let pause, last = "{}"; // what the server has, as far as this page knows

function body(form, texts) {
  const sent = new FormData();
  sent.append("csrfmiddlewaretoken", form.elements.csrfmiddlewaretoken.value);
  sent.append("page", PAGE);
  sent.append("texts", JSON.stringify(texts));
  return sent;
}

export async function read() {
  const answer = await fetch(`${ADDRESS}?page=${encodeURIComponent(PAGE)}`, {
    credentials: "same-origin", signal: AbortSignal.timeout(5000),
  }).catch(() => null);
  const said = answer?.ok && !answer.redirected ? await answer.json().catch(() => null) : null;
  if (said?.kept) last = JSON.stringify(said.kept.texts);
  return said?.kept ?? null;
}

async function send(form, texts, options = {}) {
  last = JSON.stringify(texts);
  const answer = await fetch(ADDRESS, {
    method: "POST", body: body(form, texts), credentials: "same-origin", ...options,
  }).catch(() => null);
  if (answer && (answer.redirected || answer.status === 403) && (await isSignedIn()) === false) {
    last = "{}";
    sayThatItIsOver();
  }
}

// `now()` gives the texts; they are sent once nobody has typed for a while.
export function keepSoon(form, now) {
  clearTimeout(pause);
  pause = setTimeout(() => {
    const texts = now();
    if (JSON.stringify(texts) !== last) send(form, texts);
  }, REST);
}

export function keepAtLeaving(form, texts) {
  clearTimeout(pause);
  const written = JSON.stringify(texts);
  if (written !== last && written.length < MOST_AT_LEAVING) send(form, texts, { keepalive: true });
}

export const stop = () => clearTimeout(pause);
export const putAway = (form) => { stop(); return send(form, {}); };
