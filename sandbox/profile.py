"""What the bot says about itself: commands, names, descriptions, menu buttons."""

import re
from typing import Any

from sandbox.params import Params
from sandbox.people import Chat
from sandbox.refusals import Json, bad_request

COMMANDS = 100
NAMES = {"name": 64, "description": 512, "short_description": 120}
_COMMAND = re.compile(r"[a-z0-9_]{1,32}")
_LANGUAGE = re.compile(r"([a-z]{2})?")
_SCOPES = (
    "default",
    "all_private_chats",
    "all_group_chats",
    "all_chat_administrators",
    "chat",
    "chat_administrators",
    "chat_member",
)

Scope = tuple[str, int, int]


class Profile:
    """Commands by scope and language, texts by language, menu buttons by chat."""

    def __init__(self) -> None:
        self._commands: dict[tuple[Scope, str], list[Json]] = {}
        self._texts: dict[tuple[str, str], str] = {}
        self._buttons: dict[int, Json] = {}

    def set_commands(self, params: Params) -> bool:
        """setMyCommands and, without commands, deleteMyCommands.

        Raises:
            Refused: an unknown scope, or a command Telegram would not take.
        """
        given = params.sequence("commands")
        if len(given) > COMMANDS:
            raise bad_request("BOT_COMMANDS_TOO_MUCH")
        key = (read_scope(params), _language(params))
        commands = [_command(each) for each in given]
        if commands:
            self._commands[key] = commands
        else:
            self._commands.pop(key, None)
        return True

    def get_commands(self, params: Params) -> list[Json]:
        """getMyCommands: exactly this scope and language, nothing inherited."""
        return self._commands.get((read_scope(params), _language(params)), [])

    def commands_for(self, chat: Chat, person_id: int, language: str) -> list[Json]:
        """What a person sees in a chat: the narrowest scope wins, its language first."""
        for scope in _narrowest_first(chat, person_id):
            for code in (language, ""):
                if found := self._commands.get((scope, code)):
                    return found
        return []

    def set_text(self, name: str, params: Params) -> bool:
        """setMyName, setMyDescription, setMyShortDescription.

        Raises:
            Refused: longer than Telegram allows.
        """
        text = params.text(name)
        if len(text) > NAMES[name]:
            raise bad_request(f"bot {name.replace('_', ' ')} is too long")
        self._texts[name, _language(params)] = text
        return True

    def get_text(self, name: str, params: Params) -> Json:
        """getMyName, getMyDescription, getMyShortDescription."""
        own = self._texts.get((name, _language(params)))
        return {name: own or self._texts.get((name, ""), "")}

    def set_button(self, params: Params) -> bool:
        """setChatMenuButton; without chat_id it is the default."""
        button = params.mapping("menu_button") or {"type": "default"}
        if button.get("type") not in ("default", "commands", "web_app"):
            raise bad_request("MenuButton has unsupported type")
        self._buttons[params.integer("chat_id")] = button
        return True

    def get_button(self, params: Params) -> Json:
        """getChatMenuButton."""
        default = self._buttons.get(0, {"type": "commands"})
        return self._buttons.get(params.integer("chat_id"), default)


def read_scope(params: Params) -> Scope:
    """The scope of a command list: its type, chat and user.

    Raises:
        Refused: there is no such scope, or its chat or user is missing.
    """
    scope = params.mapping("scope")
    kind = str(scope.get("type", "default"))
    if kind not in _SCOPES:
        raise bad_request("BotCommandScope has unsupported type")
    try:
        chat_id, user_id = int(scope.get("chat_id", 0)), int(scope.get("user_id", 0))
    except (TypeError, ValueError):
        raise bad_request("chat not found") from None
    if kind.startswith("chat") and not chat_id:
        raise bad_request("chat_id is empty")
    if kind == "chat_member" and not user_id:
        raise bad_request("user_id is empty")
    return kind, chat_id, user_id


def _narrowest_first(chat: Chat, person_id: int) -> list[Scope]:
    everywhere: list[Scope] = [("default", 0, 0)]
    if chat.private:
        return [("chat", chat.id, 0), ("all_private_chats", 0, 0), *everywhere]
    admin = person_id in chat.admins
    scopes: list[Scope] = [("chat_member", chat.id, person_id)]
    scopes += [("chat_administrators", chat.id, 0)] if admin else []
    scopes += [("chat", chat.id, 0)]
    scopes += [("all_chat_administrators", 0, 0)] if admin else []
    return [*scopes, ("all_group_chats", 0, 0), *everywhere]


def _language(params: Params) -> str:
    code = params.text("language_code")
    if not _LANGUAGE.fullmatch(code):
        raise bad_request("invalid language code specified")
    return code


def _command(given: Any) -> Json:
    name = str(given.get("command", "")).removeprefix("/")
    description = str(given.get("description", ""))
    if not _COMMAND.fullmatch(name):
        raise bad_request("BOT_COMMAND_INVALID")
    if not 1 <= len(description) <= 256:
        raise bad_request("BOT_COMMAND_DESCRIPTION_INVALID")
    return {"command": name, "description": description}
