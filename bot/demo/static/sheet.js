// A list of choices that slides over the lower part of a phone, and closes again.

import { button, el, icon } from "./dom.js";

/** Open choices in `phone`; each is {label, note, icon, act}. Focus comes back afterwards. */
export function openSheet(phone, title, choices) {
  phone.querySelector(".sheet")?.dispatchEvent(new Event("leave"));
  const opener = document.activeElement;
  const list = choices.map((choice) => item(choice, () => leave()));
  const sheet = el(
    "div",
    { cls: "sheet", role: "dialog", "aria-label": title, tabindex: "-1" },
    el("p", { cls: "sheet-title", text: title }),
    ...list,
  );
  const leave = () => {
    sheet.remove();
    removeEventListener("pointerdown", outside, true);
    opener?.focus?.();
  };
  const outside = (event) => !sheet.contains(event.target) && leave();
  sheet.addEventListener("keydown", (event) => event.key === "Escape" && leave());
  sheet.addEventListener("leave", leave);
  addEventListener("pointerdown", outside, true);
  phone.append(sheet);
  (list[0] ?? sheet).focus();
}

function item(choice, leave) {
  const act = () => {
    leave();
    choice.act();
  };
  const node = button("", act, { cls: "sheet-item" });
  if (choice.icon) node.append(icon(choice.icon));
  const label = el("span", { cls: "sheet-label", text: choice.label, dir: "auto" });
  node.append(label);
  if (choice.note) node.append(el("span", { cls: "sheet-note", text: choice.note, dir: "auto" }));
  return node;
}
