/** Service messages in words: what Telegram writes in the middle of a chat. */

import { fullName, money } from "./words.js";

/** The words of a service message, null for ordinary ones. */
export function serviceWords(message, view) {
  const kind = Object.keys(WORDS).find((name) => message[name] !== undefined);
  return kind ? WORDS[kind](message, view) : null;
}

const names = (people) => people.map(fullName).join(", ");
const sum = (payment, view) =>
  money(payment.total_amount, payment.currency, view.language);

const WORDS = {
  successful_payment: (message, view) => paid(message, view),
  refunded_payment: (message, view) => `${sum(message.refunded_payment, view)} was refunded`,
  new_chat_members: (message) => `${names(message.new_chat_members)} joined the group`,
  left_chat_member: (message) => `${fullName(message.left_chat_member)} left the group`,
  new_chat_title: (message) => `The group is now called “${message.new_chat_title}”`,
  group_chat_created: (message) => `${fullName(message.from)} created the group`,
  supergroup_chat_created: () => "The group was created",
  pinned_message: (message) => `${fullName(message.from)} pinned a message`,
  migrate_to_chat_id: () => "The group became a supergroup",
  migrate_from_chat_id: () => "This supergroup was made from a group",
  forum_topic_created: (message) => `Topic “${message.forum_topic_created.name}” was created`,
  forum_topic_closed: () => "The topic was closed",
  forum_topic_reopened: () => "The topic was reopened",
  users_shared: (message) => `${message.users_shared.users.length} people were shared`,
  chat_shared: () => "A chat was shared",
};

function paid(message, view) {
  const amount = sum(message.successful_payment, view);
  return `You paid ${amount} to ${view.world.bot.first_name}. Test payment, no money was moved.`;
}
