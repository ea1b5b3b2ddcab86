/** The page's line to the sandbox server. */

/** What the server or the connection refused, in a sentence to show. */
export class Problem extends Error {}

async function ask(path, body) {
  const request = body && {
    method: "POST",
    headers: { "Content-Type": "application/json" },
    body: JSON.stringify(body),
  };
  let response;
  try {
    response = await fetch(path, request);
  } catch {
    throw new Problem("The sandbox does not answer. Is it still running?");
  }
  const answer = await response.json().catch(() => ({}));
  if (!response.ok || answer.ok === false) {
    throw new Problem(answer.problem ?? `The sandbox answered ${response.status}.`);
  }
  return answer;
}

/** The whole sandbox as it is now. */
export const fetchState = () => ask("/api/state");

/** Lets a person do something in a chat; refused with a Problem. */
export const act = (person, chat, what, fields = {}) =>
  ask("/api/act", { as: person, chat, do: what, ...fields });

export const addPerson = (fields) => ask("/api/people", fields);
export const addGroup = (fields) => ask("/api/groups", fields);
export const setFaults = (fields) => ask("/api/faults", fields);
export const changeProvider = (name, fields) => ask("/api/providers", { name, ...fields });
export const skipTime = (seconds) => ask("/api/clock", { skip_seconds: seconds });
export const control = (name) => ask("/api/control", { name });

/** Where the browser finds a photo or document. */
export const fileUrl = (fileId) => `/api/file/${encodeURIComponent(fileId)}`;

const FIRST_WAIT_MS = 500;
const LONGEST_WAIT_MS = 8000;

/**
 * Follows the server's events for ever. After a cut it comes back by itself, each time from
 * the last event seen (`since()`), so that nothing is lost or shown twice.
 */
export function follow(since, onEvent, onLine) {
  let wait = FIRST_WAIT_MS;
  const open = () => {
    const source = new EventSource(`/api/events?since=${since()}`);
    source.onopen = () => {
      wait = FIRST_WAIT_MS;
      onLine(true);
    };
    source.onmessage = (message) => onEvent(JSON.parse(message.data));
    source.onerror = () => {
      source.close();
      onLine(false);
      setTimeout(open, wait);
      wait = Math.min(wait * 2, LONGEST_WAIT_MS);
    };
  };
  open();
}

/** The bytes of a chosen file as base64, the way the server wants uploads. */
export function asBase64(file) {
  return new Promise((resolve, reject) => {
    const reader = new FileReader();
    reader.onload = () => resolve(reader.result.slice(reader.result.indexOf(",") + 1));
    reader.onerror = () => reject(new Problem("This file could not be read."));
    reader.readAsDataURL(file);
  });
}
