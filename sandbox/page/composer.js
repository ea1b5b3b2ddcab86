/** The input of a chat: text, attachments, commands, reply keyboards, replies and edits. */

import { asBase64 } from "./api.js";
import { summary } from "./bubble.js";
import { replyKeyboard } from "./buttons.js";
import { CommandList } from "./commands.js";
import { pickContact, pickLocation } from "./dialogs.js";
import { el, icon, iconButton } from "./dom.js";
import { InlineList } from "./inline.js";
import { openMenu } from "./menu.js";

/** Keeps its draft while its chat is out of sight. */
export class Composer {
  constructor(view) {
    this.view = view;
    this.context = el("div.context", { hidden: true });
    this.commands = new CommandList(view, (command) => this.send(`/${command}`));
    this.inline = new InlineList(view, (text) => this.write(text));
    this.input = el("textarea", {
      rows: 1, "aria-label": `Message to the shop from ${view.title}`, dir: "auto",
      "aria-autocomplete": "list", "aria-controls": this.commands.node.id,
      oninput: () => this.changed(), onkeydown: (event) => this.key(event),
    });
    this.files = el("input", { type: "file", hidden: true, onchange: () => this.upload() });
    this.keys = el("div.keys");
    this.toggle = iconButton("keyboard", "Show or hide the reply buttons", () => this.flip(),
      { className: "round keys-toggle", "aria-expanded": "true" });
    this.sendButton = iconButton("send", "Send", () => this.send(), { className: "round send" });
    this.bar = el("div.bar",
      iconButton("attach", "Attach", (event) => this.attach(event.currentTarget),
        { "aria-haspopup": "menu" }),
      iconButton("slash", "Commands", () => this.browse(), { className: "round slash" }),
      this.input, this.toggle, this.sendButton, this.files);
    this.gate = el("button.wide.gate", { type: "button" });
    this.node = el("div.composer",
      this.commands.node, this.inline.node, this.context, this.bar, this.gate, this.keys);
    this.refresh();
  }

  /** Draws what the bot decides: reply keyboard, placeholder, Start and Unblock. */
  refresh() {
    const { chat, viewer } = this.view;
    const markup = chat.reply_keyboard;
    const keys = markup?.keyboard
      ? [replyKeyboard(markup, (button) => this.pressed(button, markup))] : [];
    this.keys.replaceChildren(...keys);
    this.keys.hidden = false;
    this.toggle.hidden = !keys.length;
    this.input.placeholder = markup?.input_field_placeholder ?? "Message";
    const fresh = chat.type === "private" && !chat.messages.length;
    const gate = (viewer?.blocked && "Unblock the bot") || (fresh && "Start") || "";
    this.gate.textContent = gate;
    this.gate.hidden = !gate;
    this.bar.hidden = Boolean(gate);
    this.gate.onclick = () =>
      (viewer?.blocked ? this.view.act("unblock") : this.view.say("/start"));
    if (markup?.force_reply) this.answerLast();
    this.changed();
  }

  answerLast() {
    const asked = this.view.chat.messages.filter(({ from }) => from?.is_bot).at(-1);
    if (asked) this.replyTo(asked);
  }

  changed() {
    this.input.style.height = "auto";
    this.input.style.height = `${Math.min(this.input.scrollHeight, 160)}px`;
    const writing = Boolean(this.input.value.trim());
    this.sendButton.disabled = !writing;
    this.bar.classList.toggle("writing", writing);
    this.commands.filter(this.input.value);
    this.inline.filter(this.input.value);
    this.point();
  }

  point() {
    const at = this.commands.chosenId ?? this.inline.chosenId;
    if (at) this.input.setAttribute("aria-activedescendant", at);
    else this.input.removeAttribute("aria-activedescendant");
  }

  key(event) {
    if (this.commands.key(event) || this.inline.key(event)) return this.point();
    if (event.key === "Enter" && !event.shiftKey && !event.isComposing) {
      event.preventDefault();
      this.send();
    } else if (event.key === "Escape") this.leave();
    else if (event.key === "ArrowUp" && !this.input.value) this.editLast(event);
    return undefined;
  }

  editLast(event) {
    const own = this.view.chat.messages.filter(
      (one) => one.from?.id === this.view.viewer.id && one.text && !one.sandbox?.deleted).at(-1);
    if (!own) return;
    event.preventDefault();
    this.edit(own);
  }

  browse() {
    this.commands.toggle();
    this.input.focus();
    this.point();
  }

  write(text) {
    this.input.value = text;
    this.input.focus();
    this.changed();
  }

  /** Sends `text`, or what is written; gives it back when it was refused. */
  async send(text = this.input.value) {
    const words = text.trim();
    if (!words) return;
    const { editing, replying, view } = this;
    this.leave();
    this.write("");
    const done = editing
      ? await view.act("edit", { message_id: editing.message_id, text: words })
      : await view.say(words, replying?.message_id);
    if (!done && !this.input.value) this.write(text);
  }

  replyTo(message) {
    this.leave();
    this.replying = message;
    this.showContext("reply", "Reply", summary(message));
    const active = document.activeElement;
    const elsewhere = active?.matches("textarea") && !this.node.contains(active);
    if (!elsewhere) this.input.focus({ preventScroll: true });
  }

  edit(message) {
    this.leave();
    this.editing = message;
    this.showContext("edit", "Editing", summary(message));
    this.write(message.text);
  }

  showContext(sign, title, words) {
    this.context.replaceChildren(icon(sign),
      el("span.card-words", el("strong", title), el("small", words)),
      iconButton("close", `Leave: ${title}`, () => {
        this.leave();
        this.input.focus();
      }));
    this.context.hidden = false;
  }

  leave() {
    if (this.editing) this.input.value = "";
    this.editing = this.replying = undefined;
    this.context.hidden = true;
    this.commands.close();
    this.inline.close();
  }

  flip() {
    this.keys.hidden = !this.keys.hidden;
    this.toggle.setAttribute("aria-expanded", String(!this.keys.hidden));
  }

  pressed(button, markup) {
    const unknown = ["request_users", "request_chat", "request_poll", "web_app"]
      .some((name) => button[name]);
    if (button.request_contact) pickContact(this.view);
    else if (button.request_location) pickLocation(this.view);
    else if (unknown) this.view.notice("The sandbox does not know this kind of button yet.");
    else this.send(button.text);
    if (markup.one_time_keyboard) this.flip();
  }

  attach(anchor) {
    const { view } = this;
    openMenu(anchor, [
      { label: "Sample photo", icon: "photo", run: () => view.act("photo", this.caption(
        { sample: true })) },
      { label: "Photo from a file", icon: "photo", run: () => this.choose("photo", "image/*") },
      { label: "Document", note: "such as a CSV to import", icon: "file",
        run: () => this.choose("document", "") },
      { label: "Sticker", icon: "smile", run: () => view.act("sticker") },
      { label: "Contact", icon: "person", run: () => pickContact(view) },
      { label: "Location", icon: "pin", run: () => pickLocation(view) },
    ], "Attach");
  }

  /** What is written in the input becomes the caption of the file. */
  caption(fields) {
    const caption = this.input.value.trim();
    this.write("");
    return caption ? { ...fields, caption } : fields;
  }

  choose(kind, accept) {
    this.kind = kind;
    this.files.accept = accept;
    this.files.click();
  }

  async upload() {
    const [file] = this.files.files;
    this.files.value = "";
    if (!file) return;
    const data = await asBase64(file);
    const named = this.kind === "document" ? { file_name: file.name } : {};
    await this.view.act(this.kind, this.caption({ ...named, data_base64: data }));
  }
}
