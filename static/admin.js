// Gives a name to what Django's admin and its choosers leave without one.
"use strict";
const words = document.currentScript.dataset;
const text = (node) => node?.textContent.replace(/\s+/g, " ").replace(/[:?*]\s*$/, "").trim() || "";
const name = (node, said) => said && !node.ariaLabel && node.setAttribute("aria-label", said);

function column(field) {
  const cell = field.closest("td");
  const head = cell?.closest("table")?.tHead?.rows[0];
  if (!head) return "";
  const before = [...cell.parentElement.cells].slice(0, cell.cellIndex);
  const at = before.reduce((sum, each) => sum + each.colSpan, 0);
  let passed = 0;
  for (const each of head.cells) {
    passed += each.colSpan;
    if (passed > at) return text(each);
  }
  return "";
}

function label(field) {
  const whole = field.id.replace(/_\d$/, "");
  const said = document.querySelector(`label[for="${CSS.escape(field.id)}"], label[for="${CSS.escape(whole)}"]`);
  const row = field.closest(".form-row:not(tr)")?.querySelector("label, legend");
  return text(said) || column(field) || text(row);
}

function nameAll() {
  for (const head of document.querySelectorAll("th:empty")) {
    const said = document.createElement("span");
    said.className = "visually-hidden";
    said.textContent = head.classList.contains("original") ? words.row : words.act;
    head.append(said);
  }
  for (const head of document.querySelectorAll("th:not([scope])")) head.scope = head.closest("thead") ? "col" : "row";
  for (const group of document.querySelectorAll("fieldset.module:not(:has(> legend, > details > legend))")) {
    const said = document.createElement("legend");
    said.className = "visually-hidden";
    said.textContent = text(group.querySelector(":scope > h2, :scope > details > summary") ?? document.querySelector("#content > h1, #content > h2"));
    group.prepend(said);
  }
  for (const image of document.querySelectorAll(".related-widget-wrapper-link img[alt='']")) image.alt = image.parentElement.title;
  for (const field of document.querySelectorAll(".tabular :is(input, select, textarea):not([type=hidden])")) {
    if (!field.labels?.length) name(field, label(field));
  }
  for (const field of document.querySelectorAll(".vDateField, .vTimeField")) {
    const part = field.classList.contains("vTimeField") ? words.time : words.date;
    if (!field.labels?.length && /_\d$/.test(field.id)) name(field, `${label(field)}: ${part}`);
  }
  for (const chooser of document.querySelectorAll(".select2-container")) {
    const field = chooser.previousElementSibling;
    if (field?.matches("select")) {
      for (const part of chooser.querySelectorAll("[role=textbox], [role=searchbox], [role=combobox]")) {
        part.removeAttribute("aria-labelledby");
        name(part, label(field));
      }
    }
  }
  const search = document.querySelector("#searchbar");
  if (search) name(search, words.search);
  for (const list of document.querySelectorAll("ul.select2-selection__rendered")) list.role = "presentation";
  for (const help of document.querySelectorAll(".help-tooltip[aria-label]")) help.role = "img";
  for (const box of document.querySelectorAll(".inline-group, #content-main > .module")) {
    if (box.scrollWidth > box.clientWidth) box.tabIndex = 0;
  }
}

nameAll();
new MutationObserver(nameAll).observe(document.body, { childList: true, subtree: true });
