/** What can go wrong at a payment provider, switched in the developer pane. */

import { changeProvider } from "./api.js";
import { el, icon } from "./dom.js";
import { counted } from "./words.js";

const COUNTED = [
  ["fail_before", "Next calls fail before anything happened"],
  ["fail_after", "Next calls fail after it happened"],
  ["cut_before", "Cut the line before anything happened"],
  ["cut_after", "Cut the line after it happened"],
  ["processing", "Answer the next calls “still working on it”"],
  ["too_many", "Answer the next calls “too many requests”"],
  ["hang", "Never answer the next calls"],
];
const SWITCHED = [
  ["keys_refused", "Refuse the shop’s keys"],
  ["refunds_wait", "Refunds wait"],
];
const NOTICES = [
  ["sent", "Sent at once"],
  ["lost", "Lost"],
  ["doubled", "Doubled: each is sent twice"],
  ["late", "Late: held until you release them"],
  ["reordered", "Reordered: held, the newest goes first"],
  ["forged", "Forged: a false one before the true one"],
];

/** The switches of one provider; `run(deed)` does something that may be refused. */
export class ProviderSwitches {
  constructor({ name, title }, run) {
    Object.assign(this, { name, run });
    this.inputs = new Map();
    this.tally = el("p.hint");
    this.release = this.chip("", { release: true });
    this.waiting = el("p.hint");
    this.settling = el("div", { role: "group", "aria-label": "Settle waiting refunds" },
      this.waiting, el("div.chips",
      this.chip("Succeed", { refunds: "succeed" }), this.chip("Fail", { refunds: "fail" })));
    this.node = el("details.section",
      el("summary", `${title} payments`, icon("down")),
      el("div.faults", COUNTED.map((fault) => this.number(...fault)),
        SWITCHED.map((fault) => this.check(...fault)), this.settling,
        this.notices(), this.tally, el("div.chips", this.release)));
  }

  change(fields) {
    return this.run(() => changeProvider(this.name, fields));
  }

  input(fault, kind, attributes, read) {
    const input = el(kind, attributes,
      { onchange: ({ target }) => this.change({ faults: { [fault]: read(target) } }) });
    this.inputs.set(fault, input);
    return input;
  }

  number(fault, label) {
    return el("label.number", el("span", label), this.input(fault, "input",
      { type: "number", min: 0, max: 60_000 }, ({ value }) => Number(value)));
  }

  check(fault, label) {
    return el("label.check", this.input(fault, "input", { type: "checkbox" },
      ({ checked }) => checked), el("span", label));
  }

  notices() {
    const select = this.input("notices", "select", {}, ({ value }) => value);
    select.append(...NOTICES.map(([value, words]) => el("option", { value }, words)));
    return el("label.field", el("span", "Notifications"), select);
  }

  chip(label, fields) {
    return el("button.chip", { type: "button", onclick: () => this.change(fields) }, label);
  }

  /** Shows how the provider stands; what somebody is typing is left alone. */
  refresh({ faults, notices, refunds }) {
    for (const [fault, input] of this.inputs) {
      if (input.type === "checkbox") input.checked = faults[fault];
      else if (input !== document.activeElement) input.value = faults[fault];
    }
    this.tally.textContent = tally(notices);
    this.release.textContent = `Release ${counted(notices.held, "held notification")}`;
    this.waiting.textContent = `Settle ${counted(refunds, "waiting refund")}`;
    this.reveal(this.release, notices.held, "notices");
    this.reveal(this.settling, refunds, "refunds_wait");
  }

  /** Shows a part only while it has something to do; the focus in it moves to `fault`. */
  reveal(part, count, fault) {
    if (!count && part.contains(document.activeElement)) this.inputs.get(fault).focus();
    part.hidden = !count;
  }
}

function tally({ sent, missed, held, lost }) {
  const parts = [`${sent} sent`, missed && `${missed} of them not taken by the shop`,
    held && `${held} held`, lost && `${lost} lost`];
  return parts.filter(Boolean).join(", ");
}
