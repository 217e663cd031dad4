"""What an operator counts: how much, how long, how often; never who or what."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING

from prometheus_client import CollectorRegistry, Counter, Gauge, generate_latest
from prometheus_client.exposition import CONTENT_TYPE_LATEST
from prometheus_client.metrics_core import CounterMetricFamily, GaugeMetricFamily, Metric
from prometheus_client.registry import Collector

from storage.models.chats import FaceName
from storage.models.outbox import Lane

if TYPE_CHECKING:
    from aiohttp import web

    from storage.engine.database import Database
    from storage.queues.health import Queue

CONTENT_TYPE = CONTENT_TYPE_LATEST
CLASSES = ("1xx", "2xx", "3xx", "4xx", "5xx")
ENDS = ("sent", "blocked", "failed", "unclear", "later", "too_many")


class Figures:
    """The counters of one running bot; a registry of its own, since tests run several."""

    def __init__(self) -> None:
        self.registry = CollectorRegistry()
        self.received = self._counter("received", "What came in and was new.", ["face"])
        self.turns = self._counter("turns", "Turns that were taken.")
        self.failures = self._counter("turn_failures", "Turns that failed, each try.")
        self.parked = self._counter("parked", "What was put aside after failing.")
        self.ends = self._counter("outbox_ends", "How calls ended.", ["lane", "end"])
        self.requests = self._counter("page_requests", "Answers of the page.", ["status"])
        self.ticks = self._counter("ticks", "Looks at what is due.")
        self._fill()

    def _counter(self, name: str, help_: str, labels: Iterable[str] = ()) -> Counter:
        return Counter(f"jip_{name}", help_, [*labels], registry=self.registry)

    def _fill(self) -> None:
        """Name every series at once: what never happened is 0, not missing."""
        for face in FaceName:
            self.received.labels(face)
        for lane in Lane:
            for end in ENDS:
                self.ends.labels(lane.name.lower(), end)
        for each in CLASSES:
            self.requests.labels(each)

    def ended(self, lane: int, end: str) -> None:
        """Count how a call ended."""
        self.ends.labels(Lane(lane).name.lower(), end).inc()

    def watch(self, name: str, help_: str, read: Callable[[], float]) -> None:
        """Add a figure that is read when it is asked for."""
        Gauge(f"jip_{name}", help_, registry=self.registry).set_function(read)

    def watch_database(self, database: Database) -> None:
        """Add what the database counts of itself."""
        self.registry.register(_OfDatabase(database))

    def written(self, queues: Iterable[Queue], parked: int | None) -> bytes:
        """Return all figures as Prometheus reads them."""
        queue = _OfQueues(queues, parked)
        self.registry.register(queue)
        try:
            return generate_latest(self.registry)
        finally:
            self.registry.unregister(queue)

    def answered(self, response: web.StreamResponse) -> None:
        """Count an answer of the page by the first digit of its status."""
        self.requests.labels(f"{response.status // 100}xx").inc()


class _OfDatabase(Collector):
    def __init__(self, database: Database) -> None:
        self._database = database

    def collect(self) -> Iterable[Metric]:
        slow, waits = self._database.slow_units, self._database.waits
        yield CounterMetricFamily("jip_slow_units", "Units that took over 50 ms.", slow)
        yield CounterMetricFamily("jip_waits", "Waits for a busy or lost database.", waits)


class _OfQueues(Collector):
    def __init__(self, queues: Iterable[Queue], parked: int | None) -> None:
        self._queues, self._parked = queues, parked

    def collect(self) -> Iterable[Metric]:
        waiting = GaugeMetricFamily("jip_queue_waiting", "What waits now.", labels=["queue"])
        oldest = GaugeMetricFamily(
            "jip_queue_oldest_seconds", "How long the oldest of it waits.", labels=["queue"]
        )
        for each in self._queues:
            waiting.add_metric([each.name], each.waiting)
            oldest.add_metric([each.name], each.seconds)
        yield from (waiting, oldest)
        if self._parked is not None:
            help_ = "What was put aside after failing and waits for you."
            yield GaugeMetricFamily("jip_aside", help_, self._parked)
