// The letter as it prints, and what is wrong with it, follow what is typed.
// Without this file the button "Show" does the same.
const form = document.querySelector("[data-live]");
const beside = document.getElementById("beside");
let wait, asked;

async function show() {
  asked?.abort();
  asked = new AbortController();
  const data = new FormData(form);
  data.set("act", "preview");
  try {
    const answer = await fetch(location.pathname, { method: "POST", body: data, signal: asked.signal });
    if (!answer.ok) return;
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    const fresh = page.getElementById("beside");
    if (fresh) beside.replaceChildren(...fresh.childNodes);
  } catch { /* what is shown stays; the form is untouched */ }
}

form?.addEventListener("input", () => {
  form.dataset.typed = "yes";
  clearTimeout(wait);
  wait = setTimeout(show, 600);
});
form?.addEventListener("submit", (event) => {
  if (event.submitter?.formTarget !== "_blank") delete form.dataset.typed;
});
addEventListener("beforeunload", (event) => { if (form?.dataset.typed) event.preventDefault(); });
