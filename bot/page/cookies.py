"""The one cookie: a session's token, for this host alone, read by no script."""

from __future__ import annotations

import re

from aiohttp import web

from bot.page.site import Site
from storage.models import PageSession
from storage.models.page import Device

TOKEN = re.compile(r"[A-Za-z0-9_-]{22}", re.ASCII)
CLEARED = '"cache", "cookies"'
DAY = 24 * 3600
YEAR = 365 * DAY


def taken(site: Site, request: web.Request) -> str | None:
    """Return the token a browser brings; what cannot be one of ours is none."""
    found = request.cookies.get(site.cookie)
    return found if found and TOKEN.fullmatch(found) else None


def give(
    site: Site, response: web.StreamResponse, token: str, session: PageSession
) -> web.StreamResponse:
    """Give a browser its token; on a device of several people it ends with the browser."""
    stays = {Device.OWN: YEAR, Device.DESK: site.setup.limits.desk_days * DAY}
    response.set_cookie(
        site.cookie,
        token,
        max_age=stays.get(session.device),
        path="/",
        secure=site.is_safe,
        httponly=True,
        samesite="Lax",
    )
    return response


def forget(site: Site, response: web.StreamResponse) -> web.StreamResponse:
    """Let a browser forget everything it has of us."""
    response.del_cookie(site.cookie, path="/", secure=site.is_safe, httponly=True, samesite="Lax")
    if site.framed_by is None:
        response.headers["Clear-Site-Data"] = CLEARED
    return response
