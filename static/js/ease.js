/* Easier to read and to hear; without it there is a button that sends, and no reading aloud. */

/* Larger letters at once: nothing is sent, so nothing on the page is lost. */
const page = document.documentElement;
const letters = document.querySelector(".letters");

letters?.addEventListener("click", (event) => {
  event.preventDefault();
  const size = letters.value;
  const secure = location.protocol === "https:" ? ";secure" : "";
  document.cookie = `letters=${size};path=/;max-age=31536000;samesite=lax${secure}`;
  page.classList.toggle("groot", size === "groot");
  letters.value = size === "groot" ? "gewoon" : "groot";
  letters.lastChild.textContent = letters.dataset[letters.value];
});

/* Reading aloud, by a voice on the device itself: other voices send the text to a company. */
const speech = window.speechSynthesis;
const pattern = document.getElementById("voorlezen");
let reading = null; // { button } of what is being read

function ownVoice() {
  const fits = (voice) => voice.localService && voice.lang.toLowerCase().startsWith(page.lang);
  const voices = speech.getVoices().filter(fits);
  return voices.find((voice) => voice.default) ?? voices[0];
}

function stop() {
  reading?.button.setAttribute("aria-pressed", "false");
  reading = null;
  speech.cancel();
}

/* A statement with its answers, or the parts of the page that are named. */
function texts(place) {
  const { leest } = place.dataset;
  const parts = leest ? document.querySelectorAll(leest) : place.closest("fieldset").querySelectorAll("legend, label");
  return [...parts].map((part) => part.textContent.trim()).filter(Boolean);
}

function read(button, place) {
  stop();
  const mine = (reading = { button });
  const done = () => reading === mine && stop();
  const voice = ownVoice();
  button.setAttribute("aria-pressed", "true");
  const sentences = texts(place).map((text) => new SpeechSynthesisUtterance(text));
  for (const sentence of sentences) {
    Object.assign(sentence, { voice, lang: voice.lang, rate: 0.9, onerror: done });
    speech.speak(sentence);
  }
  sentences.at(-1).onend = done;
}

function offer() {
  if (!ownVoice() || document.querySelector(".lees")) return;
  for (const place of document.querySelectorAll(".hulp")) {
    place.prepend(pattern.content.cloneNode(true));
    const button = place.firstElementChild;
    button.addEventListener("click", () => (reading?.button === button ? stop() : read(button, place)));
  }
}

if (speech && pattern) {
  speech.cancel(); // what another page began
  offer();
  speech.onvoiceschanged = offer; // voices may come late
  addEventListener("pagehide", stop);
}
