"""A window that shows drawn pages under the strict headers they will have."""

from __future__ import annotations

from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from mimetypes import guess_type
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from playwright.async_api import Browser, Page, Route

from bot.page.drawing import STATIC
from tests.browser.window import window
from tests.drawn import png

FONTS = Path(__file__).resolve().parents[2] / "locales" / "fonts"
ADDRESS = "https://page.test"
POLICY = (
    "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self'; font-src 'self'; "
    "form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)
FOLDERS = {"/static": STATIC, "/fonts": FONTS}


@asynccontextmanager
async def shown(
    browser: Browser, pages: Mapping[str, str], width: int = 1280, **options: Any
) -> AsyncIterator[tuple[Page, list[str]]]:
    """Open a window in which `/{name}` is that page; it also tells what was asked for."""
    asked: list[str] = []

    async def answer(route: Route) -> None:
        path = urlsplit(route.request.url).path
        asked.append(f"{route.request.method} {path} {route.request.post_data or ''}".strip())
        await _answer(route, path, pages)

    async with window(browser, width, **options) as page:
        await page.route("**/*", answer)
        yield page, asked


async def _answer(route: Route, path: str, pages: Mapping[str, str]) -> None:
    folder, _, name = path.rpartition("/")
    if not folder:
        headers = {"Content-Security-Policy": POLICY}
        drawn = pages.get(name) or next(iter(pages.values()))
        await route.fulfill(body=drawn, content_type="text/html; charset=utf-8", headers=headers)
    elif folder in FOLDERS:
        kind = guess_type(name)[0] or "font/ttf"
        await route.fulfill(body=(FOLDERS[folder] / name).read_bytes(), content_type=kind)
    else:
        await route.fulfill(body=png(400, 300), content_type="image/png")
