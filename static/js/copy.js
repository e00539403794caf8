// Adds what only a script can do: a button that copies the field, or the text, it names.
for (const button of document.querySelectorAll("button[data-copies]")) {
  const field = document.getElementById(button.dataset.copies);
  const label = button.textContent;
  button.hidden = false;
  button.addEventListener("click", async () => {
    field.select?.();
    await navigator.clipboard.writeText(field.value ?? field.textContent);
    button.textContent = button.dataset.done;
    setTimeout(() => { button.textContent = label; }, 2500);
  });
}
