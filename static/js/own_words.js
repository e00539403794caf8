/* Counts the characters of what somebody writes; without it the server says when it is too long. */
for (const counter of document.querySelectorAll(".telling")) {
  const field = counter.parentElement.querySelector("textarea");
  const most = Number(counter.dataset.meest);
  const count = () => {
    // As the server counts: white space is one space, and every character one.
    const n = [...field.value.trim().replace(/\s+/g, " ")].length;
    counter.textContent = counter.dataset.tekst.replace("{n}", n).replace("{meest}", most);
    counter.classList.toggle("veldfout", n > most);
  };
  counter.hidden = false;
  count();
  field.addEventListener("input", count);
  addEventListener("pageshow", count);
}
