// A section split in two at the cursor, or joined with the one after it; each can be taken back
// until the page is saved. The first half stays the section that it was: its address, its votes, its
// problem; the second is a new one.

const group = document.querySelector("#sections-group");
const ROW = ".inline-related[id]:not(.empty-form)";
const TITLE = /^#{1,6}[ \t]+(.+?)[ \t]*#*\n+/;

const box = (row, name) => row.querySelector(`[name$="-${name}"]`);
const rows = () => [...group.querySelectorAll(ROW)].filter((row) => !row.hidden && !row.matches(".is-going"));
const nameOf = (row) => box(row, "title").value || "sezione senza titolo";

function write(field, value) {
  field.value = value;
  for (const type of ["input", "change"]) field.dispatchEvent(new Event(type, { bubbles: true }));
}

function newRowAfter(row) {
  group.querySelector(".add-row a").click();
  const made = rows().filter((other) => !other.matches(".has_original")).pop();
  row.after(made);
  write(box(made, "level"), box(row, "level").value);
  return made;
}

function takeAway(row) {
  const mark = row.querySelector(".delete input");
  if (!mark) return row.querySelector(".inline-deletelink").click();
  mark.checked = true;
  return mark.dispatchEvent(new Event("change", { bubbles: true }));
}

function bringBack(row) {
  const mark = row.querySelector(".delete input");
  if (mark) {
    mark.checked = false;
    mark.dispatchEvent(new Event("change", { bubbles: true }));
    return;
  }
  row.querySelector("input[type=hidden][name$='-DELETE']")?.remove();
  row.hidden = false;
  write(box(row, "title"), box(row, "title").value); // numbered again
}

// ---- what was done, and taking it back ----

const news = document.createElement("p");
news.className = "section-news";
news.setAttribute("role", "status");

function say(row, sentence, takeBack) {
  const undo = document.createElement("button");
  undo.type = "button";
  undo.className = "button quiet";
  undo.textContent = "Annulla";
  undo.addEventListener("click", () => {
    takeBack();
    news.textContent = "Annullato.";
    box(row, "body").focus();
  });
  news.replaceChildren(`${sentence} `, undo);
  row.querySelector(".section-acts").after(news);
}

// ---- the two acts ----

function split(row) {
  const text = box(row, "body");
  const at = text.selectionStart;
  const whole = text.value;
  const rest = whole.slice(at).trim();
  if (!rest) return say(row, "Metti il cursore dove comincia la seconda parte: qui è la fine.", () => {});
  const made = newRowAfter(row);
  const title = TITLE.exec(`${rest}\n`);
  write(text, whole.slice(0, at).trimEnd());
  write(box(made, "title"), title?.[1] ?? "");
  write(box(made, "body"), title ? rest.slice(title[0].length).trim() : rest);
  box(made, "title").focus();
  return say(made, `La sezione è divisa: «${nameOf(row)}» resta quella che era, con i suoi voti; questa è nuova.`, () => {
    takeAway(made);
    write(text, whole);
    row.querySelector(".section-acts").after(news);
  });
}

function join(row) {
  const next = rows()[rows().indexOf(row) + 1];
  if (!next) return say(row, "Dopo questa non c’è un’altra sezione.", () => {});
  const text = box(row, "body"), problem = box(row, "problem");
  const before = [text.value, problem.value];
  const heading = box(next, "title").value.trim();
  const parts = [text.value.trimEnd(), heading && `# ${heading}`, box(next, "body").value.trim()];
  write(text, parts.filter(Boolean).join("\n\n"));
  if (!problem.value) write(problem, box(next, "problem").value);
  takeAway(next);
  return say(row, `«${nameOf(next)}» è unita a questa, sotto il suo titolo.`, () => {
    write(text, before[0]);
    write(problem, before[1]);
    bringBack(next);
  });
}

// ---- the buttons ----

function dress(row) {
  if (row.querySelector(".section-acts")) return;
  const acts = document.createElement("div");
  acts.className = "section-acts";
  acts.innerHTML = `<button type="button" class="button quiet" data-act="split">Dividi al cursore</button>
    <button type="button" class="button quiet" data-act="join">Unisci alla successiva</button>`;
  box(row, "body").closest(".form-row").append(acts);
}

if (group?.querySelector("[name$='-body']")) {
  rows().forEach(dress);
  document.addEventListener("formset:added", ({ target }) => { if (group.contains(target)) dress(target); });
  group.addEventListener("click", ({ target }) => {
    const act = target.closest("[data-act]")?.dataset.act;
    if (act) ({ split, join })[act](target.closest(ROW));
  });
}

// ---- a guide without sources says so ----

const sources = document.querySelector("#sources-group");
const none = document.createElement("p");
none.className = "row-missing";

function tellSources() {
  const there = [...sources.querySelectorAll("tr.form-row[id]:not(.empty-form)")].some((row) => !row.hidden);
  none.textContent = there ? "" : "Nessuna fonte: da dove viene quello che la guida dice?";
}

if (sources) {
  sources.querySelector("h2, .inline-heading")?.after(none);
  tellSources();
  document.addEventListener("formset:added", tellSources);
  sources.addEventListener("click", () => setTimeout(tellSources));
}
