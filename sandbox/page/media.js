/** What a message carries besides words: photos, files, contacts, places, invoices. */

import { fileUrl } from "./api.js";
import { el, icon, spoken } from "./dom.js";
import { lightbox } from "./dialogs.js";
import { money, size } from "./words.js";

const WIDE_ENOUGH = 800;

/** The node for a message's media, null for a message of words only. */
export function mediaOf(message, view) {
  const kind = Object.keys(SHOWN).find((name) => message[name]);
  if (kind) return SHOWN[kind](message, view);
  const known = message.text !== undefined || message.caption !== undefined;
  return known ? null : el("p.unsupported", "The sandbox cannot show this kind of message yet.");
}

const SHOWN = {
  photo, document, contact, invoice, sticker,
  venue: (message) => place(message.venue.location, message.venue),
  location: (message) => place(message.location),
  ...Object.fromEntries(["video", "animation", "audio", "voice", "video_note", "poll", "dice"]
    .map((kind) => [kind, () => el("p.unsupported", `Here is a ${kind.replace("_", " ")}.`
      + " The sandbox does not play it.")])),
};

function photo(message) {
  const best = message.photo.find((one) => one.width >= WIDE_ENOUGH) ?? message.photo.at(-1);
  const alt = message.caption?.split("\n")[0] ?? "Photo";
  const image = el("img", {
    src: fileUrl(best.file_id), alt, width: best.width, height: best.height, decoding: "async",
  });
  const covered = message.has_media_spoiler;
  const open = (event) => {
    if (!event.currentTarget.classList.replace("covered", "shown")) lightbox(image.src, alt);
  };
  return el(covered ? "button.photo.covered" : "button.photo",
    { type: "button", onclick: open, "aria-label": `Open the photo: ${alt}` }, image);
}

function document(message, view) {
  const file = message.document;
  const name = file.file_name ?? "File";
  return el("a.card", { href: fileUrl(file.file_id), download: name },
    el("span.card-sign", icon("file")),
    el("span.card-words", el("strong", name),
      el("small", spoken("Download, "),
        file.file_size ? size(file.file_size, view.language) : "")));
}

function contact(message) {
  const { phone_number: phone, first_name: first, last_name: last } = message.contact;
  return el("div.card", el("span.card-sign", icon("person")),
    el("span.card-words", el("strong", [first, last].filter(Boolean).join(" ")),
      el("small", phone.startsWith("+") ? phone : `+${phone}`)));
}

function place(location, venue) {
  const { latitude, longitude } = location;
  return el("div.place", el("div.map", { "aria-hidden": "true" }, icon("pin")),
    el("p.card-words", el("strong", venue?.title ?? "Location"),
      el("small", venue?.address ?? `${latitude.toFixed(4)}, ${longitude.toFixed(4)}`)));
}

function sticker(message) {
  return el("div.sticker", { role: "img", "aria-label": `Sticker ${message.sticker.emoji ?? ""}` },
    message.sticker.emoji ?? "🙂");
}

function invoice(message, view) {
  const { title, description, total_amount: total, currency } = message.invoice;
  const picture = message.sandbox?.photo_file_id;
  return el("div.invoice",
    picture && el("img", { src: fileUrl(picture), alt: "" }),
    el("p.invoice-head", el("strong", title), el("span", money(total, currency, view.language))),
    el("p.invoice-words", description),
    el("p.test-note", "Test invoice, no money is moved"));
}
