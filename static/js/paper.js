/* Typing a paper form with one hand: a digit goes on to the next statement, Enter or space leaves it
   empty, Backspace goes back. Without this it is a plain form with 42 fields. */
const form = document.getElementById("blad");
const fields = [...form.querySelectorAll(".regel input")];
const save = form.querySelector(".bewaar .knop");
const checked = form.querySelector(".nagekeken");
let sent = false;

function goTo(place) {
  const target = fields[place] ?? save;
  target.focus();
  target.select?.();
  if (target === save) lookOver();
}

function lookOver() {
  const filled = fields.filter((field) => field.value).length;
  for (const field of fields) field.parentElement.classList.toggle("leeg-gelaten", !field.value);
  checked.textContent = checked.dataset.tekst
    .replace("{n}", filled).replace("{leeg}", fields.length - filled);
}

function pressed(event, place) {
  const field = fields[place];
  if (event.ctrlKey || event.metaKey || event.altKey) return;
  if (/^[0-5]$/.test(event.key)) {
    field.value = event.key;
    checked.textContent = "";
    goTo(place + 1);
  } else if (event.key === "Enter" || event.key === " ") {
    goTo(place + 1); // what was typed stays; nothing typed is empty
  } else if (event.key === "Delete") {
    field.value = "";
  } else if (event.key === "Backspace") {
    if (field.value) field.value = "";
    else if (place) { fields[place - 1].value = ""; goTo(place - 1); }
  } else if (event.key === "ArrowDown") goTo(place + 1);
  else if (event.key === "ArrowUp") goTo(Math.max(0, place - 1));
  else if (event.key.length === 1) checked.textContent = checked.dataset.verkeerd;
  else return; // Tab, Home and the like
  event.preventDefault();
}

fields.forEach((field, place) => {
  field.addEventListener("keydown", (event) => pressed(event, place));
  // The keyboard on a screen sends no keys, only what came of them.
  field.addEventListener("input", () => { if (/^[0-5]$/.test(field.value)) goTo(place + 1); });
});
save.addEventListener("keydown", (event) => {
  if (event.key === "Backspace" || event.key === "ArrowUp") { event.preventDefault(); goTo(fields.length - 1); }
});
form.addEventListener("submit", (event) => {
  if (sent) event.preventDefault();
  sent = true;
});
addEventListener("pageshow", () => { sent = false; });
if (!document.querySelector(".fout")) goTo(0);
