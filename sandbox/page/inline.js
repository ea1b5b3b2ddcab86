/** The results of an inline search: what the bot gives while "@bot words" is being typed. */

import { fileUrl } from "./api.js";
import { el } from "./dom.js";

const PAUSE_MS = 200;

/** A listbox over the input, which keeps the focus. */
export class InlineList {
  /** `write(text)` replaces what is in the input. */
  constructor(view, write) {
    this.view = view;
    this.write = write;
    this.node = el("div.commands.inline-results", {
      id: `inline-${view.chatId}`, role: "listbox", "aria-label": "Results", hidden: true,
      onscroll: () => this.nearEnd() && this.more(),
    });
    this.close();
  }

  get options() {
    return [...this.node.querySelectorAll("[role=option]")];
  }

  get chosenId() {
    return this.node.hidden ? undefined : this.options[this.at]?.id;
  }

  close() {
    clearTimeout(this.pause);
    this.node.hidden = true;
    this.at = 0;
    this.words = this.asked = undefined;
    this.offset = "";
  }

  /** Follows what is being written: "@bot" and a blank begin a search. */
  filter(text) {
    const name = `@${this.view.world.bot.username} `.toLowerCase();
    if (!text.toLowerCase().startsWith(name)) return this.close();
    const words = text.slice(name.length).trimStart();
    if (words === this.words) return undefined;
    this.words = words;
    clearTimeout(this.pause);
    this.pause = setTimeout(() => this.ask(""), PAUSE_MS);
    return undefined;
  }

  async ask(offset) {
    const { words } = this;
    const told = await this.view.act("inline", { query: words, offset });
    if (told && words === this.words) {
      this.asked = { id: told.query_id, first: !offset };
      if (this.early?.query_id === told.query_id) this.answer(this.early);
    }
  }

  /** Shows what the bot answered, if it is about the words that stand there now. */
  answer(given) {
    this.early = given;
    if (this.words === undefined || given.query_id !== this.asked?.id) return;
    if (this.asked.first) this.node.replaceChildren(...this.lead(given));
    this.queryId = given.query_id;
    this.offset = given.next_offset;
    this.asked = undefined;
    this.node.append(...given.results.map((each) => this.option(each, given.query_id)));
    if (!this.options.length) this.node.append(el("p.hint", "The bot found nothing."));
    this.node.hidden = false;
    this.mark(this.at);
  }

  lead({ button }) {
    if (!button?.text) return [];
    return [el("button.wide.inline-lead", { type: "button", onclick: () => {
      this.write("");
      this.view.say(`/start ${button.start_parameter}`);
    } }, button.text)];
  }

  option(result, queryId) {
    const photo = result.photo?.[0]
      && el("img", { src: fileUrl(result.photo[0].file_id), alt: "", loading: "lazy" });
    return el("div.command.inline-result", {
      id: `${this.node.id}-${result.id}`, role: "option",
      onclick: () => this.choose(queryId, result.id),
    }, photo, el("span.inline-words", el("strong", { dir: "auto" }, result.title),
      el("span", { dir: "auto" }, result.description)));
  }

  nearEnd() {
    const { scrollTop, clientHeight, scrollHeight } = this.node;
    return scrollHeight - scrollTop - clientHeight < 80;
  }

  more() {
    const { offset } = this;
    this.offset = "";
    if (offset) this.ask(offset);
  }

  choose(queryId, resultId) {
    this.write("");
    this.view.act("choose", { query_id: queryId, result_id: resultId });
  }

  mark(at) {
    const { options } = this;
    this.at = options.length ? (at + options.length) % options.length : 0;
    options.forEach((each, n) => each.setAttribute("aria-selected", String(n === this.at)));
    options[this.at]?.scrollIntoView({ block: "nearest" });
  }

  /** Takes the keys it understands while open; tells whether it did. */
  key(event) {
    if (this.node.hidden || !this.options.length) return false;
    const move = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (move) this.mark(this.at + move);
    else if (event.key === "Enter" && !event.shiftKey) this.options[this.at].click();
    else if (event.key === "Escape") this.close();
    else return false;
    event.preventDefault();
    return true;
  }
}
