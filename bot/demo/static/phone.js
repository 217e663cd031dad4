// One person's phone: who it is, the messages, the lower end, and German on request.

import { Composer } from "./composer.js";
import { button, el, iconButton, motion } from "./dom.js";
import { thumb } from "./feed.js";
import { Log } from "./log.js";
import { openSheet } from "./sheet.js";
import { currentLanguage, word } from "./words.js";

const TOAST_MS = 3500;
const TINTS = 6;

export class Phone {
  constructor(snapshot, hide) {
    this.id = snapshot.id;
    this.hide = hide;
    this.thumb = this.expectant(thumb(snapshot.id));
    this.german = false;
    this.toastAwaited = false;
    this.build(snapshot);
    this.update(snapshot);
  }

  /** A tap awaits its toast, also one with the words of the last. */
  expectant(hand) {
    const tap = (...button) => {
      this.toastAwaited = true;
      return hand.tap(...button);
    };
    return { ...hand, tap };
  }

  build(snapshot) {
    const name = snapshot.title ?? snapshot.name;
    this.log = new Log(this.thumb, name);
    this.frame = el("div", { cls: "frame" });
    this.composer = new Composer(this.thumb, this.frame);
    this.title = el("h2", { dir: "auto" });
    this.role = el("p", { dir: "auto" });
    this.more = iconButton("dots", word("more"), () => this.showMore());
    this.toast = el("div", { cls: "toast", role: "status" });
    this.frame.append(this.head(), this.log.node, this.composer.node, this.toast);
    this.toggle = button("", () => this.toggleGerman(), { cls: "german" });
    this.node = el("section", { cls: "phone", "data-phone": this.id }, this.frame, this.toggle);
  }

  head() {
    this.face = el("span", { cls: `face tint-${Math.abs(this.id) % TINTS}`, "aria-hidden": "true" });
    return el("header", { cls: "head" }, this.face, el("div", { cls: "who" }, this.title, this.role), this.more);
  }

  /** Show this snapshot, or the last one again in the audience's new language. */
  update(snapshot = this.snapshot) {
    const before = this.snapshot;
    this.snapshot = snapshot;
    const name = snapshot.title ?? snapshot.name;
    this.node.setAttribute("aria-label", name);
    this.face.textContent = [...name.replace(/^Demo[ -]/, "")][0] ?? "?";
    this.title.textContent = name;
    this.role.textContent = this.role.title = snapshot.caption ?? "";
    this.drawToggle();
    this.log.update(snapshot, this.german);
    this.composer.update(snapshot, currentLanguage());
    this.hearToast(snapshot, before);
  }

  drawToggle() {
    const some = this.snapshot.messages.some((message) => message.german);
    this.toggle.textContent = word("german");
    this.toggle.title = word(some ? "germanHint" : "germanNone");
    this.toggle.disabled = !some;
    this.toggle.setAttribute("aria-pressed", String(this.german && some));
  }

  toggleGerman() {
    this.german = !this.german;
    this.update();
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
    openSheet(this.frame, this.snapshot.title, [
      { label: word("hide"), icon: "close", act: () => this.hide(this.id) },
      { label: word(blocked ? "unblock" : "block"), icon: "muted", act: () => this.thumb.block(!blocked) },
    ]);
  }

  /** Light up the phone the tour speaks about. */
  point(here) {
    this.node.classList.toggle("told", here);
    if (here) this.node.scrollIntoView({ block: "nearest", inline: "nearest", behavior: motion() });
  }
}
