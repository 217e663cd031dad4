"""The wire format of the Bot API: parameters in, JSON envelopes with the clock's date out."""

import json
from collections.abc import Callable
from datetime import UTC, datetime
from email.utils import format_datetime
from typing import Any

from aiohttp import web

from bot.standin.refusal import Json, RefusedError, bad_request

GATEWAY_PAGE = (
    "<html>\r\n<head><title>502 Bad Gateway</title></head>\r\n<body>\r\n"
    "<center><h1>502 Bad Gateway</h1></center>\r\n<hr><center>nginx</center>\r\n"
    "</body>\r\n</html>\r\n"
)


async def read_parameters(request: web.Request) -> Json:
    """Return the parameters, from the address, a form or JSON; raises RefusedError 400."""
    parameters: Json = dict(request.query)
    try:
        if request.content_type == "application/json":
            parameters |= _members(await request.text())
        elif request.can_read_body:
            parameters |= await request.post()
    except web.HTTPRequestEntityTooLarge as error:
        raise RefusedError(413, "Request Entity Too Large") from error
    except ValueError as error:
        raise bad_request("strings must be encoded in UTF-8") from error
    return parameters


def _members(body: str) -> Json:
    if not body:
        return {}
    try:
        read = json.loads(body)
    except ValueError as error:
        raise bad_request("can't parse JSON object") from error
    if not isinstance(read, dict):
        raise bad_request("object expected as request body")
    return read


def chat_of(parameters: Json) -> int | None:
    """Return the chat a call is about, None if it names none or a wrong one."""
    chat_id = str(parameters.get("chat_id", ""))
    return int(chat_id) if chat_id.removeprefix("-").isdecimal() else None


class Wire:
    """Writes answers dated by a clock."""

    def __init__(self, clock: Callable[[], datetime]) -> None:
        self._clock = clock

    def ok(self, result: Any) -> web.Response:
        """Return the envelope of a result."""
        return self._json(200, {"ok": True, "result": result})

    def refused(self, refusal: RefusedError) -> web.Response:
        """Return the envelope of a refusal."""
        return self._json(refusal.code, refusal.envelope())

    def gateway_page(self) -> web.Response:
        """Return what stands before the Bot API when it is down: a page, not JSON."""
        return web.Response(
            status=502, text=GATEWAY_PAGE, content_type="text/html", headers=self._date()
        )

    def _json(self, status: int, body: Json) -> web.Response:
        return web.json_response(body, status=status, headers=self._date())

    def _date(self) -> dict[str, str]:
        return {"Date": format_datetime(self._clock().astimezone(UTC), usegmt=True)}
