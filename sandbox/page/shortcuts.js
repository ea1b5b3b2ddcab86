/** Keys that work everywhere: "/" writes, Alt+1…9 goes to a chat, Ctrl+K shows the commands. */

/** Listens for the whole page. */
export function shortcuts(desk) {
  document.addEventListener("keydown", (event) => {
    if (document.querySelector("dialog[open]")) return;
    const composer = desk.views.get(desk.slots[desk.active])?.composer;
    const writing = event.target.matches?.("input, textarea, select");
    if (event.altKey && /^Digit[1-9]$/.test(event.code)) {
      event.preventDefault();
      goTo(desk, Number(event.code.at(-1)) - 1);
    } else if (event.ctrlKey && event.key === "k") {
      event.preventDefault();
      composer?.browse();
    } else if (event.key === "/" && !writing && !event.ctrlKey && !event.altKey) {
      event.preventDefault();
      composer?.input.focus();
    }
  });
}

function goTo(desk, number) {
  const id = desk.room > 1 && number < desk.room
    ? desk.slots[number] : [...desk.world.chats.keys()][number];
  if (id !== undefined) desk.open(id);
}
