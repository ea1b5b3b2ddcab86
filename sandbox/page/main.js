/** Starts the page: fetches the sandbox, lays out the chats and follows the events. */

import { fetchState, follow } from "./api.js";
import { Desk } from "./desk.js";
import { restoreTheme } from "./theme.js";
import { toast } from "./toasts.js";
import { World } from "./world.js";

restoreTheme();
const world = new World();
const desk = new Desk(world);

async function refetch() {
  try {
    world.load(await fetchState());
    desk.rebuild();
  } catch (problem) {
    desk.offline(true);
    toast(desk.toasts, problem.message, { problem: true });
  }
}

world.addEventListener("reload", refetch);
await refetch();
follow(() => world.seq ?? 0, (event) => world.apply(event), async (online) => {
  if (online && !world.bot) await refetch();
  desk.offline(!online);
});
document.documentElement.dataset.ready = "yes";
