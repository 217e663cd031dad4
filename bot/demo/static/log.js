// The list of messages of one phone: days, new and edited bubbles, and staying at the end.

import { Bubble } from "./bubble.js";
import { el, iconButton, motion } from "./dom.js";
import { currentLanguage, dayOf, word } from "./words.js";

const NEAR_THE_END = 60;
const ASKED_MS = 4000;
const MARGIN = 10;

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
      on: { scroll: () => this.scrolled() },
    });
    this.down = iconButton("down", word("newest"), () => this.toEnd(true), { cls: "icon-button to-end", hidden: true });
    this.node = el("div", { cls: "chat" }, this.list, this.down);
    this.following = true;
    [this.news, this.sought] = [null, []];
    [this.aim, this.acted, this.newsAt] = [0, 0, 0];
    const keepUp = () => this.following && this.follow();
    new ResizeObserver(keepUp).observe(this.list);
    document.fonts.addEventListener("loadingdone", keepUp);
  }

  /** Show these messages; go along with what is new unless the reader went away from it. */
  update({ messages, waiting, about }, german) {
    this.about = about;
    this.scrolled();
    this.notice(messages, waiting);
    this.forget(new Set(messages.map((message) => message.id)));
    const nodes = this.arranged(messages, german, waiting);
    nodes.forEach((node, i) => {
      if (this.list.children[i] !== node) this.list.insertBefore(node, this.list.children[i] ?? null);
    });
    while (this.list.children.length > nodes.length) this.list.lastChild.remove();
    if (this.following) this.follow();
    this.showWayDown();
  }

  /** Note where news begin that nobody asked for just now. */
  notice(messages, waiting) {
    const now = performance.now();
    const fresh = messages.filter(({ id }) => !this.bubbles.has(id));
    if (waiting || fresh.at(-1)?.from === "me") this.acted = now;
    if (fresh.at(-1)?.from === "me") this.following = true;
    if (!fresh.length) return;
    const asked = now - this.acted < ASKED_MS || this.bubbles.size === 0;
    const begins = now - this.newsAt >= ASKED_MS || this.news === null;
    if (asked) this.news = null;
    else if (begins) this.news = fresh[0].id;
    this.newsAt = now;
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

  /** Be here again, wherever the reader went. */
  attend() {
    [this.following, this.aim] = [true, this.list.scrollTop];
  }

  /** Go to what the tour speaks of; the reader may still go away from it. */
  seek(elements) {
    this.sought = elements.filter((each) => this.list.contains(each));
    if (this.following) this.follow();
  }

  /** Stand at what is sought, else at the end, but no further than where long news begin. */
  follow() {
    const news = this.bubbles.get(this.news)?.node;
    this.aim = Math.max(0, Math.min(this.end(), this.sought.length ? this.aimed() : this.above(news)));
    this.list.scrollTo({ top: this.aim, behavior: "instant" });
  }

  /** With all that is sought in the middle, or its beginning where it is longer than the screen. */
  aimed() {
    const tops = this.sought.map((each) => this.above(each));
    const [from, to] = [Math.min(...tops), Math.max(...tops.map((top, i) => top + this.sought[i].offsetHeight))];
    const room = this.list.clientHeight - (to - from) - MARGIN;
    return from - Math.max(0, room / 2);
  }

  /** Where to scroll to so that this stands at the top. */
  above(node) {
    if (!node) return Infinity;
    return this.list.scrollTop + node.getBoundingClientRect().top - this.list.getBoundingClientRect().top - MARGIN;
  }

  toEnd(smooth = false) {
    [this.following, this.news, this.aim] = [true, null, this.end()];
    this.list.scrollTo({ top: this.aim, behavior: smooth ? motion() : "instant" });
  }

  end() {
    return this.list.scrollHeight - this.list.clientHeight;
  }

  /** Where we did not go ourselves, the reader went. */
  scrolled() {
    if (Math.abs(this.list.scrollTop - this.aim) > 2) this.following = this.atEnd();
    this.showWayDown();
  }

  showWayDown() {
    this.down.hidden = this.atEnd();
  }
}
