// What is written while the connection is lost waits in this browser, for this person only, until it can be sent.
// <form data-autosave="url" data-kept="person/practice/step/language">: portal.js saves it and tells what was not sent.
(() => {
  "use strict";

  const form = document.querySelector("[data-kept]");
  if (!form) return;
  const KEY = `kept/${form.dataset.kept}`;
  const TRY_AGAIN_AFTER = 30_000;
  const FORGOTTEN_AFTER = 30 * 24 * 60 * 60 * 1000;
  let again = 0;
  let pressed = null; // what waits until the server has been reached
  let isReached = false;

  // A browser that may not keep anything throws: portal.js then says that the connection is lost.
  const read = (key) => JSON.parse(localStorage.getItem(key));
  const isKept = () => {
    try {
      return localStorage.getItem(KEY) !== null;
    } catch {
      return false;
    }
  };
  const keep = () => {
    const fields = [...new FormData(form)].filter(([name]) => name !== "csrfmiddlewaretoken");
    localStorage.setItem(KEY, JSON.stringify({ at: Date.now(), fields }));
  };
  const forget = () => {
    clearTimeout(again);
    localStorage.removeItem(KEY);
    document.getElementById("found")?.remove();
  };
  const send = () => form.dispatchEvent(new Event("portal:save", { bubbles: true }));

  form.addEventListener("portal:unsent", (event) => {
    pressed = null;
    try {
      keep();
    } catch {
      return;
    }
    event.preventDefault();
    const status = document.querySelector(form.dataset.autosaveStatus);
    status.replaceChildren(document.getElementById("kept-here").content.cloneNode(true));
    clearTimeout(again);
    again = setTimeout(send, TRY_AGAIN_AFTER);
  });
  // From then on every letter is kept at once: nobody knows when the page is closed.
  form.addEventListener("input", () => {
    if (isKept()) keep();
  });
  window.addEventListener("online", () => {
    if (isKept()) send();
  });

  // The server says when it has read the form, and when all of it is stored. What was written since is not.
  form.addEventListener("draft:stored", () => {
    if (form.dataset.saving !== undefined && isKept()) forget();
  });
  form.addEventListener("draft:read", () => {
    if (!pressed) return;
    if (isKept()) forget(); // it goes with the button
    const { button } = pressed;
    pressed = null;
    isReached = true;
    form.requestSubmit(button);
    isReached = false;
  });
  // Without a connection a button would lead to the browser's own page, where no text is.
  form.addEventListener(
    "submit",
    (event) => {
      if (isReached || (!isKept() && navigator.onLine)) return;
      event.preventDefault();
      event.stopImmediatePropagation();
      pressed = { button: event.submitter };
      send();
    },
    true,
  );

  // When the step is opened again, what waited stands in the form and is saved like anything that is typed.
  const fill = (fields) => {
    const left = new Map();
    for (const [name, value] of fields) left.set(name, [...(left.get(name) ?? []), value]);
    const changed = [];
    const set = (control, property, value) => {
      if (control[property] === value) return;
      control[property] = value;
      if (control.name !== "seen") changed.push(control);
    };
    for (const control of form.elements) {
      const values = left.get(control.name);
      if (control.type === "checkbox" || control.type === "radio") {
        set(control, "checked", Boolean(values?.includes(control.value)));
      } else if (values) set(control, "value", values.shift() ?? "");
    }
    // Rows that the page has no boxes for any more.
    for (const control of form.querySelectorAll("[type=checkbox], [type=radio]")) left.delete(control.name);
    for (const [name, values] of left) {
      for (const value of values.filter(Boolean)) {
        const row = Object.assign(document.createElement("input"), { type: "hidden", name, value });
        form.append(row);
        changed.push(row);
      }
    }
    return changed;
  };

  const open = () => {
    for (const key of Object.keys(localStorage).filter((one) => one.startsWith("kept/"))) {
      if (read(key).at < Date.now() - FORGOTTEN_AFTER) localStorage.removeItem(key);
    }
    if (!isKept()) return;
    const shown = form.elements.seen.value;
    const changed = fill(read(KEY).fields);
    if (!changed.length) return forget();
    form.before(document.getElementById("kept-found").content.cloneNode(true));
    document.querySelector("#found button").addEventListener("click", () => {
      form.reset();
      changed.filter((control) => control.type === "hidden").forEach((row) => row.remove());
      form.elements.seen.value = shown;
      forget();
      send();
    });
    for (const control of changed) control.dispatchEvent(new Event("input", { bubbles: true }));
  };
  try {
    open();
  } catch {
    // Nothing can be kept here, so nothing was.
  }
})();
