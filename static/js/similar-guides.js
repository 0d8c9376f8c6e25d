// While the title and the company are typed, offers the sections of guides that may already help.
// Without this script the same sections are on the page after sending.
(() => {
  const WAIT = 400; // ms without a key before asking
  const MOST = 4;
  const box = document.querySelector("[data-cerca]");
  const title = box && document.getElementById(box.dataset.titolo);
  if (!title) return;
  const company = document.getElementById(box.dataset.azienda);
  const list = box.querySelector("ul");
  let waiting;
  let asked = "";

  const line = (hit) => {
    const link = document.createElement("a");
    link.href = hit.address;
    link.target = "_blank";
    link.rel = "noopener";
    link.textContent = hit.part_of ? `${hit.title} (${hit.part_of})` : hit.title;
    const item = document.createElement("li");
    item.append(link);
    return item;
  };

  const hitsOf = async (question) => {
    const response = await fetch(`${box.dataset.cerca}?tipo=sezione&q=${encodeURIComponent(question)}`, { credentials: "omit" });
    const { verdict, hits = [] } = response.ok ? await response.json() : {};
    return verdict === "answers" ? hits.filter((hit) => hit.address.startsWith("/")) : [];
  };

  const offer = async (question) => {
    asked = question;
    try {
      // Of that company first; a title that says enough by itself still finds the others.
      const about = company && company.value.trim() ? await hitsOf(`${question} ${company.value.trim()}`) : [];
      const others = await hitsOf(question);
      if (question !== asked) return;
      const found = [...about, ...others];
      const once = found.filter((hit, place) => found.findIndex(({ id }) => id === hit.id) === place);
      const lines = once.slice(0, MOST).map(line);
      list.textContent = "";
      list.append(...lines);
      box.hidden = lines.length === 0;
    } catch {
      box.hidden = true;
    }
  };

  title.addEventListener("input", () => {
    clearTimeout(waiting);
    const question = title.value.trim();
    if (question.length < 4) { box.hidden = true; return; }
    if (question !== asked) waiting = setTimeout(offer, WAIT, question);
  });
})();
