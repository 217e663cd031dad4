"""What the Bot API answers instead of a result."""

from typing import Any

Json = dict[str, Any]


class RefusedError(Exception):
    """An `ok: false` answer; `code` is also the HTTP status, `retry_after` is in seconds."""

    def __init__(self, code: int, description: str, retry_after: int | None = None) -> None:
        super().__init__(description)
        self.code = code
        self.description = description
        self.retry_after = retry_after

    def envelope(self) -> Json:
        """Return the JSON body of this answer."""
        body: Json = {"ok": False, "error_code": self.code, "description": self.description}
        if self.retry_after is not None:
            body["parameters"] = {"retry_after": self.retry_after}
        return body


def bad_request(reason: str) -> RefusedError:
    """Return the refusal of a call that breaks a rule."""
    return RefusedError(400, f"Bad Request: {reason}")


def blocked() -> RefusedError:
    """Return the refusal to write to somebody who blocked the bot."""
    return RefusedError(403, "Forbidden: bot was blocked by the user")


def too_many(retry_after: int) -> RefusedError:
    """Return the refusal of a call that came too fast."""
    return RefusedError(429, f"Too Many Requests: retry after {retry_after}", retry_after)
