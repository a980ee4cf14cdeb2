"""Tells people of a task that failed and of a run that is late: one JSON document to a webhook.

It lives among the plugins, for the triggerer, which calls what is late, finds modules there and not beside the DAGs.
"""

from __future__ import annotations

import asyncio
import json
import logging
import os
import urllib.request
from collections.abc import Mapping
from typing import Any

log = logging.getLogger(__name__)

SECONDS = 10


def task_failed(context: dict[str, Any]) -> None:
    """For on_failure_callback: called once, after the last retry."""
    task = context["task_instance"]
    _post(
        {
            "text": f"{task.dag_id}: {task.task_id} failed in its try {task.try_number}",
            "event": "task_failed",
            "dag": task.dag_id,
            "task": task.task_id,
            "run": task.run_id,
            "error": str(context.get("exception") or ""),
            "log": task.log_url,
        }
    )


async def deadline_missed(dag_id: str, context: Mapping[str, Any] | None = None) -> None:
    """For a DeadlineAlert: called by the triggerer while the run goes on."""
    context = context or {}
    run = _field(context.get("dag_run"), "dag_run_id") or _field(context.get("dag_run"), "run_id")
    message = {
        "text": f"{dag_id}: run {run} is late",
        "event": "deadline_missed",
        "dag": dag_id,
        "run": run,
        "deadline": str(_field(context.get("deadline"), "deadline_time")),
    }
    await asyncio.to_thread(_post, message)


def _field(value: Any, name: str) -> Any:
    # A mapping in Airflow 3.1; later versions are free to give an object.
    return value.get(name) if isinstance(value, Mapping) else getattr(value, name, None)


def _post(message: dict[str, Any]) -> None:
    url = os.environ.get("DAPING_ALERT_WEBHOOK")
    if not url:
        log.warning("DAPING_ALERT_WEBHOOK is not set, so nobody is told: %s", message["text"])
        return
    if not url.startswith(("https://", "http://")):
        raise ValueError("DAPING_ALERT_WEBHOOK must begin with https:// or http://")
    request = urllib.request.Request(
        url, json.dumps(message).encode(), {"Content-Type": "application/json; charset=utf-8"}
    )
    with urllib.request.urlopen(request, timeout=SECONDS) as answer:  # a status of 400 or more raises
        log.info("told of %s: %s", message["text"], answer.status)
