// Buttons under a message, and the keyboard below the text field.

import { button, el, icon } from "./dom.js";
import { same, unsigned } from "./subtitles.js";
import { word } from "./words.js";

const SAFE_LINK = /^(https?:|tel:|tg:)/i;

/** Rows of buttons under a message, in order, left to right as in Telegram. */
export function inlineRows(rows, germanRows, tapped) {
  const lines = rows.map((row, r) =>
    el("div", { cls: "row" }, ...row.map((key, c) => inlineKey(key, germanRows?.[r]?.[c], tapped))),
  );
  return el("div", { cls: "rows" }, ...lines);
}

function inlineKey(key, german, tapped) {
  const label = el("span", { text: key.text });
  if (german && !same(german, key.text)) label.append(el("small", { text: unsigned(german), lang: "de" }));
  if (key.url !== undefined) return linkKey(key.url, label);
  const cls = key.style ? `key ${key.style}` : "key";
  if (key.copies !== undefined) return copyKey(key.copies, label, cls);
  const node = button("", () => press(node, () => tapped(key.data)), { cls, "data-sight": "" });
  node.dataset.data = key.data;
  node.append(label);
  return node;
}

function copyKey(text, label, cls) {
  const node = button("", () => navigator.clipboard?.writeText(text), { cls });
  node.title = text;
  node.append(label);
  return node;
}

function linkKey(url, label) {
  const href = SAFE_LINK.test(url) ? url : null;
  const props = { cls: "key link", href, target: "_blank", rel: "noopener noreferrer" };
  return el("a", { ...props, title: word("link") }, label, icon("link"));
}

function press(node, act) {
  if (node.getAttribute("aria-busy") !== "true") act();
}

/** Turn the spinner of the tapped button on, all others off. */
export function spin(rows, data) {
  for (const key of rows.querySelectorAll("button.key")) {
    const waiting = data !== null && key.dataset.data === data;
    key.toggleAttribute("data-waiting", waiting);
    if (waiting) key.setAttribute("aria-busy", "true");
    else key.removeAttribute("aria-busy");
  }
}

/** The bot's own keyboard below the text field. */
export function replyKeyboard(reply, typed, askedForPlace) {
  const lines = reply.rows.map((row) =>
    el("div", { cls: "row" }, ...row.map((key) => replyKey(key, typed, askedForPlace))),
  );
  return el("div", { cls: reply.resize ? "reply" : "reply tall" }, ...lines);
}

function replyKey(key, typed, askedForPlace) {
  const pressed = key.request_location ? askedForPlace : () => typed(key.text);
  const node = button("", pressed, { cls: "key" });
  node.append(el("span", { text: key.text }));
  return node;
}
