// A small drawn map with a pin: no tiles, no requests; the same place always looks the same.

import { svg } from "./dom.js";

/** Draw the surroundings of a place. */
export function drawnMap(lat, lon) {
  const random = seeded(Math.round(lat * 1e4) * 31 + Math.round(lon * 1e4));
  const map = svg("svg", {
    viewBox: "0 0 240 112",
    class: "map",
    preserveAspectRatio: "xMidYMid slice",
    "aria-hidden": "true",
  });
  map.append(svg("rect", { width: 240, height: 112, class: "land" }));
  map.append(...parks(random), river(random), ...streets(random), pin());
  return map;
}

function seeded(seed) {
  let state = seed >>> 0 || 1;
  return () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return state / 2 ** 32;
  };
}

function parks(random) {
  return [0, 1, 2].map((i) => {
    const x = 10 + i * 80 + random() * 30;
    const y = i % 2 ? 6 + random() * 12 : 66 + random() * 16;
    return svg("rect", { x, y, width: 34 + random() * 24, height: 24, rx: 7, class: "park" });
  });
}

function river(random) {
  const [a, b] = [80 + random() * 30, 10 + random() * 30];
  return svg("path", { d: `M-5 ${a}C60 ${a - 34} 150 ${b + 74} 245 ${b}`, class: "river" });
}

function streets(random) {
  const tilt = (random() - 0.5) * 26;
  const lines = [];
  for (const y of [22, 54, 90]) lines.push(`M-5 ${y - tilt / 2}L245 ${y + tilt / 2}`);
  for (const x of [34, 78, 120, 166, 212]) {
    const shift = (random() - 0.5) * 14;
    lines.push(`M${x + shift + tilt / 3} -5L${x + shift - tilt / 3} 117`);
  }
  const paths = lines.map((d) => svg("path", { d, class: "street" }));
  paths[1].setAttribute("class", "street main");
  paths[5].setAttribute("class", "street main");
  return paths;
}

function pin() {
  return svg(
    "g",
    { transform: "translate(120 54)" },
    svg("ellipse", { cy: 1, rx: 8, ry: 2.6, class: "shadow" }),
    svg("path", { d: "M0 0C-3-8-12-12-12-22a12 12 0 0124 0C12-12 3-8 0 0z", class: "pin" }),
    svg("circle", { cy: -22, r: 4.6, class: "hole" }),
  );
}
