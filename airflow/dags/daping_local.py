"""A verb as a process of bin/daping on the worker's own machine."""

from __future__ import annotations

import os
import shlex
import subprocess
from typing import Any

from airflow.sdk import BaseOperator
from daping_commands import Installation

try:
    from airflow.sdk.exceptions import AirflowFailException
except ImportError:  # Airflow 3.1
    from airflow.exceptions import AirflowFailException

NOT_MENDED_BY_REPETITION = (2, 78)
"""Exit codes of bad usage, and of a refusal on damaged or foreign state."""


class LocalTask(BaseOperator):
    """Runs one verb, from a list of arguments and never by a shell; what it says is in the task's log."""

    def __init__(self, *, verb: str, installation: Installation, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.verb = verb
        self.installation = installation
        self._process: subprocess.Popen[str] | None = None

    def execute(self, context: dict[str, Any]) -> None:
        command = self.installation.local_command(self.verb, context)
        self.log.info("%s", shlex.join(command))
        with subprocess.Popen(
            command,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            encoding="utf-8",
            errors="replace",
            env={**os.environ, "DAPING_NO_BUILD": "1"},  # a night never builds what an update has left half done
        ) as self._process:
            self._follow(self._process)
        self._judge(self._process.returncode)

    def _follow(self, process: subprocess.Popen[str]) -> None:
        try:
            for line in process.stdout:
                self.log.info("%s", line.rstrip("\n"))
        except BaseException:  # a time limit, for one; the block around would wait for the end of the process
            process.terminate()
            raise

    def _judge(self, code: int) -> None:
        told = f"{self.verb} ended with {code}; its last lines above say why"
        if code in NOT_MENDED_BY_REPETITION:
            raise AirflowFailException(told)
        if code != 0:
            raise RuntimeError(told)

    def on_kill(self) -> None:
        if self._process is not None:
            self._process.terminate()
