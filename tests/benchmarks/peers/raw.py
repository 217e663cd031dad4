"""aiohttp by hand, the floor: long polling, JSON, a task for each answer."""

from __future__ import annotations

import asyncio
import sys
from typing import Any

import aiohttp

from tests.benchmarks.peers.answer import Answer, read_answer


async def main(url: str, token: str, path: str) -> None:
    """Answer every command until killed."""
    answer, root, offset = read_answer(path), f"{url}/bot{token}", 0
    async with aiohttp.ClientSession() as session, asyncio.TaskGroup() as tasks:
        while True:
            wanted = {"offset": offset, "timeout": 30}
            for update in await _call(session, f"{root}/getUpdates", wanted):
                offset = update["update_id"] + 1
                if update["message"]["text"] == f"/{answer.command}":
                    said = fields_of(answer, update["message"]["chat"]["id"])
                    tasks.create_task(_call(session, f"{root}/sendMessage", said))


def fields_of(answer: Answer, chat: int) -> dict[str, Any]:
    """Return the parameters of the answer."""
    rows = [[{"text": text, "callback_data": data} for text, data in row] for row in answer.rows]
    keyboard = {"inline_keyboard": rows}
    return {"chat_id": chat, "text": answer.text, "parse_mode": "HTML", "reply_markup": keyboard}


async def _call(session: aiohttp.ClientSession, url: str, fields: dict[str, Any]) -> Any:
    async with session.post(url, json=fields) as response:
        return (await response.json())["result"]


if __name__ == "__main__":
    asyncio.run(main(*sys.argv[1:4]))
