// A new fact: of the boxes for its value only those of its kind are shown. Without this all are.
const COLUMNS = {
  termine: ["number", "unit"], importo: ["amount"], indirizzo: ["place"], telefono: ["telephone"],
  email: ["email"], pec: ["email"], link: ["link", "link_words"], testo: ["words"],
};
const kind = document.querySelector("#fact_form select[name=kind]");

function show(wanted) {
  for (const row of document.querySelectorAll(".fact-value .form-row")) {
    const boxes = [...row.querySelectorAll("input, select, textarea")];
    const isAtFault = Boolean(row.querySelector(".errorlist"));
    row.hidden = !isAtFault && !boxes.some((box) => wanted.includes(box.name) || box.value);
  }
}

if (kind) {
  kind.addEventListener("change", () => show(COLUMNS[kind.value] ?? []));
  show(COLUMNS[kind.value] ?? []);
}
