// Makes the charts of the results page interactive, and opens the bouwsteen a link points at.
// The page is complete without this: the SVG and the table stay for readers and listeners.

const script = document.getElementById("resultaten-script");
// plotly.js carries a map library that writes its own <style> unless an element has this id.
// The CSP refuses that style, and we draw no maps. A test compares the id with the package.
const mapStyle = "9f215cf04c5486422605d13261cb87401f4e7763b6296af81e98efbc0130da53";
const enough = 700; // pixels that a figure with its labels needs

function openTarget() {
  const target = document.getElementById(location.hash.slice(1));
  if (target instanceof HTMLDetailsElement) target.open = true;
}

function loadPlotly() {
  document.head.append(Object.assign(document.createElement("template"), { id: mapStyle }));
  return new Promise((resolve, reject) => {
    const tag = document.createElement("script");
    tag.src = script.dataset.plotly;
    tag.onload = () => resolve(window.Plotly);
    tag.onerror = reject;
    document.head.append(tag);
  });
}

async function loadFigures() {
  const answer = await fetch(script.dataset.figures, { credentials: "same-origin" });
  if (!answer.ok) throw new Error(`figures: ${answer.status}`);
  return answer.json();
}

// The SVG makes way for readers only when the figure is complete; listeners keep it.
async function enhance(place, figure, Plotly) {
  const sheet = document.createElement("div");
  sheet.className = "interactief";
  sheet.setAttribute("aria-hidden", "true");
  place.prepend(sheet);
  try {
    await Plotly.newPlot(sheet, figure.data, figure.layout, figure.config);
    place.classList.add("heeft-interactief");
  } catch (error) {
    sheet.remove();
    throw error;
  }
}

async function enhanceAll() {
  const places = [...document.querySelectorAll("[data-grafiek]")].filter((p) => p.clientWidth >= enough);
  if (!places.length) return;
  const [figures, Plotly] = await Promise.all([loadFigures(), loadPlotly()]);
  for (const place of places) {
    const figure = figures[place.dataset.grafiek];
    if (figure) await enhance(place, figure, Plotly);
  }
}

function whenIdle(task) {
  const later = window.requestIdleCallback ?? ((done) => setTimeout(done, 200));
  later(task, { timeout: 3000 });
}

// A phone keeps the drawing that was made for it; so does who saves data.
function start() {
  if (navigator.connection?.saveData) return;
  whenIdle(() => enhanceAll().catch((error) => console.info("Grafieken blijven zoals ze zijn:", error)));
}

window.addEventListener("hashchange", openTarget);
openTarget();
if (document.readyState === "complete") start();
else window.addEventListener("load", start, { once: true });
