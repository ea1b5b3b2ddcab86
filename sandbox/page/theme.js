/** Light, dark, or as the system wishes; the choice stays with the browser. */

const KEY = "sandbox-theme";
const NEXT = { auto: "light", light: "dark", dark: "auto" };

/** Follows the choice made before. */
export function restoreTheme() {
  show(localStorage.getItem(KEY) ?? "auto");
}

/** Goes on to the next choice. */
export function nextTheme() {
  const chosen = NEXT[document.documentElement.dataset.theme] ?? "light";
  localStorage.setItem(KEY, chosen);
  show(chosen);
}

function show(theme) {
  document.documentElement.dataset.theme = theme;
  const button = document.getElementById("theme");
  button.setAttribute("aria-label", `Theme: ${theme}. Press to change`);
  button.title = `Theme: ${theme}`;
  const sign = { auto: "auto", light: "sun", dark: "moon" }[theme];
  button.querySelector("use").setAttribute("href", `/page/icons.svg#${sign}`);
}
