/** What the page knows: people, chats, messages and calls, kept true by the server's events. */

const KEPT_CALLS = 200;

/** Tells each change as an event of the same name as the server's, after applying it. */
export class World extends EventTarget {
  /** Replaces everything by a fresh answer of /api/state. */
  load(state) {
    this.bot = state.bot;
    this.title = state.title;
    this.people = new Map(state.people.map((person) => [person.id, person]));
    this.chats = new Map(state.chats.map((chat) => [chat.id, chat]));
    this.calls = state.calls;
    this.faults = state.faults;
    this.controls = state.controls ?? [];
    this.providers = state.providers ?? [];
    this.seq = state.seq;
    this.unread = new Map();
    this.setClock(state.now);
  }

  /** The sandbox's time, unix seconds; it runs on between the server's clock events. */
  get now() {
    return this.clockAt + Math.floor((Date.now() - this.clockSet) / 1000);
  }

  setClock(now) {
    this.clockAt = now;
    this.clockSet = Date.now();
  }

  person(id) {
    return this.people.get(id);
  }

  message(chatId, messageId) {
    return this.chats.get(chatId)?.messages.find((one) => one.message_id === messageId);
  }

  /** The invoice a person is paying: their own, or one in a chat where they saw it. */
  invoice(personId, messageId) {
    const chats = [personId, ...this.chats.keys()];
    return chats.map((id) => this.message(id, messageId)).find((one) => one?.invoice);
  }

  /** The person whose private chat this is; undefined for groups. */
  ownerOf(chat) {
    return chat.type === "private" ? this.person(chat.person_id ?? chat.id) : undefined;
  }

  /** Applies one event of the stream; one number may tell of many chats. */
  apply({ seq, kind, ...detail }) {
    if (seq < this.seq) return;
    this.seq = seq;
    CHANGES[kind]?.(this, detail);
    this.dispatchEvent(new CustomEvent(kind, { detail }));
  }
}

function put(world, message) {
  const messages = world.chats.get(message.chat.id)?.messages;
  if (!messages) return;
  const at = messages.findIndex((one) => one.message_id === message.message_id);
  if (at < 0) messages.push(message);
  else messages[at] = message;
}

function inChat(world, id, change) {
  const chat = world.chats.get(id);
  if (chat) change(chat);
}

const CHANGES = {
  message: (world, { message }) => put(world, message),
  edited: (world, { message }) => put(world, message),
  deleted(world, { chat_id, message_id }) {
    const message = world.message(chat_id, message_id);
    if (message) message.sandbox = { ...message.sandbox, deleted: true };
  },
  answered(world, { chat_id, message_id }) {
    const message = world.message(chat_id, message_id);
    if (message) message.sandbox = { ...message.sandbox, spinning: [] };
  },
  reply_keyboard: (world, { chat_id, markup }) =>
    inChat(world, chat_id, (chat) => { chat.reply_keyboard = markup; }),
  commands: (world, { chat_id, commands }) =>
    inChat(world, chat_id, (chat) => { chat.commands = commands; }),
  person: (world, { person }) => world.people.set(person.id, person),
  chat(world, { chat }) {
    world.chats.set(chat.id, { messages: [], commands: [], ...world.chats.get(chat.id), ...chat });
  },
  call(world, { call }) {
    world.calls.push(call);
    if (world.calls.length > KEPT_CALLS) world.calls.shift();
  },
  checkout(world, { person_id, message_id, stage }) {
    const message = stage === "paid" && world.invoice(person_id, message_id);
    if (message) message.sandbox = { ...message.sandbox, paid: true };
  },
  faults: (world, { faults }) => { world.faults = faults; },
  providers: (world, { providers }) => { world.providers = providers; },
  clock: (world, { now }) => world.setClock(now),
};
