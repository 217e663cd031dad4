// Whose phones are on the page: everybody in a list, with a switch each.

import { button, el, iconButton } from "./dom.js";
import { said, speaking, word } from "./words.js";

export class Drawer {
  constructor(node, people, toggled) {
    this.node = node;
    this.people = people;
    this.toggled = toggled;
    node.addEventListener("keydown", (event) => event.key === "Escape" && this.close());
    speaking(() => this.draw());
  }

  open() {
    this.opener = document.activeElement;
    this.node.hidden = false;
    this.draw();
    this.node.querySelector("button").focus();
  }

  close() {
    this.node.hidden = true;
    this.opener?.focus?.();
  }

  draw() {
    if (this.node.hidden) return;
    const focused = this.node.querySelector(":focus")?.dataset.person;
    this.node.setAttribute("aria-label", word("people"));
    this.node.replaceChildren(
      el("header", {}, el("h2", { text: word("people") }), iconButton("close", word("close"), () => this.close())),
      el("p", { text: word("peopleHint") }),
      ...this.people().map((person) => this.switchFor(person)),
    );
    if (focused) this.node.querySelector(`[data-person="${focused}"]`)?.focus();
  }

  switchFor({ id, owner, caption, shown }) {
    const props = { cls: "person", role: "switch", "aria-checked": String(shown), "data-person": id };
    const node = button("", () => this.toggled(id), props);
    node.append(
      el("span", { cls: "who" }, el("strong", { text: said(owner), dir: "auto" }), el("span", { text: said(caption), dir: "auto" })),
      el("span", { cls: "knob", "aria-hidden": "true" }),
    );
    return node;
  }
}
