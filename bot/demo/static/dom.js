// Makes elements; text always goes in as text.

/** Make an element. Props: class, text, on (events), attributes; false and null are left out. */
export function el(tag, props = {}, ...children) {
  const node = document.createElement(tag);
  for (const [name, value] of Object.entries(props)) {
    if (value === false || value === null || value === undefined) continue;
    if (name === "text") node.textContent = value;
    else if (name === "on") listen(node, value);
    else node.setAttribute(name === "cls" ? "class" : name, value === true ? "" : value);
  }
  node.append(...children.filter(Boolean));
  return node;
}

function listen(node, events) {
  for (const [event, heard] of Object.entries(events)) node.addEventListener(event, heard);
}

/** A button with a visible label or, for icons, one for screen readers. */
export function button(label, heard, props = {}) {
  return el("button", { type: "button", text: label, on: { click: heard }, ...props });
}

const SVG = "http://www.w3.org/2000/svg";

/** Make an SVG element from plain attributes. */
export function svg(tag, attributes = {}, ...children) {
  const node = document.createElementNS(SVG, tag);
  for (const [name, value] of Object.entries(attributes)) node.setAttribute(name, value);
  node.append(...children);
  return node;
}

const ICONS = {
  clip: "M16.5 7.5l-7.4 7.4a2 2 0 102.8 2.8l7.5-7.5a4 4 0 10-5.7-5.7l-7.6 7.6a6 6 0 108.5 8.5l6.2-6.2",
  menu: "M4 7h16M4 12h16M4 17h10",
  keys: "M4 6h16v12H4zM8 10h.01M12 10h.01M16 10h.01M8 14h8",
  send: "M5 12l14-7-4 14-3.5-5.5zM11.5 13.5L19 5",
  back: "M19 12H5M11 6l-6 6 6 6",
  down: "M6 9l6 6 6-6",
  dots: "M12 6h.01M12 12h.01M12 18h.01",
  muted: "M6 16V11a6 6 0 019.5-4.9M18 11v5H8M10.5 19.5h3M4 4l16 16",
  close: "M6 6l12 12M18 6L6 18",
  play: "M8 5.5l10 6.5-10 6.5z",
  pause: "M8.5 6v12M15.5 6v12",
  next: "M6 6l8 6-8 6zM17.5 6v12",
  again: "M5 12a7 7 0 107-7 7 7 0 00-5.5 2.7M6 4v4h4",
  people: "M9 11a3 3 0 100-6 3 3 0 000 6zM3.5 19a5.5 5.5 0 0111 0M15.5 5.3a3 3 0 010 5.5M17 14a5.5 5.5 0 013.5 5",
  ticks: "M2.5 12.5l4.5 4.5L17 7M12 16l1 1L22.5 7",
  browser: "M3.5 5.5h17v13h-17zM3.5 9.5h17M6.2 7.5h.01M8.7 7.5h.01",
  lock: "M7 11h10v8H7zM9 11V8.5a3 3 0 016 0V11",
  link: "M9 15l7-7M10 8h6v6",
  voice: "M12 4a2.5 2.5 0 00-2.5 2.5v5a2.5 2.5 0 005 0v-5A2.5 2.5 0 0012 4zM6.5 11.5a5.5 5.5 0 0011 0M12 17v3",
  photo: "M4 6h16v12H4zM4 15l4.5-4 4 3.5L15 12l5 4M15.5 9h.01",
  document: "M7 4h7l4 4v12H7zM14 4v4h4M10 12h5M10 15.5h5",
  sticker: "M5 5h14v9l-5 5H5zM14 19v-5h5M9.5 10h.01M14.5 10h.01M9.5 13a3 3 0 003 1",
  place: "M12 21s6.5-6 6.5-11a6.5 6.5 0 10-13 0c0 5 6.5 11 6.5 11zM12 12.2a2.3 2.3 0 100-4.6 2.3 2.3 0 000 4.6z",
};

/** A line drawing; it says nothing to a screen reader, its button does. */
export function icon(name) {
  return svg(
    "svg",
    { viewBox: "0 0 24 24", class: "icon", "aria-hidden": "true" },
    svg("path", name === "dots" ? { d: ICONS[name], "stroke-width": 3 } : { d: ICONS[name] }),
  );
}

/** How to scroll for somebody who may have asked for calm. */
export function motion() {
  return matchMedia("(prefers-reduced-motion: reduce)").matches ? "instant" : "smooth";
}

/** An icon that is a button. */
export function iconButton(name, label, heard, props = {}) {
  const node = button("", heard, { "aria-label": label, title: label, cls: "icon-button", ...props });
  node.append(icon(name));
  return node;
}
