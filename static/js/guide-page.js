// A guide's page: copying, sharing and printing it, opening what hides a comment, saying whether a section was
// useful, commenting. One file, because a first visit asks for few. Without it, links and buttons do the same
// with a page more.

(() => { // The "#" beside a section's title copies its address.
  const word = document.createElement("span");
  word.className = "anchor__word";
  word.setAttribute("role", "status");

  document.addEventListener("click", async (event) => {
    const link = event.target.closest("a.anchor");
    if (!link || !navigator.clipboard) return;
    try {
      await navigator.clipboard.writeText(link.href);
    } catch {
      return; // the browser refused: the link has worked as a link
    }
    word.textContent = "";
    link.after(word);
    setTimeout(() => (word.textContent = "Indirizzo copiato"), 50);
  });
})();

(() => { // The answer to a vote takes the buttons' place.
  document.addEventListener("submit", async (event) => {
    const form = event.target;
    const button = event.submitter; // a browser that does not say it shows the page that answers
    const place = button && button.closest(".useful");
    if (!place || form.hasAttribute("data-leaves")) return;
    event.preventDefault();
    if (place.hasAttribute("aria-busy")) return; // a double click
    place.setAttribute("aria-busy", "true");
    const answer = await answerTo(form, button);
    place.removeAttribute("aria-busy");
    if (answer) {
      place.replaceWith(answer);
      (answer.querySelector("[aria-invalid]") || answer).focus();
    } else { // the page that the server meant; not inside this same event
      setTimeout(() => {
        form.setAttribute("data-leaves", "");
        button.click();
        form.removeAttribute("data-leaves");
      });
    }
  });

  const answerTo = async (form, button) => {
    const said = new URLSearchParams(new FormData(form));
    if (button.name) said.append(button.name, button.value);
    try {
      const response = await fetch(form.action, { method: "POST", body: said, credentials: "omit" });
      const page = new DOMParser().parseFromString(await response.text(), "text/html");
      return page.querySelector(".useful");
    } catch {
      return null;
    }
  };
})();

(() => { // Who writes a comment, and nobody else, asks for the script that spares the page between.
  document.addEventListener("focusin", ({ target }) => {
    const script = target.form && target.form.getAttribute("data-script");
    if (script) import(script);
  });
})();

(() => { // "Copia il collegamento", the system's own sheet for sharing, the printer: each where there is one.
  const share = document.querySelector(".share");
  if (!share) return;
  const address = share.querySelector(".share__address");
  const said = share.querySelector("[role=status]");
  const offer = (name, act) => {
    const button = share.querySelector(`[data-${name}]`);
    button.hidden = false;
    button.addEventListener("click", act);
  };
  const url = address.querySelector("a").href;

  offer("print", () => window.print());
  if (navigator.share) {
    share.querySelectorAll(".share__acts a").forEach((link) => { link.hidden = true; });
    offer("share", async () => {
      try {
        await navigator.share({ title: document.querySelector("h1").textContent, url });
      } catch { /* the reader thought better of it */ }
    });
  }
  if (!navigator.clipboard) return; // the address is there to be copied by hand
  address.hidden = true;
  offer("copy", async () => {
    said.textContent = "";
    try {
      await navigator.clipboard.writeText(url);
      said.textContent = "Collegamento copiato.";
    } catch {
      address.hidden = false;
      said.textContent = "Il browser non lo permette: copialo da qui sopra.";
    }
  });
})();

(() => { // An address that ends in a comment opens what it lies in, also where the browser does not.
  const open = () => {
    const target = document.getElementById(location.hash.slice(1));
    const door = target && target.closest("details:not([open])");
    if (!door) return;
    door.open = true;
    target.scrollIntoView();
  };
  window.addEventListener("hashchange", open);
  open();
})();
