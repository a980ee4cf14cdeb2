"""DAG daping_nightly: recomputes, checks, reconciles, publishes and reports the last two days."""

from __future__ import annotations

import os

from airflow.sdk import DAG, Param, chain
from daping_commands import DAY_PATTERN, NIGHT, Installation
from daping_tasks import GOLD, run_defaults, task_defaults, verb_task

installation = Installation.of(os.environ)

# Of one verb alone: publication moves the asset; and where completeness only warns, the night goes on after it.
OWN = {
    "publish": {"outlets": [GOLD]},
    "recompute": {"trigger_rule": "all_done" if installation.completeness == "warn" else "all_success"},
}


def day(description: str) -> Param:
    return Param(None, description, type=["null", "string"], format="date", pattern=DAY_PATTERN)


with DAG(
    **run_defaults("daping_nightly", installation.night, installation),
    description="The night: yesterday, and the day before once more",
    params={"from": day("First business day, instead of the interval's"), "to": day("The day after the last")},
    # Daping's pool has one slot, and the night goes before maintenance.
    default_args={**task_defaults(installation), "priority_weight": 10},
) as dag:
    chain(*(verb_task(verb, installation, **OWN.get(verb, {})) for verb in NIGHT))
