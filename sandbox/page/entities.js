/** Message text with its entities as DOM nodes. Offsets are UTF-16 units, as JavaScript counts. */

import { el, icon } from "./dom.js";
import { dateTime } from "./words.js";

/** `text` as a list of nodes; `view` is the chat it stands in. */
export function formatted(text, entities, view) {
  const sorted = [...(entities ?? [])].sort(
    (a, b) => a.offset - b.offset || b.length - a.length || rank(b) - rank(a),
  );
  return nest(text, 0, text.length, sorted, view);
}

const BLOCKS = new Set(["pre", "blockquote", "expandable_blockquote"]);
const rank = (entity) => (BLOCKS.has(entity.type) ? 1 : 0);

function nest(text, from, to, entities, view) {
  const nodes = [];
  let at = from;
  entities.forEach((entity, n) => {
    const end = Math.min(entity.offset + entity.length, to);
    if (entity.offset < at || end <= at) return;
    nodes.push(text.slice(at, entity.offset));
    const inner = entities.slice(n + 1).filter((other) => other.offset < end);
    const children = nest(text, entity.offset, end, inner, view);
    nodes.push(dress(entity, children, text.slice(entity.offset, end), view));
    at = BLOCKS.has(entity.type) && text[end] === "\n" ? end + 1 : end;
  });
  nodes.push(text.slice(at, to));
  return nodes.filter((node) => node !== "");
}

const TAGS = {
  bold: "strong", italic: "em", underline: "u", strikethrough: "s", code: "code",
  blockquote: "blockquote", hashtag: "span.tag", cashtag: "span.tag",
  phone_number: "span.tag", custom_emoji: "span", bank_card_number: "span",
};

function dress(entity, children, words, view) {
  const special = SPECIAL[entity.type];
  if (special) return special(entity, children, words, view);
  return el(TAGS[entity.type] ?? "span", children);
}

const SPECIAL = {
  pre: (entity, children) =>
    el("pre", { tabIndex: 0, "aria-label": entity.language || "Code" }, el("code", children)),
  spoiler: (_, children) => spoiler(children),
  expandable_blockquote: (_, children) => expandable(children),
  bot_command: (_, children, words, view) =>
    el("button.inline-link", { type: "button", onclick: () => view.say(words) }, children),
  mention: (_, children, words, view) => link(`https://t.me/${words.slice(1)}`, children, view),
  text_mention: (_, children) => el("strong.tag", children),
  url: (_, children, words, view) => link(withScheme(words), children, view),
  email: (_, children, words) => el("a", { href: `mailto:${words}` }, children),
  text_link: (entity, children, _, view) => link(entity.url, children, view),
  date_time: (entity, children, words, view) => time(entity, words, view),
};

const withScheme = (words) => (/^[a-z]+:/i.test(words) ? words : `https://${words}`);

/** A link; those into the bot are followed inside the sandbox. */
function link(url, children, view) {
  const safe = /^(https?|tg|mailto|tel):/i.test(url) ? url : "about:blank";
  const onclick = (event) => {
    event.preventDefault();
    view.openLink(safe);
  };
  return el("a", { href: safe, rel: "noopener noreferrer", target: "_blank", onclick }, children);
}

function spoiler(children) {
  const inner = el("span.spoiler-words", { "aria-hidden": "true" }, children);
  const box = el("span.spoiler", {
    role: "button", tabIndex: 0, "aria-label": "Hidden text, press to show", onclick: reveal,
    onkeydown: (event) => ["Enter", " "].includes(event.key) && reveal(event),
  }, inner);
  function reveal(event) {
    event.preventDefault();
    box.classList.add("shown");
    ["role", "tabindex", "aria-label"].forEach((name) => box.removeAttribute(name));
    inner.removeAttribute("aria-hidden");
  }
  return box;
}

function expandable(children) {
  const words = el("span.quote-words", children);
  const more = el("button.expand", {
    type: "button", "aria-expanded": "false", "aria-label": "Show the whole quote",
    onclick() {
      const open = quote.classList.toggle("open");
      more.setAttribute("aria-expanded", String(open));
    },
  }, icon("down"));
  const quote = el("blockquote.expandable", words, more);
  return quote;
}

function time(entity, words, view) {
  const shown = entity.date_time_format
    ? dateTime(entity.unix_time, entity.date_time_format, view.now, view.language) : words;
  const iso = new Date(entity.unix_time * 1000).toISOString();
  return el("time.tag", { dateTime: iso, title: iso }, shown);
}
