"""Prints the command line of every task of every DAG, in both variants, as JSON: what Daping's own parser must take.

[{"runner", "dag", "task", "main_class", "command", "arguments"}]: arguments are what follows bin/daping, or the main class.
"""

from __future__ import annotations

import json
import os
import subprocess
from datetime import datetime, timezone
from typing import Any
from unittest import mock

import airflow_double

NIGHT_OF_SINGLES_DAY = datetime(2026, 11, 10, 18, 0, tzinfo=timezone.utc)  # 02:00 of the 11th in Shanghai
DAG_FILES = ("daping_nightly", "daping_maintenance")
RUNNERS = {
    "local": {"DAPING_RUNNER": "local", "DAPING_HOME": "/srv/daping home", "DAPING_CONFIG": "/etc/daping.conf"},
    "yarn": {"DAPING_RUNNER": "yarn", "DAPING_JAR": "hdfs:///daping/batch.jar", "DAPING_CONFIG": "/etc/daping.conf"},
}


def rendered(runner: str, dag_file: str, start: datetime, conf: dict[str, Any] | None = None) -> list[dict[str, Any]]:
    with mock.patch.dict(os.environ, RUNNERS[runner]):
        dag = airflow_double.load(dag_file)
    return [_task(runner, dag, task, dag.run(start, conf)) for task in dag.tasks.values()]


def _task(runner: str, dag: Any, task: Any, run: dict[str, Any]) -> dict[str, Any]:
    if runner == "yarn":
        task.execute(run)
        command = arguments = task.submitted
    else:
        command = _started(task, run)
        arguments = command[1:]
    main = task.spark["java_class"] if runner == "yarn" else None
    return {
        "runner": runner,
        "dag": dag.dag_id,
        "task": task.task_id,
        "main_class": main,
        "command": command,
        "arguments": arguments,
    }


def _started(task: Any, run: dict[str, Any]) -> list[str]:
    """What the task would start; a list, and no shell."""
    with mock.patch.object(subprocess, "Popen") as popen:
        popen.return_value.__enter__.return_value.returncode = 0
        popen.return_value.__enter__.return_value.stdout = []
        task.execute(run)
    (command,), given = popen.call_args
    assert isinstance(command, list) and not given.get("shell"), "a shell would read this command"
    return command


if __name__ == "__main__":
    every = [rendered(runner, dag_file, NIGHT_OF_SINGLES_DAY) for runner in RUNNERS for dag_file in DAG_FILES]
    print(json.dumps([line for lines in every for line in lines]))
