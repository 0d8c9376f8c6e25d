// Rows put in order by dragging, by buttons, and by Alt with the arrows. The order is written in
// each row's position box, which is what stays on the page when no script runs.

const CONTROLS = `
  <span class="row-tools">
    <span class="drag-handle" aria-hidden="true" title="Trascina"></span>
    <button type="button" class="move-up"><span aria-hidden="true">↑</span></button>
    <button type="button" class="move-down"><span aria-hidden="true">↓</span></button>
  </span>`;

const groupOf = (row) => row.closest(".inline-group");
const rowsOf = (group) => [...group.querySelectorAll(".inline-related[id], tr.form-row[id]")]
  .filter((row) => /-\d+$/.test(row.id) && !row.hidden);
const level = (row) => Number(row.querySelector("select[name$='-level']")?.value ?? 1);
const nameOf = (row) => row.querySelector("input[name$='-title'], input[name$='-name']")?.value
  || "riga senza titolo";

function number(group) {
  const rows = rowsOf(group);
  rows.forEach((row, index) => {
    const box = row.querySelector("input[name$='-position']");
    if (box && box.value !== String(index + 1)) {
      box.value = index + 1;
      box.dispatchEvent(new Event("input", { bubbles: true }));
    }
    row.querySelector(".move-up")?.setAttribute("aria-label", `Sposta su: ${nameOf(row)}`);
    row.querySelector(".move-down")?.setAttribute("aria-label", `Sposta giù: ${nameOf(row)}`);
  });
}

function announce(row) {
  const rows = rowsOf(groupOf(row));
  groupOf(row).querySelector(".row-news").textContent =
    `«${nameOf(row)}» ora è al posto ${rows.indexOf(row) + 1} di ${rows.length}.`;
}

// A section moves with its subsections.
function blockOf(row) {
  const rows = rowsOf(groupOf(row));
  const start = rows.indexOf(row);
  let end = start + 1;
  if (level(row) === 1) while (end < rows.length && level(rows[end]) === 2) end += 1;
  return rows.slice(start, end);
}

function move(row, direction) {
  const rows = rowsOf(groupOf(row));
  const block = blockOf(row);
  const focused = document.activeElement;
  let at = direction < 0 ? rows.indexOf(row) - 1 : rows.indexOf(block.at(-1)) + 1;
  if (!rows[at]) return;
  if (level(row) === 1 && direction < 0) while (at > 0 && level(rows[at]) === 2) at -= 1;
  if (direction < 0) rows[at].before(...block);
  else (level(row) === 1 ? blockOf(rows[at]).at(-1) : rows[at]).after(...block);
  number(groupOf(row));
  if (row.contains(focused)) focused.focus();
  row.scrollIntoView({ block: "nearest" });
  announce(row);
}

function follow(row, y) {
  const block = blockOf(row);
  const under = rowsOf(groupOf(row)).find((other) => {
    const { top, bottom } = other.getBoundingClientRect();
    return !block.includes(other) && y >= top && y <= bottom;
  });
  if (!under) return;
  const { top, height } = under.getBoundingClientRect();
  if (y < top + height / 2) under.before(...block);
  else under.after(...block);
}

function drag(event) {
  const handle = event.target.closest(".drag-handle");
  if (!handle || event.button) return;
  event.preventDefault();
  const row = handle.closest(".inline-related[id], tr.form-row[id]");
  const group = groupOf(row);
  const before = rowsOf(group);
  const finger = handle.getBoundingClientRect().top;
  group.classList.add("is-dragging");
  row.classList.add("is-dragged");
  window.scrollBy(0, handle.getBoundingClientRect().top - finger);

  const onMove = ({ clientY }) => {
    if (clientY < 60) window.scrollBy(0, -20);
    if (clientY > window.innerHeight - 60) window.scrollBy(0, 20);
    follow(row, clientY);
  };
  const stop = () => {
    group.classList.remove("is-dragging");
    row.classList.remove("is-dragged");
    document.removeEventListener("pointermove", onMove);
    document.removeEventListener("pointerup", drop);
    document.removeEventListener("pointercancel", giveUp);
    document.removeEventListener("keydown", onKey, true);
  };
  const drop = () => { stop(); number(group); announce(row); };
  const giveUp = () => { stop(); before.at(0).parentElement.prepend(...rest(group, before)); };
  const onKey = (key) => { if (key.key === "Escape") giveUp(); };
  document.addEventListener("pointermove", onMove);
  document.addEventListener("pointerup", drop);
  document.addEventListener("pointercancel", giveUp);
  document.addEventListener("keydown", onKey, true);
}

// What stands before the first row (headings, counters) stays before it.
function rest(group, rows) {
  const [first] = rowsOf(group);
  const siblings = [...first.parentElement.children];
  return [...siblings.slice(0, siblings.indexOf(first)), ...rows];
}

function dress(row) {
  if (row.querySelector(".row-tools")) return;
  const head = row.matches("tr") ? row.querySelector(".field-position") : row.querySelector("h3");
  head?.insertAdjacentHTML(row.matches("tr") ? "beforeend" : "afterbegin", CONTROLS);
}

function takeAway(row) {
  const gone = document.createElement("input");
  gone.type = "hidden";
  gone.name = `${row.id}-DELETE`;
  gone.value = "on";
  row.append(gone);
  row.hidden = true;
  number(groupOf(row));
  groupOf(row).querySelector(".row-news").textContent = `«${nameOf(row)}» tolta.`;
  groupOf(row).querySelector(".add-row a")?.focus();
}

function setUp(group) {
  group.classList.add("is-arranged");
  group.insertAdjacentHTML("beforeend", '<p class="row-news visually-hidden" role="status"></p>');
  rowsOf(group).forEach(dress);
  number(group);
  group.addEventListener("pointerdown", drag);
  group.addEventListener("click", (event) => {
    const row = event.target.closest(".inline-related[id], tr.form-row[id]");
    if (event.target.closest(".move-up")) move(row, -1);
    if (event.target.closest(".move-down")) move(row, 1);
  });
  // Django would renumber the rows as they stand on the page, and mix new rows with saved ones.
  group.addEventListener("click", (event) => {
    const link = event.target.closest(".inline-deletelink");
    if (!link) return;
    event.preventDefault();
    event.stopImmediatePropagation();
    takeAway(link.closest(".inline-related[id], tr.form-row[id]"));
  }, true);
  group.addEventListener("keydown", (event) => {
    const row = event.target.closest(".inline-related[id], tr.form-row[id]");
    const step = { ArrowUp: -1, ArrowDown: 1 }[event.key];
    if (!row || !event.altKey || !step || event.target.matches("textarea, select")) return;
    event.preventDefault();
    move(row, step);
  });
  group.addEventListener("input", (event) => {
    if (event.target.matches("[name$='-title'], [name$='-name']")) number(group);
  });
  group.addEventListener("formset:added", (event) => {
    dress(event.target);
    number(group);
  });
}

document.querySelectorAll(".arranged").forEach((fieldset) => setUp(fieldset.closest(".inline-group")));
