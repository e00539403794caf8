// Passkeys: asks the browser for one and sends what it gives. Forms say what to do in data-passkey.
const bytes = (text) => Uint8Array.from(atob(text.replace(/-/g, "+").replace(/_/g, "/")), (c) => c.charCodeAt(0));
const text = (buffer) => btoa(String.fromCharCode(...new Uint8Array(buffer)))
  .replace(/\+/g, "-").replace(/\//g, "_").replace(/=+$/, "");
const keys = (list) => list?.map((key) => ({ ...key, id: bytes(key.id) }));

function forBrowser({ publicKey: o }) {
  const options = { ...o, challenge: bytes(o.challenge) };
  if (o.user) options.user = { ...o.user, id: bytes(o.user.id) };
  if (o.excludeCredentials) options.excludeCredentials = keys(o.excludeCredentials);
  if (o.allowCredentials) options.allowCredentials = keys(o.allowCredentials);
  return { publicKey: options };
}

function forServer(credential) {
  const { response } = credential;
  const sent = { clientDataJSON: text(response.clientDataJSON) };
  for (const name of ["attestationObject", "authenticatorData", "signature", "userHandle"]) {
    if (response[name]) sent[name] = text(response[name]);
  }
  if (response.getTransports) sent.transports = response.getTransports();
  return JSON.stringify({
    id: credential.id,
    rawId: text(credential.rawId),
    type: credential.type,
    response: sent,
    clientExtensionResults: credential.getClientExtensionResults(),
  });
}

async function options(form) {
  const given = document.getElementById("passkey-opties");
  if (given) return JSON.parse(given.textContent);
  const answer = await fetch(form.action, { headers: { Accept: "application/json" } });
  if (!answer.ok) throw new Error(String(answer.status));
  return answer.json();
}

async function ask(form) {
  const found = await options(form);
  if (form.dataset.passkey === "use") {
    return navigator.credentials.get(forBrowser(found.request_options));
  }
  const wanted = forBrowser(found.creation_options);
  Object.assign(wanted.publicKey.authenticatorSelection ??= {}, {
    residentKey: "required", requireResidentKey: true, userVerification: "required",
  });
  return navigator.credentials.create(wanted);
}

for (const form of document.querySelectorAll("form[data-passkey]")) {
  if (!window.PublicKeyCredential) continue;
  const failed = form.querySelector("[data-mislukt]");
  form.hidden = false;
  document.querySelector("[data-zonder-passkey]")?.remove();
  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    failed.hidden = true;
    try {
      form.elements.credential.value = forServer(await ask(form));
      form.submit();
    } catch {
      failed.hidden = false;
    }
  });
}
