// Where not all phones fit into the window: whose they are, and the way to each.

import { button } from "./dom.js";
import { speaking, word } from "./words.js";

const MOSTLY = 0.6;

export class Owners {
  constructor(node, strip) {
    [this.node, this.strip, this.phones] = [node, strip, []];
    this.seen = new IntersectionObserver((entries) => this.mark(entries), { root: strip, threshold: [0, MOSTLY, 1] });
    new ResizeObserver(() => this.fit()).observe(strip);
    speaking(() => this.draw(this.phones));
  }

  draw(phones) {
    this.phones = phones;
    this.seen.disconnect();
    this.node.setAttribute("aria-label", word("people"));
    this.node.replaceChildren(...phones.map((phone) => this.way(phone)));
    for (const { node } of phones) this.seen.observe(node);
    this.fit();
  }

  way(phone) {
    return button(phone.snapshot.name, () => phone.show(), { "data-owner": phone.id });
  }

  fit() {
    this.node.hidden = this.strip.scrollWidth <= this.strip.clientWidth + 1;
  }

  mark(entries) {
    for (const { target, intersectionRatio } of entries) {
      const way = this.node.querySelector(`[data-owner="${target.dataset.phone}"]`);
      way?.setAttribute("aria-current", String(intersectionRatio >= MOSTLY));
    }
  }
}
