"use strict";
// Forms work without this script; with it decisions are saved in place and choices are remembered.
// Nothing here counts characters: the text comes cut into runs that carry the names of their findings.
(() => {
  const every = (selector, within = document) => Array.from(within.querySelectorAll(selector));
  const byId = (id) => document.getElementById(id);

  // Language and scheme: remembered for the next page.
  const remember = (name, value) => { document.cookie = `${name}=${value}; path=/; max-age=31536000; samesite=strict`; };
  const speak = () => {
    const lang = byId("lang-en").checked ? "en" : "id";
    document.documentElement.lang = lang;
    for (const one of every("[data-attr]")) one.setAttribute(one.dataset.attr, one.dataset[lang]);
    return lang;
  };
  for (const one of every("input[name=lang]")) one.addEventListener("change", () => remember("k3-lang", speak()));
  for (const one of every("input[name=theme]")) one.addEventListener("change", () => remember("k3-theme", one.value));
  speak();

  // First page: size, drop, Ctrl+Enter, and a word while the server reads.
  const paste = byId("paste");
  if (paste) {
    const files = byId("files"), drop = byId("drop"), text = byId("text"), busy = byId("busy"), big = byId("big");
    const button = paste.querySelector("button[type=submit]");
    const size = () => Array.from(files.files).reduce((sum, file) => sum + file.size, new Blob([text.value]).size);
    const measure = () => { big.hidden = size() <= Number(paste.dataset.limit); return big.hidden; };
    files.addEventListener("change", measure);
    paste.addEventListener("submit", (event) => {
      if (!measure()) { event.preventDefault(); return; }
      busy.hidden = false;
      button.disabled = true;
    });
    window.addEventListener("pageshow", () => { busy.hidden = true; button.disabled = false; });
    text.addEventListener("keydown", (event) => {
      if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) paste.requestSubmit();
    });
    const over = (event) => event.dataTransfer && Array.from(event.dataTransfer.types).includes("Files");
    document.addEventListener("dragover", (event) => {
      if (over(event)) { event.preventDefault(); drop.classList.add("over"); }
    });
    document.addEventListener("dragleave", (event) => { if (!event.relatedTarget) drop.classList.remove("over"); });
    document.addEventListener("drop", (event) => {
      if (!over(event)) return;
      event.preventDefault();
      drop.classList.remove("over");
      files.files = event.dataTransfer.files;
      measure();
      files.focus();
    });
  }

  // A menu that closes as menus do.
  const menu = byId("save");
  if (menu) {
    document.addEventListener("click", (event) => { if (!menu.contains(event.target)) menu.open = false; });
    menu.addEventListener("keydown", (event) => {
      if (event.key === "Escape" && menu.open) { menu.open = false; menu.querySelector("summary").focus(); }
    });
  }

  // What was dismissed is no longer marked in the text.
  const state = (name) => {
    const form = document.querySelector(`.decision[data-finding="${CSS.escape(name)}"]`);
    return form ? form.dataset.state : "open";
  };
  const fade = () => {
    for (const run of every(".copy .m.f")) {
      const names = run.dataset.r.split(" ").filter((name) => /^\d+-f\d+$/.test(name));
      run.classList.toggle("off", names.length > 0 && names.every((name) => state(name) === "dismissed"));
    }
    for (const note of every(".copy .note-ref")) note.classList.toggle("off", state(note.hash.slice(1)) === "dismissed");
  };
  fade();

  // Where the text stands beside the findings it ends with the window, and the words that are lit come into sight.
  const panes = every(".art.flagged .text");
  const fit = () => {
    for (const pane of panes) {
      const top = Math.max(pane.getBoundingClientRect().top, 58);
      pane.style.setProperty("--left", `${Math.max(window.innerHeight - top - 12, 240)}px`);
    }
  };
  for (const name of ["scroll", "resize"]) window.addEventListener(name, () => requestAnimationFrame(fit), { passive: true });
  fit();
  const bring = (event) => {
    const from = event.target instanceof Element && event.target.closest(".finding, .chip");
    const pane = from && from.closest(".art") && from.closest(".art").querySelector(".text");
    const run = pane && pane.scrollHeight > pane.clientHeight && pane.querySelector(".copy .lit");
    if (!run) return;
    const seen = pane.getBoundingClientRect(), box = run.getBoundingClientRect();
    if (box.top < seen.top || box.bottom > seen.bottom) {
      pane.scrollBy({ top: box.top - seen.top - seen.height / 3, behavior: "smooth" });
    }
  };
  for (const name of ["pointerover", "focusin"]) {
    document.addEventListener(name, (event) => requestAnimationFrame(() => bring(event)));
  }

  // Decisions, saved in place.
  const told = byId("told");
  const tell = (text, bad) => { told.textContent = text; told.classList.toggle("bad", bad); };
  const show = (form, made) => {
    for (const same of every(".decision").filter((one) => one.elements.check.value === made.check)) {
      same.dataset.state = made.decision;
      same.elements.why.value = made.why;
      same.elements.correction.value = made.correction;
      for (const one of every("button[name=decision]", same)) {
        one.setAttribute("aria-pressed", String(one.value === made.decision));
      }
    }
    for (const one of every("[data-count]")) one.textContent = String(made.counts[one.dataset.count]);
    const claims = byId("claims");
    if (claims) claims.hidden = made.counts.confirmed === 0;
    fade();
  };
  for (const form of every("form.decision")) {
    form.addEventListener("submit", async (event) => {
      event.preventDefault();
      const pressed = event.submitter && event.submitter.value;
      const decision = pressed || (form.dataset.state === "open" ? "unsure" : form.dataset.state);
      const body = new URLSearchParams(new FormData(form));
      body.set("decision", decision);
      try {
        const answer = await fetch(form.action, { method: "POST", body, headers: { Accept: "application/json" } });
        const made = await answer.json();
        if (answer.ok) { tell("", false); show(form, made); } else {
          tell(`${told.dataset.failed}: ${made.message[document.documentElement.lang]}`, true);
        }
      } catch (error) {
        tell(`${told.getAttribute("data-failed")}.`, true);
      }
    });
    // Enter in a note keeps the decision that was made, it does not press the first button.
    form.addEventListener("keydown", (event) => {
      if (event.key === "Enter" && event.target.matches("input[type=text]")) {
        event.preventDefault();
        const pressed = form.querySelector("button[aria-pressed=true]");
        if (pressed) form.requestSubmit(pressed); else form.querySelector("button[name=decision]").focus();
      }
    });
  }
})();
