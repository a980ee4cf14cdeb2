"""What all of Daping's DAGs share: the task of a verb, what holds for every task, and for every run."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import daping_alerts
from airflow.sdk import Asset, BaseOperator
from airflow.sdk.definitions.deadline import AsyncCallback, DeadlineAlert, DeadlineReference
from airflow.timetables.interval import CronDataIntervalTimetable
from daping_commands import Installation

GOLD = Asset("daping/gold")
"""The published numbers. What is to follow publication is scheduled on this: DAG(schedule=[GOLD])."""


def verb_task(verb: str, installation: Installation, **kwargs: Any) -> BaseOperator:
    """The task of a verb, as this installation runs it."""
    if installation.runner == "yarn":
        from daping_yarn import YarnTask  # needs the Spark provider, which the local variant does without

        return YarnTask(task_id=verb, verb=verb, installation=installation, **kwargs)
    from daping_local import LocalTask

    return LocalTask(task_id=verb, verb=verb, installation=installation, **kwargs)


def task_defaults(installation: Installation) -> dict[str, Any]:
    daping_alerts.check()
    return {
        "owner": "daping",
        "retries": 3,
        "retry_delay": timedelta(minutes=5),
        "retry_exponential_backoff": True,
        "max_retry_delay": timedelta(hours=1),
        "execution_timeout": timedelta(hours=6),
        "pool": installation.pool,
        "on_failure_callback": daping_alerts.task_failed,
    }


def run_defaults(dag_id: str, cron: str, installation: Installation) -> dict[str, Any]:
    return {
        "dag_id": dag_id,
        # A cron string alone may give an interval of no width, which names no day.
        "schedule": CronDataIntervalTimetable(cron, timezone=installation.zone),
        "start_date": datetime(2026, 1, 1, tzinfo=ZoneInfo(installation.zone)),
        "catchup": False,
        "max_active_runs": 1,
        "deadline": DeadlineAlert(
            # Of the queue, not of the logical date: a backfill of last month is not late.
            reference=DeadlineReference.DAGRUN_QUEUED_AT,
            interval=installation.deadline,
            callback=AsyncCallback(daping_alerts.deadline_missed, kwargs={"dag_id": dag_id}),
        ),
        "tags": ["daping"],
    }
