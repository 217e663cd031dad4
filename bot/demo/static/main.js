// Puts the page together: news in, phones, clock, tour and drawer out.

import { ask } from "./ask.js";
import { Clock } from "./clock.js";
import { button, el, icon, motion } from "./dom.js";
import { Drawer } from "./drawer.js";
import { connect, post } from "./feed.js";
import { Owners } from "./owners.js";
import { Phone } from "./phone.js";
import { Tour } from "./tour.js";
import { Letter, Window } from "./window.js";
import { currentLanguage, speak, speaking, word } from "./words.js";

const RESIZE_MS = 50;

if (location.hostname === "localhost") location.hostname = "127.0.0.1"; // where the frames are

const AT_FIRST = 4;
const KEPT = "jip-phones";

const at = (id) => document.getElementById(id);
const snapshots = new Map();
const phones = new Map();
let people = [];
let chosen = JSON.parse(sessionStorage.getItem(KEPT) ?? "null");
let told = null;
const brought = new Set(); // beside the phones, for as long as the tour speaks of it
let led = "";

const owners = new Owners(at("owners"), at("strip"));
const clock = new Clock(at("clock"), at("nothing-came"), shown, lead);
const drawer = new Drawer(at("drawer"), listPeople, toggle);
const tour = new Tour(at("tour"), tell);

/** Whose phones are shown: those somebody chose here, or the first few. */
function shown() {
  const known = chosen?.filter((id) => people.includes(id));
  return chosen && (known.length || !chosen.length) ? known : people.slice(0, AT_FIRST);
}

function listPeople() {
  return people
    .filter((id) => snapshots.has(id))
    .map((id) => ({ ...snapshots.get(id), id, shown: shown().includes(id) }));
}

function toggle(id) {
  const before = shown();
  brought.delete(id);
  chosen = before.includes(id) ? before.filter((other) => other !== id) : [...before, id];
  sessionStorage.setItem(KEPT, JSON.stringify(chosen));
  arrange();
  drawer.draw();
}

/** A phone, or what stands beside the phones. */
function made(snapshot) {
  const kind = snapshot.window ? Window : snapshot.letter ? Letter : Phone;
  return new kind(snapshot, toggle, told);
}

/** Put the shown phones into the strip, in the order of the people. */
function arrange() {
  const wanted = people.filter((id) => shown().includes(id) && snapshots.has(id));
  for (const [id, phone] of phones) {
    if (wanted.includes(id)) continue;
    phone.node.remove();
    phones.delete(id);
  }
  wanted.forEach((id, place) => {
    if (!phones.has(id)) phones.set(id, made(snapshots.get(id)));
    const { node } = phones.get(id);
    const there = at("strip").children[place];
    if (there !== node) at("strip").insertBefore(node, there ?? null);
  });
  owners.draw(wanted.map((id) => phones.get(id)));
}

/** What the tour tells: whose phone, what is to be seen, where a finger is. */
function tell(state) {
  told = state;
  const named = [state.phone, ...state.sights.map(({ phone }) => phone)];
  for (const id of named) if (people.includes(id) && !shown().includes(id)) bring(id);
  if (!named.some(isBeside)) for (const id of [...brought]) if (shown().includes(id)) toggle(id);
  for (const phone of phones.values()) phone.tell(state);
  clock.mark(state.sights.filter(({ phone }) => phone === null));
  const key = JSON.stringify([state.step, named]);
  if (state.told && key !== led) lead(named);
  led = key;
}

/** Show what is told, and what belongs to it. */
function bring(id) {
  toggle(id);
  if (isBeside(id)) brought.add(id);
}

function isBeside(id) {
  const { window, letter } = snapshots.get(id) ?? {};
  return Boolean(window || letter);
}

/** Show the letter and the browsers too; the first come before people's eyes. */
function beside() {
  const all = people.filter(isBeside);
  for (const id of all) if (!shown().includes(id)) toggle(id);
  lead(all.slice(0, 2));
}

/** A window of another size shows another part: look for what is told once more. */
function lookAgain() {
  if (!told?.told) return;
  for (const phone of phones.values()) phone.look();
  lead([told.phone, ...told.sights.map(({ phone }) => phone)]);
}

let resized;
addEventListener("resize", () => {
  clearTimeout(resized);
  resized = setTimeout(lookAgain, RESIZE_MS);
});

/** Bring these phones before people's eyes, where not all fit the first of them. */
function lead(ids) {
  const strip = at("strip");
  const edge = parseFloat(getComputedStyle(strip).paddingLeft);
  let left = strip.scrollLeft;
  for (const { node } of ids.toReversed().map((id) => phones.get(id)).filter(Boolean)) {
    const begins = node.offsetLeft - strip.offsetLeft - edge;
    left = Math.min(begins, Math.max(left, begins + node.offsetWidth + 2 * edge - strip.clientWidth));
  }
  strip.scrollTo({ left, behavior: motion() });
}

function heard(news) {
  if (news.people) meet(news.people);
  if (news.clock) clock.show(news.clock);
  if (news.phone) changed(news.phone);
  if (news.tour) tour.show(news.tour);
}

function meet(ids) {
  people = ids;
  for (const id of snapshots.keys()) if (!ids.includes(id)) snapshots.delete(id);
  arrange();
}

function changed(snapshot) {
  const isNew = !snapshots.has(snapshot.id);
  snapshots.set(snapshot.id, snapshot);
  phones.get(snapshot.id)?.update(snapshot);
  if (isNew) arrange();
  if (isNew && isBeside(snapshot.id)) tools();
}

async function startAgain() {
  if (await ask(word("resetAsk"), word("reset"), word("cancel"))) await post("/reset");
}

function tools() {
  const tool = (key, picture, act) => {
    const node = button("", act, { cls: `tool ${key}`, "data-tool": key });
    node.append(icon(picture), el("span", { text: word(key) }));
    return node;
  };
  const other = currentLanguage() === "de" ? "en" : "de";
  const language = button(other === "en" ? "English" : "Deutsch", () => speak(other), { cls: "tool language", lang: other });
  at("tools").replaceChildren(...[
    tool("people", "people", () => drawer.open()),
    people.some(isBeside) && tool("browsers", "browser", beside),
    tool("reset", "again", startAgain),
    language,
  ].filter(Boolean));
}

speaking(() => {
  at("offline").textContent = word("offline");
  tools();
  for (const phone of phones.values()) phone.update();
});
document.documentElement.lang = currentLanguage();
connect(heard, (online) => (at("offline").hidden = online));
