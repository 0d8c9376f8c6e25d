// A letter: copying and printing it; and, only for who asks, a copy of what was typed in this tab of the
// browser, which is told of and can be deleted. Without this file the page does the same with its own buttons.

async function copied(text) {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch { return false; }
}

const sheet = document.querySelector("[data-sheet]");

document.querySelectorAll("[data-copy-sheet]").forEach((button) => {
  button.hidden = false;
  button.addEventListener("click", async () => {
    const isDone = await copied(sheet.innerText);
    if (!isDone) getSelection().selectAllChildren(sheet);
    button.nextElementSibling.textContent = isDone ? "Copiata." : "È selezionata: copiala con la tastiera, o tenendo premuto.";
  });
});

document.querySelectorAll("[data-print]").forEach((button) => {
  button.hidden = false;
  button.addEventListener("click", () => print());
});

const form = document.querySelector("form[data-letter]");
const name = form && `lettera:${form.dataset.letter}:${form.getAttribute("action")}`;

// Another tab does not see it, and the browser forgets it with the tab.
function store(act) {
  try { return act(sessionStorage); } catch { return null; }
}

function filled() {
  return JSON.stringify([...new FormData(form)].filter(([, words]) => typeof words === "string" && words));
}

function fill(pairs) {
  for (const [key, words] of pairs) {
    const box = form.elements.namedItem(key);
    if (box) box.value = words; // of several round buttons, the one with this value is chosen
  }
}

function button(words, act) {
  const made = document.createElement("button");
  made.type = "button";
  made.className = "button--words";
  made.textContent = words;
  made.addEventListener("click", act);
  return made;
}

function offer() {
  const line = document.createElement("p");
  const said = document.createElement("span");
  const is = () => store((kept) => kept.getItem(name));
  const keep = button("Tieni una copia in questa scheda", () => {
    store((kept) => kept.setItem(name, filled()));
    told(is() ? "La copia è qui, in questa scheda del browser, finché la chiudi. " : "Questo browser non lo permette. ");
  });
  const back = button("Rimetti quello che avevi scritto", () => {
    fill(JSON.parse(is()));
    told("Fatto. ");
  });
  const drop = button("Elimina la copia", () => {
    store((kept) => kept.removeItem(name));
    told("Eliminata. ");
    keep.focus();
  });
  const told = (words) => {
    said.textContent = words;
    line.textContent = "";
    line.append(said, ...(is() ? [back, " ", drop] : [keep]));
  };
  said.setAttribute("role", "status");
  told(is() ? "In questa scheda c’è una copia di quello che avevi scritto. " : "");
  form.append(line);
}

if (form && store((kept) => kept) && form.hasAttribute("data-keeps")) offer();
