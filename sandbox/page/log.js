/** The scrolling list of one chat's messages. */

import { bubble } from "./bubble.js";
import { showSpinners } from "./buttons.js";
import { el, iconButton, roving } from "./dom.js";
import { day, dayOf } from "./words.js";

const SHOWN_AT_FIRST = 150;
const NEAR_THE_END = 80;
const step = (key) => ({ ArrowDown: 1, ArrowUp: -1 })[key] ?? 0;

/** An album is one entry of the log, whatever the number of its messages. */
const keyOf = (message) =>
  message.media_group_id ? `album ${message.media_group_id}` : `message ${message.message_id}`;

/** Draws messages one by one and changes only what an event changed. */
export class Log {
  constructor(view) {
    this.view = view;
    this.entries = new Map();
    this.list = el("div.log", {
      role: "log", "aria-live": "polite", "aria-label": `Messages with ${view.title}`, tabIndex: 0,
      onscroll: () => this.noteScroll(),
    });
    this.toEnd = iconButton("down", "Go to the newest message", () => this.scrollToEnd(),
      { className: "round to-end", hidden: true });
    this.node = el("div.log-frame", this.list, this.toEnd);
    const articles = () => [...this.list.querySelectorAll("article")];
    roving(this.list, articles, (key, article) =>
      (article === document.activeElement ? step(key) : 0));
    this.list.addEventListener("keydown", (event) => {
      if (event.target === this.list && event.key === "ArrowUp") articles().at(-1)?.focus();
    });
    new ResizeObserver(() => this.atEnd && this.scrollToEnd()).observe(this.list);
    this.list.addEventListener("load", () => this.atEnd && this.scrollToEnd(), true);
    this.atEnd = true;
    this.lastTop = 0;
    this.fill();
  }

  fill(count = SHOWN_AT_FIRST) {
    const kept = this.view.chat.messages.filter((message) => !message.sandbox?.deleted);
    this.list.setAttribute("aria-busy", "true");
    const hidden = kept.slice(0, Math.max(0, kept.length - count));
    if (!kept.length) this.list.append(this.welcome());
    if (hidden.length) this.list.append(this.earlier(hidden));
    kept.slice(hidden.length).forEach((message) => this.put(message));
    this.list.removeAttribute("aria-busy");
  }

  welcome() {
    return el("p.empty", el("strong", "Nothing here yet"),
      this.view.chat.type === "private" ? "Press Start to say hello to the shop."
        : "Write something, or let the shop write.");
  }

  earlier(messages) {
    return el("button.chip", { type: "button", onclick: () => this.restart(Infinity) },
      `Show ${messages.length} earlier messages`);
  }

  /** Draws everything anew, with the newest `count` messages. */
  restart(count = SHOWN_AT_FIRST) {
    this.list.replaceChildren();
    this.entries.clear();
    this.last = undefined;
    this.fill(count);
  }

  /** Shows a new message, or the new shape of one already shown. */
  put(message) {
    const key = keyOf(message);
    const entry = this.entries.get(key);
    if (entry) return this.redraw(entry, message);
    this.list.querySelector(".empty")?.remove();
    this.separate(message);
    const created = { messages: [message] };
    created.node = this.draw(created);
    if (this.last?.from?.id === message.from?.id) created.node.classList.add("follows");
    this.entries.set(key, created);
    this.list.append(created.node);
    this.last = message;
    if (this.atEnd) this.scrollToEnd();
    return created;
  }

  separate(message) {
    if (this.last && dayOf(this.last.date) === dayOf(message.date)) return;
    this.last = undefined;
    const words = day(message.date, this.view.now, this.view.language);
    this.list.append(el("p.day", el("span", words)));
  }

  draw(entry) {
    const article = bubble(entry.messages, this.view);
    entry.messages.forEach((message) => showSpinners(article, message));
    return article;
  }

  /** Shows the new shape of a message, if it is on the page at all. */
  change(message) {
    if (this.entries.has(keyOf(message))) this.put(message);
  }

  redraw(entry, message) {
    const at = entry.messages.findIndex((one) => one.message_id === message.message_id);
    entry.messages.splice(at < 0 ? entry.messages.length : at, at < 0 ? 0 : 1, message);
    const fresh = this.draw(entry);
    fresh.classList.toggle("follows", entry.node.classList.contains("follows"));
    const focused = this.focusIn(entry.node);
    entry.node.replaceWith(fresh);
    entry.node = fresh;
    if (focused) refocus(fresh, focused);
    if (this.atEnd) this.scrollToEnd();
    return entry;
  }

  focusIn(node) {
    const active = document.activeElement;
    if (!node.contains(active)) return null;
    return active.dataset.focus ?? "article";
  }

  /** The spinner on a button starts or ends. */
  spin(message) {
    const entry = this.entries.get(keyOf(message));
    if (!entry) return;
    entry.messages = entry.messages.map((one) =>
      (one.message_id === message.message_id ? message : one));
    showSpinners(entry.node, message);
  }

  /** Lets a deleted message fade away. */
  remove(message) {
    const key = keyOf(message);
    const entry = this.entries.get(key);
    if (!entry) return;
    this.entries.delete(key);
    const had = this.focusIn(entry.node);
    if (had) this.list.focus();
    entry.node.classList.add("leaving");
    entry.node.addEventListener("animationend", () => entry.node.remove(), { once: true });
  }

  /** Scrolls to a message and lights it up; silent when it is gone. */
  show(messageId) {
    const node = this.list.querySelector(`[data-message="${messageId}"]`);
    node?.scrollIntoView({ block: "center" });
    node?.focus({ preventScroll: true });
    node?.classList.add("lit");
    node?.addEventListener("animationend", () => node.classList.remove("lit"), { once: true });
  }

  /** Only a person's scrolling up leaves the end; a growing message or keyboard does not. */
  noteScroll() {
    const { scrollHeight, scrollTop, clientHeight } = this.list;
    const near = scrollHeight - scrollTop - clientHeight < NEAR_THE_END;
    const movedUp = scrollTop < this.lastTop;
    this.lastTop = scrollTop;
    if (near || movedUp) this.atEnd = near;
    this.toEnd.hidden = this.atEnd;
  }

  scrollToEnd() {
    this.list.scrollTop = this.list.scrollHeight;
  }
}

/** Puts the focus back on the same button, or on the nearest one left after an edit. */
function refocus(article, key) {
  const keys = [...article.querySelectorAll("[data-focus]")];
  const [row, column] = key.split(":").map(Number);
  const away = (one) => {
    const [y, x] = one.dataset.focus.split(":").map(Number);
    return Math.abs(y - row) * 10 + Math.abs(x - column);
  };
  const nearest = keys.sort((a, b) => away(a) - away(b))[0];
  (key === "article" ? article : nearest ?? article).focus({ preventScroll: true });
}
