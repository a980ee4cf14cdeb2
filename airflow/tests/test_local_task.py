"""A local task starts real processes here: a stand-in for bin/daping that notes the arguments it was given."""

from __future__ import annotations

import json
import logging
import os
import sys
import tempfile
import unittest
from pathlib import Path
from typing import Any

import airflow_double
from render import NIGHT_OF_SINGLES_DAY

NOTES_ITS_ARGUMENTS = """#!{python}
import json, os, sys
open({root!r} + "/arguments.json", "w").write(json.dumps([sys.argv[1:], os.environ.get("DAPING_NO_BUILD")]))
print("working", flush=True)
{then}
"""


class LocalTaskTest(unittest.TestCase):
    def setUp(self) -> None:
        folder = tempfile.TemporaryDirectory(prefix="da ping $(x)")
        self.addCleanup(folder.cleanup)
        self.root = Path(folder.name)
        (self.root / "bin").mkdir()
        self.then("")

    def then(self, code: str) -> None:
        script = self.root / "bin/daping"
        script.write_text(NOTES_ITS_ARGUMENTS.format(python=sys.executable, root=str(self.root), then=code))
        script.chmod(0o755)

    def task(self) -> tuple[Any, dict[str, Any]]:
        environment = {"DAPING_ROOT": str(self.root), "DAPING_HOME": f"{self.root}/home; touch {self.root}/hurt"}
        dag = airflow_double.load("daping_nightly", environment)
        return dag.tasks["publish"], dag.run(NIGHT_OF_SINGLES_DAY)

    def execute(self) -> None:
        task, run = self.task()
        task.execute(run)

    def test_each_argument_arrives_as_it_is_and_no_shell_reads_it(self) -> None:
        self.execute()
        arguments, no_build = json.loads((self.root / "arguments.json").read_text())
        hostile_home = f"--home={self.root}/home; touch {self.root}/hurt"
        self.assertEqual(arguments, ["publish", "--from=2026-11-10", "--to=2026-11-12", hostile_home])
        self.assertEqual(no_build, "1")
        self.assertFalse((self.root / "hurt").exists())

    def test_what_the_verb_says_is_in_the_tasks_log(self) -> None:
        self.then('print("trouble: 大屏", file=sys.stderr)')
        with self.assertLogs("airflow.task.publish") as logs:
            self.execute()
        self.assertIn("trouble: 大屏", [record.getMessage() for record in logs.records])

    def test_a_failure_is_repeated(self) -> None:
        self.then("sys.exit(1)")
        with self.assertRaisesRegex(RuntimeError, "publish ended with 1"):
            self.execute()

    def test_a_refusal_and_bad_usage_are_not_repeated(self) -> None:
        for code in (2, 78):
            self.then(f"sys.exit({code})")
            with self.subTest(code), self.assertRaisesRegex(Exception, f"ended with {code}") as failed:
                self.execute()
            self.assertEqual(type(failed.exception).__name__, "AirflowFailException")

    def test_a_kill_ends_the_verb(self) -> None:
        self.waits_for_ever()
        task, run = self.task()
        self.when_it_works(task, task.on_kill)
        with self.assertRaisesRegex(RuntimeError, "publish ended with -15"):
            task.execute(run)

    def test_a_time_limit_ends_the_verb(self) -> None:
        self.waits_for_ever()
        task, run = self.task()

        def time_is_up() -> None:
            raise TimeoutError("execution_timeout")

        self.when_it_works(task, time_is_up)
        with self.assertRaises(TimeoutError):
            task.execute(run)
        self.assertEqual(task._process.returncode, -15)

    def waits_for_ever(self) -> None:
        os.mkfifo(self.root / "never")
        self.then(f"open({str(self.root / 'never')!r}).read()")

    def when_it_works(self, task: Any, act: Any) -> None:
        class Acts(logging.Handler):
            def emit(self, record: logging.LogRecord) -> None:
                if record.getMessage() == "working":
                    act()

        handler = Acts()
        task.log.addHandler(handler)
        task.log.setLevel(logging.INFO)
        self.addCleanup(task.log.removeHandler, handler)


if __name__ == "__main__":
    unittest.main()
