// Words found and replaced in the whole guide: how many are shown first, and all of it can be taken
// back until the page is saved.

const form = document.querySelector("#guide_form");
const TEXTS = "input.vTextField[name], textarea[name]";
const NOT_WORDS = /-(slug|address)$|^(slug|note|because)$|__prefix__/;

const panel = document.createElement("details");
panel.className = "replacing";
panel.innerHTML = `<summary>Trova e sostituisci nella guida</summary>
  <div class="replacing__boxes">
    <p><label for="find-words">Trova</label><input type="text" id="find-words" class="vTextField" autocomplete="off"></p>
    <p><label for="replace-words">Sostituisci con</label><input type="text" id="replace-words" class="vTextField" autocomplete="off"></p>
    <p class="replacing__box"><input type="checkbox" id="find-case"> <label for="find-case">Maiuscole e minuscole come le ho scritte</label></p>
    <p class="replacing__said" role="status"></p>
    <div class="dialog-acts">
      <button type="button" class="button quiet" data-do="next">Vai alla prossima</button>
      <button type="button" class="button" data-do="all">Sostituisci tutte</button>
      <button type="button" class="button quiet" data-do="undo" hidden>Annulla la sostituzione</button>
    </div>
  </div>`;
const [find, replacement, exact] = panel.querySelectorAll("input");
const said = panel.querySelector("[role=status]");
const undo = panel.querySelector("[data-do=undo]");
let earlier = [], turn = -1;

const pattern = () => new RegExp(find.value.replace(/[.*+?^${}()|\[\]\\]/g, "\\$&"), exact.checked ? "gu" : "giu");
const texts = () => [...form.querySelectorAll(TEXTS)]
  .filter((box) => !NOT_WORDS.test(box.name) && !panel.contains(box) && !box.closest("[hidden]:not(.row-body), .is-going"));
const found = () => (find.value
  ? texts().flatMap((box) => [...box.value.matchAll(pattern())].map(({ index, 0: words }) => ({ box, index, words })))
  : []);

function count() {
  const all = found();
  const boxes = new Set(all.map(({ box }) => box)).size;
  turn = -1;
  if (!find.value) said.textContent = "";
  else if (!all.length) said.textContent = "Non c’è.";
  else said.textContent = `${all.length === 1 ? "Una volta" : `${all.length} volte`}, in ${boxes === 1 ? "un campo" : `${boxes} campi`}.`;
}

function write(box, value) {
  box.value = value;
  for (const type of ["input", "change"]) box.dispatchEvent(new Event(type, { bubbles: true }));
}

const ACTS = {
  next() {
    const all = found();
    if (!all.length) return count();
    turn = (turn + 1) % all.length;
    const { box, index, words } = all[turn];
    const row = box.closest(".row-body[hidden]");
    if (row) document.querySelector(`[aria-controls="${row.id}"]`).click();
    box.closest("details:not([open])")?.setAttribute("open", "");
    box.focus();
    return box.setSelectionRange(index, index + words.length);
  },
  all() {
    const all = found();
    earlier = [...new Set(all.map(({ box }) => box))].map((box) => [box, box.value]);
    earlier.forEach(([box, value]) => write(box, value.replace(pattern(), () => replacement.value)));
    said.textContent = all.length === 1 ? "Sostituita una volta: rileggi e salva." : `Sostituite ${all.length}: rileggi e salva.`;
    undo.hidden = !all.length;
  },
  undo() {
    earlier.forEach(([box, value]) => write(box, value));
    undo.hidden = true;
    count();
    find.focus();
  },
};

if (form) {
  document.querySelector("#sections-group")?.before(panel);
  panel.addEventListener("input", count);
  panel.addEventListener("change", (event) => event.stopPropagation());
  panel.addEventListener("keydown", (event) => {
    if (event.key !== "Enter" || event.target.matches("button")) return;
    event.preventDefault(); // not a save of the page
    ACTS.next();
  });
  panel.addEventListener("click", ({ target }) => ACTS[target.closest("[data-do]")?.dataset.do]?.());
}
