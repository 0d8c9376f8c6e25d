// Copying and printing the recovery codes, where a script can.

const codes = [...document.querySelectorAll(".recovery-codes code")].map((one) => one.textContent);
const said = document.querySelector("[data-said]");

document.querySelectorAll("[data-copy-codes], [data-print]").forEach((button) => { button.hidden = false; });
document.querySelector("[data-print]")?.addEventListener("click", () => window.print());
document.querySelector("[data-copy-codes]")?.addEventListener("click", async () => {
  const isDone = await navigator.clipboard?.writeText(codes.join("\n")).then(() => true, () => false);
  said.textContent = isDone ? "Copiati." : "Il browser non lo permette: scaricali o scrivili a mano.";
});
