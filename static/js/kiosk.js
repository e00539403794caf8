/* A shared device: after a while without touch a countdown, then everything is wiped and the page
   starts again for the next person. Without this the browser itself does it (meta refresh). */
const dialog = document.getElementById("wacht");
const stay = dialog.querySelector("form");
const clock = dialog.querySelector(".aftellen");
const spoken = dialog.querySelector("[role=status]");
const idle = Number(dialog.dataset.idle) * 1000;
const warning = Number(dialog.dataset.warning) * 1000;
const renewEvery = 45_000;
const quietly = "quietly" in dialog.dataset;
let touched = Date.now(); // also counts the time that a tablet slept
let renewed = Date.now();
let over = false;

function touch() {
  if (dialog.open || over) return;
  touched = Date.now();
  // The copy on the device has its own short life: renew it while somebody is busy.
  if (!quietly && touched - renewed > renewEvery) renew();
}

function renew() {
  renewed = Date.now();
  fetch(stay.action, { method: "POST", body: new FormData(stay), redirect: "manual" }).catch(() => {});
}

function startAgain() {
  over = true;
  document.querySelector("main").hidden = true;
  location.replace(dialog.dataset.next);
}

function tell(seconds) {
  clock.textContent = seconds;
  if (seconds % 15 === 0 || !spoken.textContent) {
    spoken.textContent = spoken.dataset.tekst.replace("{n}", seconds);
  }
}

function look() {
  if (over) return;
  const left = touched + idle - Date.now();
  if (left <= 0) startAgain();
  else if (left <= warning && !quietly) {
    if (!dialog.open) { spoken.textContent = ""; dialog.showModal(); }
    tell(Math.ceil(left / 1000));
  }
}

function goOn() {
  if (dialog.open) dialog.close();
  touched = Date.now();
  renew();
}

stay.addEventListener("submit", (event) => { event.preventDefault(); goOn(); });
dialog.addEventListener("cancel", goOn); // Escape
for (const kind of ["pointerdown", "keydown", "input", "scroll", "touchmove"]) {
  addEventListener(kind, touch, { passive: true });
}
// "Back" may show a page as it was in memory: never somebody else's.
addEventListener("pageshow", (event) => { if (event.persisted) location.reload(); });
document.addEventListener("visibilitychange", look);
setInterval(look, 500);
