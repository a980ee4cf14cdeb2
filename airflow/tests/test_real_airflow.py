"""The DAG files, imported by a real Airflow of version 3.1 or newer; skipped where none is installed."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
import unittest
from pathlib import Path
from typing import Any

from render import RUNNERS

AIRFLOW = Path(__file__).resolve().parents[1]

# In a process of its own: the double has taken Airflow's names in this one.
SUMMARY = """
import importlib, json, sys
from datetime import datetime, timezone

dag = importlib.import_module(sys.argv[1]).dag
refused = []
for value in ("2026-11-11; rm -rf /", "$(x)", 20261111):
    for name in dag.params:
        try:
            dag.params.get_param(name).resolve(value)
        except Exception as e:
            refused.append(type(e).__name__)
print("SUMMARY" + json.dumps({
    "dag": dag.dag_id,
    "after": {task.task_id: sorted(task.upstream_task_ids) for task in dag.tasks},
    "timetable": type(dag.timetable).__name__,
    "zone": str(dag.timezone),
    "max_active_runs": dag.max_active_runs,
    "has_deadline": bool(dag.deadline),
    "retries": sorted({task.retries for task in dag.tasks}),
    "pools": sorted({task.pool for task in dag.tasks}),
    "outlets": {task.task_id: [asset.name for asset in task.outlets] for task in dag.tasks if task.outlets},
    "refused": refused,
}))
"""


def python(*arguments: str, **environment: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, *arguments],
        cwd=AIRFLOW / "tests",
        env={**os.environ, "PYTHONPATH": f"{AIRFLOW}/dags:{AIRFLOW}/plugins", **environment},
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
    )


def is_there(module: str) -> bool:
    with tempfile.TemporaryDirectory() as home:
        return python("-c", f"import {module}", AIRFLOW_HOME=home).returncode == 0


@unittest.skipUnless(is_there("airflow.sdk"), "no Airflow 3 is installed here")
class RealAirflowTest(unittest.TestCase):
    def summary(self, dag_file: str, runner: str) -> dict[str, Any]:
        with tempfile.TemporaryDirectory() as home:
            environment = {"AIRFLOW_HOME": home, "AIRFLOW__CORE__LOAD_EXAMPLES": "False", **RUNNERS[runner]}
            done = python("-c", SUMMARY, dag_file, **environment)
        self.assertEqual(done.returncode, 0, done.stderr)
        return json.loads(done.stdout.rpartition("SUMMARY")[2])

    def runners(self) -> list[str]:
        spark = is_there("airflow.providers.apache.spark.operators.spark_submit")
        return list(RUNNERS) if spark else ["local"]

    def test_it_reads_the_night_as_we_mean_it(self) -> None:
        for runner in self.runners():
            with self.subTest(runner=runner):
                steps = ["completeness", "recompute", "check", "reconcile", "publish", "report"]
                self.assertEqual(
                    self.summary("daping_nightly", runner),
                    {
                        "dag": "daping_nightly",
                        "after": {step: steps[max(i - 1, 0) : i] for i, step in enumerate(steps)},
                        "timetable": "CronDataIntervalTimetable",
                        "zone": "Asia/Shanghai",
                        "max_active_runs": 1,
                        "has_deadline": True,
                        "retries": [3],
                        "pools": ["daping"],
                        "outlets": {"publish": ["daping/gold"]},
                        "refused": 6 * ["ParamValidationError"],
                    },
                )

    def test_it_reads_maintenance_as_we_mean_it(self) -> None:
        for runner in self.runners():
            with self.subTest(runner=runner):
                summary = self.summary("daping_maintenance", runner)
                self.assertEqual(summary["after"], {"maintain": [], "fsck": ["maintain"]})
                self.assertEqual(summary["timetable"], "CronDataIntervalTimetable")


if __name__ == "__main__":
    unittest.main()
