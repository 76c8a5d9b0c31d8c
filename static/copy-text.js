// <copy-text for="id" label="Copy" done="Copied" failed="Not copied">: a button
// where the browser can copy, nothing where it cannot.
customElements.define("copy-text", class extends HTMLElement {
  connectedCallback() {
    if (!navigator.clipboard || this.firstChild) return;
    const button = document.createElement("button");
    button.type = "button";
    button.textContent = this.getAttribute("label");
    const status = document.createElement("span");
    status.role = "status";
    button.addEventListener("click", async () => {
      const source = document.getElementById(this.getAttribute("for"));
      let outcome = "done";
      try {
        await navigator.clipboard.writeText(source.value ?? source.innerText);
      } catch {
        outcome = "failed";
      }
      status.textContent = "";
      requestAnimationFrame(() => { status.textContent = this.getAttribute(outcome); });
    });
    this.append(button, " ", status);
  }
});
