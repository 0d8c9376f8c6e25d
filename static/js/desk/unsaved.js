// What was typed and not saved is kept on the server and in this browser, field by field, and offered
// back the next time the page is opened, here or on another machine: after a crash, a closed tab, a
// session that ended. One that ended is noticed before a save leaves the page.

import { difference } from "./differences.js";
import * as server from "./server_copy.js";
import { isSignedIn, signInAgain } from "./session.js";

const form = document.querySelector("#content-main form[enctype], #content-main form[id$=_form]");
const KEY = `non-salvato:${location.pathname}`;
const SENT = "non-salvato-inviato";
const THIRTY_DAYS = 30 * 24 * 3600 * 1000;
const NOT_TEXT = /csrfmiddlewaretoken|^seen$|^_|_FORMS$|-(id|guide|position|DELETE)$|__prefix__/;

const read = (key) => {
  try {
    const kept = JSON.parse(localStorage.getItem(key));
    return kept && Date.now() - kept.at < THIRTY_DAYS ? kept : null;
  } catch { return null; }
};
const write = (key, kept) => {
  try { localStorage.setItem(key, JSON.stringify(kept)); } catch { /* full or forbidden */ }
};

const isBox = (field) => field.type === "checkbox" || field.type === "radio";
const chosen = (options) => [...options].map((option) => option.value).join(",");
const valueOf = (field) => {
  if (field.multiple) return chosen(field.selectedOptions);
  return isBox(field) ? String(field.checked) : field.value;
};
const asServed = (field) => {
  if (isBox(field)) return String(field.defaultChecked);
  if (field.multiple) return chosen([...field.options].filter((option) => option.defaultSelected));
  if (field.matches("select")) return [...field.options].find((o) => o.defaultSelected)?.value ?? field.options[0]?.value ?? "";
  return field.defaultValue;
};

// A row's number changes when rows come and go: a saved row is known by its id, a new one by its
// turn among the new ones.
function lastingName(field) {
  const [, prefix, number, rest] = /^(.+)-(\d+)-(.+)$/.exec(field.name) ?? [];
  if (!prefix) return field.name;
  const id = form.elements[`${prefix}-${number}-id`]?.value;
  const served = Number(form.elements[`${prefix}-INITIAL_FORMS`].value);
  return id ? `${prefix}#${id}#${rest}` : `${prefix}+${number - served}+${rest}`;
}

const fields = () => [...form.elements]
  .filter((field) => field.name && !NOT_TEXT.test(field.name) && field.type !== "file" && field.type !== "submit");

function forgetBoth() {
  localStorage.removeItem(KEY);
  server.putAway(form);
}

const now = () => Object.fromEntries(fields().map((field) => [lastingName(field), valueOf(field)]));

async function start() {
  const here = read(KEY);
  const shown = now();
  const isSentBack = Boolean(document.querySelector(".errornote"));
  const earlier = { texts: here?.texts ?? {} }; // left by another visit, until saved or thrown away
  watch(earlier, isSentBack);
  const there = await server.read();
  const kept = !here || (there && there.at > here.at) ? there : here;
  if (!kept) return;
  earlier.texts = kept.texts;
  const differs = Object.keys(kept.texts).filter((name) => shown[name] !== kept.texts[name]);
  if (isSentBack) return;
  if (!differs.length) earlier.texts = {};
  if (differs.length) offer(kept, differs, shown, () => { earlier.texts = {}; });
  else if (isSame(shown, now())) forgetBoth();
}

const isSame = (one, other) => JSON.stringify(one) === JSON.stringify(other);

function watch(earlier, isSentBack) {
  const unsaved = () => {
    const texts = { ...earlier.texts };
    for (const field of fields()) {
      const name = lastingName(field);
      const isCarried = isSentBack && name in earlier.texts;
      if (isCarried || valueOf(field) !== asServed(field)) texts[name] = valueOf(field);
    }
    return texts;
  };
  let pause, isLeaving = false;
  const keep = () => {
    clearTimeout(pause);
    pause = 0;
    const texts = unsaved();
    if (Object.keys(texts).length) write(KEY, { at: Date.now(), texts });
    else localStorage.removeItem(KEY);
    if (!isLeaving) server.keepSoon(form, unsaved);
  };
  form.addEventListener("input", () => { clearTimeout(pause); pause = setTimeout(keep, 300); });
  form.addEventListener("change", keep);
  window.addEventListener("pagehide", () => {
    if (pause) keep();
    if (!isLeaving) server.keepAtLeaving(form, unsaved());
  });
  form.addEventListener("submit", ({ submitter }) => {
    if (pause) keep();
    if (submitter?.hasAttribute("formaction")) return; // another act: nothing is saved by it
    isLeaving = true;
    server.stop();
    sessionStorage.setItem(SENT, KEY);
  });
}

// Before a save leaves the page: still signed in? Without an answer it goes as it would by itself.
// What was sent is on its way: a second press, or a held key, would save it twice.
const ON_ITS_WAY = 8000; // milliseconds; then who gets no answer may press again
let checked = false, checking = false, sentAt = -ON_ITS_WAY;
async function leaveSignedIn(event) {
  if (checked) return;
  event.preventDefault();
  event.stopImmediatePropagation();
  if (checking || performance.now() - sentAt < ON_ITS_WAY) return;
  checking = true;
  const goes = (await isSignedIn()) !== false || await signInAgain();
  checking = false;
  if (!goes) return;
  checked = true;
  form.requestSubmit(event.submitter);
  checked = false;
}

function told(name) {
  const field = fieldNow(name);
  const label = field?.labels?.[0]?.textContent.replace(/:\s*$/, "") ?? "";
  const title = field?.closest(".inline-related, tr.form-row")?.querySelector("[name$='-title']")?.value;
  if (!field) return "In una riga nuova, o che non c’è più";
  return title ? `${label || field.getAttribute("aria-label") || "Campo"} in «${title}»` : label || "Campo";
}

function listOf(kept, names, shown) {
  const list = document.createElement("dl");
  for (const name of names.filter((each) => kept.texts[each] || shown[each])) {
    const term = document.createElement("dt");
    const words = document.createElement("dd");
    term.textContent = told(name);
    words.append(difference(shown[name] ?? "", kept.texts[name]));
    list.append(term, words);
  }
  return list;
}

function offer(kept, differs, shown, forget) {
  const when = new Intl.DateTimeFormat("it-IT", { dateStyle: "long", timeStyle: "short" }).format(kept.at);
  const box = document.createElement("div");
  box.className = "unsaved";
  box.setAttribute("role", "alert");
  box.innerHTML = `<p>Hai del testo non salvato <span></span>.</p>
    <button type="button" class="button">Ripristina</button>
    <button type="button" class="button quiet">Scarta</button>
    <details><summary>Che cosa cambia</summary></details>`;
  box.querySelector("span").textContent = (/^(8|11)\b/.test(when) ? "dell’" : "del ") + when;
  box.querySelector("details").append(listOf(kept, differs, shown));
  const [restoreIt, throwAway] = box.querySelectorAll("button");
  const close = (sentence) => {
    forget();
    box.setAttribute("role", "status");
    box.textContent = sentence;
  };
  restoreIt.addEventListener("click", () => {
    restore(kept.texts);
    close("Testo ripristinato. Non è ancora salvato: rileggilo e premi «Salva».");
  });
  throwAway.addEventListener("click", () => {
    forgetBoth();
    close("Il testo non salvato è stato scartato.");
  });
  form.before(box);
}

function restore(texts) {
  for (const [name, text] of Object.entries(texts)) {
    const field = fieldNamed(name);
    if (!field) continue;
    const values = text.split(",");
    if (field.multiple) [...field.options].forEach((option) => { option.selected = values.includes(option.value); });
    else if (isBox(field)) field.checked = text === "true";
    else field.value = text;
    for (const type of ["input", "change"]) field.dispatchEvent(new Event(type, { bubbles: true }));
  }
}

const rowsOfTheRestored = {}; // a saved row that is no longer there comes back as a new one

const fieldNow = (name) => fields().find((field) => lastingName(field) === name);

function fieldNamed(name) {
  const here = () => fieldNow(name);
  if (here() || !/[#+]/.test(name)) return here();
  const [, prefix, mark, turn, rest] = /^(.+)([#+])(\d+)\2(.+)$/.exec(name);
  const add = document.querySelector(`#${prefix}-group .add-row a`);
  const total = form.elements[`${prefix}-TOTAL_FORMS`];
  if (!add || !total) return undefined;
  if (mark === "#") {
    rowsOfTheRestored[prefix + turn] ??= (add.click(), Number(total.value) - 1);
    return form.elements[`${prefix}-${rowsOfTheRestored[prefix + turn]}-${rest}`];
  }
  for (let tries = 0; !here() && tries <= Number(turn); tries += 1) add.click();
  return here();
}

const sent = sessionStorage.getItem(SENT);
if (sent && document.querySelector(".messagelist .success")) {
  localStorage.removeItem(sent);
  sessionStorage.removeItem(SENT);
}
// Django's own script makes the buttons that add rows once the page is ready.
// A page that is only read has no button that saves.
if (form?.querySelector("[name=_save], [name=_continue]") && document.body.matches(".change-form")) {
  window.addEventListener("load", start);
  form.addEventListener("submit", leaveSignedIn, true);
  window.addEventListener("submit", (event) => {
    if (event.target === form && !event.defaultPrevented) sentAt = performance.now();
  });
  window.addEventListener("pageshow", () => { sentAt = -ON_ITS_WAY; });
}
