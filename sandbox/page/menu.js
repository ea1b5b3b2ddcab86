/** A small menu next to the button that opened it. */

import { el, icon, roving } from "./dom.js";

const step = (key) => ({ ArrowDown: 1, ArrowUp: -1 })[key] ?? 0;

/**
 * Shows `items` ({label, note?, icon?, badge?, danger?, run}) and closes on choice, Esc or a
 * press elsewhere; the focus then returns to `anchor`. It stands by `at`, the anchor's own place.
 */
export function openMenu(anchor, items, label, at = anchor.getBoundingClientRect()) {
  document.querySelector(".menu")?.remove();
  const menu = el("div.menu", { role: "menu", "aria-label": label });
  const close = (refocus) => {
    menu.remove();
    document.removeEventListener("pointerdown", outside, true);
    if (refocus && anchor.isConnected) anchor.focus();
  };
  const outside = (event) => menu.contains(event.target) || close(false);
  menu.append(...items.filter(Boolean).map((item) => row(item, () => close(true))));
  const rows = () => [...menu.querySelectorAll("button")];
  roving(menu, rows, step);
  menu.addEventListener("keydown", (event) => {
    if (event.key !== "Escape" && event.key !== "Tab") return;
    event.stopPropagation();
    event.preventDefault();
    close(true);
  });
  document.addEventListener("pointerdown", outside, true);
  document.body.append(menu);
  place(menu, at);
  rows()[0]?.focus();
}

function row(item, close) {
  const onclick = () => {
    close();
    item.run();
  };
  return el(item.danger ? "button.menu-row.danger" : "button.menu-row",
    { type: "button", role: "menuitem", tabIndex: -1, onclick },
    item.icon && icon(item.icon),
    el("span.menu-words", item.label, item.note && el("small", item.note)),
    item.badge ? el("span.badge", item.badge) : null);
}

function place(menu, at) {
  const { offsetWidth: width, offsetHeight: height } = menu;
  const below = at.bottom + 4 + height < window.innerHeight;
  const left = Math.min(at.left, window.innerWidth - width - 8);
  menu.style.left = `${Math.max(8, left)}px`;
  menu.style.top = `${Math.max(8, below ? at.bottom + 4 : at.top - height - 4)}px`;
}
