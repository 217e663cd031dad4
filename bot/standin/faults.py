"""Faults at Telegram's side: by probability with a seed, or written down for the next call."""

from dataclasses import dataclass
from enum import StrEnum
from random import Random

SENDING = frozenset(
    f"send{what}" for what in ("Message", "Venue", "Location", "Photo", "Document")
) | {"editMessageText", "editMessageReplyMarkup"}


class Fault(StrEnum):
    """What goes wrong with one call."""

    NONE = "ok"
    TOO_MANY = "429"
    BAD_GATEWAY = "502"
    BAD_GATEWAY_PAGE = "502 page"  # plain HTML, not JSON
    FORBIDDEN = "403"
    BAD_REQUEST = "400"
    HANG = "hang"  # carried out, but the answer never comes
    LOST = "lost"  # not carried out, and the connection drops


@dataclass(frozen=True)
class Faults:
    """Probabilities 0..1 per sending or editing call; seconds; chats that answer 403."""

    seed: int = 0
    rate_429: float = 0.0
    retry_after: tuple[int, int] = (1, 3)
    rate_5xx: float = 0.0
    rate_hang: float = 0.0
    hang_seconds: float = 1.0
    delay: float | tuple[float, float] = 0.0
    refuse: frozenset[int] = frozenset()
    methods: frozenset[str] = SENDING


@dataclass(frozen=True)
class Verdict:
    """What happens to one call; times in seconds."""

    fault: Fault = Fault.NONE
    delay: float = 0.0
    retry_after: int = 1
    hang_seconds: float = 1.0


@dataclass(frozen=True)
class _Line:
    method: str | None
    chat_id: int | None
    fault: Fault
    retry_after: int

    def fits(self, method: str, chat_id: int | None) -> bool:
        return self.method in {None, method} and self.chat_id in {None, chat_id}


class FaultPlan:
    """Decides call by call; `faults` may be replaced while the stand-in runs."""

    def __init__(self, faults: Faults | None = None) -> None:
        self.faults = faults or Faults()
        self._random = Random(self.faults.seed)
        self._script: list[_Line] = []

    def script(
        self,
        fault: Fault,
        *,
        method: str | None = None,
        chat_id: int | None = None,
        times: int = 1,
        retry_after: int = 1,
    ) -> None:
        """Let the next `times` calls of `method` to `chat_id` (None: any) meet `fault`."""
        self._script += [_Line(method, chat_id, fault, retry_after)] * times

    def decide(self, method: str, chat_id: int | None) -> Verdict:
        """Return what happens to this call; a written line goes before the probabilities."""
        for line in self._script:
            if line.fits(method, chat_id):
                self._script.remove(line)
                return Verdict(line.fault, 0.0, line.retry_after, self.faults.hang_seconds)
        if method not in self.faults.methods:
            return Verdict()
        retry_after = self._random.randint(*self.faults.retry_after)
        return Verdict(self._draw(chat_id), self._delay(), retry_after, self.faults.hang_seconds)

    def _draw(self, chat_id: int | None) -> Fault:
        faults, chance = self.faults, self._random.random()
        page = self._random.random() < 0.5
        if chat_id in faults.refuse:
            return Fault.FORBIDDEN
        if chance < faults.rate_429:
            return Fault.TOO_MANY
        if chance < faults.rate_429 + faults.rate_5xx:
            return Fault.BAD_GATEWAY_PAGE if page else Fault.BAD_GATEWAY
        if chance < faults.rate_429 + faults.rate_5xx + faults.rate_hang:
            return Fault.HANG
        return Fault.NONE

    def _delay(self) -> float:
        delay = self.faults.delay
        return self._random.uniform(*delay) if isinstance(delay, tuple) else delay
