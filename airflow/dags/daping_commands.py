"""Daping's command lines: which verbs a run calls, for which days, as lists of arguments that no shell reads.

Pure: neither Airflow nor processes are known here, so the same run gives the same command wherever it is asked.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any, Literal, get_args
from zoneinfo import ZoneInfo

NIGHT = ("completeness", "recompute", "check", "reconcile", "publish", "report")
"""The night's verbs in their order; each takes days."""

MAINTENANCE = ("maintain", "fsck")
"""What the stores need now and then, in this order; of no day."""

MAIN_CLASS = "io.daping.batch.BatchMain"

DAY_PATTERN = "^[0-9]{4}-[0-9]{2}-[0-9]{2}$"

Runner = Literal["local", "yarn"]
Completeness = Literal["stop", "warn"]


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
    """Where Daping is and how it is called: read from the environment of Airflow's processes, see README.md."""

    runner: Runner = "local"
    root: Path = Path(__file__).resolve().parents[2]
    home: str | None = None
    config: str | None = None
    zone: str = "Asia/Shanghai"
    night: str = "0 2 * * *"
    maintenance: str = "30 5 * * *"
    completeness: Completeness = "stop"
    deadline: timedelta = timedelta(hours=4)
    pool: str = "daping"
    spark_connection: str = "daping_spark"
    jar: str | None = None
    jars: str | None = None

    @classmethod
    def of(cls, environment: Mapping[str, str]) -> Installation:
        """The installation that variables DAPING_... name; what is not named has its default."""

        def choice(name: str, kind: object, default: str) -> str:
            value = environment.get(name, default)
            if value not in get_args(kind):
                raise ValueError(f"{name} must be one of {', '.join(get_args(kind))}, was {value!r}")
            return value

        return cls(
            runner=choice("DAPING_RUNNER", Runner, cls.runner),
            root=Path(environment.get("DAPING_ROOT", cls.root)),
            home=environment.get("DAPING_HOME"),
            config=environment.get("DAPING_CONFIG"),
            zone=environment.get("DAPING_ZONE", cls.zone),
            night=environment.get("DAPING_NIGHT", cls.night),
            maintenance=environment.get("DAPING_MAINTENANCE", cls.maintenance),
            completeness=choice("DAPING_COMPLETENESS", Completeness, cls.completeness),
            deadline=timedelta(minutes=int(environment.get("DAPING_DEADLINE_MINUTES", cls.deadline.seconds // 60))),
            pool=environment.get("DAPING_POOL", cls.pool),
            spark_connection=environment.get("DAPING_SPARK_CONNECTION", cls.spark_connection),
            jar=environment.get("DAPING_JAR"),
            jars=environment.get("DAPING_JARS"),
        )

    def __post_init__(self) -> None:
        ZoneInfo(self.zone)  # a mistyped zone stops here
        if self.runner == "yarn" and not self.jar:
            raise ValueError("DAPING_RUNNER is yarn, so DAPING_JAR must name the application jar")

    def arguments(self, verb: str, run: Mapping[str, Any]) -> list[str]:
        """What follows bin/daping, or BatchMain, in a run with these params and this data interval."""
        days = days_of(run, self.zone).arguments() if verb in NIGHT else []
        home = [f"--home={self.home}"] if self.home else []
        config = [f"--config={self._config_where_it_is_read}"] if self.config else []
        return [verb, *days, *home, *config]

    def local_command(self, verb: str, run: Mapping[str, Any]) -> list[str]:
        return [str(self.root / "bin" / "daping"), *self.arguments(verb, run)]

    @property
    def _config_where_it_is_read(self) -> str:
        # YARN puts a shipped file into the driver's working directory.
        return self.config if self.runner == "local" else Path(self.config).name
