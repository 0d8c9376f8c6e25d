// Django draws some buttons as links: a button also answers the space bar.
document.addEventListener("keydown", (event) => {
  const button = event.target.closest?.("a[role=button]");
  if (button && event.key === " ") {
    event.preventDefault();
    button.click();
  }
});
