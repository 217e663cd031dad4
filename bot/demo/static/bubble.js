// One message: text, place, what kind it is, when it came, and its buttons.

import { el, icon } from "./dom.js";
import { inlineRows, spin } from "./keyboard.js";
import { drawnMap } from "./map.js";
import { subtitled } from "./subtitles.js";
import { sizeOf, timeOf, word } from "./words.js";

/** A message that stays where it is while its content changes. */
export class Bubble {
  constructor(thumb) {
    this.thumb = thumb;
    this.box = el("div", { cls: "bubble" });
    this.rows = el("div", { cls: "rows" });
    this.node = el("div", { cls: "message" }, this.box, this.rows);
  }

  /** Redraw only what is different; true when a reader sees something new. */
  update(message, german, waiting, language) {
    const twin = german ? message.german : null;
    this.node.classList.toggle("mine", message.from === "me");
    this.node.classList.toggle("keyed", Boolean(message.rows?.length));
    this.node.dataset.id = message.id;
    const content = JSON.stringify([message, Boolean(twin), language]);
    const before = this.content;
    if (content !== before) this.draw(message, twin);
    spin(this.rows, waiting && waiting.message_id === message.id ? waiting.data : null);
    const said = JSON.stringify([message.html, message.rows, message.venue, message.location, message.file]);
    const changed = this.said !== undefined && this.said !== said;
    [this.content, this.said] = [content, said];
    if (changed) this.flash();
  }

  draw(message, twin) {
    const focused = this.rows.querySelector("button:focus")?.dataset.data;
    this.box.replaceChildren(...content(message, twin));
    const rows = inlineRows(message.rows ?? [], twin?.rows, (data) => this.thumb.tap(message.id, data));
    this.rows.replaceWith(rows);
    this.rows = rows;
    if (focused) rows.querySelector(`[data-data="${CSS.escape(focused)}"]`)?.focus();
  }

  /** A soft light for what was edited in place. */
  flash() {
    this.node.classList.remove("changed");
    void this.node.offsetWidth;
    this.node.classList.add("changed");
  }
}

function content(message, twin) {
  const parts = [];
  const place = message.venue ?? message.location;
  if (place) parts.push(placeCard(place));
  if (message.file) parts.push(message.file.name ? namedFile(message.file) : picture(message.file));
  else if (message.kind && word.has(message.kind)) parts.push(attachment(message.kind));
  if (message.html) parts.push(subtitled(message.html, twin?.html));
  parts.push(meta(message));
  return parts;
}

function placeCard(place) {
  const card = el("figure", { cls: "place", "data-sight": "" }, drawnMap(Number(place.lat), Number(place.lon)));
  const title = place.title ?? word("place");
  card.append(
    el(
      "figcaption",
      {},
      el("strong", { text: title, dir: "auto" }),
      place.address ? el("span", { text: place.address, dir: "auto" }) : null,
    ),
  );
  return card;
}

/** A picture of the bot; it has its room before it comes, and a click shows it alone. */
function picture({ id, width, height }) {
  const source = `/files/${encodeURIComponent(id)}`;
  const image = el("img", { src: source, alt: word("photo") });
  const frame = el("a", { cls: "picture", href: source, target: "_blank", rel: "noopener" }, image);
  frame.style.aspectRatio = `${width} / ${height}`;
  return frame;
}

/** A document of the bot, by its name; a click saves it. */
function namedFile({ id, name, size }) {
  const about = el("span", { cls: "named" }, el("strong", { text: name, dir: "auto" }), el("small", { text: sizeOf(size) }));
  const props = { cls: "attachment document", href: `/files/${encodeURIComponent(id)}`, download: name, "data-sight": "" };
  return el("a", props, icon("document"), about);
}

function attachment(kind) {
  const wave = kind === "voice" ? el("span", { cls: "wave", "aria-hidden": "true" }) : null;
  return el("div", { cls: `attachment ${kind}` }, icon(kind), wave, el("span", { text: word(kind) }));
}

/** What a person sent is with the bot. */
function ticks(message) {
  return message.from === "me" ? icon("ticks") : null;
}

function meta(message) {
  const muted = message.silent ? el("span", { cls: "silent", title: word("silent"), role: "img", "aria-label": word("silent") }, icon("muted")) : null;
  const edited = message.edited ? el("span", { text: word("edited") }) : null;
  const time = el("time", { text: timeOf(message.at), datetime: message.at });
  return el("div", { cls: "meta" }, muted, edited, time, ticks(message));
}
