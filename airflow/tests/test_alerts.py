"""Alerts, sent to a real web server of this process."""

from __future__ import annotations

import asyncio
import json
import os
import threading
import unittest
import urllib.error
from http.server import BaseHTTPRequestHandler, HTTPServer
from types import SimpleNamespace
from unittest import mock

import airflow_double  # puts the plugins on the path
import daping_alerts

FAILED = {
    "task_instance": SimpleNamespace(
        dag_id="daping_nightly",
        task_id="check",
        run_id="scheduled__2026-11-11",
        try_number=4,
        log_url="http://airflow/log",
    ),
    "exception": RuntimeError("check ended with 1"),
}


class Receiver(HTTPServer):
    """Keeps the documents that it gets, and answers with one status."""

    def __init__(self, status: int) -> None:
        self.got: list[dict[str, str]] = []
        receiver = self

        class Handler(BaseHTTPRequestHandler):
            def do_POST(self) -> None:
                receiver.got.append(json.loads(self.rfile.read(int(self.headers["Content-Length"]))))
                self.send_response(status)
                self.end_headers()

            def log_message(self, *_: object) -> None:
                pass

        super().__init__(("127.0.0.1", 0), Handler)


class AlertsTest(unittest.TestCase):
    def receiver(self, status: int = 200) -> Receiver:
        receiver = Receiver(status)
        threading.Thread(target=receiver.serve_forever, args=(0.01,), daemon=True).start()
        self.addCleanup(receiver.server_close)
        self.addCleanup(receiver.shutdown)
        self.url(f"http://127.0.0.1:{receiver.server_port}/hook")
        return receiver

    def url(self, url: str) -> None:
        patch = mock.patch.dict(os.environ, {"DAPING_ALERT_WEBHOOK": url})
        patch.start()
        self.addCleanup(patch.stop)

    def test_a_failed_task_is_told_with_its_error_and_its_log(self) -> None:
        receiver = self.receiver()
        daping_alerts.task_failed(FAILED)
        self.assertEqual(
            receiver.got,
            [
                {
                    "text": "daping_nightly: check failed in its try 4",
                    "event": "task_failed",
                    "dag": "daping_nightly",
                    "task": "check",
                    "run": "scheduled__2026-11-11",
                    "error": "check ended with 1",
                    "log": "http://airflow/log",
                }
            ],
        )

    def test_a_late_run_is_told_whether_airflow_gives_a_mapping_or_an_object(self) -> None:
        receiver = self.receiver()
        deadline = {"deadline_time": "2026-11-12T06:00:00+08:00"}
        for run in ({"dag_run_id": "scheduled__2026-11-11"}, SimpleNamespace(run_id="scheduled__2026-11-11")):
            context = {"dag_run": run, "deadline": deadline}
            asyncio.run(daping_alerts.deadline_missed(dag_id="daping_nightly", context=context))
        self.assertEqual(
            receiver.got,
            2
            * [
                {
                    "text": "daping_nightly: run scheduled__2026-11-11 is late",
                    "event": "deadline_missed",
                    "dag": "daping_nightly",
                    "run": "scheduled__2026-11-11",
                    "deadline": "2026-11-12T06:00:00+08:00",
                }
            ],
        )

    def test_a_receiver_that_refuses_is_an_error(self) -> None:
        self.receiver(status=500)
        with self.assertRaises(urllib.error.HTTPError):
            daping_alerts.task_failed(FAILED)

    def test_without_a_webhook_the_log_says_so(self) -> None:
        self.url("")
        with self.assertLogs("daping_alerts", "WARNING") as logs:
            daping_alerts.task_failed(FAILED)
        self.assertIn("nobody is told: daping_nightly: check failed", logs.output[0])

    def test_a_webhook_is_of_the_web(self) -> None:
        self.url("file:///etc/passwd")
        with self.assertRaisesRegex(ValueError, "must begin with https"):
            daping_alerts.task_failed(FAILED)

    def mail(self, to: str = "night@example.com, boss@example.com") -> list[dict[str, object]]:
        patch = mock.patch.dict(os.environ, {"DAPING_ALERT_MAIL": to, "DAPING_ALERT_SMTP_CONNECTION": "post"})
        patch.start()
        self.addCleanup(patch.stop)
        sent = mock.patch.object(airflow_double.SmtpNotifier, "sent", [])
        sent.start()
        self.addCleanup(sent.stop)
        airflow = airflow_double.imports()
        airflow.__enter__()
        self.addCleanup(airflow.__exit__, None, None, None)
        return airflow_double.SmtpNotifier.sent

    def test_a_failed_task_goes_by_mail_with_its_error_as_text(self) -> None:
        self.url("")
        sent = self.mail()
        daping_alerts.task_failed({**FAILED, "exception": RuntimeError("<b>7</b> > 0")})
        (mail,) = sent
        self.assertEqual(mail["to"], ["night@example.com", "boss@example.com"])
        self.assertEqual(mail["subject"], "daping_nightly: check failed in its try 4")
        self.assertEqual((mail["connection"], mail["by"]), ("post", "notify"))
        self.assertIn("<td>error</td><td>&lt;b&gt;7&lt;/b&gt; &gt; 0</td>", mail["html"])
        self.assertIn("<td>log</td><td>http://airflow/log</td>", mail["html"])

    def test_a_late_run_goes_by_mail_without_holding_up_the_triggerer(self) -> None:
        self.url("")
        sent = self.mail()
        run = {"dag_run": {"dag_run_id": "scheduled__2026-11-11"}, "deadline": {}}
        asyncio.run(daping_alerts.deadline_missed(dag_id="daping_nightly", context=run))
        self.assertEqual(
            [(mail["subject"], mail["by"]) for mail in sent],
            [("daping_nightly: run scheduled__2026-11-11 is late", "async_notify")],
        )

    def test_a_webhook_that_refuses_does_not_keep_the_mail_back(self) -> None:
        self.receiver(status=500)
        sent = self.mail()
        with self.assertRaises(urllib.error.HTTPError):
            daping_alerts.task_failed(FAILED)
        with self.assertRaises(urllib.error.HTTPError):
            asyncio.run(daping_alerts.deadline_missed(dag_id="daping_nightly", context={}))
        self.assertEqual([mail["by"] for mail in sent], ["notify", "async_notify"])

    def test_mail_without_the_provider_is_said_when_the_dags_are_read(self) -> None:
        self.url("")
        self.mail()
        with mock.patch.dict("sys.modules", {"airflow.providers.smtp.notifications.smtp": None}):
            with self.assertRaisesRegex(ImportError, "apache-airflow-providers-smtp"):
                daping_alerts.check()


if __name__ == "__main__":
    unittest.main()
