"""DAG daping_maintenance: keeps the stores small, then proves that they are whole."""

from __future__ import annotations

import os

from airflow.sdk import DAG, chain
from daping_commands import MAINTENANCE, Installation
from daping_tasks import run_defaults, task_defaults, verb_task

installation = Installation.of(os.environ)

with DAG(
    **run_defaults("daping_maintenance", installation.maintenance, installation),
    description="OPTIMIZE, VACUUM and trimming; then every store is verified",
    default_args=task_defaults(installation),
) as dag:
    chain(*(verb_task(verb, installation) for verb in MAINTENANCE))
