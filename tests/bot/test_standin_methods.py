"""The stand-in serves python-telegram-bot over real HTTP, every method we use."""

from datetime import timedelta

import pytest
from telegram import (
    BotCommand,
    BotCommandScopeAllPrivateChats,
    BotCommandScopeChat,
    InlineKeyboardButton,
    InlineKeyboardMarkup,
    KeyboardButton,
    LinkPreviewOptions,
    Message,
    ReplyKeyboardMarkup,
    ReplyKeyboardRemove,
)
from telegram.constants import ChatAction, ParseMode
from telegram.error import BadRequest

from tests.bot.standin_desk import AMINA, desk

YES_OR_NO = InlineKeyboardMarkup(
    [
        [
            InlineKeyboardButton("Yes", callback_data="y"),
            InlineKeyboardButton("No", callback_data="n"),
        ]
    ]
)


async def test_bot_introduces_itself() -> None:
    async with desk() as table:
        assert await table.bot.set_my_name("JIP Kreis") is True
        assert (await table.bot.get_me()).first_name == "JIP Kreis"
        assert (await table.bot.get_my_name("ar")).name == "JIP Kreis"
        await table.bot.set_my_description("عمل", "ar")
        assert (await table.bot.get_my_description("ar")).description == "عمل"
        assert (await table.bot.get_my_description("de")).description == ""
        await table.bot.set_my_short_description("Arbeit")
        assert (await table.bot.get_my_short_description()).short_description == "Arbeit"


async def test_message_with_html_and_buttons_reaches_the_phone() -> None:
    async with desk() as table:
        sent = await table.bot.send_message(
            AMINA,
            "<b>Do you</b> have time &amp; a bike?\n",
            parse_mode=ParseMode.HTML,
            reply_markup=YES_OR_NO,
            disable_notification=True,
            link_preview_options=LinkPreviewOptions(is_disabled=True),
        )
        assert sent.text == "Do you have time & a bike?"
        assert sent.text_html == "<b>Do you</b> have time &amp; a bike?"
        assert sent.reply_markup == YES_OR_NO
        shown = table.telegram.snapshot(AMINA)["messages"][0]
        assert shown["html"] == "<b>Do you</b> have time &amp; a bike?"
        assert shown["rows"] == [[{"text": "Yes", "data": "y"}, {"text": "No", "data": "n"}]]
        assert (shown["from"], shown["silent"], shown["edited"]) == ("bot", True, False)


async def test_edits_change_the_phone_but_not_what_was_delivered() -> None:
    async with desk() as table:
        sent = await table.bot.send_message(AMINA, "1/9 Name?", reply_markup=YES_OR_NO)
        edited = await table.bot.edit_message_text("2/9 Town?", AMINA, sent.message_id)
        assert isinstance(edited, Message)
        assert (edited.text, edited.reply_markup) == ("2/9 Town?", None)
        assert edited.edit_date is not None
        await table.bot.edit_message_reply_markup(AMINA, sent.message_id, reply_markup=YES_OR_NO)
        shown = table.telegram.snapshot(AMINA)["messages"]
        assert [(m["html"], m["edited"], len(m["rows"])) for m in shown] == [("2/9 Town?", True, 1)]
        assert [m.text for m in table.telegram.delivered(AMINA)] == ["1/9 Name?"]


async def test_edit_without_change_is_refused() -> None:
    async with desk() as table:
        sent = await table.bot.send_message(AMINA, "Hello", reply_markup=YES_OR_NO)
        with pytest.raises(BadRequest, match="Message is not modified: specified new message"):
            await table.bot.edit_message_text(
                "Hello", AMINA, sent.message_id, reply_markup=YES_OR_NO
            )
        with pytest.raises(BadRequest, match="not modified"):
            await table.bot.edit_message_reply_markup(
                AMINA, sent.message_id, reply_markup=YES_OR_NO
            )


async def test_deleting_takes_away_messages_of_both_sides_for_48_hours() -> None:
    async with desk() as table:
        old = await table.bot.send_message(AMINA, "old")
        table.clock.pass_by(hours=47)
        table.telegram.type_text(AMINA, "hello")
        await table.bot.send_message(AMINA, "new")
        assert await table.bot.delete_message(AMINA, old.message_id) is True
        assert await table.bot.delete_messages(AMINA, [2, 3, 99]) is True
        assert table.telegram.snapshot(AMINA)["messages"] == []
        last = await table.bot.send_message(AMINA, "last")
        table.clock.pass_by(hours=49)
        with pytest.raises(BadRequest, match="can't be deleted"):
            await table.bot.delete_message(AMINA, last.message_id)


async def test_reply_keyboard_stays_until_removed() -> None:
    async with desk() as table:
        keys: list[list[str | KeyboardButton]] = [
            [KeyboardButton("Here I am", request_location=True), "Menu"]
        ]
        keyboard = ReplyKeyboardMarkup(keys, resize_keyboard=True, one_time_keyboard=True)
        asked = await table.bot.send_message(AMINA, "Where are you?", reply_markup=keyboard)
        await table.bot.send_message(AMINA, "Take your time.")
        assert table.telegram.snapshot(AMINA)["reply"] == {
            "rows": [
                [
                    {"text": "Here I am", "request_location": True},
                    {"text": "Menu", "request_location": False},
                ]
            ],
            "one_time": True,
            "resize": True,
        }
        with pytest.raises(BadRequest, match="can't be edited"):
            await table.bot.edit_message_text("Where?", AMINA, asked.message_id)
        await table.bot.send_message(AMINA, "Thanks", reply_markup=ReplyKeyboardRemove())
        assert table.telegram.snapshot(AMINA)["reply"] is None


async def test_venue_and_location() -> None:
    async with desk() as table:
        venue = await table.bot.send_venue(AMINA, 51.5, 9.9, "Centre", "Main Street 1")
        assert venue.venue is not None
        assert venue.venue.address == "Main Street 1"
        place = await table.bot.send_location(AMINA, 51.5, 9.9)
        assert place.location is not None
        first, second = table.telegram.snapshot(AMINA)["messages"]
        point = {"lat": 51.5, "lon": 9.9}
        assert first["venue"] == {**point, "title": "Centre", "address": "Main Street 1"}
        assert (second["kind"], second["location"]) == ("location", point)
        with pytest.raises(BadRequest, match="here is no text in the message to edit"):
            await table.bot.edit_message_text("Centre", AMINA, venue.message_id)


async def test_tap_waits_until_answered_with_a_toast() -> None:
    async with desk() as table:
        sent = await table.bot.send_message(AMINA, "Time?", reply_markup=YES_OR_NO)
        table.telegram.tap(AMINA, sent.message_id, "y")
        waiting = {"message_id": sent.message_id, "data": "y"}
        assert table.telegram.snapshot(AMINA)["waiting"] == waiting
        (update,) = await table.bot.get_updates()
        assert update.callback_query is not None
        assert update.callback_query.data == "y"
        assert await update.callback_query.answer("Saved", show_alert=True) is True
        shown = table.telegram.snapshot(AMINA)
        assert shown["waiting"] is None
        assert shown["toast"] == {"id": update.callback_query.id, "text": "Saved", "alert": True}
        with pytest.raises(BadRequest, match="uery is too old"):
            await update.callback_query.answer()


async def test_menu_shows_the_narrowest_scope_in_the_language_of_the_phone() -> None:
    async with desk() as table:
        menus = {
            "all": (BotCommandScopeAllPrivateChats(), None),
            "arabic": (BotCommandScopeAllPrivateChats(), "ar"),
            "hers": (BotCommandScopeChat(AMINA), None),
        }
        for name, (scope, language) in menus.items():
            commands = [BotCommand(name, "-")]
            await table.bot.set_my_commands(commands, scope=scope, language_code=language)
            assert table.telegram.snapshot(AMINA)["menu"][0]["command"] == name
        assert await table.bot.get_my_commands(BotCommandScopeChat(AMINA)) == tuple(commands)
        assert await table.bot.get_my_commands() == ()
        await table.bot.delete_my_commands(BotCommandScopeChat(AMINA))
        assert table.telegram.snapshot(AMINA)["menu"][0]["command"] == "arabic"


async def test_small_methods() -> None:
    async with desk() as table:
        assert await table.bot.send_chat_action(AMINA, ChatAction.TYPING) is True
        table.telegram.type_text(AMINA, "hello")
        assert (await table.bot.get_webhook_info()).pending_update_count == 1
        assert await table.bot.delete_webhook(drop_pending_updates=True) is True
        assert (await table.bot.get_webhook_info()).pending_update_count == 0


async def test_callback_of_a_deleted_message_is_inaccessible() -> None:
    async with desk() as table:
        sent = await table.bot.send_message(AMINA, "Time?", reply_markup=YES_OR_NO)
        await sent.delete()
        table.telegram.tap(AMINA, sent.message_id, "no button has this")
        (update,) = await table.bot.get_updates(timeout=timedelta(seconds=1))
        assert update.callback_query is not None
        assert update.callback_query.message is not None
        assert update.callback_query.message.is_accessible is False
