// What the portal adds to plain HTML. Every page works without it.
(() => {
  "use strict";

  const AUTOSAVE_AFTER = 2000;
  const AUTOSUBMIT_AFTER = 200;
  const alerts = document.getElementById("alerts");
  const copy = (id) => document.getElementById(id).content.firstElementChild.cloneNode(true);

  // Focus: the summary of errors after a page load, whatever asks for it after a swap.
  const focusIn = (root) => {
    const wanted = root.matches?.("[data-takes-focus]") ? root : root.querySelector("[data-takes-focus]");
    wanted?.focus();
  };
  focusIn(document);
  document.addEventListener("htmx:load", (event) => {
    if (event.target !== document.body) focusIn(event.target);
  });

  // htmx: the token of the signed-in, and a word when a request fails. The old content stays.
  document.addEventListener("htmx:configRequest", (event) => {
    const token = document.querySelector('meta[name="csrf-token"]');
    if (token) event.detail.headers["X-CSRFToken"] = token.content;
  });

  const say = (id, act) => {
    const notice = copy(id);
    alerts.replaceChildren(notice);
    notice.querySelector("button").addEventListener("click", () => {
      alerts.replaceChildren();
      act();
    });
  };
  const lost = (event) => {
    const { requestConfig } = event.detail;
    const { elt, target, verb, path } = requestConfig;
    if (elt.closest("[data-quiet]")) return;
    if (!elt.dispatchEvent(new Event("portal:unsent", { bubbles: true, cancelable: true }))) return unsaved.delete(elt);
    say("connection-lost", () => window.htmx.ajax(verb, path, { source: elt, target }).catch(() => {}));
  };
  document.addEventListener("htmx:sendError", lost);
  document.addEventListener("htmx:timeout", lost);
  document.addEventListener("htmx:responseError", (event) => {
    if (event.detail.xhr.status >= 500) lost(event);
    else if (!event.detail.elt.closest("[data-quiet]")) say("not-allowed", () => window.location.reload());
  });

  // Filters that apply themselves: <form data-autosubmit>.
  const later = new WeakMap();
  const after = (element, delay, act) => {
    clearTimeout(later.get(element));
    later.set(element, setTimeout(act, delay));
  };
  document.addEventListener("change", (event) => {
    const form = event.target.form;
    if (form?.matches("[data-autosubmit]")) after(form, AUTOSUBMIT_AFTER, () => form.requestSubmit());
  });

  // Drafts that save themselves: <form data-autosave="url" data-autosave-status="#id">. Leaving with unsaved text asks.
  const unsaved = new Set();
  const save = (form) => {
    const into = { source: form, target: form.dataset.autosaveStatus, swap: "innerHTML" };
    window.htmx.ajax("POST", form.dataset.autosave, into).catch(() => {}); // `lost` has said it
  };
  const written = (field) => {
    count(field);
    const form = field.form;
    if (!form?.matches("[data-autosave]")) return;
    unsaved.add(form);
    delete form.dataset.saving; // what is on its way does not hold this yet
    after(form, AUTOSAVE_AFTER, () => save(form));
  };
  document.addEventListener("input", (event) => written(event.target));
  document.addEventListener("portal:save", (event) => save(event.target));
  document.addEventListener("htmx:beforeRequest", (event) => {
    if (unsaved.has(event.detail.elt)) event.detail.elt.dataset.saving = "";
  });
  document.addEventListener("htmx:afterRequest", (event) => {
    if (!event.detail.successful) return;
    alerts.replaceChildren();
    const form = event.detail.elt;
    if (form.dataset.saving !== undefined) unsaved.delete(form);
  });
  document.addEventListener("submit", (event) => {
    if (!event.defaultPrevented) unsaved.delete(event.target);
  });
  window.addEventListener("beforeunload", (event) => {
    if (unsaved.size) event.preventDefault();
  });

  // Whoever signs out leaves nothing behind of what kept.js keeps in this browser, in any account.
  document.addEventListener("submit", (event) => {
    const { pathname } = new URL(event.target.getAttribute("action") ?? "", window.location.href);
    if (!pathname.endsWith("/logout/")) return;
    Object.keys(localStorage)
      .filter((key) => key.startsWith("kept/"))
      .forEach((key) => localStorage.removeItem(key));
  });

  // Two presses of a button are one: the second would make a second draft.
  const ONE_PRESS = 5000;
  let sent = new WeakMap();
  document.addEventListener("submit", (event) => {
    const { defaultPrevented, target: form, timeStamp } = event;
    if (defaultPrevented || !form.matches('[method="post" i]')) return;
    if (timeStamp - sent.get(form) < ONE_PRESS) event.preventDefault();
    else sent.set(form, timeStamp);
  });
  window.addEventListener("pageshow", () => {
    sent = new WeakMap();
  });

  // Counters under long texts.
  const numbers = new Intl.NumberFormat(document.documentElement.lang);
  const count = (field) => {
    const counter = field.dataset.counts && document.getElementById(field.dataset.counts);
    if (!counter) return;
    counter.firstElementChild.textContent = numbers.format(field.value.length);
    counter.classList.toggle("over", field.value.length > Number(counter.dataset.longest));
  };

  // On a slow line people write before this script has come: what they wrote counts too.
  document.querySelectorAll("[data-autosave] textarea, [data-autosave] input[type=text]").forEach((field) => {
    if (field.value !== field.defaultValue) written(field);
  });

  // Asking first: <button data-confirm="..."> in a form, and hx-confirm.
  const ask = (text, yes) => {
    const dialog = copy("ask");
    dialog.querySelector("p").textContent = text;
    dialog.addEventListener("close", () => dialog.remove());
    dialog.querySelector("[data-no]").addEventListener("click", () => dialog.close());
    dialog.querySelector("[data-yes]").addEventListener("click", () => {
      dialog.close();
      yes();
    });
    document.body.append(dialog);
    dialog.showModal();
  };
  const confirmed = new WeakSet();
  document.addEventListener(
    "submit",
    (event) => {
      const { submitter, target: form } = event;
      const text = submitter?.dataset.confirm || form.dataset.confirm;
      if (!text || confirmed.has(form)) return confirmed.delete(form);
      event.preventDefault();
      event.stopImmediatePropagation();
      ask(text, () => {
        confirmed.add(form);
        form.requestSubmit(submitter);
      });
    },
    true,
  );
  document.addEventListener("htmx:confirm", (event) => {
    if (!event.detail.question) return;
    event.preventDefault();
    ask(event.detail.question, () => event.detail.issueRequest(true));
  });

  document.addEventListener("click", (event) => {
    if (event.target.closest("[data-print]")) window.print();
  });

  // Texts to copy: <button data-copies="id" data-copied="Copied" hidden>. Without a clipboard the text is marked by a click.
  document.querySelectorAll("[data-copies]").forEach((button) => {
    button.hidden = !navigator.clipboard;
    button.addEventListener("click", async () => {
      await navigator.clipboard.writeText(document.getElementById(button.dataset.copies).textContent);
      button.querySelector("span").textContent = button.dataset.copied;
    });
  });
})();
