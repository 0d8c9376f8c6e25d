// "Copia l’indirizzo": the address beside the button goes to the clipboard, and it is said.

function copyByHand(text) {
  const box = document.createElement("textarea");
  box.value = text;
  document.body.append(box);
  box.select();
  const isDone = document.execCommand("copy"); // where the page is not on https
  box.remove();
  return isDone;
}

async function copy(text) {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch { return copyByHand(text); }
}

document.querySelectorAll("button[data-copy]").forEach((button) => {
  button.hidden = false;
  button.addEventListener("click", async () => {
    const isDone = await copy(button.dataset.copy);
    button.focus();
    button.nextElementSibling.textContent = isDone
      ? "Copiato." : "Il browser non lo permette: copialo dal collegamento.";
  });
});
