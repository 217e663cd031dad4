"""No bot: sends finished answers as fast as it can, to see how fast the cheap Bot API is."""

from __future__ import annotations

import asyncio
import json
import sys
from urllib.parse import urlsplit

from tests.benchmarks.peers.answer import read_answer
from tests.benchmarks.peers.raw import fields_of

LINES, EACH = 16, 200


async def main(url: str, token: str, path: str) -> None:
    """Send so many on each line, one after the other."""
    host, port = urlsplit(url).hostname, urlsplit(url).port
    body = json.dumps(fields_of(read_answer(path), 1)).encode()
    head = f"POST /bot{token}/sendMessage HTTP/1.1\r\nHost: {host}\r\n"
    about = f"Content-Type: application/json\r\nContent-Length: {len(body)}\r\n\r\n"
    whole = (head + about).encode() + body
    async with asyncio.TaskGroup() as lines:
        for _ in range(LINES):
            lines.create_task(_line(str(host), port or 80, whole))


async def _line(host: str, port: int, whole: bytes) -> None:
    reader, writer = await asyncio.open_connection(host, port)
    for _ in range(EACH):
        writer.write(whole)
        head = await reader.readuntil(b"\r\n\r\n")
        length = head.lower().partition(b"content-length:")[2].partition(b"\r\n")[0]
        await reader.readexactly(int(length))
    writer.close()


if __name__ == "__main__":
    asyncio.run(main(*sys.argv[1:4]))
