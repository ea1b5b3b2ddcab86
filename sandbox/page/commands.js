/** The list of the bot's commands that opens with "/". */

import { el } from "./dom.js";

/** A listbox steered from the input, which keeps the focus. */
export class CommandList {
  /** `pick(command)` gets the chosen command without its slash. */
  constructor(view, pick) {
    this.view = view;
    this.pick = pick;
    this.node = el("div.commands", {
      id: `commands-${view.chatId}`, role: "listbox", "aria-label": "Commands", hidden: true,
    });
    this.close();
  }

  get open() {
    return !this.node.hidden;
  }

  get chosenId() {
    return this.open ? this.node.children[this.at]?.id : undefined;
  }

  close() {
    this.node.hidden = true;
    this.at = 0;
  }

  toggle() {
    if (this.open) this.close();
    else this.show("");
  }

  /** Follows what is being written: only a lone "/word" opens the list. */
  filter(text) {
    const typed = text.match(/^\/(\w*)$/);
    if (typed) this.show(typed[1].toLowerCase());
    else this.close();
  }

  show(prefix) {
    const found = (this.view.chat.commands ?? [])
      .filter(({ command }) => command.startsWith(prefix));
    this.node.replaceChildren(...found.map((each, n) => el("div.command", {
      id: `${this.node.id}-${n}`, role: "option", onclick: () => this.choose(n),
      "data-command": each.command,
    }, el("strong", `/${each.command}`), el("span", { dir: "auto" }, each.description))));
    if (!found.length && !prefix) {
      this.node.append(el("p.hint", "The bot has set no commands for this chat."));
    }
    this.node.hidden = !this.node.children.length;
    this.mark(0);
  }

  mark(at) {
    this.at = at;
    [...this.node.children].forEach((option, n) =>
      option.setAttribute("aria-selected", String(n === at)));
    this.node.children[at]?.scrollIntoView({ block: "nearest" });
  }

  choose(at) {
    const { command } = this.node.children[at].dataset;
    this.close();
    if (command) this.pick(command);
  }

  /** Takes the keys it understands while open; tells whether it did. */
  key(event) {
    const count = this.node.children.length;
    if (!this.open || !count) return false;
    const move = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (move) this.mark((this.at + move + count) % count);
    else if (event.key === "Enter") this.choose(this.at);
    else if (event.key === "Escape") this.close();
    else return false;
    event.preventDefault();
    return true;
  }
}
