"""Daping's command lines: which verbs a run calls, for which days, as lists of arguments that no shell reads.

Pure: neither Airflow nor processes are known here, so the same run gives the same command wherever it is asked.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, fields
from datetime import date, timedelta
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

NIGHT = ("completeness", "recompute", "check", "reconcile", "publish", "report")
"""The night's verbs in their order; each takes days."""

MAINTENANCE = ("maintain", "fsck")
"""What the stores need now and then, in this order; of no day."""

MAIN_CLASS = "io.daping.batch.BatchMain"

DAY_PATTERN = "^[0-9]{4}-[0-9]{2}-[0-9]{2}$"


@dataclass(frozen=True)
class Days:
    """Business days; the end is exclusive."""

    first: date
    end: date

    def __post_init__(self) -> None:
        if not self.first < self.end:
            raise ValueError(f"to must be after from, was {self.first} to {self.end}")

    def arguments(self) -> list[str]:
        return [f"--from={self.first}", f"--to={self.end}"]


def days_of(run: Mapping[str, Any], zone: str) -> Days:
    """The days that a run's params name, or else the day of its data interval and the one before.

    Sessions and conversions look ahead a day, so the second time a day is whole, and what came late is in it.
    """
    params, interval_start = run["params"], run.get("data_interval_start")
    first, end = params.get("from"), params.get("to")
    if first is not None and end is not None:
        return Days(_day("from", first), _day("to", end))
    if first is not None or end is not None:
        raise ValueError(f"from and to belong together, were {first!r} and {end!r}; to is the day after the last")
    if interval_start is None:
        raise ValueError('this run has no data interval; trigger it with {"from": "2026-11-01", "to": "2026-11-12"}')
    last = interval_start.astimezone(ZoneInfo(zone)).date()
    return Days(last - timedelta(days=1), last + timedelta(days=1))


def _day(name: str, text: str) -> date:
    # Stricter than date.fromisoformat, which takes 20261111 and week dates; and $ would let a last line break pass.
    if not re.fullmatch(DAY_PATTERN.strip("^$"), text):
        raise ValueError(f"{name} must be a day such as 2026-11-11, was {text!r}")
    return date.fromisoformat(text)


@dataclass(frozen=True)
class Installation:
    """Where Daping is and how it is called; each field is variable DAPING_FIELD of the environment, see README.md."""

    runner: str = "local"
    root: str = str(Path(__file__).resolve().parent.parent.parent)
    home: str | None = None
    config: str | None = None
    zone: str = "Asia/Shanghai"
    night: str = "0 2 * * *"
    maintenance: str = "30 5 * * *"
    completeness: str = "stop"
    deadline_minutes: str = "240"
    pool: str = "daping"
    spark_connection: str = "daping_spark"
    jar: str | None = None
    jars: str | None = None

    @classmethod
    def of(cls, environment: Mapping[str, str]) -> Installation:
        """What the environment names; the rest, and what is empty, has its default."""
        variables = {field.name: f"DAPING_{field.name.upper()}" for field in fields(cls)}
        return cls(**{name: environment[key] for name, key in variables.items() if environment.get(key)})

    def __post_init__(self) -> None:
        self._must_match("runner", "local|yarn")
        self._must_match("completeness", "stop|warn")
        self._must_match("deadline_minutes", "[1-9][0-9]*")
        ZoneInfo(self.zone)  # a mistyped zone stops here
        if self.runner == "yarn" and not self.jar:
            raise ValueError("DAPING_RUNNER is yarn, so DAPING_JAR must name the application jar")

    def _must_match(self, name: str, pattern: str) -> None:
        if not re.fullmatch(pattern, value := getattr(self, name)):
            raise ValueError(f"DAPING_{name.upper()} must be {pattern}, was {value!r}")

    @property
    def deadline(self) -> timedelta:
        return timedelta(minutes=int(self.deadline_minutes))

    def arguments(self, verb: str, run: Mapping[str, Any]) -> list[str]:
        """What follows bin/daping, or BatchMain, in a run with these params and this data interval."""
        days = days_of(run, self.zone).arguments() if verb in NIGHT else []
        home = [f"--home={self.home}"] if self.home else []
        config = [f"--config={self._config_where_it_is_read}"] if self.config else []
        return [verb, *days, *home, *config]

    def local_command(self, verb: str, run: Mapping[str, Any]) -> list[str]:
        return [str(Path(self.root, "bin", "daping")), *self.arguments(verb, run)]

    @property
    def _config_where_it_is_read(self) -> str:
        # YARN puts a shipped file into the driver's working directory.
        return self.config if self.runner == "local" else Path(self.config).name
