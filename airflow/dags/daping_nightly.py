"""DAG daping_nightly: recomputes, checks, reconciles, publishes and reports the last two days."""

from __future__ import annotations

import os
from datetime import datetime
from zoneinfo import ZoneInfo

import daping_alerts
from airflow.sdk import DAG, Param, chain
from airflow.sdk.definitions.deadline import AsyncCallback, DeadlineAlert, DeadlineReference
from airflow.timetables.interval import CronDataIntervalTimetable
from daping_commands import DAY_PATTERN, NIGHT, Installation
from daping_tasks import GOLD, task_defaults, verb_task

installation = Installation.of(os.environ)

# Of one verb alone: publication moves the asset; and where completeness only warns, the night goes on after it.
OWN = {
    "publish": {"outlets": [GOLD]},
    "recompute": {"trigger_rule": "all_done" if installation.completeness == "warn" else "all_success"},
}


def day(description: str) -> Param:
    return Param(None, description, type=["null", "string"], format="date", pattern=DAY_PATTERN)


with DAG(
    dag_id="daping_nightly",
    description="The night: yesterday, and the day before once more",
    # A cron string alone may give an interval of no width, which names no day.
    schedule=CronDataIntervalTimetable(installation.night, timezone=installation.zone),
    start_date=datetime(2026, 1, 1, tzinfo=ZoneInfo(installation.zone)),
    catchup=False,
    max_active_runs=1,
    params={"from": day("First business day, instead of the interval's"), "to": day("The day after the last")},
    # Daping's pool has one slot, and the night goes before maintenance.
    default_args={**task_defaults(installation), "priority_weight": 10},
    deadline=DeadlineAlert(
        # Of the queue, not of the logical date: a backfill of last month is not late.
        reference=DeadlineReference.DAGRUN_QUEUED_AT,
        interval=installation.deadline,
        callback=AsyncCallback(daping_alerts.deadline_missed),
    ),
    tags=["daping"],
) as dag:
    chain(*(verb_task(verb, installation, **OWN.get(verb, {})) for verb in NIGHT))
