"""A recording double of the part of Airflow 3 that Daping's DAG files use, where no Airflow is installed.

It has the names, and the parameters, of Airflow 3.1's SDK, of version 6.2 of its Spark provider and of its SMTP provider, and nothing that
Daping does not use: a parameter that is not listed here fails, as it would there.
"""

from __future__ import annotations

import importlib
import logging
import os
import re
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from types import ModuleType
from typing import Any
from unittest import mock

AIRFLOW = Path(__file__).resolve().parents[1]
sys.path[:0] = [str(AIRFLOW / "dags"), str(AIRFLOW / "plugins")]

TASK = set(
    "task_id owner retries retry_delay retry_exponential_backoff max_retry_delay execution_timeout pool"
    " priority_weight trigger_rule outlets on_failure_callback".split()
)
DAG_PARAMETERS = set(
    "description schedule start_date catchup max_active_runs params default_args deadline tags".split()
)
SPARK = set(
    "application java_class name conn_id deploy_mode jars files conf yarn_track_via_rm_api status_poll_interval".split()
)


def _only(known: set[str], given: dict[str, Any]) -> None:
    if unknown := set(given) - known:
        raise TypeError(f"unexpected parameters: {', '.join(sorted(unknown))}")


class ParamValidationError(Exception):
    pass


class Param:
    """Validates as JSON schema does: type, and pattern, which may match anywhere."""

    def __init__(self, default: Any = None, description: str | None = None, **schema: Any) -> None:
        _only({"type", "format", "pattern"}, schema)
        self.default, self.description, self.schema = default, description, schema

    def resolve(self, value: Any) -> Any:
        types = {"null": type(None), "string": str}
        if not isinstance(value, tuple(types[name] for name in self.schema["type"])):
            raise ParamValidationError(f"{value!r} is not of type {self.schema['type']}")
        if isinstance(value, str) and not re.search(self.schema["pattern"], value):
            raise ParamValidationError(f"{value!r} does not match {self.schema['pattern']}")
        return value


class DAG:
    current: DAG | None = None

    def __init__(self, dag_id: str, **given: Any) -> None:
        _only(DAG_PARAMETERS, given)
        _only(TASK, given["default_args"])
        self.dag_id, self.given = dag_id, given
        self.tasks: dict[str, BaseOperator] = {}

    def __enter__(self) -> DAG:
        DAG.current = self
        return self

    def __exit__(self, *_: Any) -> None:
        DAG.current = None

    def run(self, interval_start: Any, conf: dict[str, Any] | None = None) -> dict[str, Any]:
        """The context of a run, with the params that conf overrides, all validated."""
        params = self.given.get("params", {})
        values = {name: (conf or {}).get(name, param.default) for name, param in params.items()}
        return {
            "params": {name: param.resolve(values[name]) for name, param in params.items()},
            "data_interval_start": interval_start,
        }


class BaseOperator:
    def __init__(self, **given: Any) -> None:
        _only(TASK, given)
        dag = DAG.current
        if given["task_id"] in dag.tasks:
            raise ValueError(f"two tasks are called {given['task_id']}")
        self.task_id, self.given = given["task_id"], {**dag.given["default_args"], **given}
        self.after: list[str] = []
        self.log = logging.getLogger(f"airflow.task.{self.task_id}")
        dag.tasks[self.task_id] = self


class SparkSubmitOperator(BaseOperator):
    """Records what would be submitted."""

    application_args: list[str] | None = None

    def __init__(self, **given: Any) -> None:
        own = {name: value for name, value in given.items() if name in SPARK}
        super().__init__(**{name: value for name, value in given.items() if name not in SPARK})
        self.spark = own

    def execute(self, context: dict[str, Any]) -> None:
        self.submitted = [*self.application_args]


class SmtpNotifier:
    """Records what would be sent, and how."""

    sent: list[dict[str, Any]] = []

    def __init__(self, to: Any, subject: str, html_content: str, smtp_conn_id: str) -> None:
        self.mail = {"to": to, "subject": subject, "html": html_content, "connection": smtp_conn_id}

    def notify(self, context: dict[str, Any]) -> None:
        self.sent.append({**self.mail, "by": "notify"})

    async def async_notify(self, context: dict[str, Any]) -> None:
        self.sent.append({**self.mail, "by": "async_notify"})


def chain(*tasks: BaseOperator) -> None:
    for before, task in zip(tasks, tasks[1:]):
        task.after.append(before.task_id)


class Asset:
    def __init__(self, name: str) -> None:
        self.name = name


class AirflowFailException(Exception):
    pass


class AsyncCallback:
    def __init__(self, callback_callable: Any, kwargs: dict[str, Any] | None = None) -> None:
        self.path = f"{callback_callable.__module__}.{callback_callable.__qualname__}"
        self.kwargs = kwargs


class DeadlineReference:
    DAGRUN_QUEUED_AT = "queued at"


class DeadlineAlert:
    def __init__(self, reference: Any, interval: Any, callback: AsyncCallback) -> None:
        self.reference, self.interval, self.callback = reference, interval, callback


class CronDataIntervalTimetable:
    def __init__(self, cron: str, timezone: str) -> None:
        self.cron, self.timezone = cron, timezone


MODULES: dict[str, tuple[Any, ...]] = {
    "airflow": (),
    "airflow.sdk": (Asset, BaseOperator, DAG, Param, chain),
    "airflow.sdk.definitions": (),
    "airflow.sdk.definitions.deadline": (AsyncCallback, DeadlineAlert, DeadlineReference),
    "airflow.sdk.exceptions": (AirflowFailException,),
    "airflow.timetables": (),
    "airflow.timetables.interval": (CronDataIntervalTimetable,),
    "airflow.providers": (),
    "airflow.providers.smtp": (),
    "airflow.providers.smtp.notifications": (),
    "airflow.providers.smtp.notifications.smtp": (SmtpNotifier,),
    "airflow.providers.apache": (),
    "airflow.providers.apache.spark": (),
    "airflow.providers.apache.spark.operators": (),
    "airflow.providers.apache.spark.operators.spark_submit": (SparkSubmitOperator,),
}


@contextmanager
def imports() -> Iterator[None]:
    ours = [name for name in sys.modules if name.split(".")[0] == "airflow" or name.startswith("daping_")]
    kept = {name: sys.modules.pop(name) for name in ours}
    for name, content in MODULES.items():
        module = ModuleType(name)
        module.__path__ = []
        vars(module).update({item.__name__: item for item in content})
        sys.modules[name] = module
    try:
        yield
    finally:
        for name in [name for name in sys.modules if name.split(".")[0] == "airflow" or name.startswith("daping_")]:
            del sys.modules[name]
        sys.modules.update(kept)


def load(dag_file: str, environment: dict[str, str]) -> DAG:
    """Runs a DAG file, by its module's name, as Airflow would parse it: anew, and in this environment alone."""
    with mock.patch.dict(os.environ, environment, clear=True), imports():
        return importlib.import_module(dag_file).dag
