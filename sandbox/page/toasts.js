/** Short notes that come and go by themselves. */

import { el, icon } from "./dom.js";

const SHOWN_MS = 4200;

/** Shows `text` in `host`; it stays while the pointer or the focus rests on it. */
export function toast(host, text, { problem = false, action = null } = {}) {
  const onclick = () => {
    note.remove();
    action.run();
  };
  const note = el(problem ? "div.toast.problem" : "div.toast",
    problem && icon("warning"), el("span", { dir: "auto" }, text),
    action && el("button.toast-action", { type: "button", onclick }, action.label));
  host.append(note);
  while (host.children.length > 3) host.firstChild.remove();
  const leave = () => (note.matches(":hover, :focus-within") ? later() : note.remove());
  const later = () => setTimeout(leave, SHOWN_MS);
  later();
}

/** The place toasts appear in; screen readers hear them without losing their place. */
export const toastHost = () => el("div.toasts", { role: "status", "aria-live": "polite" });
