// What was typed and not saved is kept in this browser, field by field, and offered back the next
// time the page is opened: after a crash, a closed tab, a session that ended.

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
const valueOf = (field) => (isBox(field) ? String(field.checked) : field.value);
const asServed = (field) => {
  if (isBox(field)) return String(field.defaultChecked);
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

function start() {
  const kept = read(KEY);
  const isSentBack = Boolean(document.querySelector(".errornote"));
  const now = () => Object.fromEntries(fields().map((field) => [lastingName(field), valueOf(field)]));
  let carried = {}; // what an earlier visit left, until it is saved or thrown away
  if (kept) {
    const shown = now();
    const isHere = Object.entries(kept.texts).every(([name, text]) => shown[name] === text);
    if (isHere && !isSentBack) localStorage.removeItem(KEY);
    else carried = kept.texts;
    if (!isHere && !isSentBack) offer(kept, () => { carried = {}; });
  }

  let pause;
  const keep = () => {
    clearTimeout(pause);
    const texts = { ...carried };
    for (const field of fields()) {
      const name = lastingName(field);
      const isCarried = isSentBack && name in carried;
      if (isCarried || valueOf(field) !== asServed(field)) texts[name] = valueOf(field);
    }
    if (Object.keys(texts).length) write(KEY, { at: Date.now(), texts });
    else localStorage.removeItem(KEY);
  };
  form.addEventListener("input", () => { clearTimeout(pause); pause = setTimeout(keep, 300); });
  form.addEventListener("change", keep);
  window.addEventListener("pagehide", () => { if (pause) keep(); });
  form.addEventListener("submit", () => {
    if (pause) keep();
    sessionStorage.setItem(SENT, KEY);
  });
}

function offer(kept, forget) {
  const when = new Intl.DateTimeFormat("it-IT", { dateStyle: "long", timeStyle: "short" }).format(kept.at);
  const box = document.createElement("div");
  box.className = "unsaved";
  box.setAttribute("role", "alert");
  box.innerHTML = `<p>Hai del testo non salvato <span></span>.</p>
    <button type="button" class="button">Ripristina</button>
    <button type="button" class="button quiet">Scarta</button>`;
  box.querySelector("span").textContent = (/^(8|11)\b/.test(when) ? "dell’" : "del ") + when;
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
    localStorage.removeItem(KEY);
    close("Il testo non salvato è stato scartato.");
  });
  form.before(box);
}

function restore(texts) {
  for (const [name, text] of Object.entries(texts)) {
    const field = fieldNamed(name);
    if (!field) continue;
    if (isBox(field)) field.checked = text === "true";
    else field.value = text;
    for (const type of ["input", "change"]) field.dispatchEvent(new Event(type, { bubbles: true }));
  }
}

const rowsOfTheRestored = {}; // a saved row that is no longer there comes back as a new one

function fieldNamed(name) {
  const here = () => fields().find((field) => lastingName(field) === name);
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
if (form && document.body.matches(".change-form")) window.addEventListener("load", start);
