// Follows work that goes on behind a page (a report, mail): fetches this same page and shows its new state.
const every = 1500; // milliseconds

async function follow() {
  const shown = document.getElementById("stand");
  if (!("bezig" in shown.dataset)) return;
  try {
    const reply = await fetch(location.href, { headers: { Accept: "text/html" } });
    const page = new DOMParser().parseFromString(await reply.text(), "text/html");
    const next = page.getElementById("stand");
    if (next && next.innerHTML !== shown.innerHTML) shown.replaceWith(document.adoptNode(next));
  } catch {
    // The network may be away for a moment; the next round tries again.
  }
  setTimeout(follow, every);
}

setTimeout(follow, every);
