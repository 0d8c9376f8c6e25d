// Long rows become an outline: one line each, opened by its title. Without a script they are
// simply all open.

const named = (row) => row.querySelector("input[name$='-title']") ?? row.querySelector("input[name$='-name']");
const label = (row) => named(row)?.value || (named(row)?.name.endsWith("-title") ? "Sezione senza titolo" : "Senza nome");
const missing = (row) => {
  const value = (name) => row.querySelector(`[name$='-${name}']`)?.value.trim() ?? "–";
  const body = value("body");
  const next = row.nextElementSibling?.querySelector("select[name$='-level']")?.value;
  const isOnlyATitle = value("level") === "1" && next === "2"; // its subsections speak
  return [
    !value("title") && "senza titolo", !value("problem") && !isOnlyATitle && "senza problema",
    !body && !isOnlyATitle && "senza testo",
    /!\[(?:descrivi l’immagine)?\]\(/.test(body) && "immagine da descrivere",
  ].filter(Boolean).join(", ");
};
const isOpen = (row) => row.querySelector(".row-toggle").getAttribute("aria-expanded") === "true";

function open(row, isIt = true) {
  row.querySelector(".row-toggle").setAttribute("aria-expanded", String(isIt));
  // "until-found" lets the browser's own search look inside, and open what it finds.
  if (isIt) row.querySelector(".row-body").removeAttribute("hidden");
  else row.querySelector(".row-body").setAttribute("hidden", "until-found");
}

function setUp(row) {
  if (row.querySelector(".row-toggle")) return;
  const body = document.createElement("div");
  body.className = "row-body";
  body.id = `${row.id}-body`;
  body.append(...[...row.children].filter((child) => !child.matches("h3")));
  row.append(body);
  const toggle = document.createElement("button");
  toggle.type = "button";
  toggle.className = "row-toggle";
  toggle.setAttribute("aria-controls", body.id);
  const lacks = document.createElement("span");
  lacks.className = "row-missing";
  lacks.id = `${row.id}-missing`;
  toggle.setAttribute("aria-describedby", lacks.id);
  const tell = () => {
    toggle.textContent = label(row);
    lacks.textContent = missing(row);
  };
  row.querySelector("h3 .inline_label").replaceWith(toggle);
  toggle.after(lacks);
  tell();
  toggle.addEventListener("click", () => open(row, !isOpen(row)));
  body.addEventListener("beforematch", () => open(row));
  body.addEventListener("input", tell);
  open(row, !row.matches(".has_original") || Boolean(row.querySelector(".errorlist")));
}

function setUpAll(group) {
  const rows = () => [...group.querySelectorAll(".inline-related[id]:not(.empty-form)")];
  rows().forEach(setUp);
  const bar = document.createElement("div");
  bar.className = "open-all-bar";
  const all = document.createElement("button");
  all.type = "button";
  all.className = "open-all";
  all.textContent = "Apri tutte";
  all.addEventListener("click", () => {
    const toOpen = rows().some((row) => !isOpen(row));
    rows().forEach((row) => open(row, toOpen));
    all.textContent = toOpen ? "Chiudi tutte" : "Apri tutte";
  });
  bar.append(all);
  group.querySelector(".inline-heading").after(bar);
  group.addEventListener("formset:added", ({ target }) => {
    setUp(target);
    open(target);
    named(target)?.focus();
  });
  const aimed = rows().find((row) => `#${row.id}` === location.hash); // from its votes, or the list's search
  if (!aimed) return;
  open(aimed);
  const show = () => {
    aimed.scrollIntoView();
    aimed.querySelector("textarea[name$='-body']")?.scrollIntoView({ block: "nearest" });
  };
  show();
  // The browser itself goes to the row's beginning, up to the end of the loading.
  window.addEventListener("load", () => setTimeout(show, 0), { once: true });
}

document.querySelectorAll(".inline-group[data-inline-type=stacked]").forEach((group) => {
  if (group.querySelector(".arranged")) setUpAll(group);
});
