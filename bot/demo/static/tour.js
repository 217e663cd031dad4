// The tour's captions and its buttons.

import { el, iconButton } from "./dom.js";
import { post } from "./feed.js";
import { currentLanguage, speaking, word } from "./words.js";

export class Tour {
  constructor(node, point) {
    this.node = node;
    this.point = point;
    this.state = null;
    this.caption = el("p", { cls: "caption", "aria-live": "polite" });
    this.problem = el("p", { cls: "problem", role: "alert" });
    this.count = el("span", { cls: "count" });
    this.bar = el("progress", { max: "1", value: "0", "aria-hidden": "true" });
    this.buttons = el("div", { cls: "tour-buttons" });
    const words = el("div", { cls: "tour-words" }, this.caption, this.problem);
    node.append(this.bar, words, this.count, this.buttons);
    speaking(() => this.draw());
  }

  /** Show where the tour stands; `open` also from the start, before the first step. */
  show(state) {
    this.state = state;
    if (state.at > 0) this.node.hidden = false;
    this.point(state.at > 0 && (state.playing || state.at < state.of) ? state.phone : null);
    this.draw();
  }

  draw() {
    this.node.setAttribute("aria-label", word("tour"));
    const { at, of, caption, problem } = this.state ?? { at: 0, of: 0 };
    const said = caption?.[currentLanguage()] ?? caption?.de ?? word("ready");
    if (this.caption.textContent !== said) this.caption.textContent = said;
    this.problem.textContent = problem ? `${word(`problem_${problem.kind}`)} ${problem.what}` : "";
    this.count.textContent = of ? `${at} ${word("of")} ${of}` : "";
    [this.bar.max, this.bar.value] = [of || 1, at];
    this.drawButtons();
  }

  drawButtons() {
    const playing = this.state?.playing ?? false;
    const key = `${playing} ${currentLanguage()}`;
    if (this.drawn === key) return;
    this.drawn = key;
    const focused = this.buttons.querySelector(":focus")?.dataset.do;
    this.buttons.replaceChildren(
      playing ? control("pause", "pause", () => post("/tour/pause")) : control("play", "play", () => this.play()),
      control("next", "step", () => post("/tour/step")),
      control("again", "rewind", () => post("/tour/reset")),
      control("close", "close", () => this.close()),
    );
    const again = focused === "play" ? "pause" : focused === "pause" ? "play" : focused;
    this.buttons.querySelector(`[data-do="${again}"]`)?.focus();
  }

  /** Play on, or from the start of a fresh demo, whatever somebody did with the phones before. */
  async play() {
    this.node.hidden = false;
    const { at, of } = this.state ?? { at: 0, of: 0 };
    if (at === 0 || at >= of) await post("/tour/reset");
    await post("/tour/play");
  }

  close() {
    post("/tour/pause");
    this.node.hidden = true;
    this.point(null);
  }
}

function control(picture, key, act) {
  return iconButton(picture, word(key), act, { "data-do": key, cls: `icon-button tour-${key}` });
}
