"""DAG daping_maintenance: keeps the stores small, then proves that they are whole."""

from __future__ import annotations

import os
from datetime import datetime
from zoneinfo import ZoneInfo

import daping_alerts
from airflow.sdk import DAG, chain
from airflow.sdk.definitions.deadline import AsyncCallback, DeadlineAlert, DeadlineReference
from airflow.timetables.interval import CronDataIntervalTimetable
from daping_commands import MAINTENANCE, Installation
from daping_tasks import task_defaults, verb_task

installation = Installation.of(os.environ)

with DAG(
    dag_id="daping_maintenance",
    description="OPTIMIZE, VACUUM and trimming; then every store is verified",
    schedule=CronDataIntervalTimetable(installation.maintenance, timezone=installation.zone),
    start_date=datetime(2026, 1, 1, tzinfo=ZoneInfo(installation.zone)),
    catchup=False,
    max_active_runs=1,
    default_args=task_defaults(installation),
    deadline=DeadlineAlert(
        reference=DeadlineReference.DAGRUN_QUEUED_AT,
        interval=installation.deadline,
        callback=AsyncCallback(daping_alerts.deadline_missed),
    ),
    tags=["daping"],
) as dag:
    chain(*(verb_task(verb, installation) for verb in MAINTENANCE))
