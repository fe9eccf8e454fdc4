"use strict";
// The page reads without this script. Offsets never reach it: the text comes cut into runs, each with the names
// (data-r) of the records and findings it belongs to, so nothing here counts characters.
(() => {
  const root = document.documentElement;
  const every = (selector, within = document) => Array.from(within.querySelectorAll(selector));
  const runsOf = (name, within) => every(`.m[data-r~="${CSS.escape(name)}"]`, within);

  // Language of labels that are attributes, and of the page for screen readers.
  const speak = () => {
    const lang = document.getElementById("lang-en").checked ? "en" : "id";
    root.lang = lang;
    for (const one of every("[data-attr]")) one.setAttribute(one.dataset.attr, one.dataset[lang]);
  };
  for (const one of every("input[name=lang]")) one.addEventListener("change", speak);
  speak();

  // Light the words a finding or record rests on.
  let kept = null; // what was clicked stays lit until something else is
  const dark = () => every(".lit").forEach((one) => one.classList.remove("lit"));
  const light = (name, from) => {
    dark();
    const article = from.closest("article") || document.getElementById("a" + name.split("-")[0]);
    const runs = article ? runsOf(name, article.querySelector(".copy")) : [];
    runs.forEach((run) => run.classList.add("lit"));
    return runs;
  };
  const lightKept = () => (kept ? light(kept.name, kept.from) : dark());
  const lighter = (target) => (target instanceof Element ? target.closest("[data-lights]") : null);
  document.addEventListener("pointerover", (event) => {
    const one = lighter(event.target);
    if (one) light(one.dataset.lights, one);
  });
  document.addEventListener("pointerout", (event) => {
    if (lighter(event.target) && !lighter(event.relatedTarget)) lightKept();
  });
  document.addEventListener("focusin", (event) => {
    const one = lighter(event.target);
    if (one) light(one.dataset.lights, one);
  });
  document.addEventListener("click", (event) => {
    const one = event.target.closest(".chip[data-lights]");
    if (!one) return;
    kept = { name: one.dataset.lights, from: one };
    const runs = light(kept.name, one);
    if (runs.length) runs[0].scrollIntoView({ block: "center" });
  });

  // The record of a marked word: one tab stop a text, arrows from mark to mark.
  const inspector = document.getElementById("inspector");
  const inspected = document.getElementById("inspected");
  const records = (run) => run.dataset.r.split(" ").map((name) => document.getElementById(name)).filter(Boolean);
  const inspect = (run) => {
    const cards = records(run).filter((one) => one.matches(".card"));
    inspected.replaceChildren(
      ...cards.map((card) => {
        const copy = document.createElement("div");
        copy.className = "card";
        copy.append(...Array.from(card.childNodes, (child) => child.cloneNode(true)));
        return copy;
      }),
    );
    inspector.hidden = cards.length === 0;
    every(".finding.lit").forEach((one) => one.classList.remove("lit"));
    records(run).filter((one) => one.matches(".finding")).forEach((one) => one.classList.add("lit"));
  };
  const hush = () => { inspector.hidden = true; kept = null; dark(); };
  document.getElementById("close").addEventListener("click", hush);
  document.addEventListener("keydown", (event) => { if (event.key === "Escape") hush(); });
  for (const copy of every(".copy")) {
    const stops = every(".m[data-r]:not([data-r=''])", copy).filter((run) => records(run).some((one) => one.matches(".card, .finding")));
    stops.forEach((run, at) => { run.tabIndex = at ? -1 : 0; });
    copy.addEventListener("focusin", (event) => { if (event.target.matches(".m")) inspect(event.target); });
    copy.addEventListener("click", (event) => {
      const run = event.target.closest(".m[tabindex]");
      if (run) { run.focus({ preventScroll: true }); inspect(run); }
    });
    copy.addEventListener("keydown", (event) => {
      const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
      const next = step && stops[stops.indexOf(event.target) + step];
      if (!next) return;
      event.preventDefault();
      event.target.tabIndex = -1;
      next.tabIndex = 0;
      next.focus();
    });
  }

  // Overview: sort by a column, filter by words and by findings.
  const list = document.getElementById("list");
  if (list) {
    const body = list.tBodies[0];
    const rows = Array.from(body.rows);
    const value = (row, at) => row.cells[at].dataset.sort || row.cells[at].textContent.trim();
    Array.from(list.tHead.rows[0].cells).forEach((head, at) => {
      const button = document.createElement("button");
      button.type = "button";
      button.append(...head.childNodes);
      head.append(button);
      button.addEventListener("click", () => {
        const down = head.getAttribute("aria-sort") === "ascending";
        every("th[aria-sort]", list).forEach((one) => one.removeAttribute("aria-sort"));
        head.setAttribute("aria-sort", down ? "descending" : "ascending");
        const sorted = rows.slice().sort((a, b) => value(a, at).localeCompare(value(b, at), "id", { numeric: true }));
        body.append(...(down ? sorted.reverse() : sorted));
      });
    });
    const search = document.getElementById("search");
    const only = document.getElementById("only");
    const filter = () => {
      const words = search.value.toLowerCase();
      for (const row of rows) {
        const text = `${row.cells[0].textContent} ${row.cells[1].textContent}`.toLowerCase();
        row.hidden = !text.includes(words) || (only.checked && !row.classList.contains("flagged"));
      }
      document.getElementById("left").hidden = rows.some((row) => !row.hidden);
    };
    search.addEventListener("input", filter);
    only.addEventListener("change", filter);
    filter();
  }

  // Long reports: articles closed until asked for. What is linked to or printed is opened.
  const folds = every("details.fold");
  if (document.querySelector(".articles").dataset.opened === "no") folds.forEach((fold) => { fold.open = false; });
  const arrive = () => {
    const target = location.hash.length > 1 && document.getElementById(decodeURIComponent(location.hash.slice(1)));
    if (!target) return;
    const fold = target.closest("details.fold") || target.querySelector("details.fold");
    if (fold && !fold.open) { fold.open = true; target.scrollIntoView(); }
    if (target.matches(".finding")) { kept = { name: target.id, from: target }; lightKept(); target.focus({ preventScroll: true }); }
  };
  window.addEventListener("hashchange", arrive);
  arrive();
  window.addEventListener("beforeprint", () => folds.forEach((fold) => { fold.open = true; }));
})();
