"""Tells people of a task that failed and of a run that is late: one JSON document to a webhook, a mail, or both.

The mail goes by Airflow's own SMTP provider, and a connection of Airflow's: server, login and sender stand there.
It lives among the plugins, for the triggerer, which calls what is late, finds modules there and not beside the DAGs.
"""

from __future__ import annotations

import asyncio
import html
import json
import logging
import os
import urllib.request
from collections.abc import Callable, Mapping
from typing import Any

log = logging.getLogger(__name__)

SECONDS = 10


def check() -> None:
    """For the DAG files: whoever cannot be told later is an import error now."""
    if os.environ.get("DAPING_ALERT_WEBHOOK"):
        _webhook()
    if _addresses():
        _notifier({"text": ""})


def task_failed(context: dict[str, Any]) -> None:
    """For on_failure_callback: called once, after the last retry."""
    task = context["task_instance"]
    message = {
        "text": f"{task.dag_id}: {task.task_id} failed in its try {task.try_number}",
        "event": "task_failed",
        "dag": task.dag_id,
        "task": task.task_id,
        "run": task.run_id,
        "error": str(context.get("exception") or ""),
        "log": task.log_url,
    }
    ways: list[Callable[[], object]] = []
    if _is_to_be_posted(message):
        ways.append(lambda: _post(message))
    if _addresses():
        ways.append(lambda: _notifier(message).notify(context))
    errors = []
    for way in ways:
        try:
            way()
        except Exception as e:  # one way that fails must not keep the other from being tried
            errors.append(e)
    if errors:
        raise errors[0]


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
    ways = []
    if _is_to_be_posted(message):
        ways.append(asyncio.to_thread(_post, message))
    if _addresses():
        ways.append(_notifier(message).async_notify(context))
    errors = [e for e in await asyncio.gather(*ways, return_exceptions=True) if isinstance(e, BaseException)]
    if errors:
        raise errors[0]


def _is_to_be_posted(message: dict[str, Any]) -> bool:
    url = os.environ.get("DAPING_ALERT_WEBHOOK")
    if not url and not _addresses():
        log.warning(
            "neither DAPING_ALERT_WEBHOOK nor DAPING_ALERT_MAIL is set, so nobody is told: %s", message["text"]
        )
    return bool(url)


def _addresses() -> list[str]:
    return [a.strip() for a in os.environ.get("DAPING_ALERT_MAIL", "").split(",") if a.strip()]


def _notifier(message: dict[str, Any]) -> Any:
    try:
        from airflow.providers.smtp.notifications.smtp import SmtpNotifier
    except ImportError as e:
        raise ImportError("DAPING_ALERT_MAIL needs the package apache-airflow-providers-smtp") from e
    rows = "".join(
        f"<tr><td>{html.escape(name)}</td><td>{html.escape(str(value))}</td></tr>"
        for name, value in message.items()
        if name != "text"
    )
    return SmtpNotifier(
        to=_addresses(),
        subject=" ".join(message["text"].split()),
        html_content=f"<p>{html.escape(message['text'])}</p><table>{rows}</table>",
        smtp_conn_id=os.environ.get("DAPING_ALERT_SMTP_CONNECTION", "smtp_default"),
    )


def _field(value: Any, name: str) -> Any:
    # A mapping in Airflow 3.1; later versions are free to give an object.
    return value.get(name) if isinstance(value, Mapping) else getattr(value, name, None)


def _webhook() -> str:
    url = os.environ["DAPING_ALERT_WEBHOOK"]
    if not url.startswith(("https://", "http://")):
        raise ValueError("DAPING_ALERT_WEBHOOK must begin with https:// or http://")
    return url


def _post(message: dict[str, Any]) -> None:
    request = urllib.request.Request(
        _webhook(), json.dumps(message).encode(), {"Content-Type": "application/json; charset=utf-8"}
    )
    with urllib.request.urlopen(request, timeout=SECONDS) as answer:  # a status of 400 or more raises
        log.info("told of %s: %s", message["text"], answer.status)
