"""The stand-in's faults: by probability and seed, by script, and the log of calls."""

import time

import pytest
from aiohttp import ClientError
from telegram.error import Forbidden, NetworkError, RetryAfter

from bot.standin.faults import Fault, FaultPlan, Faults
from tests.bot.standin_desk import AMINA, JONAS, KEY, desk


async def test_scripted_429_and_the_early_call_after_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PTB_TIMEDELTA", "1")
    async with desk() as table:
        table.plan.script(Fault.TOO_MANY, method="sendMessage", chat_id=AMINA, retry_after=2)
        with pytest.raises(RetryAfter, match="Retry in 0:00:02"):
            await table.bot.send_message(AMINA, "hello")
        await table.bot.send_message(AMINA, "too early")
        outcomes = [(c.outcome, c.delivered, c.early) for c in table.telegram.calls]
        assert outcomes == [("429", False, False), ("ok", True, True)]
        assert [m.text for m in table.telegram.delivered(AMINA)] == ["too early"]


@pytest.mark.parametrize("fault", [Fault.BAD_GATEWAY, Fault.BAD_GATEWAY_PAGE])
async def test_502_comes_as_json_or_as_a_page(fault: Fault) -> None:
    async with desk() as table:
        table.plan.script(fault)
        address = f"{table.url}/bot{KEY}/sendMessage"
        async with table.http.post(address, json={"chat_id": AMINA, "text": "hi"}) as reply:
            assert reply.status == 502
            is_page = fault is Fault.BAD_GATEWAY_PAGE
            assert reply.content_type == ("text/html" if is_page else "application/json")
            assert "Bad Gateway" in await reply.text()
        assert table.telegram.delivered(AMINA) == []
        table.plan.script(fault)
        with pytest.raises(NetworkError, match="Bad Gateway"):
            await table.bot.send_message(AMINA, "hello")


async def test_hanging_call_is_delivered_but_never_answered() -> None:
    async with desk(FaultPlan(Faults(hang_seconds=0.2))) as table:
        table.plan.script(Fault.HANG)
        started = time.monotonic()
        with pytest.raises(ClientError):
            await table.say("delivered")
        assert time.monotonic() - started >= 0.2
        table.plan.script(Fault.LOST)
        with pytest.raises(ClientError):
            await table.say("lost")
        assert [m.text for m in table.telegram.delivered(AMINA)] == ["delivered"]
        hung, lost = table.telegram.calls
        assert (hung.outcome, hung.delivered, hung.message_id) == ("hang", True, 1)
        assert (lost.outcome, lost.delivered, lost.message_id) == ("lost", False, None)


async def test_refused_chats_answer_403() -> None:
    async with desk(FaultPlan(Faults(refuse=frozenset({AMINA})))) as table:
        with pytest.raises(Forbidden, match="bot was blocked by the user"):
            await table.bot.send_message(AMINA, "hello")


async def test_delay_is_waited_for() -> None:
    async with desk(FaultPlan(Faults(delay=0.2))) as table:
        started = time.monotonic()
        await table.say()
        assert time.monotonic() - started >= 0.2
        assert (await table.call("getMe"))[0] == 200


def test_same_seed_same_faults() -> None:
    faults = Faults(seed=7, rate_429=0.1, rate_5xx=0.2, rate_hang=0.1, delay=(0.0, 0.5))
    first, second = FaultPlan(faults), FaultPlan(faults)
    verdicts = [first.decide("sendMessage", AMINA) for _ in range(2_000)]
    assert verdicts == [second.decide("sendMessage", AMINA) for _ in range(2_000)]
    share = {fault: sum(v.fault is fault for v in verdicts) / 2_000 for fault in Fault}
    expected = {Fault.NONE: 0.6, Fault.TOO_MANY: 0.1, Fault.BAD_GATEWAY: 0.1, Fault.HANG: 0.1}
    for fault, rate in expected.items():
        assert share[fault] == pytest.approx(rate, abs=0.03)
    assert {v.retry_after for v in verdicts} == {1, 2, 3}
    assert max(v.delay for v in verdicts) <= 0.5


def test_script_waits_for_its_call() -> None:
    plan = FaultPlan()
    plan.script(Fault.HANG, method="sendVenue", chat_id=JONAS, times=2)
    asked = [("sendVenue", AMINA), ("sendMessage", JONAS), ("sendVenue", JONAS)]
    assert [plan.decide(*call).fault for call in asked] == [Fault.NONE, Fault.NONE, Fault.HANG]
    assert plan.decide("sendVenue", JONAS).fault is Fault.HANG
    assert plan.decide("sendVenue", JONAS).fault is Fault.NONE


async def test_log_names_mistakes_and_leaves_polling_out() -> None:
    async with desk() as table:
        await table.call("getUpdates")
        await table.say("<b>open", parse_mode="HTML")
        await table.say("fine")
        (mistake,) = table.telegram.calls.mistakes()
        assert mistake.reason.startswith("Bad Request: can't parse entities")
        assert [c.method for c in table.telegram.calls] == ["sendMessage", "sendMessage"]
        assert table.telegram.calls[1].message_id == 1
