/** The payment sheet of a chat. Other chats stay usable, so that a price can change meanwhile. */

import { field } from "./dialogs.js";
import { el, icon, iconButton } from "./dom.js";
import { fullName, money } from "./words.js";

const OTHER_ENDINGS = [
  ["decline", "Card declined", "The bank says no after the shop agreed"],
  ["slow", "Slow bank", "The money comes 15 seconds later"],
  ["leave", "Leave before paying", "The shop agreed, the person walks away"],
  ["twice", "Pay twice", "Two open sheets, both pressed"],
  ["foreign", "Someone else pays", "Another person opened the same invoice"],
  ["unanswered", "Shop does not hear", "The question is lost; the deadline is 10 seconds"],
];

const STAGES = {
  shipping: ["Asking the shop where it delivers", 0],
  checking: ["Asking the shop whether it agrees", 1],
  approved: ["The shop agreed, the bank is working", 2],
  paid: ["Paid", 3],
  refused: ["The shop refused the payment", 3],
  declined: ["The bank declined the card", 3],
  timed_out: ["The shop did not answer in time", 3],
};
const FAILED = new Set(["refused", "declined", "timed_out"]);
const NOTHING_TAKEN = "Nothing was charged.";

/** Opens the sheet for an invoice: `{message}` of the chat, or `{link}`. */
export function openPayment(view, invoice) {
  view.sheet?.close();
  view.sheet = new PaymentSheet(view, invoice);
}

class PaymentSheet {
  constructor(view, { message, link }) {
    Object.assign(this, { view, message, link, opener: document.activeElement });
    this.payer = view.viewer;
    this.content = el("div.sheet-content");
    this.node = el("div.sheet", {
      role: "dialog", "aria-labelledby": `sheet-${view.chatId}`, tabIndex: -1,
      onkeydown: (event) => this.key(event),
    }, el("header.sheet-head",
      el("h2", { id: `sheet-${view.chatId}` }, "Payment"),
      el("span.test-badge", "Test, no money"),
      iconButton("close", "Close the payment sheet", () => this.close())), this.content);
    view.sheetHost.replaceChildren(this.node);
    view.body.inert = true;
    this.content.append(...this.ask());
    this.node.focus();
  }

  key(event) {
    if (event.key !== "Escape") return;
    event.stopPropagation();
    this.close();
  }

  close() {
    this.view.sheet = undefined;
    this.view.sheetHost.replaceChildren();
    this.view.body.inert = false;
    if (this.opener?.isConnected) this.opener.focus({ preventScroll: true });
    else this.view.composer.input.focus({ preventScroll: true });
  }

  get total() {
    const invoice = this.message?.invoice;
    return invoice
      ? money(invoice.total_amount, invoice.currency, this.view.language) : "the invoice";
  }

  ask() {
    const { view } = this;
    const fields = this.details();
    const pay = el("button.wide.pay", { type: "button", onclick: () => this.pay("succeed") },
      `Pay ${this.total}`);
    const endings = OTHER_ENDINGS.map(([outcome, label, note]) => el("button.choice",
      { type: "button", onclick: () => this.pay(outcome) },
      el("strong", label), el("small", note)));
    const others = [...view.world.people.values()].filter(({ id }) => id !== view.viewer.id);
    this.foreign = el("select",
      others.map((person) => el("option", { value: person.id }, fullName(person))));
    return [this.bill(), fields, pay,
      el("h3", "Or let it end differently"), el("div.choices.pairs", endings),
      others.length > 1 && field("Who “someone else” is", this.foreign)].filter(Boolean);
  }

  bill() {
    const { title, description, currency } = this.message?.invoice
      ?? { title: "Invoice link", description: this.link };
    const lines = this.message?.sandbox?.prices ?? [];
    const row = (label, amount) => el("div", el("dt", label), el("dd", amount));
    return el("div.bill", el("strong", title), el("p.hint", description),
      el("dl", lines.map(({ label, amount }) =>
        row(label, money(amount, currency, this.view.language))),
      this.message && el("div.total", el("dt", "Total"), el("dd", this.total))));
  }

  /** The form of what the invoice asks for, filled with samples. */
  details() {
    const asked = this.message?.sandbox?.needs ?? [];
    const address = asked.includes("shipping_address") || this.message?.sandbox?.flexible;
    const wanted = DETAILS.filter(([name, , , kind]) =>
      (kind === "info" ? asked.includes(name) : address));
    if (!wanted.length) return null;
    this.form = el("form.fields", { onsubmit: (event) => event.preventDefault() },
      wanted.map(([name, label, sample]) => field(label,
        el("input", { name, value: name === "name" ? fullName(this.payer) : sample }))));
    return el("details.asked",
      el("summary", "Delivery and contact details", icon("down")), this.form);
  }

  filledIn() {
    const values = this.form ? Object.fromEntries(new FormData(this.form)) : {};
    const part = (wanted) => Object.fromEntries(DETAILS
      .filter(([name, , , kind]) => kind === wanted && name in values)
      .map(([name]) => [name, values[name]]));
    const [info, shipping] = [part("info"), part("shipping")];
    return {
      ...(Object.keys(info).length && { info }),
      ...(Object.keys(shipping).length && { shipping }),
    };
  }

  async pay(outcome) {
    const { view, message, link } = this;
    const foreign = outcome === "foreign" ? Number(this.foreign.value) : undefined;
    this.outcome = outcome;
    if (foreign) this.payer = view.world.person(foreign);
    const fields = this.filledIn();
    this.content.replaceChildren(this.progress = el("div.progress", { role: "status" }));
    this.show("checking", "");
    const done = await view.act("pay", {
      message_id: message?.message_id ?? 0, outcome, ...fields,
      ...(link && { link }), ...(foreign && { from: foreign }),
    });
    if (!done && view.sheet === this) this.close();
  }

  /** Follows a checkout event of this invoice and this payer; others are left alone. */
  follow({ person_id: person, message_id: id, stage, text }) {
    const here = id === (this.message?.message_id ?? 0) && person === this.payer.id;
    if (here && this.progress) this.show(stage, text);
  }

  show(stage, text) {
    const left = stage === "approved" && this.outcome === "leave";
    const [words, step] = left ? ["The shop agreed; you left without paying", 3] : STAGES[stage];
    const failed = FAILED.has(stage) || left;
    const over = step === 3;
    const mood = over ? (failed && "failed") || "done" : "working";
    this.progress.replaceChildren(
      el(`div.stage.${mood}`, over ? icon(failed ? "close" : "check") : el("span.spinner")),
      el("p.stage-words", words), el("p.stage-sum", this.total),
      failed ? "" : el("ol.steps", { "aria-hidden": "true" },
        [0, 1, 2].map((n) => el(n < step ? "li.past" : "li"))),
      text && text !== `${words}.` ? el("p.reason", { dir: "auto" }, text) : "",
      failed ? el("p.hint", NOTHING_TAKEN) : "",
      over ? this.closing(failed) : "");
    if (over) this.node.focus();
  }

  closing(failed) {
    const done = el("button.wide", { type: "button", onclick: () => this.close() }, "Done");
    const again = failed && el("button.wide.quiet", { type: "button", onclick: () => {
      const { view, message, link } = this;
      this.close();
      openPayment(view, { message, link });
    } }, "Try again");
    return el("div.closing", again, done);
  }
}

const DETAILS = [
  ["name", "Name", "", "info"],
  ["phone_number", "Phone", "15550100", "info"],
  ["email", "E-mail", "buyer@example.com", "info"],
  ["street_line1", "Street and house", "4 Sample Street", "shipping"],
  ["city", "City", "Bath", "shipping"],
  ["post_code", "Postcode", "BA1 1AA", "shipping"],
  ["country_code", "Country code", "GB", "shipping"],
];
