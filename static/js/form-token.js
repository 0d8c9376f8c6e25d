// Asks for a form's time token as soon as somebody starts to write, so that sending needs no page between.
// Without this script, or when the request fails, the server shows that page: nothing is lost.
(() => {
  const FRESH_FOR = 5 * 60 * 60 * 1000; // the server accepts a token for six hours
  const asked = new WeakMap();

  const ask = (field) => {
    const last = asked.get(field);
    if (last && Date.now() - last.at < FRESH_FOR) return last.answer;
    const answer = fetch(field.dataset.gettone, { method: "POST", credentials: "omit" })
      .then((response) => (response.ok ? response.json() : Promise.reject(response.status)))
      .then((json) => { field.value = json.gettone; })
      .catch(() => asked.delete(field));
    asked.set(field, { at: Date.now(), answer });
    return answer;
  };

  const tokenField = (form) => form?.querySelector("input[data-gettone]");

  // Early, so that the token's age is the time that the writing took.
  const prepare = (element) => {
    const field = tokenField(element?.form);
    if (field && !field.value) ask(field);
  };
  for (const sign of ["focusin", "input", "pointerover"]) {
    document.addEventListener(sign, (event) => prepare(event.target));
  }
  prepare(document.activeElement);

  document.addEventListener("submit", (event) => {
    const form = event.target;
    const field = tokenField(form);
    if (!field || field.value || form.dataset.token === "missing") return;
    event.preventDefault();
    if (form.dataset.token) return; // a second click while the first one waits
    form.dataset.token = "awaited";
    const waited = new Promise((resolve) => setTimeout(resolve, 4000));
    Promise.race([ask(field), waited]).then(() => {
      form.dataset.token = "missing"; // or here: either way the form goes now
      form.requestSubmit(event.submitter);
      delete form.dataset.token;
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
