// Rows put in order: dragged, one step at a time (buttons, Alt with the arrows), or by the number of
// the place. The order is written in each row's position box, which is what stays on the page when
// no script runs. A section moves with its subsections, and only to where no other is cut in two.

const CONTROLS = `
  <span class="row-tools">
    <span class="drag-handle" aria-hidden="true" title="Trascina"></span>
    <button type="button" class="move-up"><span aria-hidden="true">↑</span></button>
    <button type="button" class="move-down"><span aria-hidden="true">↓</span></button>
    <input type="text" class="row-place" inputmode="numeric" maxlength="4" autocomplete="off">
  </span>`;
const NEWS = `
  <div class="row-news-bar">
    <p class="row-news" role="status"></p>
    <button type="button" class="button quiet row-undo" hidden>Annulla lo spostamento</button>
  </div>`;

const ROW = ".inline-related[id], tr.form-row[id]";
const groupOf = (row) => row.closest(".inline-group");
const rowsOf = (group) => [...group.querySelectorAll(ROW)]
  .filter((row) => /-\d+$/.test(row.id) && !row.hidden);
const last = (list) => list[list.length - 1];
const level = (row) => Number(row.querySelector("select[name$='-level']")?.value ?? 1);
const nameOf = (row) => row.querySelector("input[name$='-title'], input[name$='-name']")?.value
  || "riga senza titolo";
const earlier = new WeakMap(); // for each group, the orders before each move

// ---- what moves, and where to ----

// A section with its subsections; a subsection by itself.
function blockOf(row, rows = rowsOf(groupOf(row))) {
  const start = rows.indexOf(row);
  let end = start + 1;
  if (level(row) === 1) while (end < rows.length && level(rows[end]) === 2) end += 1;
  return rows.slice(start, end);
}

// Where a block may stand: before any of these, or after the last.
function placesFor(block) {
  const others = rowsOf(groupOf(block[0])).filter((row) => !block.includes(row));
  if (level(block[0]) === 1) return others.filter((row, i) => i === 0 || level(row) === 1);
  return others.slice(others.length && level(others[0]) === 1 ? 1 : 0);
}

function putBefore(block, row) {
  const rows = rowsOf(groupOf(block[0])).filter((other) => !block.includes(other));
  if (row) row.before(...block);
  else if (rows.length) last(rows).after(...block);
}

function putInOrder(rows) {
  const mark = document.createComment("");
  rows[0].parentElement.querySelector(":scope > [id]").before(mark);
  mark.before(...rows);
  mark.remove();
}

const isSame = (one, other) => one.length === other.length && one.every((row, i) => row === other[i]);

// ---- what is written and said ----

function write(box, value) {
  if (!box || box.value === value) return;
  box.value = value;
  if (box.name) box.dispatchEvent(new Event("input", { bubbles: true }));
}

function number(group) {
  const rows = rowsOf(group);
  rows.forEach((row, index) => {
    write(row.querySelector("input[name$='-position']"), String(index + 1));
    write(row.querySelector(".row-place"), String(index + 1));
    row.classList.toggle("is-sub", level(row) === 2);
    row.querySelector(".move-up")?.setAttribute("aria-label", `Sposta su: ${nameOf(row)}`);
    row.querySelector(".move-down")?.setAttribute("aria-label", `Sposta giù: ${nameOf(row)}`);
    row.querySelector(".row-place")?.setAttribute("aria-label", `Posto di «${nameOf(row)}», di ${rows.length}`);
  });
}

function say(group, sentence) {
  group.querySelector(".row-news").textContent = sentence;
  group.querySelector(".row-undo").hidden = !earlier.get(group).length;
}

const placeOf = (row) => rowsOf(groupOf(row)).indexOf(row) + 1;

function announce(row) {
  const of = rowsOf(groupOf(row)).length;
  say(groupOf(row), `«${nameOf(row)}» ora è al posto ${placeOf(row)} di ${of}.`);
}

// Whatever moved the row: number, say it, and keep the order from which it was moved.
function settle(row, before) {
  const group = groupOf(row);
  if (isSame(before, rowsOf(group))) return;
  earlier.get(group).push({ row, before });
  number(group);
  announce(row);
}

function undo(group) {
  const { row, before } = earlier.get(group).pop();
  const now = rowsOf(group);
  putInOrder([...before.filter((each) => now.includes(each)), ...now.filter((each) => !before.includes(each))]);
  number(group);
  say(group, `Spostamento annullato: «${nameOf(row)}» è di nuovo al posto ${placeOf(row)}.`);
  (row.hidden ? group : row).querySelector(".move-up").focus();
  row.scrollIntoView({ block: "nearest" });
}

// ---- by keys, buttons and number ----

function moveTo(row, chooses) {
  const group = groupOf(row);
  const before = rowsOf(group);
  const focused = document.activeElement;
  const block = blockOf(row);
  const target = chooses(placesFor(block), block);
  if (target === undefined) return;
  putBefore(block, target);
  settle(row, before);
  if (row.contains(focused)) focused.focus();
  row.scrollIntoView({ block: "nearest" });
}

// The place before or after the one where it stands; null is the end.
function step(direction) {
  return (places, block) => {
    const all = [...places, null];
    const rows = rowsOf(groupOf(block[0]));
    const next = rows[rows.indexOf(last(block)) + 1] ?? null;
    return all[all.indexOf(next) + direction];
  };
}

// The border nearest to a number: where a section would cut another in two it stands beside it.
function numbered(place) {
  return (places, block) => {
    const others = rowsOf(groupOf(block[0])).filter((row) => !block.includes(row));
    const distance = (row) => Math.abs((row ? others.indexOf(row) : others.length) + 1 - place);
    return [...places, null].reduce((best, row) => (distance(row) < distance(best) ? row : best));
  };
}

function moveToTyped(row, box) {
  const place = Number(box.value.trim());
  if (!box.value.trim() || !Number.isInteger(place)) return write(box, String(placeOf(row)));
  moveTo(row, numbered(place));
  write(box, String(placeOf(row)));
  return announce(row);
}

// ---- by dragging ----

// The place whose border is nearest to the pointer, as the rows now stand on the page.
function placeUnder(y, places) {
  return places.find((row) => {
    const rows = rowsOf(groupOf(row));
    const end = rows.find((other) => rows.indexOf(other) > rows.indexOf(row) && places.includes(other));
    const unit = rows.slice(rows.indexOf(row), end ? rows.indexOf(end) : undefined)
      .filter((other) => !other.matches(".is-dragged"));
    const top = unit[0].getBoundingClientRect().top;
    return y < (top + last(unit).getBoundingClientRect().bottom) / 2;
  }) ?? null;
}

function drag(event) {
  const handle = event.target.closest(".drag-handle");
  if (!handle || event.button) return;
  event.preventDefault();
  const row = handle.closest(ROW);
  const group = groupOf(row);
  const before = rowsOf(group);
  const block = blockOf(row); // taken once: what it passes is not picked up
  const places = placesFor(block);
  const finger = handle.getBoundingClientRect().top;
  let y = event.clientY;
  group.classList.add("is-dragging");
  block.forEach((each) => each.classList.add("is-dragged"));
  window.scrollBy(0, handle.getBoundingClientRect().top - finger);

  const follow = () => {
    const target = placeUnder(y, places);
    const next = rowsOf(group)[rowsOf(group).indexOf(last(block)) + 1] ?? null;
    if (target !== next) putBefore(block, target);
  };
  const scroll = setInterval(() => {
    const by = y < 60 ? -20 : y > window.innerHeight - 60 ? 20 : 0;
    if (by) { window.scrollBy(0, by); follow(); }
  }, 40);
  const onMove = ({ clientY }) => { y = clientY; follow(); };
  const stop = () => {
    clearInterval(scroll);
    group.classList.remove("is-dragging");
    block.forEach((each) => each.classList.remove("is-dragged"));
    document.removeEventListener("pointermove", onMove);
    document.removeEventListener("pointerup", drop);
    document.removeEventListener("pointercancel", giveUp);
    document.removeEventListener("keydown", onKey, true);
    row.scrollIntoView({ block: "nearest" });
  };
  const drop = () => { stop(); settle(row, before); };
  const giveUp = () => { putInOrder(before); stop(); };
  const onKey = (key) => { if (key.key === "Escape") giveUp(); };
  document.addEventListener("pointermove", onMove);
  document.addEventListener("pointerup", drop);
  document.addEventListener("pointercancel", giveUp);
  document.addEventListener("keydown", onKey, true);
}

// ---- the rows' own controls ----

function dress(row) {
  if (row.querySelector(".row-tools")) return;
  const head = row.matches("tr") ? row.querySelector(".field-position") : row.querySelector("h3");
  head?.insertAdjacentHTML(row.matches("tr") ? "beforeend" : "afterbegin", CONTROLS);
  if (row.matches("tr")) labelCells(row);
}

// On a phone a row is a card, where each cell says what its column's heading says.
function labelCells(row) {
  for (const cell of row.cells) {
    const box = cell.querySelector("[aria-label]:not(.row-tools *)");
    if (box && !cell.matches(".field-position")) cell.dataset.label = box.getAttribute("aria-label");
  }
}

function takeAway(row) {
  const group = groupOf(row);
  const gone = document.createElement("input");
  gone.type = "hidden";
  gone.name = `${row.id}-DELETE`;
  gone.value = "on";
  row.append(gone);
  row.hidden = true;
  number(group);
  say(group, `«${nameOf(row)}» tolta.`);
  group.querySelector(".add-row a")?.focus();
}

function setUp(group) {
  earlier.set(group, []);
  group.classList.add("is-arranged");
  group.insertAdjacentHTML("beforeend", NEWS);
  rowsOf(group).forEach(dress);
  number(group);
  group.addEventListener("pointerdown", drag);
  group.addEventListener("click", (event) => {
    if (event.target.closest(".row-undo")) undo(group);
    const row = event.target.closest(ROW);
    if (event.target.closest(".move-up")) moveTo(row, step(-1));
    if (event.target.closest(".move-down")) moveTo(row, step(1));
  });
  // Django would renumber the rows as they stand on the page, and mix new rows with saved ones.
  group.addEventListener("click", (event) => {
    const link = event.target.closest(".inline-deletelink");
    if (!link) return;
    event.preventDefault();
    event.stopImmediatePropagation();
    takeAway(link.closest(ROW));
  }, true);
  group.addEventListener("keydown", (event) => {
    const row = event.target.closest(ROW);
    if (!row) return;
    if (event.key === "Enter" && event.target.matches(".row-place")) {
      event.preventDefault(); // not a save of the page
      moveToTyped(row, event.target);
    }
    const direction = { ArrowUp: -1, ArrowDown: 1 }[event.key];
    if (!event.altKey || !direction || event.target.matches("textarea, select")) return;
    event.preventDefault();
    moveTo(row, step(direction));
  });
  group.addEventListener("change", ({ target }) => {
    if (target.matches(".row-place")) moveToTyped(target.closest(ROW), target);
    if (target.matches("select[name$='-level']")) number(group);
    if (target.matches(".delete input")) target.closest(ROW).classList.toggle("is-going", target.checked);
  });
  // What is typed takes the number's place.
  for (const type of ["focusin", "click"]) {
    group.addEventListener(type, ({ target }) => target.matches(".row-place") && target.select());
  }
  group.addEventListener("input", ({ target }) => {
    if (target.matches("[name$='-title'], [name$='-name']")) number(group);
  });
  group.addEventListener("formset:added", ({ target }) => { dress(target); number(group); });
}

document.querySelectorAll(".arranged").forEach((fieldset) => setUp(fieldset.closest(".inline-group")));
