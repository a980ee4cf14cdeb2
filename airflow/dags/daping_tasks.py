"""What all of Daping's DAGs share: the task of a verb, and what holds for every task."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import daping_alerts
from airflow.sdk import Asset, BaseOperator
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
