"""Which function answers which Bot API method."""

from collections.abc import Callable, Mapping
from typing import Any

from sandbox import albums, copying, editing, membership, sending
from sandbox.callbacks import Press
from sandbox.desk import TOO_OLD
from sandbox.inline_results import answer_inline
from sandbox.params import Params
from sandbox.refusals import Json, bad_request, unknown_method, unsupported
from sandbox.world import World

Method = Callable[[World, Params], Any]
TOAST_LIMIT = 200


def get_me(world: World, _params: Params) -> Json:
    """getMe."""
    abilities = {
        "can_join_groups": True,
        "can_read_all_group_messages": not world.privacy,
        "supports_inline_queries": True,
        "can_connect_to_business": False,
        "has_main_web_app": False,
        "has_topics_enabled": False,
        "allows_users_to_create_topics": False,
        "can_manage_bots": False,
        "supports_guest_queries": False,
        "supports_join_request_queries": False,
    }
    return {**world.people.bot_user, **abilities}


def answer_callback(world: World, params: Params) -> bool:
    """answerCallbackQuery."""
    text = params.text("text")
    if len(text) > TOAST_LIMIT:
        raise bad_request("MESSAGE_TOO_LONG")
    press = world.presses.answer(params.text("callback_query_id"))
    if press is None:
        raise bad_request(TOO_OLD)
    if text or params.has("url"):
        _show_toast(world, params, press)
    where = {"chat_id": press.chat_id, "message_id": press.message_id}
    world.events.publish("answered", **where)
    return True


def _show_toast(world: World, params: Params, press: Press) -> None:
    shown: Json = {"person_id": press.person_id, "chat_id": press.chat_id}
    shown |= {"message_id": press.message_id, "text": params.text("text")}
    shown["alert"] = params.flag("show_alert")
    shown["query_id"] = press.id
    if params.has("url"):
        shown["url"] = params.text("url")
    world.toasts.append(shown)
    world.events.publish("toast", **shown)


def get_file(world: World, params: Params) -> Json:
    """getFile."""
    file = world.files.known(params.text("file_id"))
    if len(file.data) > 20 * 1024 * 1024:
        raise bad_request("file is too big")
    return file.named() | {"file_path": file.path}


def refund_stars(world: World, params: Params) -> bool:
    """refundStarPayment; the payer's chat gets a service message."""
    user_id = params.integer("user_id")
    if user_id not in world.people.persons:
        raise bad_request("USER_ID_INVALID")
    user, now = world.people.user(user_id), int(world.clock.now())
    refunded = world.stars.refund(params, user, now)
    world.receive(world.post(world.people.chats[user_id], user, {"refunded_payment": refunded}))
    return True


def star_transactions(world: World, params: Params) -> Json:
    """getStarTransactions."""
    limit = max(1, min(params.integer("limit", 100), 100))
    return {"transactions": world.stars.transactions(params.integer("offset"), limit)}


def star_balance(world: World, _params: Params) -> Json:
    """getMyStarBalance."""
    return {"amount": world.stars.balance}


def set_webhook(world: World, params: Params) -> bool:
    """setWebhook; an empty address means none."""
    world.webhook.set(params)
    _remember_allowed(world, params)
    if params.flag("drop_pending_updates"):
        world.updates.clear()
    return True


def delete_webhook(world: World, params: Params) -> bool:
    """deleteWebhook."""
    world.webhook.set(Params({}))
    if params.flag("drop_pending_updates"):
        world.updates.clear()
    return True


def _remember_allowed(world: World, params: Params) -> None:
    if params.has("allowed_updates"):
        world.updates.allow(str(kind) for kind in params.sequence("allowed_updates"))


def webhook_info(world: World, _params: Params) -> Json:
    """getWebhookInfo."""
    return world.webhook.info(len(world.updates), world.updates.allowed)


def get_updates(world: World, params: Params) -> list[Json]:
    """getUpdates without waiting; the waiting is in `sandbox.polling`."""
    _remember_allowed(world, params)
    if offset := params.integer("offset"):
        world.updates.confirm(offset)
    limit = max(1, min(params.integer("limit", 100), 100))
    batch = world.updates.batch(limit)
    if world.faults.shuffle_updates:
        batch = world.updates.shuffled(batch)
    if world.faults.duplicate_updates:
        batch = [update for update in batch for _ in range(2)]
    return batch


def set_commands(world: World, params: Params) -> bool:
    """setMyCommands and deleteMyCommands."""
    world.profile.set_commands(params)
    world.events.publish("commands")
    return True


def yes(_world: World, _params: Params) -> bool:
    """close and logOut: agreed, and nothing else happens here."""
    return True


METHODS: Mapping[str, Method] = {
    "getme": get_me,
    "getupdates": get_updates,
    "setwebhook": set_webhook,
    "deletewebhook": delete_webhook,
    "getwebhookinfo": webhook_info,
    "logout": yes,
    "close": yes,
    "sendmessage": sending.send_message,
    "sendphoto": sending.send_photo,
    "senddocument": sending.send_document,
    "sendmediagroup": albums.send_media_group,
    "sendinvoice": sending.send_invoice,
    "createinvoicelink": sending.create_invoice_link,
    "sendchataction": sending.send_chat_action,
    "sendcontact": sending.send_contact,
    "sendlocation": sending.send_location,
    "sendvenue": sending.send_venue,
    "copymessage": copying.copy_message,
    "forwardmessage": copying.forward_message,
    "editmessagetext": editing.edit_text,
    "editmessagecaption": editing.edit_caption,
    "editmessagemedia": editing.edit_media,
    "editmessagereplymarkup": editing.edit_keyboard,
    "deletemessage": editing.delete_message,
    "deletemessages": editing.delete_messages,
    "pinchatmessage": editing.pin_message,
    "unpinchatmessage": editing.unpin_message,
    "unpinallchatmessages": editing.unpin_all,
    "setmessagereaction": editing.react,
    "answercallbackquery": answer_callback,
    "answerprecheckoutquery": lambda world, params: world.desk.answer_pre_checkout(params),
    "answershippingquery": lambda world, params: world.desk.answer_shipping(params),
    "answerinlinequery": answer_inline,
    "setmycommands": set_commands,
    "deletemycommands": set_commands,
    "getmycommands": lambda world, params: world.profile.get_commands(params),
    "setmyname": lambda world, params: world.profile.set_text("name", params),
    "getmyname": lambda world, params: world.profile.get_text("name", params),
    "setmydescription": lambda world, params: world.profile.set_text("description", params),
    "getmydescription": lambda world, params: world.profile.get_text("description", params),
    "setmyshortdescription": lambda world, params: world.profile.set_text(
        "short_description", params
    ),
    "getmyshortdescription": lambda world, params: world.profile.get_text(
        "short_description", params
    ),
    "setchatmenubutton": lambda world, params: world.profile.set_button(params),
    "getchatmenubutton": lambda world, params: world.profile.get_button(params),
    "getchat": membership.get_chat,
    "getchatmember": membership.get_member,
    "getchatadministrators": membership.get_administrators,
    "getchatmembercount": membership.count_members,
    "leavechat": membership.leave,
    "getuserprofilephotos": membership.get_profile_photos,
    "getfile": get_file,
    "refundstarpayment": refund_stars,
    "getstartransactions": star_transactions,
    "getmystarbalance": star_balance,
}

KNOWN_ELSEWHERE = (
    "sendAnimation sendAudio sendVideo sendVoice sendVideoNote sendPaidMedia sendPoll sendDice"
    " sendSticker sendGame sendGift sendChecklist sendMessageDraft sendRichMessage"
    " sendRichMessageDraft forwardMessages copyMessages stopPoll editMessageLiveLocation"
    " stopMessageLiveLocation editMessageChecklist banChatMember unbanChatMember"
    " restrictChatMember promoteChatMember setChatAdministratorCustomTitle banChatSenderChat"
    " unbanChatSenderChat setChatPermissions exportChatInviteLink createChatInviteLink"
    " editChatInviteLink revokeChatInviteLink approveChatJoinRequest declineChatJoinRequest"
    " setChatPhoto deleteChatPhoto setChatTitle setChatDescription createForumTopic"
    " editForumTopic closeForumTopic reopenForumTopic deleteForumTopic unpinAllForumTopicMessages"
    " getForumTopicIconStickers setMyDefaultAdministratorRights getMyDefaultAdministratorRights"
    " getStickerSet uploadStickerFile answerWebAppQuery answerGuestQuery"
    " savePreparedInlineMessage editUserStarSubscription getAvailableGifts"
    " getBusinessConnection getUserChatBoosts setUserEmojiStatus verifyUser verifyChat"
    " setMyProfilePhoto removeMyProfilePhoto postStory setGameScore getGameHighScores"
)
_UNSUPPORTED: Mapping[str, str] = {name.lower(): name for name in KNOWN_ELSEWHERE.split()}


def find_method(name: str) -> Method:
    """The function for a method, whatever the case of its name.

    Raises:
        Refused: 404 for what Telegram does not know, 501 for what only the sandbox does not.
    """
    method = METHODS.get(name.lower())
    if method:
        return method
    if name.lower() in _UNSUPPORTED:
        raise unsupported(_UNSUPPORTED[name.lower()])
    raise unknown_method()
