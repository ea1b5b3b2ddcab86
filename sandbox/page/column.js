/** One chat as a person sees it: header, messages, keyboards and the input. */

import { act, Problem } from "./api.js";
import { Composer } from "./composer.js";
import { avatar, el, icon, iconButton } from "./dom.js";
import { summary } from "./bubble.js";
import { Log } from "./log.js";
import { openMenu } from "./menu.js";
import { openPayment } from "./payment.js";
import { toast, toastHost } from "./toasts.js";
import { fullName } from "./words.js";

const TYPING_MS = 5000;

/** A chat with everything a bubble or a button may ask of it. */
export class ChatView {
  /** `desk` is the page around it: switchChat(view, anchor). */
  constructor(world, chat, desk) {
    this.world = world;
    this.chatId = chat.id;
    this.desk = desk;
    this.viewer = world.ownerOf(chat) ?? world.person(chat.members?.[0]);
    this.log = new Log(this);
    this.composer = new Composer(this);
    this.toasts = toastHost();
    this.sheetHost = el("div.sheet-host");
    this.body = el("div.column-body", this.log.node, this.composer.node);
    this.head = el("header.column-head");
    this.node = el("section.column", { "aria-label": this.title },
      this.head, this.body, this.sheetHost, this.toasts);
    this.refreshHead();
  }

  get chat() {
    return this.world.chats.get(this.chatId);
  }

  get title() {
    const owner = this.world.ownerOf(this.chat);
    return owner ? fullName(owner) : this.chat.title;
  }

  get subtitle() {
    const owner = this.world.ownerOf(this.chat);
    if (owner) return owner.blocked ? `${owner.label}, blocked the bot` : owner.label;
    return `Group, you are ${fullName(this.viewer) || "nobody in it"}`;
  }

  get language() {
    return this.viewer?.language_code ?? "en";
  }

  get now() {
    return this.world.now;
  }

  refreshHead() {
    const owner = this.world.ownerOf(this.chat);
    this.viewer = owner ?? this.world.person(this.viewer?.id);
    this.state = el("span.state", this.subtitle);
    const title = el("button.switch", {
      type: "button", "aria-haspopup": "menu", title: "Show another chat here",
      onclick: (event) => this.desk.switchChat(this, event.currentTarget),
    }, avatar(this.chatId, this.title),
    el("span.names", el("span.name", { dir: "auto" }, this.title), this.state), icon("down"));
    this.head.replaceChildren(title, iconButton("more", "Chat actions",
      (event) => this.openChatMenu(event.currentTarget), { "aria-haspopup": "menu" }));
  }

  typing() {
    clearTimeout(this.typingEnds);
    this.state.replaceChildren(el("span.typing", "the shop is typing"));
    this.typingEnds = setTimeout(() => this.doneTyping(), TYPING_MS);
  }

  doneTyping() {
    clearTimeout(this.typingEnds);
    this.state.textContent = this.subtitle;
  }

  /** Does something as the person of this chat; a refusal is shown, and the answer is null. */
  async act(what, fields) {
    try {
      return await act(this.viewer.id, this.chatId, what, fields);
    } catch (refused) {
      if (!(refused instanceof Problem)) throw refused;
      this.notice(refused.message, { problem: true });
      return null;
    }
  }

  say(text, replyTo) {
    return this.act("say", replyTo ? { text, reply_to: replyTo } : { text });
  }

  async tap(message, row, column) {
    const fresh = this.world.message(this.chatId, message.message_id) ?? message;
    const before = fresh.sandbox?.spinning ?? [];
    this.spin(fresh, [...before, [row, column]]);
    const done = await this.act("tap", { message_id: message.message_id, row, column });
    const now = this.world.message(this.chatId, message.message_id);
    if (!done && now) this.spin(now, before);
  }

  spin(message, spinning) {
    message.sandbox = { ...message.sandbox, spinning };
    this.log.spin(message);
  }

  notice(text, more) {
    toast(this.toasts, text, more);
  }

  async copy(text) {
    try {
      await navigator.clipboard.writeText(text);
      this.notice(`Copied: ${text}`);
    } catch {
      this.notice(`The browser did not allow copying: ${text}`, { problem: true });
    }
  }

  /** Follows a link: into the bot here, invoice links into the sheet, the rest in a new tab. */
  openLink(url) {
    const { bot } = this.world;
    const inside = url.match(/^(?:https?:\/\/)?(?:t|telegram)\.me\/([^/?]+)\/?(?:\?(.*))?$/i)
      ?? url.match(/^tg:\/\/resolve\?(?:.*&)?domain=([^&]+)(?:&(.*))?$/i);
    const start = new URLSearchParams(inside?.[2]).get("start");
    if (inside?.[1].startsWith("$")) openPayment(this, { link: url });
    else if (inside?.[1].toLowerCase() === bot.username.toLowerCase()) {
      this.say(start ? `/start ${start}` : "/start");
    } else window.open(url, "_blank", "noopener,noreferrer");
  }

  openPayment(message) {
    openPayment(this, { message });
  }

  startInline(query) {
    this.composer.write(`@${this.world.bot.username} ${query}`);
  }

  /** Asks for a chat of this person, and begins an inline search there. */
  shareInline(query, anchor) {
    const { id } = this.viewer;
    const places = [...this.world.chats.values()]
      .filter((chat) => chat.id === id || chat.members?.includes(id));
    openMenu(anchor, places.map((chat) => {
      const view = this.desk.view(chat.id);
      return { label: view.title, note: view.subtitle, icon: "share", run: () => {
        this.desk.open(chat.id);
        if (view.viewer?.id !== id) view.become(this.viewer);
        view.startInline(query);
      } };
    }), "Share into");
  }

  openMessageMenu(message, anchor, at) {
    const words = message.text ?? message.caption;
    const own = message.from?.id === this.viewer.id;
    openMenu(anchor, [
      { label: "Reply", icon: "reply", run: () => this.composer.replyTo(message) },
      own && message.text && { label: "Edit", icon: "edit",
        run: () => this.composer.edit(message) },
      words && { label: "Copy text", icon: "copy", run: () => this.copy(words) },
      message.invoice && message.sandbox?.paid && { label: "Pay this invoice again",
        note: "A careful shop refuses", icon: "pay",
        run: () => this.openPayment(message) },
    ], `Actions for: ${summary(message)}`, at);
  }

  openChatMenu(anchor) {
    const owner = this.world.ownerOf(this.chat);
    const group = [...(this.chat.members ?? [])].map((id) => this.world.person(id))
      .filter((person) => person && person.id !== this.viewer?.id)
      .map((person) => ({ label: `Write as ${fullName(person)}`, icon: "person",
        run: () => this.become(person) }));
    const block = owner?.blocked
      ? { label: "Unblock the bot", icon: "person", run: () => this.act("unblock") }
      : { label: "Block the bot", icon: "block", danger: true, run: () => this.act("block") };
    const remove = { label: "Remove the bot from the group", icon: "block", danger: true,
      run: () => this.act("remove_bot") };
    openMenu(anchor, owner ? [block] : [...group, remove], "Chat actions");
  }

  /** In a group: write as another member from now on. */
  become(person) {
    this.viewer = person;
    this.refreshHead();
    this.log.restart();
    this.composer.refresh();
    this.notice(`You write as ${fullName(person)} now.`);
  }
}
