// Finds what the tour speaks of on a phone, marks it, and puts a finger on what is tapped.

import { el, svg } from "./dom.js";

const UNSEEN = /[\u200e\u200f\u2066-\u2069]/g;
const HAND =
  "M9 12V4.6a1.6 1.6 0 013.2 0V10l5.6 1.3a2.2 2.2 0 011.7 2.5l-.8 5.1a3.2 3.2 0 01-3.1 2.6h-3.9" +
  "a3.4 3.4 0 01-2.5-1.2L4.6 15.4a1.5 1.5 0 012.2-2z";

/** How texts are compared: without direction marks, upper and lower case alike. */
const plain = (text) => text.replace(UNSEEN, "").toLowerCase();

/** Mark these words and the finger's button; returns the marked elements, top to bottom. */
export function mark(phone, words, finger) {
  for (const node of phone.querySelectorAll(".sight")) node.classList.remove("sight");
  for (const node of phone.querySelectorAll(".finger")) node.remove();
  const found = words.map((each) => find(phone, plain(each))).filter(Boolean);
  for (const node of found) node.classList.add("sight");
  const key = finger ? pointed(phone, finger) : null;
  key?.append(hand());
  return key ? [...found, key] : found;
}

/** The words above the frame, else the newest message that says it. */
function find(phone, words) {
  const says = (node) => plain(node.textContent).includes(words);
  const places = [phone.querySelector(".owner"), ...[...phone.querySelectorAll(".message:not(.mine)")].reverse()];
  for (const place of places) {
    const found = [...place.querySelectorAll("[data-sight]")].find(says);
    if (found) return found;
  }
  return null;
}

function pointed(phone, { message_id, data }) {
  if (data === undefined) return phone.querySelector(".composer .send, .code");
  return phone.querySelector(`.message[data-id="${message_id}"] [data-data="${CSS.escape(data)}"]`);
}

function hand() {
  const picture = svg("svg", { viewBox: "0 0 24 24", "aria-hidden": "true" }, svg("path", { d: HAND }));
  const node = el("span", { cls: "finger" });
  node.append(picture);
  return node;
}
