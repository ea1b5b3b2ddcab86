/** What the page does when the server tells of something. */

import { showAlert } from "./dialogs.js";
import { toast } from "./toasts.js";
import { fullName } from "./words.js";

/** Lets `desk` follow every event of its world. */
export function listen(desk) {
  const { world, developer } = desk;
  for (const [kind, run] of Object.entries(CHANGES)) {
    world.addEventListener(kind, ({ detail }) => run(desk, detail));
  }
  world.addEventListener("call", ({ detail }) => developer.add(detail.call));
  world.addEventListener("faults", () => developer.refreshFaults());
  world.addEventListener("providers", () => developer.refreshProviders());
  world.addEventListener("clock", () => developer.tick());
}

const refreshComposer = (desk, { chat_id }) =>
  desk.drawn(chat_id, (view) => view.composer.refresh());

const CHANGES = {
  message: (desk, { message }) => arrived(desk, message),
  edited: (desk, { message }) =>
    desk.drawn(message.chat.id, (view) => view.log.change(message)),
  deleted: (desk, { chat_id, message_id }) => desk.drawn(chat_id, (view) => {
    const message = desk.world.message(chat_id, message_id);
    if (message) view.log.remove(message);
  }),
  inline: (desk, detail) => desk.views.forEach((view) => view.composer.inline.answer(detail)),
  answered, toast: announce, checkout,
  typing: (desk, { chat_id }) => desk.drawn(chat_id, (view) => view.typing()),
  reply_keyboard: refreshComposer,
  commands: refreshComposer,
  person: (desk, { person }) => desk.drawn(person.id, (view) => {
    view.refreshHead();
    view.composer.refresh();
  }),
  chat: (desk, { chat }) => desk.chatChanged(chat),
  problem: (desk, { text }) => toast(desk.toasts, text, { problem: true }),
};

function arrived(desk, message) {
  const { id } = message.chat;
  const view = desk.view(id);
  view.doneTyping();
  view.log.put(message);
  if (view.chat.messages.length === 1) view.composer.refresh();
  if (desk.shown.includes(id) || message.from?.id === id) return;
  desk.world.unread.set(id, (desk.world.unread.get(id) ?? 0) + 1);
  desk.drawTabs();
}

function answered(desk, { chat_id: chat, message_id: id, late }) {
  const message = desk.world.message(chat, id);
  desk.drawn(chat, (view) => {
    if (message) view.log.spin(message);
    if (late) view.notice("The bot never answered this press.", { problem: true });
  });
}

/** A callback answer: a toast in its chat, an alert over the page, or a link to follow. */
function announce(desk, { person_id, chat_id, text, alert, url }) {
  const view = desk.view(chat_id);
  const person = desk.world.person(person_id);
  if (url) view.openLink(url);
  if (!text) return;
  if (alert) showAlert(text, desk.world.bot.first_name, person && fullName(person));
  else if (desk.shown.includes(chat_id)) view.notice(text);
  else {
    const action = { label: "Show", run: () => desk.open(chat_id) };
    toast(desk.toasts, `${view.title}: ${text}`, { action });
  }
}

function checkout(desk, detail) {
  const invoice = desk.world.invoice(detail.person_id, detail.message_id);
  if (invoice) desk.drawn(invoice.chat.id, (view) => view.log.change(invoice));
  desk.views.forEach((view) => view.sheet?.follow(detail));
}
