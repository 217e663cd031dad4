// What stands beside the phones: a browser with the page in it, and a letter that leads there.

import { button, el, icon, iconButton, motion } from "./dom.js";
import { post } from "./feed.js";
import { mark } from "./sights.js";
import { said, word } from "./words.js";

/** Whose it is, above; light up when the tour speaks of it. */
class Device {
  constructor(snapshot, hide, told) {
    Object.assign(this, { id: snapshot.id, hide, told, snapshot });
    this.title = el("h2", { dir: "auto", "data-sight": "" });
    this.role = el("p", { dir: "auto", "data-sight": "" });
    this.away = iconButton("close", "", () => this.hide(this.id));
    const sign = el("span", { cls: "face beside", "aria-hidden": "true" });
    sign.append(icon(this.constructor.sign));
    const above = el("header", { cls: "owner" }, sign, el("div", { cls: "who" }, this.title, this.role), this.away);
    this.node = el("section", { cls: `phone ${this.constructor.kind}`, "data-phone": this.id }, above, this.build());
    this.update(snapshot);
    if (told) this.tell(told);
  }

  /** Show this snapshot, or the last one again in the audience's new language. */
  update(snapshot = this.snapshot) {
    this.snapshot = snapshot;
    this.title.textContent = this.title.title = said(snapshot.owner);
    this.role.textContent = this.role.title = said(snapshot.caption);
    this.node.setAttribute("aria-label", said(snapshot.owner));
    this.away.title = this.away.ariaLabel = word("hideIt");
    this.draw();
  }

  tell(state) {
    this.told = state;
    this.node.classList.toggle("told", state.phone === this.id);
    const words = state.sights.filter(({ phone }) => phone === this.id).map((sight) => sight.words);
    mark(this.node, words, null);
    this.point(state.finger?.phone === this.id);
  }

  point() {}

  look() {}

  /** Come before people's eyes. */
  show() {
    this.node.scrollIntoView({ block: "nearest", inline: "nearest", behavior: motion() });
  }
}

export class Window extends Device {
  static kind = "window";
  static sign = "browser";

  build() {
    this.address = el("span", { cls: "address", dir: "ltr" });
    this.own = el("a", { cls: "icon-button", href: this.way(), target: "_blank", rel: "noopener" });
    this.own.append(icon("link"));
    const line = el("div", { cls: "address-line" });
    line.append(icon("lock"), this.address);
    this.empty = el("p", { cls: "nothing-open" });
    this.view = el("div", { cls: "view" }, this.empty);
    return el("div", { cls: "frame" }, el("div", { cls: "bar" }, line, this.own), this.view);
  }

  way() {
    return `/devices/${this.id}`;
  }

  draw() {
    const { address, turned, empty } = this.snapshot.window;
    this.address.textContent = address;
    this.own.title = this.own.ariaLabel = word("own_tab");
    this.own.hidden = empty;
    this.empty.textContent = word("nothing_open");
    this.empty.hidden = !empty;
    if (empty) this.clear();
    else if (turned !== this.turned) this.turn();
    this.turned = empty ? null : turned;
  }

  clear() {
    for (const frame of this.view.querySelectorAll("iframe")) frame.remove();
  }

  /** Load what the browser shows now behind what is seen, and swap when it is there. */
  turn() {
    const frame = el("iframe", { src: this.way(), title: said(this.snapshot.owner) });
    const old = [...this.view.querySelectorAll("iframe")];
    frame.addEventListener("load", () => old.forEach((each) => each.remove()), { once: true });
    this.view.prepend(frame);
  }
}

export class Letter extends Device {
  static kind = "letter";
  static sign = "document";

  build() {
    this.picture = el("img", { alt: "" });
    this.code = button("", () => post(`/devices/${this.id}/press`), { cls: "code" });
    this.paper = el("div", { cls: "paper" }, this.picture, this.code);
    return el("div", { cls: "desk-top" }, this.paper);
  }

  draw() {
    const { qr, of } = this.snapshot.letter;
    const [left, top, width, height] = qr.map((part) => `${part}%`);
    Object.assign(this.code.style, { left, top, width, height });
    this.code.ariaLabel = this.code.title = word("scan");
    this.picture.alt = word("letterSeen");
    if (of && of !== this.of) this.picture.src = `/devices/${this.id}/picture?${of}`;
    this.of = of;
  }

  point(is) {
    this.code.classList.toggle("pressed", is);
    mark(this.node, [], is ? {} : null);
  }
}
