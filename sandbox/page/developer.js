/** The developer pane: the clock, all that can go wrong, and every call the bot made. */

import { control, setFaults, skipTime } from "./api.js";
import { el, icon, iconButton, spoken } from "./dom.js";
import { ProviderSwitches } from "./providers.js";
import { counted, moment } from "./words.js";

const SKIPS = [["5 min", 300], ["1 hour", 3600], ["1 day", 86_400]];

const COUNTED_FAULTS = [
  ["too_many_requests", "Answer the next calls with 429"],
  ["retry_after", "… and ask to wait, seconds"],
  ["server_errors", "Answer the next calls with 500"],
  ["drop_answers", "Cut the line after the next calls"],
  ["slow_ms", "Delay each call, ms"],
];
const SWITCHED_FAULTS = [
  ["duplicate_updates", "Deliver each update twice"],
  ["shuffle_updates", "Deliver updates out of order"],
  ["flood_limits", "Apply Telegram’s flood limits"],
];
const CONTROLS = {
  restart: ["Restart the bot", "Open forms and cards must survive"],
  reset: ["Reset the shop", "Back to the first minute"],
};

/** `fail(words)` shows a refusal; `onCount(n)` learns how many rules were broken so far. */
export class Developer {
  constructor(world, { fail, onCount, close }) {
    Object.assign(this, { world, fail, onCount });
    this.list = el("div.calls");
    this.time = el("time.now");
    this.faults = el("div.faults");
    this.controls = el("div.controls");
    this.switches = new Map();
    this.onlyBroken = el("input", { type: "checkbox", onchange: () => this.filter() });
    this.tally = el("span.hint");
    this.calls = section("Calls", el("div.calls-head", this.tally,
      el("label.check", this.onlyBroken, el("span", "only broken rules"))), this.list);
    this.node = el("aside.developer", { "aria-label": "Developer pane", hidden: true },
      el("header.pane-head", el("h2", "Behind the chat"),
        iconButton("close", "Close the developer pane", close)),
      el("div.pane",
        section("Clock", el("p", this.time), el("div.chips", SKIPS.map(([label, seconds]) =>
          this.button(`+ ${label}`, () => skipTime(seconds), `Skip ${label}`)))),
        section("Bot", this.controls),
        el("details.section", el("summary", "Network faults", icon("down")), this.faults),
        this.calls));
    setInterval(() => this.tick(), 1000);
  }

  button(label, run, name = label) {
    return el("button.chip", { type: "button", "aria-label": name, onclick: () => this.run(run) },
      label);
  }

  async run(deed) {
    try {
      await deed();
    } catch (refused) {
      this.fail(refused.message);
    }
  }

  /** Draws everything anew, after a fresh state. */
  refresh() {
    this.broken = 0;
    this.list.replaceChildren();
    this.world.calls.forEach((call) => this.add(call));
    this.onCount(this.broken);
    this.controls.replaceChildren(...this.world.controls.map((name) => {
      const [label, note] = CONTROLS[name] ?? [name, ""];
      return el("button.choice", { type: "button", onclick: () => this.run(() => control(name)) },
        el("strong", label), el("small", note));
    }));
    this.refreshFaults();
    this.refreshProviders();
    this.tick();
  }

  tick() {
    if (this.node.hidden) return;
    this.time.textContent = moment(this.world.now);
  }

  refreshFaults() {
    const { faults } = this.world;
    if (this.faults.contains(document.activeElement)) return;
    const change = (name, value) => this.run(() => setFaults({ [name]: value }));
    const numbers = COUNTED_FAULTS.map(([name, label]) => el("label.number", el("span", label),
      el("input", { type: "number", min: 0, max: 60_000, value: faults[name] ?? 0,
        onchange: (event) => change(name, Number(event.target.value)) })));
    const switches = SWITCHED_FAULTS.map(([name, label]) => el("label.check",
      el("input", { type: "checkbox", checked: Boolean(faults[name]),
        onchange: (event) => change(name, event.target.checked) }), el("span", label)));
    this.faults.replaceChildren(...numbers, ...switches);
  }

  refreshProviders() {
    for (const provider of this.world.providers) {
      if (!this.switches.has(provider.name)) {
        const switches = new ProviderSwitches(provider, (deed) => this.run(deed));
        this.switches.set(provider.name, switches);
        this.calls.before(switches.node);
      }
      this.switches.get(provider.name).refresh(provider);
    }
  }

  /** A call of the bot arrived. */
  add(call) {
    const row = el(call.violation ? "details.call.broken" : "details.call",
      el("summary", el("span.method", call.method), this.result(call),
        el("span.ms", `${call.ms < 10 ? call.ms.toFixed(1) : Math.round(call.ms)} ms`),
        call.violation && el("span.violation", icon("warning"), call.violation)));
    row.addEventListener("toggle", () => row.children.length > 1 || row.append(insides(call)));
    row.hidden = this.onlyBroken.checked && !call.violation;
    this.list.prepend(row);
    if (this.list.children.length > 200) this.list.lastChild.remove();
    if (call.violation) this.onCount(this.broken += 1);
    this.tally.textContent = `${counted(this.list.children.length, "call")}, newest first`;
  }

  result(call) {
    return call.ok ? el("span.ok", icon("check"), spoken("answered"))
      : el("span.refused", String(call.error_code ?? "no"));
  }

  filter() {
    for (const row of this.list.children) {
      row.hidden = this.onlyBroken.checked && !row.classList.contains("broken");
    }
  }
}

const section = (title, ...content) =>
  el("section.section", el("h3", title), content);

function insides(call) {
  const show = (title, value) => [el("h4", title),
    el("pre", { tabIndex: 0, "aria-label": title }, 
      typeof value === "string" ? value : JSON.stringify(value, null, 2))];
  return el("div.insides", el("p.hint", moment(call.at)), show("Parameters", call.params),
    call.ok ? show("Result", call.result) : show("Refused", call.description));
}
