// The text of a message line by line, with German below each line where it is asked for.

import { el } from "./dom.js";
import { sanitised } from "./sanitise.js";

const UNSEEN = /[\u200e\u200f\u2066-\u2069]/g;
const SIGN = /^((?:<[a-z]+>)*)[\p{Extended_Pictographic}\p{Emoji_Modifier}\ufe0f\u200d\s]+/u;
const RIGHT_TO_LEFT = /^[\u0590-\u08ff\ufb1d-\ufefc]/;
const TAG = /<(\/?)[a-z]+[^>]*>/gi;

/** Make the text. Every line runs from the side of its first letter, as in Telegram. */
export function subtitled(html, german) {
  const node = el("div", { cls: "text" });
  const lines = split(html);
  const below = german === undefined || isThere(german, html) ? [] : split(german);
  if (below.length && lines.length !== below.length) {
    node.append(...lines.map((line) => ownLine(line)), ...below.map((line) => subtitle(line)));
    return node;
  }
  lines.forEach((line, i) => {
    node.append(ownLine(line));
    if (below[i] && !same(below[i], line)) node.append(subtitle(below[i], isFromTheRight(node.lastChild)));
  });
  return node;
}

/** Whether the message itself says it in German too, as those about appointments do. */
function isThere(german, html) {
  const [lines, all] = [german.split("\n"), bare(html)];
  return lines.filter((line) => all.includes(bare(line))).length * 2 > lines.length;
}

/** The lines, or all in one where a mark goes over several. */
function split(html) {
  const lines = html.split("\n");
  return lines.every(isClosed) ? lines : [html];
}

function isClosed(line) {
  let open = 0;
  for (const [, closing] of line.matchAll(TAG)) open += closing ? -1 : 1;
  return open === 0;
}

function ownLine(html) {
  const line = el("div", { cls: "line", "data-sight": "" });
  line.append(html ? sanitised(html) : el("br"));
  return line;
}

function isFromTheRight(line) {
  return RIGHT_TO_LEFT.test(line.textContent.match(/\p{L}/u)?.[0] ?? "");
}

/** German stands on the side where the line above begins. */
function subtitle(html, right = false) {
  const line = el("div", { cls: right ? "line subtitle right" : "line subtitle", lang: "de", "data-sight": "" });
  line.append(sanitised(unsigned(html)));
  return line;
}

/** Without the sign before the words: it stands in the line above. */
export function unsigned(text) {
  return text.replace(SIGN, "$1");
}

/** Whether two texts read the same, so that one is enough. */
export function same(one, other) {
  return bare(one) === bare(other);
}

function bare(text) {
  return text.replace(UNSEEN, "").trim();
}
