/** Money, dates and names in the language of the person who looks at them. */

/** A locale the browser knows for a Telegram language code, English for unknown ones. */
function locale(language) {
  try {
    return Intl.DateTimeFormat.supportedLocalesOf(language)[0] ?? "en";
  } catch {
    return "en";
  }
}

/** `amount` in minor units of `currency`; Telegram Stars have no minor units. */
export function money(amount, currency, language) {
  const place = locale(language);
  if (currency === "XTR") return `${new Intl.NumberFormat(place).format(amount)}\u00a0⭐`;
  const format = new Intl.NumberFormat(place, { style: "currency", currency });
  return format.format(amount / 10 ** format.resolvedOptions().maximumFractionDigits);
}

const inSeconds = (unix) => new Date(unix * 1000);

/** Hours and minutes of a unix time. */
export function clock(unix, language) {
  return new Intl.DateTimeFormat(locale(language), { timeStyle: "short" }).format(inSeconds(unix));
}

/** Date and time of a unix time, for people who look after the shop. */
export function moment(unix) {
  const style = { dateStyle: "medium", timeStyle: "medium" };
  return new Intl.DateTimeFormat("en-GB", style).format(inSeconds(unix));
}

/** The local calendar day, comparable with ===. */
export const dayOf = (unix) => inSeconds(unix).toDateString();

/** "today", "yesterday" or the date, in words. */
export function day(unix, now, language) {
  const midnight = (value) => new Date(dayOf(value)).getTime();
  const away = Math.round((midnight(unix) - midnight(now)) / 86_400_000);
  if (away === 0 || away === -1) {
    return new Intl.RelativeTimeFormat(locale(language), { numeric: "auto" }).format(away, "day");
  }
  const style = { day: "numeric", month: "long", year: "numeric" };
  return new Intl.DateTimeFormat(locale(language), style).format(inSeconds(unix));
}

/** A `date_time` entity's time as its format asks: `r`, or any of w, d, D, t and T. */
export function dateTime(unix, format, now, language) {
  if (format?.includes("r")) return relative(unix - now, locale(language));
  const wish = {
    ...(format?.includes("w") && { weekday: "long" }),
    ...(format?.includes("d") && { day: "2-digit", month: "2-digit", year: "2-digit" }),
    ...(format?.includes("D") && { day: "numeric", month: "long", year: "numeric" }),
    ...(format?.includes("t") && { hour: "numeric", minute: "2-digit" }),
    ...(format?.includes("T") && { hour: "numeric", minute: "2-digit", second: "2-digit" }),
  };
  return new Intl.DateTimeFormat(locale(language), wish).format(inSeconds(unix));
}

function relative(seconds, place) {
  const units = [["day", 86_400], ["hour", 3600], ["minute", 60], ["second", 1]];
  const [unit, size] = units.find(([, length]) => Math.abs(seconds) >= length) ?? units[3];
  return new Intl.RelativeTimeFormat(place, { numeric: "auto" })
    .format(Math.round(seconds / size), unit);
}

/** A file size for people: "18 kB". */
export function size(bytes, language) {
  const large = bytes >= 1_000_000;
  const unit = large ? "megabyte" : "kilobyte";
  const style = { style: "unit", unit, maximumFractionDigits: large ? 1 : 0 };
  return new Intl.NumberFormat(locale(language), style)
    .format(Math.max(1, bytes / (large ? 1_000_000 : 1000)));
}

/** First and last name of a person or a bot. */
export const fullName = (who) => [who?.first_name, who?.last_name].filter(Boolean).join(" ");

/** "1 call", "3 calls". */
export const counted = (n, noun) => `${n} ${noun}${n === 1 ? "" : "s"}`;
