/* A little help on a block page; without it everything works. Counts what is filled in, and keeps
   an impatient second press from sending the same page twice. */
const form = document.getElementById("vragen");
const counter = form.querySelector(".teller");
const total = form.querySelectorAll("fieldset").length;

function count() {
  const filled = form.querySelectorAll("input:checked").length;
  counter.textContent = counter.dataset.tekst.replace("{n}", filled).replace("{totaal}", total);
}

counter.hidden = false;
count();
form.addEventListener("change", count);

form.addEventListener("submit", (event) => {
  if (form.classList.contains("bezig")) event.preventDefault();
  form.classList.add("bezig");
  setTimeout(() => form.classList.remove("bezig"), 5000); // the network may have failed
});
// Back in the browser may show this same page again, kept in memory.
addEventListener("pageshow", () => {
  form.classList.remove("bezig");
  count();
});
