// How a page is built, whatever stands in it; what repeats counts once.
function builtLike(element) {
  const e = element ?? document.body;
  const own = [e.tagName, e.getAttribute("class"), e.getAttribute("role"), e.type, e.hidden];
  const parts = e.closest("svg") ? [] : [...new Set([...e.children].map(builtLike))];
  return `${own.join()}(${parts.join("")})`;
}

// How all elements look, for as far as axe takes it into account.
function looksLike() {
  const looks = [...document.body.querySelectorAll("*")].map((e) => {
    const s = getComputedStyle(e);
    const box = e.getBoundingClientRect();
    return [s.color, s.backgroundColor, s.display, s.visibility, s.opacity, s.fontSize,
      s.fontWeight, s.overflowX, s.textDecorationLine, box.width, box.height].join();
  });
  return looks.join(";");
}

// What axe finds wrong, in short.
async function wrong(options) {
  const found = await axe.run(document, { ...options, resultTypes: ["violations"] });
  return found.violations.map((v) => `${v.id}: ${v.nodes.length} x ${v.nodes[0].html.slice(0, 120)}`);
}

// What does not fit: the page scrolls sideways, something sticks out, or a text is cut off.
function wide() {
  const room = document.documentElement.clientWidth;
  const scrolls = (e) =>
    e && (/auto|scroll|hidden|clip/.test(getComputedStyle(e).overflowX) || scrolls(e.parentElement));
  const sticksOut = (e, box) => box.width > 1 && box.right > room + 1 && !scrolls(e.parentElement);
  const isCut = (e, style) =>
    /hidden|clip/.test(style.overflowX) && e.scrollWidth > e.clientWidth + 1 && e.clientWidth > 1 &&
    e.textContent.trim() && style.textOverflow !== "ellipsis" && !e.closest("svg");
  const found = document.documentElement.scrollWidth > room ? ["the page scrolls sideways"] : [];
  for (const e of document.querySelectorAll("main *, header *, footer *")) {
    if (sticksOut(e, e.getBoundingClientRect())) found.push(`sticks out: ${e.outerHTML.slice(0, 90)}`);
    if (isCut(e, getComputedStyle(e))) found.push(`is cut off: ${e.outerHTML.slice(0, 90)}`);
  }
  return found.slice(0, 3);
}

// Targets under 24 x 24 px. A link in a line of text is as high as the line: WCAG 2.5.8 leaves it out.
const TARGETS = "a[href], button, input:not([type=hidden]), select, textarea, summary, [tabindex='0']";
const UNSEEN = ".onzichtbaar, [aria-hidden=true], .sla-over, svg";

function small() {
  const isText = (node) => node.nodeType === 3 && node.textContent.trim().length > 1;
  const inLine = (e) =>
    getComputedStyle(e).display === "inline" && [...e.parentElement.childNodes].some(isText);
  const found = [];
  for (const e of document.querySelectorAll(TARGETS)) {
    const target = /radio|checkbox/.test(e.type) ? (e.closest("label") ?? e) : e;
    const { width, height } = target.getBoundingClientRect();
    const isThere = width && getComputedStyle(e).visibility !== "hidden" && !e.closest(UNSEEN);
    if (isThere && Math.min(width, height) < 23.5 && !inLine(e))
      found.push(`too small: ${Math.round(width)} x ${Math.round(height)} ${e.outerHTML.slice(0, 100)}`);
  }
  return found.slice(0, 4);
}
