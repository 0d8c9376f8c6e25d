// Suggestions under the search box while one types: an ARIA combobox with a list (APG, "Editable
// Combobox With List Autocomplete"). Without this script the form searches as it always does.
(() => {
  const WAIT = 150;
  const AGAIN = 1000; // a site that was busy is asked once more
  const SHORTEST = 3;
  const MOST = 6;

  const element = (name, attributes, text = "") => {
    const made = document.createElement(name);
    for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
    made.textContent = text;
    return made;
  };

  const equip = (input, number) => {
    const list = element("ul", {
      id: `suggerimenti-${number}`, class: "suggestions", role: "listbox", "aria-label": "Suggerimenti", hidden: "",
    });
    const status = element("p", { class: "visually-hidden", role: "status" });
    input.after(list, status);
    for (const [key, value] of Object.entries({
      role: "combobox", "aria-autocomplete": "list", "aria-expanded": "false", "aria-controls": list.id,
    })) input.setAttribute(key, value);

    let timer, asked, active = -1;

    const stop = () => {
      clearTimeout(timer);
      if (asked) asked.abort();
    };

    const close = () => {
      stop();
      list.hidden = true;
      list.textContent = "";
      mark(-1);
      input.setAttribute("aria-expanded", "false");
      status.textContent = "";
    };

    const mark = (index) => {
      active = index;
      [...list.children].forEach((option, i) => option.setAttribute("aria-selected", String(i === index)));
      const option = list.children[index];
      if (option) input.setAttribute("aria-activedescendant", option.id);
      else input.removeAttribute("aria-activedescendant");
      if (option) option.scrollIntoView({ block: "nearest" });
    };

    // An answer that arrives late must not change the list under one's fingers.
    const walk = (index) => {
      stop();
      mark(index);
    };

    const show = (hits) => {
      list.textContent = "";
      list.append(...hits.slice(0, MOST).map((hit, i) => {
        const option = element("li", { role: "option", id: `${list.id}-${i}`, "aria-selected": "false" }, hit.title);
        option.dataset.address = hit.address;
        if (hit.part_of) option.append(" ", element("span", { class: "suggestions__place" }, hit.part_of));
        return option;
      }));
      const many = list.children.length;
      mark(-1);
      list.hidden = !many;
      input.setAttribute("aria-expanded", String(many > 0));
      status.textContent = many === 0 ? "Nessun suggerimento." :
        many === 1 ? "Un suggerimento: freccia giù per leggerlo." : `${many} suggerimenti: freccia giù per leggerli.`;
    };

    const ask = async (isAgain = false) => {
      if (asked) asked.abort();
      asked = new AbortController();
      try {
        const address = `${input.dataset.suggestions}?${new URLSearchParams({ q: input.value })}`;
        const response = await fetch(address, { signal: asked.signal, credentials: "omit" });
        if (response.status === 503 && !isAgain) timer = setTimeout(() => ask(true), AGAIN);
        const answer = response.ok && (await response.json());
        if (answer && document.activeElement === input) show(answer.hits);
      } catch { /* without an answer the box stays a plain one */ }
    };

    input.addEventListener("input", (event) => {
      clearTimeout(timer);
      mark(-1);
      if (event.isComposing) return;
      if (input.value.trim().length < SHORTEST) close();
      else timer = setTimeout(ask, WAIT);
    });

    input.addEventListener("keydown", (event) => {
      const many = list.children.length;
      if (event.isComposing) return;
      if (event.key === "Escape" && !list.hidden) {
        close();
      } else if (event.key === "ArrowDown" && many) {
        walk(active + 1 < many ? active + 1 : 0);
      } else if (event.key === "ArrowUp" && many) {
        walk(active > 0 ? active - 1 : many - 1);
      } else if (event.key === "Enter" && active >= 0) {
        location.assign(list.children[active].dataset.address);
      } else {
        if (["Home", "End", "ArrowLeft", "ArrowRight", "Tab"].includes(event.key)) mark(-1);
        return;
      }
      event.preventDefault();
    });

    // The pointer must not take the focus away before its click arrives.
    list.addEventListener("mousedown", (event) => event.preventDefault());
    list.addEventListener("click", (event) => {
      const option = event.target.closest("[role=option]");
      if (option) location.assign(option.dataset.address);
    });
    input.addEventListener("blur", close);
    input.form.addEventListener("submit", close);
    addEventListener("pagehide", close);
  };

  document.querySelectorAll("input[data-suggestions]").forEach(equip);
})();
