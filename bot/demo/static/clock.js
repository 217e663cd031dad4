// The clock of the demo and the buttons that make it walk.

import { button, el } from "./dom.js";
import { post } from "./feed.js";
import { dayOf, speaking, timeOf, word } from "./words.js";

const JUMPS = ["hour", "morning", "week", "next"];

export class Clock {
  /** `shown` says which phones are watched; `lead` shows one on which something arrived. */
  constructor(node, note, shown, lead) {
    Object.assign(this, { node, note, shown, lead, iso: null });
    this.time = el("time", { cls: "now" });
    this.buttons = JUMPS.map((to) => button("", () => this.walk(to), { "data-to": to }));
    node.append(this.time, el("div", { cls: "jumps" }, ...this.buttons));
    speaking(() => this.draw());
  }

  show(iso) {
    this.iso = iso;
    this.draw();
  }

  draw() {
    this.node.setAttribute("aria-label", word("clock"));
    this.buttons.forEach((node, i) => (node.textContent = word(JUMPS[i])));
    if (!this.iso) return;
    this.time.dateTime = this.iso;
    this.time.replaceChildren(
      el("strong", { text: timeOf(this.iso) }),
      el("span", { text: dayOf(this.iso, true) }),
    );
  }

  /** Light up when the tour speaks of the time. */
  mark(sights) {
    this.time.classList.toggle("sight", sights.length > 0);
  }

  async walk(to) {
    this.busy(true);
    this.note.textContent = "";
    const answer = await post("/clock", { to, phones: this.shown() });
    this.busy(false);
    if (answer?.news.length) this.lead(answer.news);
    else if (answer && to === "next") this.note.textContent = word("nothing_came");
  }

  busy(walking) {
    this.node.setAttribute("aria-busy", String(walking));
    this.time.title = walking ? word("walking") : "";
    for (const node of this.buttons) node.setAttribute("aria-disabled", String(walking));
    for (const node of this.buttons) node.inert = walking;
  }
}
