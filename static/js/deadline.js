// A day can be typed, or picked from the browser's own calendar; what a page gives can be printed.

const pad = (number) => String(number).padStart(2, "0");

function addCalendar(box) {
  const picker = document.createElement("input");
  picker.type = "date";
  if (!picker.showPicker) return;
  picker.tabIndex = -1;
  picker.className = "day-picker";
  picker.setAttribute("aria-hidden", "true");
  const button = document.createElement("button");
  button.type = "button";
  button.className = "button--words";
  button.textContent = "Scegli dal calendario";
  button.addEventListener("click", () => picker.showPicker());
  picker.addEventListener("change", () => {
    if (!picker.value) return;
    const [year, month, day] = picker.value.split("-").map(Number);
    box.value = `${pad(day)}/${pad(month)}/${year}`;
    box.focus();
  });
  box.after(button, picker);
}

for (const box of document.querySelectorAll("input[data-day]")) addCalendar(box);
for (const button of document.querySelectorAll("button[data-print]")) {
  button.hidden = false;
  button.addEventListener("click", () => window.print());
}
