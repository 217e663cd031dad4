"""The stand-in's updates: numbered, redelivered until acknowledged, for one poller, for a time."""

import asyncio
import sys
import time

from telegram import Update

from tests.bot.standin_desk import AMINA, JONAS, KEY, Desk, desk

POLL_ONCE = """
import sys, urllib.request
with urllib.request.urlopen(sys.argv[1] + "?timeout=0"):
    print("fetched", flush=True)
urllib.request.urlopen(sys.argv[1] + "?timeout=20")
"""


async def _ids(table: Desk, **parameters: object) -> list[int]:
    _, updates = await table.call("getUpdates", **parameters)
    return [update["update_id"] for update in updates]


async def test_unacknowledged_updates_come_again() -> None:
    async with desk() as table:
        sent = [table.telegram.type_text(AMINA, f"message {n}") for n in range(5)]
        assert sent == list(range(sent[0], sent[0] + 5))
        assert await _ids(table) == sent
        assert await _ids(table, offset=sent[0]) == sent
        assert await _ids(table, offset=sent[2], limit=2) == sent[2:4]
        assert await _ids(table) == sent[2:]
        assert await _ids(table, offset=-1) == sent[-1:]
        assert await _ids(table, offset=sent[-1] + 1) == []


async def test_long_poll_ends_with_the_first_update() -> None:
    async with desk() as table:
        async with asyncio.TaskGroup() as group:
            poll = group.create_task(_ids(table, timeout=20))
            await asyncio.sleep(0.05)
            assert not poll.done()
            update_id = table.telegram.type_text(AMINA, "hello")
        assert poll.result() == [update_id]


async def test_long_poll_ends_empty_handed() -> None:
    async with desk() as table:
        started = time.monotonic()
        assert await _ids(table, timeout=1) == []
        assert 0.9 < time.monotonic() - started < 3


async def test_newer_poller_ends_the_older() -> None:
    async with desk() as table:
        async with asyncio.TaskGroup() as group:
            older = group.create_task(table.call("getUpdates", timeout=20))
            await asyncio.sleep(0.05)
            newer = group.create_task(table.call("getUpdates", timeout=20))
            await asyncio.sleep(0.05)
            update_id = table.telegram.type_text(AMINA, "hello")
        status, description = older.result()
        assert status == 409
        assert description.startswith("Conflict: terminated by other getUpdates request")
        assert newer.result()[1][0]["update_id"] == update_id


async def test_poller_that_died_takes_nothing_with_it() -> None:
    async with desk() as table:
        dead = asyncio.ensure_future(table.call("getUpdates", timeout=20))
        await asyncio.sleep(0.05)
        dead.cancel()
        update_id = table.telegram.type_text(AMINA, "hello")
        await asyncio.sleep(0.05)
        assert await _ids(table, timeout=1) == [update_id]


async def test_killed_process_finds_its_updates_again() -> None:
    async with desk() as table:
        first = table.telegram.type_text(AMINA, "hello")
        address = f"{table.url}/bot{KEY}/getUpdates"
        process = await asyncio.create_subprocess_exec(
            sys.executable, "-c", POLL_ONCE, address, stdout=asyncio.subprocess.PIPE
        )
        assert process.stdout is not None
        assert await process.stdout.readline() == b"fetched\n"
        process.kill()
        await process.wait()
        second = table.telegram.type_text(AMINA, "are you there?")
        assert await _ids(table, timeout=1) == [first, second]


async def test_allowed_updates_hold_for_what_comes_later() -> None:
    async with desk() as table:
        first = table.telegram.type_text(AMINA, "hello")
        assert await _ids(table, allowed_updates=["callback_query"]) == [first]
        assert table.telegram.type_text(AMINA, "again") == 0
        tapped = table.telegram.tap(AMINA, 1, "x")
        assert await _ids(table) == [first, tapped]


async def test_taps_live_150_seconds_and_messages_a_day() -> None:
    async with desk() as table:
        typed = table.telegram.type_text(AMINA, "yes")
        table.telegram.tap(AMINA, 1, "y")
        table.clock.pass_by(seconds=151)
        assert await _ids(table) == [typed]
        assert table.telegram.snapshot(AMINA)["waiting"] is None
        table.clock.pass_by(hours=24)
        assert await _ids(table) == []


async def test_person_who_blocks_and_comes_back() -> None:
    async with desk() as table:
        table.telegram.block(AMINA)
        assert table.telegram.snapshot(AMINA)["blocked"] is True
        assert await table.say() == (403, "Forbidden: bot was blocked by the user")
        table.telegram.unblock(AMINA)
        assert (await table.say())[0] == 200
        _, updates = await table.call("getUpdates")
        changes = [Update.de_json(update, None).my_chat_member for update in updates]
        assert [c.new_chat_member.status for c in changes if c] == ["kicked", "member"]


async def test_everything_people_send_can_be_read_by_python_telegram_bot() -> None:
    async with desk() as table:
        table.telegram.type_text(JONAS, "/start qr-7", sent_at=table.clock.now)
        table.telegram.share_place(JONAS, 51.5, 9.9)
        for kind in ("voice", "photo", "document", "sticker"):
            table.telegram.send_other(JONAS, kind)
        messages = [update.effective_message for update in await table.bot.get_updates()]
        assert messages[0] is not None
        assert messages[0].parse_entities() == {messages[0].entities[0]: "/start"}
        assert messages[0].text == "/start qr-7"
        media = [m.effective_attachment for m in messages if m and m.effective_attachment]
        assert len(media) == 5
        shown = [message["kind"] for message in table.telegram.snapshot(JONAS)["messages"]]
        assert shown == ["text", "location", "voice", "photo", "document", "sticker"]


async def test_hostile_update_is_passed_on_as_it_is() -> None:
    async with desk() as table:
        update_id = table.telegram.raw_update({"message": {"chat": "no chat"}, "surprise": 1})
        _, updates = await table.call("getUpdates", allowed_updates=["message"])
        expected = {"message": {"chat": "no chat"}, "surprise": 1, "update_id": update_id}
        assert updates == [expected]
