// The top of the page: what this is and a large start; then the tour's captions and its buttons.

import { ask } from "./ask.js";
import { button, el, icon, iconButton } from "./dom.js";
import { post } from "./feed.js";
import { currentLanguage, speaking, word } from "./words.js";

export class Tour {
  constructor(node, tell) {
    [this.node, this.tell, this.state, this.over] = [node, tell, null, false];
    this.title = el("h1", { text: "JIP-Bot" });
    this.caption = el("p", { cls: "caption", "aria-live": "polite" });
    this.problem = el("p", { cls: "problem", role: "alert" });
    this.count = el("span", { cls: "count" });
    this.bar = el("progress", { max: "1", value: "0", "aria-hidden": "true" });
    this.buttons = el("div", { cls: "tour-buttons" });
    const words = el("div", { cls: "tour-words" }, this.title, this.caption, this.problem);
    const sign = el("img", { src: "/static/icon.svg", alt: "", width: "52", height: "52" });
    node.append(this.bar, sign, words, this.count, this.buttons);
    speaking(() => this.draw());
  }

  /** Show how far it is; one that was over before somebody opened the page has not begun for them. */
  show(state) {
    if (this.state === null) this.over = !state.playing && state.at > 0 && state.at === state.of;
    if (state.playing || state.at < state.of) this.over = false;
    this.state = this.over ? { ...state, at: 0, caption: null } : state;
    this.draw();
    const told = this.state.at > 0;
    this.tell({ ...this.state, step: this.state.at, told, phone: told ? state.phone : null });
  }

  draw() {
    const { at = 0, of = 0, caption, problem, preparing } = this.state ?? {};
    this.node.setAttribute("aria-label", word("tour"));
    this.node.classList.toggle("telling", at > 0);
    const said = preparing ? word("preparing") : (caption?.[currentLanguage()] ?? word("what"));
    if (this.caption.textContent !== said) this.caption.textContent = said;
    this.problem.textContent = problem ? `${word(`problem_${problem.kind}`)} ${problem.what}` : "";
    this.count.textContent = at ? `${at} ${word("of")} ${of}` : "";
    [this.bar.max, this.bar.value] = [of || 1, at];
    this.drawButtons(at, preparing);
  }

  drawButtons(at, preparing) {
    const playing = this.state?.playing ?? false;
    const key = `${playing} ${at > 0} ${preparing} ${currentLanguage()}`;
    if (this.drawn === key) return;
    this.drawn = key;
    const focused = this.buttons.querySelector(":focus")?.dataset.do;
    this.buttons.replaceChildren(...(at > 0 ? this.controls(playing) : [this.start(preparing)]));
    const again = { play: "pause", pause: "play" }[focused] ?? focused;
    this.buttons.querySelector(`[data-do="${again}"]`)?.focus();
  }

  start(preparing) {
    const node = button("", () => post("/tour/begin"), { cls: "start", disabled: Boolean(preparing), "data-do": "play" });
    node.append(icon("play"), el("span", {}, el("strong", { text: word("start_tour") }), el("small", { text: word("minutes") })));
    return node;
  }

  controls(playing) {
    const { at, of } = this.state;
    return [
      playing ? control("pause", "pause", () => post("/tour/pause")) : null,
      !playing && at < of ? control("play", "play", () => post("/tour/play")) : null,
      at < of ? control("next", "step", () => post("/tour/step")) : null,
      control("again", "rewind", () => this.rewind()),
      control("close", "end", () => post("/tour/end")),
    ].filter(Boolean);
  }

  async rewind() {
    if (await ask(word("rewindAsk"), word("rewind"), word("cancel"))) await post("/tour/begin");
  }
}

function control(picture, key, act) {
  return iconButton(picture, word(key), act, { "data-do": key, cls: `icon-button tour-${key}` });
}
