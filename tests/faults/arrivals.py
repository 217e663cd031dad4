"""Which row each message on a phone came from: first copies, extra copies, and their order."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import timedelta
from itertools import pairwise

from storage.models.outbox import OutboxState
from tests.faults.records import Row
from tests.faults.witness import Face, Heard

SLACK = timedelta(milliseconds=100)


@dataclass
class Arrivals:
    """What became of the rows of one chat; `first` in the order they arrived."""

    rows: Sequence[Row]
    faces: Mapping[str, Face]
    first: dict[int, Row] = field(default_factory=dict)
    copies: Counter[int] = field(default_factory=Counter)
    strays: list[Heard] = field(default_factory=list)
    shown: dict[int, list[Face]] = field(default_factory=dict)

    def hear(self, heard: Iterable[Heard]) -> None:
        """Find the row of each message and change, in the order they arrived."""
        for each in heard:
            self.shown.setdefault(each.message_id, []).append(each.face)
            row = self._row_of(each)
            if row is None:
                self.strays.append(each)
            elif row.id not in self.first:
                self.first[row.id] = row
            elif each.is_message:
                self.copies[row.id] += 1

    def order_breaks(self) -> int:
        """Count where a later row of a lane arrived before an earlier one."""
        lanes: dict[int, list[int]] = {}
        for row in self.first.values():
            lanes.setdefault(row.lane, []).append(row.id)
        return sum(a > b for lane in lanes.values() for a, b in pairwise(lane))

    def doubled(self, *, in_doubt: bool) -> int:
        """Count extra copies of rows that are marked as doubtful, or of others."""
        doubtful = {row.id for row in self.rows if row.doubts}
        return sum(n for row, n in self.copies.items() if (row in doubtful) == in_doubt)

    def not_arrived(self) -> list[Row]:
        """Return rows that count as sent and never reached the phone."""
        missing = (r for r in self.rows if r.state is OutboxState.SENT and r.id not in self.first)
        return [row for row in missing if self._face(row)[0] in VISIBLE and not self._was_so(row)]

    def _row_of(self, heard: Heard) -> Row | None:
        fitting = [row for row in self.rows if self._fits(row, heard)]
        known = [row for row in fitting if self._message(row) == heard.message_id]
        fresh = [row for row in fitting if row.id not in self.first]
        lost = [row for row in fitting if row.doubts > self.copies[row.id]]
        fresh_known = [row for row in known if row.id not in self.first]
        in_doubt = [row for row in fresh if row.doubts]
        found = fresh_known or known or in_doubt or fresh or lost or fitting
        return found[0] if found else None

    def _message(self, row: Row) -> int | None:
        root = next((r for r in self.rows if r.id == row.edits), None)
        return root.message if root else row.message

    def _fits(self, row: Row, heard: Heard) -> bool:
        op, text, buttons = self._face(row)
        as_new = op == "edit" and heard.face[0] == "send"
        same = (heard.face[0], text, buttons) == heard.face and (op == heard.face[0] or as_new)
        ended = row.ended is None or heard.at <= row.ended + SLACK
        return same and row.made - SLACK <= heard.at and ended

    def _face(self, row: Row) -> Face:
        return self.faces.get(row.key, ("", "", ()))

    def _was_so(self, row: Row) -> bool:
        """Whether the message a row changes looked like that already, which Telegram refuses."""
        faces = self.shown.get(self._message(row) or 0, []) if row.edits else []
        _, text, buttons = self._face(row)
        return any((text or face[1], buttons) == face[1:] for face in faces)


VISIBLE = {"send", "edit", "venue", "buttons_off"}
