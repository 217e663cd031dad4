"""From raw updates to facts and events: every kind, every trick, anything at all."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.telegram.events import arrival, callback_id, event
from conversations.kit.events import (
    Blocked,
    Command,
    Edited,
    Event,
    Sent,
    Shared,
    Tapped,
    Typed,
    Unblocked,
)

CHAT = {"id": 7_000_000_000, "type": "private"}
DATE = 1_800_000_000
HERE = {"latitude": 48.4, "longitude": 9}
WRITTEN = datetime.fromtimestamp(DATE, UTC)


def message(**parts: Any) -> dict[str, Any]:
    """Write an update with a message."""
    return {"update_id": 1, "message": {"message_id": 5, "date": DATE, "chat": CHAT, **parts}}


def member(status: str) -> dict[str, Any]:
    """Write an update of the door."""
    return {"update_id": 1, "my_chat_member": {"chat": CHAT, "new_chat_member": {"status": status}}}


def tap(**parts: Any) -> dict[str, Any]:
    """Write an update with a tap on message 40."""
    pressed = {"message_id": 40, "chat": CHAT, "date": 0}
    return {"update_id": 1, "callback_query": {"id": "9", "message": pressed, **parts}}


def read(raw: dict[str, Any]) -> Event | None:
    """Read an update of a chat whose message 40 is row 4."""
    return event(raw, {40: 4}.get)


@pytest.mark.parametrize(
    ("raw", "expected"),
    [
        (message(text="Moin"), Typed("Moin", WRITTEN, message_id=5)),
        (message(text=" /start "), Command("start", "", WRITTEN)),
        (message(text="/start i-abc_-1"), Command("start", "i-abc_-1", WRITTEN)),
        (message(text="/Menu@jip_bot"), Command("menu", "", WRITTEN)),
        (message(text="/"), Typed("/", WRITTEN, message_id=5)),
        (message(text="/ሰላም"), Typed("/ሰላም", WRITTEN, message_id=5)),
        (message(text="\u2066/stop\u2069"), Command("stop", "", WRITTEN)),
        (message(text="1\u00a0\u2066T1\u2069\u200f"), Typed("1 T1", WRITTEN, message_id=5)),
        (message(text="/stop", forward_origin={"type": "user"}), Typed("/stop", WRITTEN, False, 5)),
        (message(text="/stop", forward_date=1), Typed("/stop", WRITTEN, False, 5)),
        (message(text="/stop", via_bot={"id": 1}), Typed("/stop", WRITTEN, False, 5)),
        (message(text="/stop", sender_chat={"id": -1}), Typed("/stop", WRITTEN, False, 5)),
        (message(text="/stop", **{"from": {"is_bot": True}}), None),
        ({"update_id": 1, "edited_message": message(text="/stop")["message"]}, Edited()),
        ({"update_id": 1, "edited_message": message(caption="Moin")["message"]}, Edited()),
        ({"update_id": 1, "edited_message": message(location=HERE)["message"]}, None),
        (message(location=HERE), Shared(48.4, 9.0)),
        (message(location=HERE, forward_origin={"type": "user"}), Sent("other")),
        (message(location={"latitude": 480, "longitude": 9}), Sent("other")),
        (message(voice={"file_id": "x"}), Sent("voice", 5, file_id="x")),
        (message(voice={"file_id": 5}), Sent("voice", 5)),
        (
            message(text="Moin", reply_to_message={"message_id": 40}),
            Typed("Moin", WRITTEN, message_id=5, replies_to=4),
        ),
        (
            message(text="Moin", reply_to_message={"message_id": 41}),
            Typed("Moin", WRITTEN, message_id=5),
        ),
        (
            message(voice={"file_id": "x"}, reply_to_message={"message_id": 40}),
            Sent("voice", 5, file_id="x", replies_to=4),
        ),
        (message(photo=[{"file_id": "x"}]), Sent("photo", 5)),
        (message(document={"file_id": "x"}), Sent("document", 5)),
        (message(sticker={"file_id": "x"}), Sent("other", 5)),
        (message(contact={"phone_number": "1"}), Sent("other", 5)),
        (message(animation={"file_id": "x"}, document={"file_id": "x"}), Sent("other", 5)),
        (message(checklist={"title": "x"}), Sent("other", 5)),
        (message(paid_media={"star_count": 1}), Sent("other", 5)),
        (message(a_kind_of_next_year={"x": 1}), Sent("other", 5)),
        (message(), Sent("other", 5)),
        (message(text="\u200f  "), Sent("other", 5)),
        (
            message(photo=[{"file_id": "x"}], media_group_id="77", caption="Moin"),
            Sent("photo", 5, Typed("Moin", WRITTEN, message_id=5), "77"),
        ),
        (
            message(document={"file_id": "x"}, caption="/person"),
            Sent("document", 5, Command("person", "", WRITTEN)),
        ),
        (
            message(video={"file_id": "x"}, caption="/stop", forward_origin={"type": "user"}),
            Sent("other", 5, Typed("/stop", WRITTEN, False, 5)),
        ),
        (message(pinned_message={"message_id": 1}), None),
        (message(chat_background_set={}, write_access_allowed={"x": 1}), None),
        (tap(data="1q4.yes"), Tapped("1q4.yes", 4)),
        (tap(data="x", message={"message_id": 41, "chat": CHAT}), Tapped("x", None)),
        (tap(game_short_name="x"), None),
        (member("kicked"), Blocked()),
        (member("member"), Unblocked()),
        (member("restricted"), None),
        ({"update_id": 1, "poll": {"id": "1"}}, None),
    ],
)
def test_what_an_update_means(raw: dict[str, Any], expected: Event | None) -> None:
    assert read(raw) == expected


@pytest.mark.parametrize("raw", [message(text="x"), tap(data="x"), member("kicked")])
def test_a_private_chat_has_an_address(raw: dict[str, Any]) -> None:
    found = arrival(raw)
    assert found is not None
    assert found.address == "7000000000"


def test_the_number_of_a_message_is_kept_for_deletion() -> None:
    assert [getattr(arrival(raw), "message_id", 0) for raw in (message(), tap())] == [5, None]


@pytest.mark.parametrize(
    "raw",
    [
        message(text="x", chat={"id": -5, "type": "group"}),
        message(text="x", chat={"id": -5, "type": "channel"}),
        message(text="x", chat={"id": "5", "type": "private"}),
        message(text="x", chat={"id": 2**70, "type": "private"}),
        message(text="x", chat=None),
        {"update_id": 1, "callback_query": {"id": "9", "inline_message_id": "5", "data": "x"}},
        {"update_id": 1, "something_new": {}},
        {"update_id": 1},
    ],
)
def test_nobody_of_ours_speaks_elsewhere(raw: dict[str, Any]) -> None:
    found = arrival(raw)
    assert found is not None
    assert found.address is None


@pytest.mark.parametrize("raw", [None, [], {}, {"update_id": "1"}, {"update_id": 2**70}, 5])
def test_what_has_no_number_cannot_be_stored(raw: object) -> None:
    assert arrival(raw) is None


def test_what_no_database_takes_is_stripped_at_the_door() -> None:
    found = arrival(message(text="a\x00b\ud83dc", entities=[{"\x00x": "\udfff"}]))
    assert found is not None
    assert found.payload["message"]["text"] == "abc"
    assert found.payload["message"]["entities"] == [{"x": ""}]


def test_joiners_of_persian_words_stay() -> None:
    found = arrival(message(text="می\u200cخواهم"))
    assert found is not None
    assert read(found.payload) == Typed("می\u200cخواهم", WRITTEN, message_id=5)


def test_only_a_tap_waits_for_an_answer() -> None:
    assert [callback_id(raw) for raw in (tap(data="x"), message(text="x"), {})] == ["9", None, None]


NAMES = [
    "message",
    "callback_query",
    "my_chat_member",
    "chat",
    "id",
    "type",
    "text",
    "date",
    "from",
    "location",
    "latitude",
    "longitude",
    "new_chat_member",
    "status",
    "data",
    "forward_origin",
    "photo",
]
ANYTHING = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=5),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(
            st.sampled_from(NAMES),
            inner,
            max_size=6,
        )
    ),
    max_leaves=25,
)


@given(ANYTHING, st.integers(0, 2**63 - 1))
def test_anything_is_read_without_an_error(raw: Any, update_id: int) -> None:
    update = {**raw, "update_id": update_id} if isinstance(raw, dict) else {"update_id": update_id}
    found = arrival(update)
    assert found is not None
    read(found.payload)
    callback_id(found.payload)
