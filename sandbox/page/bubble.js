/** One message, or one album, as an article of the log. */

import { keyboard } from "./buttons.js";
import { el, icon, iconButton, spoken } from "./dom.js";
import { formatted } from "./entities.js";
import { mediaOf } from "./media.js";
import { serviceWords } from "./service.js";
import { clock, fullName, moment } from "./words.js";

/** `messages` holds one message, or all parts of an album; `view` is the chat they stand in. */
export function bubble(messages, view) {
  const message = messages.find((one) => one.caption) ?? messages[0];
  const own = message.from?.id === view.viewer?.id;
  const words = serviceWords(message, view);
  const sender = own ? "You" : senderName(message, view);
  const label = `${sender}, ${clock(message.date, view.language)}`;
  const article = el(`article.entry.${own ? "own" : "other"}`, {
    tabIndex: -1,
    "aria-label": label,
    "data-message": message.message_id,
    oncontextmenu: (event) => openActions(event, message, view, article),
    onkeydown: (event) => event.target === article && event.key === "Enter"
      && openActions(event, message, view, article),
  });
  if (words) article.classList.add("service");
  article.append(words ? el("p.service-words", words) : balloon(messages, message, own, view));
  const keys = keyboard(message, view);
  if (keys) article.append(keys);
  return article;
}

const senderName = (message, view) =>
  fullName(message.from) || message.sender_chat?.title || view.chat.title;

function balloon(messages, message, own, view) {
  const media = messages.map((one) => mediaOf(one, view)).filter(Boolean);
  const foot = footer(messages, message, own, view);
  const words = wordsOf(message, view);
  const last = words && !(message.show_caption_above_media && media.length);
  if (last) words.append(foot);
  const above = message.show_caption_above_media;
  const picture = messages.some((one) => one.photo);
  return el("div.balloon", picture && { className: "balloon with-picture" },
    head(message, own, view),
    above && words,
    media.length > 1 && picture ? el(`div.album.of-${Math.min(media.length, 4)}`, media) : media,
    above ? null : words,
    last ? null : foot);
}

function head(message, own, view) {
  const group = view.chat.type !== "private";
  const origin = message.forward_origin;
  const from = origin && (fullName(origin.sender_user) || origin.sender_user_name || "a chat");
  return [
    group && !own && el("p.sender", senderName(message, view)),
    origin && el("p.forwarded", `Forwarded from ${from}`),
    message.via_bot && el("p.forwarded", `via @${message.via_bot.username}`),
    message.reply_to_message && quote(message.reply_to_message, view),
  ];
}

function quote(replied, view) {
  const onclick = () => view.log.show(replied.message_id);
  return el("button.reply-quote", { type: "button", onclick },
    spoken("In reply to "), el("strong", senderName(replied, view)),
    el("span", summary(replied)));
}

/** A message in a few words, for quotes, previews and tabs. */
export function summary(message) {
  const words = message.text ?? message.caption;
  if (words) return words.split("\n")[0];
  const kind = ["photo", "document", "contact", "location", "invoice", "sticker"]
    .find((name) => message[name]);
  return kind ? kind[0].toUpperCase() + kind.slice(1) : "Message";
}

function wordsOf(message, view) {
  const text = message.text ?? message.caption;
  if (!text) return null;
  const entities = message.entities ?? message.caption_entities;
  const alone = /^\p{Extended_Pictographic}[\uFE0F\u200D\p{Extended_Pictographic}]{0,4}$/u;
  return el(alone.test(text) ? "div.words.emoji-only" : "div.words", { dir: "auto" },
    formatted(text, entities, view));
}

function footer(messages, message, own, view) {
  const edited = messages.some((one) => one.edit_date && !one.edit_hide);
  const at = new Date(message.date * 1000).toISOString();
  return el("footer.meta",
    message.sandbox?.pinned && el("span", { title: "Pinned" }, icon("pin"), spoken("pinned")),
    message.sandbox?.paid && el("span.paid", icon("check"), "Paid"),
    edited && el("span", "edited"),
    el("time", { dateTime: at, title: moment(message.date) }, clock(message.date, view.language)),
    own && icon("check"),
    iconButton("more", "Message actions",
      (event) => openActions(event, message, view, event.currentTarget),
      { className: "actions", tabIndex: -1, "aria-haspopup": "menu" }));
}

function openActions(event, message, view, anchor) {
  if (event.type === "contextmenu" && !getSelection().isCollapsed) return;
  event.preventDefault();
  const pointed = event.type === "contextmenu" && event.clientX;
  const { clientX: left, clientY: top } = event;
  view.openMessageMenu(message, anchor, pointed ? { left, top, bottom: top } : undefined);
}
