// Says that the page is still open, and shows who else has it open or has just saved it.

const EVERY = 30_000; // milliseconds
const box = document.querySelector("[data-presence]");

function post(fields, options = {}) {
  const body = new FormData();
  body.append("csrfmiddlewaretoken", box.closest("form").elements.csrfmiddlewaretoken.value);
  for (const [name, value] of Object.entries(fields)) body.append(name, value);
  return fetch(box.dataset.presence, { method: "POST", body, credentials: "same-origin", ...options });
}

function show(sentences) {
  if (sentences.join() === [...box.children].map((line) => line.textContent).join()) return;
  box.replaceChildren(...sentences.map((sentence) => {
    const line = document.createElement("p");
    line.textContent = sentence;
    return line;
  }));
}

async function beat() {
  const answer = await post({}).catch(() => null);
  if (!answer?.ok) return;
  const { people, revision } = await answer.json();
  if (revision !== Number(box.dataset.revision)) {
    people.push("Qualcuno ha appena salvato questa guida: quando salvi ti mostriamo che cosa è cambiato.");
  }
  show(people);
}

if (box) {
  setInterval(beat, EVERY);
  document.addEventListener("visibilitychange", () => document.hidden || beat());
  window.addEventListener("pagehide", () => post({ leave: "1" }, { keepalive: true }));
}
