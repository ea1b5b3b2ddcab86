/** Windows over the page: alerts, pickers and small forms. They trap the focus; Esc closes. */

import { addGroup, addPerson } from "./api.js";
import { el, iconButton } from "./dom.js";
import { fullName } from "./words.js";

/** Opens a modal window; `fill(close)` gives its content. Focus goes back when it closes. */
export function openDialog(title, fill, { role = "dialog", name = "window" } = {}) {
  const opener = document.activeElement;
  const close = () => dialog.close();
  const dialog = el(`dialog.${name}`, {
    role, "aria-label": title, "aria-modal": "true",
    onclick: (event) => event.target === dialog && role === "dialog" && close(),
    onclose: () => {
      dialog.remove();
      if (opener?.isConnected) opener.focus({ preventScroll: true });
    },
  }, el("div.window-body",
    el("header.window-head", el("h2", title),
      role === "dialog" && iconButton("close", "Close", close)),
    fill(close)));
  document.body.append(dialog);
  dialog.showModal();
  return dialog;
}

/** The alert a bot may answer a tap with; only OK or Esc lead out of it. */
export function showAlert(text, from, to) {
  openDialog(from, (close) => [
    el("p.alert-words", { dir: "auto" }, text),
    to && el("p.hint", `Shown to ${to}`),
    el("button.wide", { type: "button", autofocus: true, onclick: close }, "OK"),
  ], { role: "alertdialog", name: "window.alert" });
}

/** A photo as large as the window allows. */
export function lightbox(src, alt) {
  openDialog(alt, () => el("img", { src, alt }), { name: "window.lightbox" });
}

/** A labelled input. */
export function field(label, input, hint) {
  return el("label.field", el("span", label), input, hint && el("small", hint));
}

const input = (name, more = {}) =>
  el("input", { name, type: "text", autocomplete: "off", ...more });

/** A form which stays open, with the reason, while `send` is refused. */
export function form(fields, action, send, close) {
  const problem = el("p.problem", { role: "alert", hidden: true });
  const onsubmit = async (event) => {
    event.preventDefault();
    try {
      await send(new FormData(event.target));
      close();
    } catch (refused) {
      problem.textContent = refused.message;
      problem.hidden = false;
    }
  };
  return el("form.fields", { onsubmit }, fields, problem,
    el("button.wide", { type: "submit" }, action));
}

const LANGUAGES = [["en", "English"], ["ru", "Русский"], ["zh", "中文"], ["de", "Deutsch"],
  ["fr", "Français"], ["es", "Español"], ["ar", "العربية"], ["ja", "日本語"]];

/** Adds a person to the sandbox; `done(person)` follows. */
export function askPerson(done) {
  openDialog("Add a person", (close) => form([
    field("First name", input("first_name", { required: true, maxLength: 64, autofocus: true })),
    field("Language of the app", el("select", { name: "language_code" },
      LANGUAGES.map(([code, name]) => el("option", { value: code }, name)))),
    field("Label", input("label", { value: "Customer", maxLength: 32 }),
      "Only shown in this page; what a person may do is decided by the shop."),
  ], "Add", async (data) => done(await addPerson(Object.fromEntries(data))), close));
}

/** Creates a group with the bot in it; `done(chat)` follows. */
export function askGroup(people, done) {
  const boxes = [...people].map((person) => el("label.check",
    el("input", { type: "checkbox", name: "members", value: person.id, checked: true }),
    el("span", fullName(person), el("small", person.label))));
  const send = async (data) => done(await addGroup({
    title: data.get("title"),
    members: data.getAll("members").map(Number),
    supergroup: data.has("supergroup"),
  }));
  openDialog("New group with the bot", (close) => form([
    field("Title", input("title", { required: true, maxLength: 128, autofocus: true })),
    el("fieldset", el("legend", "Members"), boxes),
    el("label.check", el("input", { type: "checkbox", name: "supergroup", checked: true }),
      el("span", "Supergroup", el("small", "as most groups are"))),
  ], "Create", send, close));
}

function choices(list, close) {
  return el("div.choices", list.map(({ label, note, run }) => el("button.choice", {
    type: "button",
    onclick() {
      close();
      run();
    },
  }, el("strong", label), el("small", note))));
}

/** Which contact to share: one's own, someone else's, or an invented one. */
export function pickContact(view) {
  const other = [...view.world.people.values()].find(({ id }) => id !== view.viewer.id);
  const sample = { phone: "+15550199", first_name: "Sam", last_name: "Sample" };
  openDialog("Share a contact", (close) => choices([
    { label: "My own number", note: `${fullName(view.viewer)}, as the phone would send it`,
      run: () => view.act("contact", { own: true }) },
    other && { label: `${fullName(other)}’s number`, note: "Someone else’s: a shop should notice",
      run: () => view.act("contact",
        { phone: "+15550142", first_name: other.first_name, user_id: other.id }) },
    { label: "A number not on Telegram", note: "Sam Sample, +1 555 0199",
      run: () => view.act("contact", sample) },
  ].filter(Boolean), close));
}

const PLACES = [
  ["Town centre", 51.3811, -2.359], ["Countryside, 30 km away", 51.112, -2.281],
  ["Another country", 48.8566, 2.3522],
];

/** Which place to share: a sample or any coordinates. */
export function pickLocation(view) {
  const share = (latitude, longitude) => view.act("location", { latitude, longitude });
  const degrees = (name, limit) => input(name,
    { type: "number", step: "any", min: -limit, max: limit, required: true });
  openDialog("Share a location", (close) => [
    choices(PLACES.map(([label, latitude, longitude]) => ({
      label, note: `${latitude}, ${longitude}`, run: () => share(latitude, longitude),
    })), close),
    form([el("div.pair", field("Latitude", degrees("latitude", 90)),
      field("Longitude", degrees("longitude", 180)))], "Share these coordinates",
    async (data) => share(Number(data.get("latitude")), Number(data.get("longitude"))), close),
  ]);
}
