/* Everything works without this file; with it, some things are kinder. */
"use strict";
(() => {
  const one = (selector, root = document) => root.querySelector(selector);
  const every = (selector, root = document) => [...root.querySelectorAll(selector)];
  const words = (name) => document.body.dataset[name] || "";

  /* A form is sent once: the button keeps its width, its word changes. */
  document.addEventListener("submit", (event) => {
    const form = event.target;
    if (form.method !== "post") return;
    if (form.dataset.sent) {
      event.preventDefault();
      return;
    }
    form.dataset.sent = "yes";
    const button = event.submitter;
    if (button && button.matches(".button")) {
      const word = one("span", button) || button;
      word.dataset.before = word.textContent;
      word.textContent = words("sending") || word.textContent;
      button.setAttribute("aria-busy", "true");
    }
    forget(form);
  });
  /* Coming back by the back button finds the form ready again. */
  window.addEventListener("pageshow", () => {
    every("form[data-sent]").forEach((form) => {
      delete form.dataset.sent;
      every("[aria-busy]", form).forEach((button) => {
        button.removeAttribute("aria-busy");
        const word = one("[data-before]", button) || button;
        if (word.dataset.before) word.textContent = word.dataset.before;
      });
    });
  });

  /* Escape and a click elsewhere close a menu that is open. */
  const close = (except) =>
    every("details.menu[open]").forEach((menu) => {
      if (!except || !menu.contains(except)) menu.open = false;
    });
  document.addEventListener("keydown", (event) => {
    if (event.key !== "Escape") return;
    const menu = event.target.closest && event.target.closest("details.menu[open]");
    close();
    if (menu) one("summary", menu).focus();
  });
  document.addEventListener("click", (event) => close(event.target));

  /* A link with data-opens leads to a page; with a dialog here, it opens that. */
  document.addEventListener("click", (event) => {
    const opener = event.target.closest("[data-opens]");
    const dialog = opener && document.getElementById(opener.dataset.opens);
    if (dialog && dialog.showModal) {
      event.preventDefault();
      dialog.showModal();
    }
    const closer = event.target.closest("[data-closes]");
    const around = closer && closer.closest("dialog");
    if (around) {
      event.preventDefault();
      around.close();
    }
  });

  /* Leave quickly: the page is not found again by the back button. */
  document.addEventListener("click", (event) => {
    const exit = event.target.closest("[data-quick-exit]");
    if (!exit) return;
    event.preventDefault();
    try {
      sessionStorage.clear();
    } catch {
      /* private windows have none */
    }
    document.body.replaceChildren();
    window.location.replace(exit.href);
  });

  /* What went wrong is read first. */
  const focus = one("[data-focus]");
  if (focus) focus.focus({ preventScroll: false });

  /* No connection: say so, keep everything. */
  const offline = one("[data-offline]");
  const connection = () => {
    if (offline) offline.hidden = navigator.onLine;
  };
  window.addEventListener("online", connection);
  window.addEventListener("offline", connection);
  connection();

  /* A form with data-keep keeps what is typed until it is sent; sealed ones have none. */
  const key = (form) => `allin:${location.pathname}:${form.dataset.keep}`;
  const kept = (field) =>
    field.name &&
    !/^(csrfmiddlewaretoken|stamp)$/.test(field.name) &&
    !/^(password|hidden|file|submit|button)$/.test(field.type) &&
    !field.closest("[data-sealed]");
  function forget(form) {
    if (form.dataset.keep) sessionStorage.removeItem(key(form));
  }
  every("form[data-keep]").forEach((form) => {
    const fields = () => [...form.elements].filter(kept);
    let typed = null;
    try {
      typed = JSON.parse(sessionStorage.getItem(key(form)));
    } catch {
      return;
    }
    if (typed && !one(".error", form)) {
      fields().forEach((field) => {
        const values = typed[field.name];
        if (!values) return;
        if (/^(radio|checkbox)$/.test(field.type)) field.checked = values.includes(field.value);
        else if (!field.value) field.value = values[0];
      });
    }
    form.addEventListener("input", () => {
      const values = {};
      fields().forEach((field) => {
        values[field.name] ||= [];
        if (!/^(radio|checkbox)$/.test(field.type) || field.checked) {
          values[field.name].push(field.value);
        }
      });
      sessionStorage.setItem(key(form), JSON.stringify(values));
    });
  });

  /* A button with data-copies puts text into the clipboard and says so. */
  document.addEventListener("click", async (event) => {
    const copier = event.target.closest("[data-copies]");
    const source = copier && document.getElementById(copier.dataset.copies);
    if (!source || !navigator.clipboard) return;
    event.preventDefault();
    await navigator.clipboard.writeText(source.value || source.textContent.trim());
    (one("span", copier) || copier).textContent = words("copied");
  });
})();
