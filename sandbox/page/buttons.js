/** Inline keyboards under messages and reply keyboards above the input. */

import { el, icon, roving, spoken } from "./dom.js";
import { money } from "./words.js";

const STYLES = { primary: "main action", success: "go-ahead", danger: "careful" };

/** Where an arrow key leads in rows of buttons that may differ in length. */
function gridStep(box) {
  return (key, button) => {
    if (key === "ArrowRight") return 1;
    if (key === "ArrowLeft") return -1;
    const rows = [...box.querySelectorAll(".row")].map((row) => [...row.children]);
    const y = rows.findIndex((row) => row.includes(button));
    const target = rows[y + ({ ArrowDown: 1, ArrowUp: -1 }[key] ?? 0)];
    if (!target || target === rows[y]) return 0;
    const goal = target[Math.min(rows[y].indexOf(button), target.length - 1)];
    const all = rows.flat();
    return all.indexOf(goal) - all.indexOf(button);
  };
}

function grid(name, label, rows, draw) {
  const box = el(`div.${name}`, { role: "group", "aria-label": label },
    rows.map((row, y) => el("div.row", row.map((button, x) => draw(button, y, x)))));
  const buttons = () => [...box.querySelectorAll("button")];
  buttons().forEach((button, n) => { button.tabIndex = n ? -1 : 0; });
  roving(box, buttons, gridStep(box));
  return box;
}

/** The inline keyboard of a message, null without one; an invoice always has its Pay button. */
export function keyboard(message, view) {
  const rows = message.reply_markup?.inline_keyboard
    ?? (message.invoice && [[{ text: `Pay ${total(message.invoice, view)}`, pay: true }]]);
  return rows ? grid("keyboard", "Buttons", rows,
    (button, y, x) => inlineButton(message, button, y, x, view)) : null;
}

function inlineButton(message, button, row, column, view) {
  const kind = KINDS.find(({ has }) => has(button)) ?? KINDS.at(-1);
  const paid = button.pay && message.sandbox?.paid;
  const words = button.pay ? button.text.replace(/⭐️?|XTR/gu, "⭐") : button.text;
  return el("button.key", {
    type: "button",
    "data-focus": `${row}:${column}`,
    "data-style": button.style ?? "",
    disabled: Boolean(button.disabled || paid),
    onclick: (event) => kind.press(
      { message, button, row, column, view, anchor: event.currentTarget }),
  }, el("span.key-words", { dir: "auto" }, paid ? "Paid" : words), kind.sign && icon(kind.sign),
  kind.says && spoken(`, ${kind.says}`),
  STYLES[button.style] && spoken(`, ${STYLES[button.style]}`),
  el("span.spinner", { "aria-hidden": "true" }));
}

const total = (invoice, view) => money(invoice.total_amount, invoice.currency, view.language);

const KINDS = [
  { has: (b) => b.url ?? b.login_url, sign: "out", says: "opens a link",
    press: ({ button, view }) => view.openLink(button.url ?? button.login_url.url) },
  { has: (b) => b.copy_text, sign: "copy", says: "copies",
    press: ({ button, view }) => view.copy(button.copy_text.text) },
  { has: (b) => b.pay, press: ({ message, view }) => view.openPayment(message) },
  { has: (b) => b.web_app, sign: "out",
    press: ({ view }) => view.notice("Web apps do not open in the sandbox.") },
  { has: (b) => b.switch_inline_query_current_chat !== undefined, sign: "search",
    press: ({ button, view }) => view.startInline(button.switch_inline_query_current_chat) },
  { has: (b) => b.switch_inline_query !== undefined || b.switch_inline_query_chosen_chat,
    sign: "share",
    press: ({ button, view, anchor }) => view.shareInline(
      button.switch_inline_query ?? button.switch_inline_query_chosen_chat.query ?? "", anchor) },
  { has: () => true,
    press: ({ message, row, column, view }) => view.tap(message, row, column) },
];

/** Shows the spinner on exactly the buttons that still wait for the bot's answer. */
export function showSpinners(article, message) {
  const waiting = new Set((message.sandbox?.spinning ?? []).map(([y, x]) => `${y}:${x}`));
  for (const key of article.querySelectorAll(".keyboard .key")) {
    const busy = waiting.has(key.dataset.focus);
    key.classList.toggle("busy", busy);
    key.setAttribute("aria-busy", String(busy));
  }
}

/** The reply keyboard; `press` gets the pressed KeyboardButton. */
export function replyKeyboard(markup, press) {
  return grid("reply-keyboard", "Reply buttons", markup.keyboard, (given) => {
    const button = typeof given === "string" ? { text: given } : given;
    const sign = (button.request_contact && "person") || (button.request_location && "pin");
    return el("button.key", {
      type: "button", "data-style": button.style ?? "", onclick: () => press(button),
    }, sign && icon(sign), el("span.key-words", { dir: "auto" }, button.text));
  });
}
