// <letter-preview for="form">: the letter beside its form, made by the same
// POST as its button. Where there is no room, or no answer, the form works alone.
customElements.define("letter-preview", class extends HTMLElement {
  connectedCallback() {
    this.form = document.getElementById(this.getAttribute("for"));
    this.room = matchMedia("(width >= 60rem)");
    if (!this.form || this.firstChild) return;
    this.status = document.createElement("p");
    this.status.role = "status";
    this.status.className = "meta";
    this.live = document.createElement("div");
    this.live.className = "live";
    this.live.role = "region";
    this.live.tabIndex = 0;
    this.live.ariaLabel = this.getAttribute("label");
    this.append(this.status, this.live);
    this.form.addEventListener("input", () => this.soon(700));
    this.room.addEventListener("change", () => this.soon(0));
    addEventListener("pageshow", () => this.soon(0));
    this.soon(0);
  }

  soon(milliseconds) {
    clearTimeout(this.timer);
    if (this.room.matches) this.timer = setTimeout(() => this.follow(), milliseconds);
  }

  say(name) {
    this.status.textContent = this.getAttribute(name);
  }

  async follow() {
    this.asked?.abort();
    const asked = this.asked = new AbortController();
    const typed = new FormData(this.form);
    if (!typed.get("to") && !typed.get("from")) return this.say("waiting");
    if (!typed.get("name")?.trim()) typed.set("sign_by_hand", "on"); // not yet typed
    try {
      const answer = await fetch(this.form.action, {
        method: "POST", body: new URLSearchParams(typed), signal: asked.signal,
        credentials: "omit", cache: "no-store", headers: { "Live-Preview": "1" },
      });
      const page = new DOMParser().parseFromString(await answer.text(), "text/html");
      if (!answer.ok) return this.say("away");
      if (page.querySelector(".sheet")) return this.show(page);
      this.say(this.live.firstChild ? "stale" : "unready");
    } catch {
      if (!asked.signal.aborted) this.say("away");
    }
  }

  show(page) {
    const length = page.querySelector(".beside > p");
    this.status.textContent = length?.textContent ?? "";
    length?.remove();
    const parts = page.querySelectorAll(".served, .beside, .sheet");
    this.live.replaceChildren(...[...parts].map((part) => document.adoptNode(part)));
  }
});
