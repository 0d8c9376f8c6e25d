// Asks for a form's time token as soon as somebody starts to write, so that sending needs no page between.
// Without this script, or when the request fails, the server shows that page: nothing is lost.
(() => {
  const FRESH_FOR = 5 * 60 * 60 * 1000; // the server accepts a token for six hours
  const asked = new WeakMap();

  const ask = (field) => {
    const last = asked.get(field);
    if (last && Date.now() - last.when < FRESH_FOR) return last.answer;
    const answer = fetch(field.getAttribute("data-gettone"), { method: "POST", credentials: "omit" })
      .then((response) => (response.ok ? response.json() : Promise.reject(response.status)))
      .then((json) => { field.value = json.gettone; })
      .catch(() => asked.delete(field));
    asked.set(field, { when: Date.now(), answer });
    return answer;
  };

  const tokenField = (form) => form && form.querySelector("input[data-gettone]");

  // Early, so that the token's age is the time that the writing took.
  const prepare = (element) => {
    const field = tokenField(element && element.form);
    if (field && !field.value) ask(field);
  };
  for (const sign of ["focusin", "input", "pointerover"]) {
    document.addEventListener(sign, (event) => prepare(event.target));
  }
  prepare(document.activeElement);

  // Safari before 15.4 does not say which button sent a form, nor lets a script press it again.
  let pressed = null;
  document.addEventListener("click", (event) => {
    pressed = event.target.closest("button, input[type=submit]");
  }, true);

  const send = (form, button) => {
    if (form.requestSubmit) {
      form.requestSubmit(button);
      return;
    }
    if (button && button.name) {
      const said = document.createElement("input");
      Object.assign(said, { type: "hidden", name: button.name, value: button.value });
      form.append(said);
      setTimeout(() => said.remove()); // should the reader come back and press the other one
    }
    HTMLFormElement.prototype.submit.call(form); // a field may be called "submit"
  };

  document.addEventListener("submit", (event) => {
    const form = event.target;
    const field = tokenField(form);
    const state = form.getAttribute("data-token");
    if (!field || field.value || state === "missing") return;
    event.preventDefault();
    if (state) return; // a second click while the first one waits
    const button = event.submitter || (pressed && pressed.form === form ? pressed : null);
    form.setAttribute("data-token", "awaited");
    const waited = new Promise((resolve) => setTimeout(resolve, 4000));
    Promise.race([ask(field), waited]).then(() => {
      form.setAttribute("data-token", "missing"); // or here: either way the form goes now
      send(form, button);
      form.removeAttribute("data-token");
    });
  });

  // Back from the thanks page: the old token belongs to what was sent already.
  window.addEventListener("pageshow", (event) => {
    if (!event.persisted) return;
    for (const field of document.querySelectorAll("input[data-gettone]")) {
      field.value = "";
      asked.delete(field);
    }
  });
})();
