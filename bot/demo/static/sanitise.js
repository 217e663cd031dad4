// Turns the bot's HTML into nodes: only the marks Telegram knows, everything else as text.

const MARKS = new Set(["B", "STRONG", "I", "EM", "U", "S", "CODE", "PRE"]);
const SAFE_LINK = /^(https?:|tel:|mailto:|tg:)/i;

/** Parse untrusted HTML into a fragment that cannot run anything. */
export function sanitised(html) {
  const parsed = new DOMParser().parseFromString(`<body>${html}`, "text/html");
  const fragment = document.createDocumentFragment();
  copy(parsed.body, fragment);
  return fragment;
}

function copy(from, to) {
  for (const node of from.childNodes) {
    if (node.nodeType === Node.TEXT_NODE) to.append(node.data);
    else if (node.nodeType === Node.ELEMENT_NODE) copy(node, placed(node, to));
  }
}

function placed(node, to) {
  if (MARKS.has(node.tagName)) return to.appendChild(document.createElement(node.tagName));
  if (node.tagName === "A" && SAFE_LINK.test(node.getAttribute("href") ?? "")) {
    return to.appendChild(link(node.getAttribute("href")));
  }
  return to;
}

function link(href) {
  const a = document.createElement("a");
  a.href = href;
  a.target = "_blank";
  a.rel = "noopener noreferrer";
  return a;
}
