/** The page around the chats: which are open, tabs, theme, shortcuts, and who hears what. */

import { ChatView } from "./column.js";
import { Developer } from "./developer.js";
import { askGroup, askPerson } from "./dialogs.js";
import { avatar, el, roving } from "./dom.js";
import { openMenu } from "./menu.js";
import { listen } from "./news.js";
import { shortcuts } from "./shortcuts.js";
import { nextTheme } from "./theme.js";
import { toast } from "./toasts.js";
import { counted } from "./words.js";

const byId = (id) => document.getElementById(id);

/** How many chats fit side by side. */
function roomFor(width) {
  if (width >= 1800) return 4;
  if (width >= 1100) return 3;
  return width >= 720 ? 2 : 1;
}

export class Desk {
  constructor(world) {
    this.world = world;
    this.views = new Map();
    this.slots = [];
    this.active = 0;
    this.columns = byId("columns");
    this.tabs = byId("tabs");
    this.toasts = byId("toasts");
    this.developer = new Developer(world, {
      fail: (words) => toast(this.toasts, words, { problem: true }),
      onCount: (count) => this.showBroken(count),
      close: () => this.toggleDeveloper(),
    });
    byId("workspace").append(this.developer.node);
    byId("theme").addEventListener("click", () => nextTheme());
    byId("developer").addEventListener("click", () => this.toggleDeveloper());
    byId("people").addEventListener("click", (event) => this.openPeople(event.currentTarget));
    this.columns.addEventListener("focusin", (event) => this.noteFocus(event.target));
    roving(this.tabs, () => [...this.tabs.children],
      (key) => ({ ArrowRight: 1, ArrowLeft: -1 })[key] ?? 0);
    new ResizeObserver(() => this.layOut()).observe(document.body);
    shortcuts(this);
    listen(this);
  }

  /** Draws everything anew after a fresh state; open chats stay open where they still exist. */
  rebuild() {
    this.views.clear();
    byId("title").textContent = this.world.title;
    document.title = `${this.world.title}, sandbox`;
    const known = [...this.world.chats.keys()];
    const kept = this.slots.filter((id) => this.world.chats.has(id));
    this.slots = [...kept, ...known.filter((id) => !kept.includes(id))];
    this.room = 0;
    this.layOut();
    this.developer.refresh();
  }

  view(chatId) {
    if (!this.views.has(chatId)) {
      this.views.set(chatId, new ChatView(this.world, this.world.chats.get(chatId), this));
    }
    return this.views.get(chatId);
  }

  get shown() {
    return this.slots.slice(0, this.room);
  }

  layOut() {
    if (!this.world.chats) return;
    const room = Math.min(roomFor(window.innerWidth), this.world.chats.size);
    if (room !== this.room) {
      this.room = room;
      this.active = Math.min(this.active, room - 1);
      this.mount();
    }
  }

  mount() {
    const nodes = this.shown.map((id) => this.view(id).node);
    this.columns.replaceChildren(...nodes);
    this.columns.dataset.count = this.room;
    this.shown.forEach((id) => this.seen(id));
    this.shown.forEach((id) => this.view(id).log.atEnd && this.view(id).log.scrollToEnd());
    this.drawTabs();
  }

  /** Puts a chat into the slot that has the focus, or moves the focus to where it already is. */
  open(chatId, slot = this.active) {
    const at = this.slots.indexOf(chatId);
    if (at >= this.room || slot !== this.active) {
      [this.slots[slot], this.slots[at]] = [this.slots[at], this.slots[slot]];
      this.mount();
    }
    this.active = this.slots.indexOf(chatId);
    this.drawTabs();
    const { input } = this.view(chatId).composer;
    if (matchMedia("(hover: hover)").matches) input.focus({ preventScroll: true });
  }

  seen(chatId) {
    this.world.unread.delete(chatId);
  }

  drawTabs() {
    const focused = this.tabs.contains(document.activeElement);
    const current = this.slots[this.active];
    this.tabs.replaceChildren(...[...this.world.chats.keys()].map((id) => this.tab(id, current)));
    this.tabs.hidden = this.room >= this.world.chats.size;
    if (focused) this.tabs.querySelector("[aria-current]")?.focus();
  }

  tab(id, current) {
    const { title, subtitle } = this.view(id);
    const unread = this.world.unread.get(id) ?? 0;
    const name = unread ? `${title}, ${counted(unread, "new message")}` : title;
    return el(this.shown.includes(id) ? "button.tab.shown" : "button.tab", {
      type: "button", tabIndex: id === current ? 0 : -1, "aria-label": `${name}, ${subtitle}`,
      "aria-current": id === current ? "true" : null, onclick: () => this.open(id),
    }, avatar(id, title), el("span", { dir: "auto" }, title),
    unread ? el("span.badge", unread > 99 ? "99+" : unread) : null);
  }

  switchChat(view, anchor) {
    const slot = this.slots.indexOf(view.chatId);
    const others = [...this.world.chats.keys()].filter((id) => id !== view.chatId);
    openMenu(anchor, others.map((id) => {
      const { title, subtitle } = this.view(id);
      return { label: title, note: subtitle, badge: this.world.unread.get(id),
        run: () => this.open(id, slot) };
    }).concat(this.additions()), "Show another chat");
  }

  additions() {
    return [
      { label: "Add a person", icon: "add",
        run: () => askPerson((person) => this.welcome(person.id)) },
      { label: "New group", icon: "group",
        run: () => askGroup(this.world.people.values(), (chat) => this.welcome(chat.id)) },
    ];
  }

  openPeople(anchor) {
    openMenu(anchor, this.additions(), "People and groups");
  }

  /** Opens a chat that was just made, now or when the server tells of it. */
  welcome(chatId) {
    if (this.world.chats.has(chatId)) this.open(chatId);
    else this.awaited = chatId;
  }

  chatChanged(chat) {
    if (!this.slots.includes(chat.id)) this.slots.push(chat.id);
    this.drawn(chat.id, (view) => view.refreshHead());
    this.layOut();
    this.drawTabs();
    if (this.awaited !== chat.id) return;
    this.awaited = undefined;
    this.open(chat.id);
  }

  noteFocus(target) {
    const at = this.shown.findIndex((id) => this.view(id).node.contains(target));
    if (at < 0 || at === this.active) return;
    this.active = at;
    this.drawTabs();
  }

  toggleDeveloper() {
    const { node } = this.developer;
    node.hidden = !node.hidden;
    byId("developer").setAttribute("aria-expanded", String(!node.hidden));
    document.body.classList.toggle("with-developer", !node.hidden);
    this.developer.tick();
    if (node.hidden) byId("developer").focus();
    else node.querySelector("button").focus();
  }

  showBroken(count) {
    const badge = byId("broken");
    badge.textContent = count > 99 ? "99+" : String(count);
    badge.hidden = !count;
    byId("developer").setAttribute("aria-label",
      count ? `Developer pane, ${counted(count, "broken rule")}` : "Developer pane");
  }

  offline(is) {
    byId("offline").hidden = !is;
  }

  /** The view of a chat if it has been drawn already. */
  drawn(chatId, run) {
    const view = this.views.get(chatId);
    if (view) run(view);
  }
}
