// One person's phone: whose it is, the messages, the lower end, and German on request.

import { Composer } from "./composer.js";
import { button, el, icon, iconButton, motion } from "./dom.js";
import { thumb } from "./feed.js";
import { Log } from "./log.js";
import { openSheet } from "./sheet.js";
import { mark } from "./sights.js";
import { currentLanguage, said, word } from "./words.js";

const TOAST_MS = 3500;
const TYPING_MS = 5000;
const TINTS = 6;

export class Phone {
  constructor(snapshot, hide, told) {
    this.id = snapshot.id;
    this.hide = hide;
    this.told = told;
    this.thumb = this.expectant(thumb(snapshot.id));
    this.german = null; // as the tour has it, until somebody says otherwise
    this.toastAwaited = false;
    this.snapshot = snapshot;
    this.build();
    this.update(snapshot);
    if (told) this.tell(told);
  }

  /** A tap awaits its toast, also one with the words of the last. */
  expectant(hand) {
    const tap = (...button) => {
      this.toastAwaited = true;
      return hand.tap(...button);
    };
    return { ...hand, tap };
  }

  owner() {
    return said(this.snapshot.owner);
  }

  build() {
    this.log = new Log(this.thumb, this.owner());
    this.frame = el("div", { cls: "frame" });
    this.composer = new Composer(this.thumb, this.frame);
    this.toast = el("div", { cls: "toast", role: "status" });
    this.frame.append(this.head(), this.log.node, this.composer.node, this.toast);
    this.node = el("section", { cls: "phone", "data-phone": this.id }, this.above(), this.frame);
  }

  /** Above the frame, outside of the messenger: whose phone this is. */
  above() {
    this.face = el("span", { cls: `face tint-${Math.abs(this.id) % TINTS}`, "aria-hidden": "true" });
    this.title = el("h2", { dir: "auto", "data-sight": "" });
    this.role = el("p", { dir: "auto", "data-sight": "" });
    this.toggle = button("", () => this.toggleGerman(), { cls: "german" });
    return el("header", { cls: "owner" }, this.face, el("div", { cls: "who" }, this.title, this.role), this.toggle);
  }

  /** Inside, as in the messenger: whom this person is talking to. */
  head() {
    this.bot = el("strong", { dir: "auto" });
    this.status = el("span", { cls: "status" });
    this.more = iconButton("dots", word("more"), () => this.showMore());
    const sign = el("img", { src: "/static/icon.svg", alt: "", width: "34", height: "34" });
    return el("header", { cls: "head" }, icon("back"), sign, el("div", { cls: "who" }, this.bot, this.status), this.more);
  }

  /** Show this snapshot, or the last one again in the audience's new language. */
  update(snapshot = this.snapshot) {
    const before = this.snapshot;
    this.snapshot = snapshot;
    this.node.setAttribute("aria-label", this.owner());
    this.face.textContent = [...this.owner()][0];
    this.title.textContent = this.title.title = this.owner();
    this.role.textContent = this.role.title = said(snapshot.caption);
    this.bot.textContent = snapshot.bot;
    this.draw();
    this.composer.update(snapshot, currentLanguage());
    this.hearToast(snapshot, before === snapshot ? null : before);
  }

  draw() {
    const some = this.snapshot.messages.some((message) => message.german);
    const on = this.german ?? Boolean(this.told?.told);
    this.toggle.textContent = word("german");
    this.toggle.title = word(some ? "germanHint" : "germanNone");
    this.toggle.disabled = !some;
    this.toggle.setAttribute("aria-pressed", String(on && some));
    this.log.update(this.snapshot, on);
    this.showStatus();
    this.markSights();
  }

  /** An answer is on its way; where none comes, as between two people, that ends as in the messenger. */
  showStatus() {
    const last = this.snapshot.messages.at(-1);
    if (last?.id !== this.newest) {
      this.newest = last?.id;
      clearTimeout(this.typingTimer);
      this.isSilent = last?.from !== "me";
      this.typingTimer = setTimeout(() => { this.isSilent = true; this.showStatus(); }, TYPING_MS);
    }
    const answering = Boolean(this.snapshot.waiting) || !this.isSilent;
    this.status.textContent = word(answering ? "typing" : "bot");
    this.status.classList.toggle("typing", answering);
  }

  toggleGerman() {
    this.german = this.toggle.getAttribute("aria-pressed") !== "true";
    this.draw();
  }

  /** A toast counts once: when it is new, or when a tap was waiting for it. */
  hearToast({ toast, waiting }, before) {
    if (waiting || !toast) this.toastAwaited = true;
    const isNew = toast && before && JSON.stringify(toast) !== JSON.stringify(before.toast);
    if (!toast || waiting || !(isNew || (before && this.toastAwaited))) return;
    this.toastAwaited = false;
    if (toast.alert) openSheet(this.frame, toast.text, [{ label: word("ok"), act: () => {} }]);
    else this.showToast(toast.text);
  }

  showToast(text) {
    clearTimeout(this.toastTimer);
    this.toast.replaceChildren(el("span", { text, dir: "auto" }));
    this.toastTimer = setTimeout(() => this.toast.replaceChildren(), TOAST_MS);
  }

  showMore() {
    const { blocked } = this.snapshot;
    openSheet(this.frame, this.owner(), [
      { label: word("hide"), icon: "close", act: () => this.hide(this.id) },
      { label: word(blocked ? "unblock" : "block"), icon: "muted", act: () => this.thumb.block(!blocked) },
    ]);
  }

  /** Light up when the tour speaks about this phone; show what is to be seen and the finger. */
  tell(state) {
    const moved = state.step !== this.told?.step;
    this.told = state;
    this.node.classList.toggle("told", state.phone === this.id);
    if (moved && state.told) {
      this.log.attend();
      this.toast.replaceChildren();
    }
    this.composer.preview(state.finger?.phone === this.id ? state.finger.text : undefined);
    this.draw();
  }

  /** Bring what is told into view again. */
  look() {
    this.log.attend();
    this.markSights();
  }

  markSights() {
    const { sights = [], finger = null } = this.told ?? {};
    const words = sights.filter(({ phone }) => phone === this.id).map((sight) => sight.words);
    this.log.seek(mark(this.node, words, finger?.phone === this.id ? finger : null));
  }

  /** Come before people's eyes. */
  show() {
    this.node.scrollIntoView({ block: "nearest", inline: "nearest", behavior: motion() });
  }
}
