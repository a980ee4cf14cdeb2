"""Prints the command line of every task of every DAG, in both variants, as JSON: what Daping's own parser must take.

[{"runner", "dag", "task", "main_class", "command", "arguments"}]; arguments follow bin/daping, or the main class.
"""

from __future__ import annotations

import json
from datetime import datetime, timezone
from typing import Any

import airflow_double

NIGHT_OF_SINGLES_DAY = datetime(2026, 11, 10, 18, 0, tzinfo=timezone.utc)  # 02:00 of the 11th in Shanghai
DAG_FILES = ("daping_nightly", "daping_maintenance")
RUNNERS = {
    "local": {"DAPING_RUNNER": "local", "DAPING_HOME": "/srv/daping home", "DAPING_CONFIG": "/etc/daping.conf"},
    "yarn": {"DAPING_RUNNER": "yarn", "DAPING_JAR": "hdfs:///daping/batch.jar", "DAPING_CONFIG": "/etc/daping.conf"},
}


def rendered(runner: str, dag_file: str, start: datetime | None, conf: dict[str, Any] | None = None) -> list[Any]:
    dag = airflow_double.load(dag_file, RUNNERS[runner])
    return [_task(runner, dag, task, dag.run(start, conf)) for task in dag.tasks.values()]


def _task(runner: str, dag: Any, task: Any, run: dict[str, Any]) -> dict[str, Any]:
    if runner == "yarn":
        task.execute(run)
        main_class, command = task.spark["java_class"], task.submitted
    else:
        main_class, command = None, task.installation.local_command(task.verb, run)
    return {
        "runner": runner,
        "dag": dag.dag_id,
        "task": task.task_id,
        "main_class": main_class,
        "command": command,
        "arguments": command if main_class else command[1:],
    }


if __name__ == "__main__":
    every = [rendered(runner, dag_file, NIGHT_OF_SINGLES_DAY) for runner in RUNNERS for dag_file in DAG_FILES]
    print(json.dumps([line for lines in every for line in lines]))
