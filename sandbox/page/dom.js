/** Building blocks of the page. Text given to these functions is always text, never markup. */

const SVG = "http://www.w3.org/2000/svg";

/**
 * Builds an element: `el("p.note", {title: "…"}, "words", node)`.
 * Plain objects set properties, attributes and `on…` listeners; null and false are left out.
 */
export function el(spec, ...parts) {
  const [name, ...classes] = spec.split(".");
  const node = document.createElement(name);
  if (classes.length) node.className = classes.join(" ");
  for (const part of parts.flat(3)) add(node, part);
  return node;
}

function add(node, part) {
  if (part === null || part === undefined || part === false) return;
  if (part instanceof Node || typeof part !== "object") node.append(part);
  else for (const [key, value] of Object.entries(part)) set(node, key, value);
}

function set(node, key, value) {
  if (value === null || value === undefined) return;
  if (key.startsWith("on")) node.addEventListener(key.slice(2), value);
  else if (key in node && !key.includes("-")) node[key] = value;
  else node.setAttribute(key, value);
}

/** An icon of icons.svg; decoration only, so hidden from screen readers. */
export function icon(name) {
  const svg = document.createElementNS(SVG, "svg");
  const use = document.createElementNS(SVG, "use");
  use.setAttribute("href", `/page/icons.svg#${name}`);
  svg.setAttribute("class", "icon");
  svg.setAttribute("aria-hidden", "true");
  svg.append(use);
  return svg;
}

/** A round button that shows only an icon; `label` is its name and its tooltip. */
export function iconButton(name, label, onclick, more = {}) {
  return el("button.round", { type: "button", "aria-label": label, title: label, onclick },
    more, icon(name));
}

/** Words for screen readers only. */
export const spoken = (words) => el("span.spoken", words);

/** A person's or chat's initials on a steady colour of its own. */
export function avatar(id, name) {
  const initials = name.split(/\s+/).slice(0, 2).map((word) => [...word][0] ?? "").join("");
  return el(`span.avatar.hue-${Math.abs(id) % 6}`, { "aria-hidden": "true" }, initials || "?");
}

/**
 * Arrow keys move the focus among `items()` and only one of them is a tab stop.
 * `step(key)` says how far a key moves (0 for keys that mean nothing here).
 */
export function roving(box, items, step) {
  box.addEventListener("focusin", (event) => {
    const all = items();
    const at = all.indexOf(event.target);
    if (at >= 0) all.forEach((item, n) => { item.tabIndex = n === at ? 0 : -1; });
  });
  box.addEventListener("keydown", (event) => {
    const all = items();
    const at = all.indexOf(document.activeElement);
    const move = at < 0 ? 0 : step(event.key, all[at]);
    const goal = { Home: 0, End: all.length - 1 }[event.key] ?? at + move;
    if (at < 0 || goal === at) return;
    event.preventDefault();
    all[Math.max(0, Math.min(all.length - 1, goal))].focus();
  });
}
