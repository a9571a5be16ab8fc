// Passkeys. <form data-passkey="create|get"> holds a hidden field `credential`; what the browser is asked for stands in
// the JSON of the element that `data-options` names, or is fetched from the form's own address.
(() => {
  "use strict";

  const isAddress = /^[\d.]+$|:/.test(window.location.hostname); // passkeys belong to a name, never to an IP address
  const isPossible = window.isSecureContext && "PublicKeyCredential" in window && !isAddress;
  for (const element of document.querySelectorAll("[data-passkey-possible]")) element.hidden = !isPossible;
  for (const element of document.querySelectorAll("[data-passkey-impossible]")) element.hidden = isPossible;
  if (!isPossible) return;

  const toBytes = (text) =>
    Uint8Array.from(window.atob(text.replaceAll("-", "+").replaceAll("_", "/")), (letter) => letter.charCodeAt(0));
  const toText = (buffer) =>
    window
      .btoa(String.fromCharCode(...new Uint8Array(buffer)))
      .replaceAll("+", "-")
      .replaceAll("/", "_")
      .replaceAll("=", "");
  const known = (credentials = []) => credentials.map((one) => ({ ...one, id: toBytes(one.id) }));

  const ask = {
    async create({ publicKey }) {
      const credential = await navigator.credentials.create({
        publicKey: {
          ...publicKey,
          challenge: toBytes(publicKey.challenge),
          user: { ...publicKey.user, id: toBytes(publicKey.user.id) },
          excludeCredentials: known(publicKey.excludeCredentials),
          authenticatorSelection: {
            residentKey: "required",
            requireResidentKey: true,
            userVerification: "required",
          },
        },
      });
      const { attestationObject, clientDataJSON } = credential.response;
      return written(credential, { attestationObject, clientDataJSON });
    },
    async get({ publicKey }) {
      const credential = await navigator.credentials.get({
        publicKey: {
          ...publicKey,
          challenge: toBytes(publicKey.challenge),
          allowCredentials: known(publicKey.allowCredentials),
        },
      });
      const { authenticatorData, clientDataJSON, signature, userHandle } = credential.response;
      return written(credential, { authenticatorData, clientDataJSON, signature, userHandle });
    },
  };

  const written = (credential, response) =>
    JSON.stringify({
      type: credential.type,
      id: credential.id,
      rawId: toText(credential.rawId),
      clientExtensionResults: credential.getClientExtensionResults(),
      response: Object.fromEntries(
        Object.entries(response)
          .filter(([, value]) => value)
          .map(([name, value]) => [name, toText(value)]),
      ),
    });

  const options = async (form) => {
    if (form.dataset.options) return JSON.parse(document.getElementById(form.dataset.options).textContent);
    const answer = await fetch(form.action, { headers: { Accept: "application/json" } });
    if (!answer.ok) throw new Error(`${form.action}: ${answer.status}`);
    return (await answer.json()).request_options;
  };

  for (const form of document.querySelectorAll("form[data-passkey]")) {
    const failed = document.getElementById(form.dataset.failed);
    form.addEventListener("submit", async (event) => {
      event.preventDefault();
      failed.replaceChildren();
      try {
        form.elements.credential.value = await ask[form.dataset.passkey](await options(form));
        HTMLFormElement.prototype.submit.call(form);
      } catch (error) {
        const words = error.name === "InvalidStateError" ? "passkey-known" : "passkey-failed";
        failed.replaceChildren(document.getElementById(words).content.cloneNode(true));
      }
    });
  }
})();
