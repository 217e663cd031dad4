// The list of messages of one phone: days, new and edited bubbles, and staying at the end.

import { Bubble } from "./bubble.js";
import { el, iconButton, motion } from "./dom.js";
import { currentLanguage, dayOf, word } from "./words.js";

const NEAR_THE_END = 60;

export class Log {
  constructor(thumb, name) {
    this.thumb = thumb;
    this.bubbles = new Map();
    this.list = el("div", {
      cls: "log",
      role: "log",
      tabindex: "0",
      "aria-live": "polite",
      "aria-label": `${word("chat")} ${name}`,
      on: { scroll: () => this.showWayDown() },
    });
    this.down = iconButton("down", word("newest"), () => this.toEnd(true), { cls: "to-end", hidden: true });
    this.node = el("div", { cls: "chat" }, this.list, this.down);
    this.following = true;
    const keepUp = () => this.following && this.toEnd();
    new ResizeObserver(keepUp).observe(this.list);
    document.fonts.addEventListener("loadingdone", keepUp);
  }

  /** Show these messages; stay at the end if the reader was there. */
  update({ messages, waiting, about }, german) {
    this.about = about;
    const follow = this.atEnd() || messages.at(-1)?.from === "me";
    this.forget(new Set(messages.map((message) => message.id)));
    const nodes = this.arranged(messages, german, waiting);
    nodes.forEach((node, i) => {
      if (this.list.children[i] !== node) this.list.insertBefore(node, this.list.children[i] ?? null);
    });
    while (this.list.children.length > nodes.length) this.list.lastChild.remove();
    if (follow) this.toEnd();
    this.showWayDown();
  }

  forget(kept) {
    for (const [id, bubble] of this.bubbles) {
      if (kept.has(id)) continue;
      bubble.node.remove();
      this.bubbles.delete(id);
    }
  }

  arranged(messages, german, waiting) {
    const nodes = [];
    let day = "";
    for (const message of messages) {
      if (dayOf(message.at) !== day) {
        day = dayOf(message.at);
        nodes.push(this.dayMark(day, message.at));
      }
      nodes.push(this.bubble(message, german, waiting));
    }
    return nodes.length ? nodes : [this.empty()];
  }

  /** Before the first message stands what the bot says about itself. */
  empty() {
    return el("p", { cls: this.about ? "empty about text" : "empty", text: this.about ?? word("nothing") });
  }

  bubble(message, german, waiting) {
    const known = this.bubbles.get(message.id) ?? new Bubble(this.thumb);
    this.bubbles.set(message.id, known);
    known.update(message, german, waiting, currentLanguage());
    return known.node;
  }

  dayMark(day, at) {
    const key = at.slice(0, 10);
    const known = [...this.list.querySelectorAll(".day")].find((node) => node.dataset.day === key);
    const node = known ?? el("div", { cls: "day", "data-day": key });
    if (node.textContent !== day) node.textContent = day;
    return node;
  }

  atEnd() {
    return this.list.scrollHeight - this.list.scrollTop - this.list.clientHeight < NEAR_THE_END;
  }

  toEnd(smooth = false) {
    this.following = true;
    this.list.scrollTo({ top: this.list.scrollHeight, behavior: smooth ? motion() : "instant" });
  }

  showWayDown() {
    this.following = this.atEnd();
    this.down.hidden = this.following;
  }
}
