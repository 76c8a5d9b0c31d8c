// Keys and focus for the desk, over forms that work without this file.
// A key presses the visible button that shows it; never while somebody types.
const TYPED = "textarea, select, [contenteditable], input:not([type=radio], [type=checkbox], [type=submit], [type=button])";
let sent = false;

addEventListener("submit", () => { sent = true; });
addEventListener("pageshow", () => { sent = false; });

addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.altKey || event.metaKey || event.repeat || event.isComposing) return;
  if (sent || event.target.closest?.(TYPED)) return;
  const meant = [...document.querySelectorAll("[data-key], [data-also]")].find(
    (each) => [each.dataset.key, each.dataset.also].includes(event.key) && each.getClientRects().length,
  );
  if (!meant || meant.disabled) return;
  event.preventDefault();
  if (meant.matches(TYPED)) meant.focus();
  else meant.click();
});

for (const each of document.querySelectorAll("[data-key]")) {
  if (each.dataset.key) each.setAttribute("aria-keyshortcuts", each.dataset.key);
}
document.querySelector("[data-focus]")?.focus({ preventScroll: true });
