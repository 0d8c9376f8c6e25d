// The "#" beside a section's title copies its address. Without this file it still leads there,
// and the address is in the browser's bar.
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
