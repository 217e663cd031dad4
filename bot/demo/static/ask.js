// One question before something that cannot be taken back.

import { button, el } from "./dom.js";

/** Ask; true when people say yes. Escape, and everything else, is a no. */
export function ask(question, yes, no) {
  const dialog = document.getElementById("ask");
  const leave = (answer) => () => dialog.close(answer);
  dialog.replaceChildren(
    el("p", { id: "ask-title", text: question }),
    el("div", { cls: "answers" }, button(no, leave(""), { autofocus: true }), button(yes, leave("yes"), { cls: "yes" })),
  );
  dialog.returnValue = "";
  dialog.showModal();
  return new Promise((answered) => {
    dialog.addEventListener("close", () => answered(dialog.returnValue === "yes"), { once: true });
  });
}
