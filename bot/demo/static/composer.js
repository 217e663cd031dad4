// The lower end of a phone: commands, attachments, text field, the bot's keyboard.

import { button, el, iconButton } from "./dom.js";
import { replyKeyboard } from "./keyboard.js";
import { openSheet } from "./sheet.js";
import { word } from "./words.js";

const PLACES = [
  ["Reutlingen", 48.4921, 9.2121],
  ["Metzingen", 48.5369, 9.2836],
  ["Bad Urach", 48.4936, 9.3986],
  ["Münsingen", 48.4114, 9.4949],
  ["Dettingen an der Erms", 48.5297, 9.347],
  ["Zwiefalten", 48.2331, 9.4633],
];
const FAKES = ["voice", "photo", "document", "sticker"];

export class Composer {
  constructor(thumb, phone) {
    this.thumb = thumb;
    this.phone = phone;
    this.node = el("div", { cls: "lower" });
    this.open = true;
    this.drawn = this.previewed = "";
  }

  /** Redraw when what can be done here has changed; typed text is kept. */
  update(snapshot, language) {
    const key = JSON.stringify([snapshot.reply, snapshot.menu, snapshot.blocked, this.hasNothing(snapshot), language]);
    if (key === this.drawn) return;
    if (JSON.stringify(snapshot.reply) !== JSON.stringify(this.snapshot?.reply)) this.open = true;
    this.drawn = key;
    this.snapshot = snapshot;
    this.draw();
  }

  hasNothing(snapshot) {
    return snapshot.messages.length === 0;
  }

  draw() {
    const focused = this.node.contains(document.activeElement);
    const typed = this.field?.value ?? "";
    this.node.replaceChildren(...this.parts());
    if (!this.field) return;
    this.field.value = typed;
    if (focused && this.field.isConnected) this.field.focus();
  }

  parts() {
    const { blocked, reply } = this.snapshot;
    if (blocked) return [this.wide(word("unblock"), () => this.thumb.block(false), word("blocked"))];
    if (this.hasNothing(this.snapshot)) {
      return [this.wide(word("start"), () => this.thumb.type("/start"))];
    }
    const form = this.form(reply);
    return reply && this.open ? [form, this.keyboard(reply)] : [form];
  }

  wide(label, act, note) {
    return el("div", { cls: "wide" }, note ? el("p", { text: note }) : null, button(label, act));
  }

  form(reply) {
    this.field = el("input", {
      cls: "field",
      type: "text",
      dir: "auto",
      maxlength: "4096",
      autocomplete: "off",
      placeholder: word("message"),
      "aria-label": word("message"),
    });
    const send = iconButton("send", word("send"), () => {}, { type: "submit", cls: "icon-button send" });
    const sent = (event) => this.send(event);
    return el("form", { cls: "composer", on: { submit: sent } }, ...this.tools(reply), this.field, send);
  }

  tools(reply) {
    const toggle = () => {
      this.open = !this.open;
      this.draw();
    };
    return [
      this.snapshot.menu?.length ? iconButton("menu", word("menu"), () => this.showMenu(), { cls: "icon-button commands" }) : null,
      iconButton("clip", word("attach"), () => this.showAttach()),
      reply ? iconButton("keys", word("keyboard"), toggle, { "aria-expanded": String(this.open) }) : null,
    ];
  }

  /** Show what the tour is about to send; nothing once it is sent. */
  preview(text = "") {
    if (!this.field || this.previewed === text || (!text && !this.previewed)) return;
    this.field.value = this.previewed = text;
  }

  send(event) {
    event.preventDefault();
    const text = this.field.value.trim();
    if (!text) return;
    this.field.value = "";
    this.thumb.type(text);
  }

  keyboard(reply) {
    const used = (act) => (value) => {
      act(value);
      if (!reply.one_time) return;
      this.open = false;
      this.draw();
    };
    return replyKeyboard(reply, used((text) => this.thumb.type(text)), used(() => this.askPlace()));
  }

  showMenu() {
    const choices = this.snapshot.menu.map(({ command, description }) => ({
      label: description,
      note: `/${command.replace(/^\//, "")}`,
      act: () => this.thumb.type(`/${command.replace(/^\//, "")}`),
    }));
    openSheet(this.phone, word("menu"), choices);
  }

  showAttach() {
    const fakes = FAKES.map((kind) => ({ label: word(kind), icon: kind, act: () => this.thumb.other(kind) }));
    const place = { label: word("place"), icon: "place", act: () => this.askPlace() };
    openSheet(this.phone, word("attach"), [...fakes, place]);
  }

  askPlace() {
    const choices = PLACES.map(([label, lat, lon]) => ({ label, icon: "place", act: () => this.thumb.share(lat, lon) }));
    openSheet(this.phone, word("where"), choices);
  }
}
