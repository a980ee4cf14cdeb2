"""The DAG files, run against a recording double of Airflow."""

from __future__ import annotations

import re
import unittest
from datetime import datetime, timedelta, timezone
from typing import Any

import airflow_double
from render import DAG_FILES, NIGHT_OF_SINGLES_DAY, RUNNERS, rendered

REFERENCE = airflow_double.AIRFLOW.parent / "common/src/main/resources/reference.conf"


def loaded(dag_file: str, **environment: str) -> Any:
    return airflow_double.load(dag_file, environment)


class NightlyTest(unittest.TestCase):
    def setUp(self) -> None:
        self.dag = loaded("daping_nightly")

    def test_it_has_a_task_for_each_step_in_their_order(self) -> None:
        after = {name: task.after for name, task in self.dag.tasks.items()}
        self.assertEqual(
            after,
            {
                "completeness": [],
                "recompute": ["completeness"],
                "check": ["recompute"],
                "reconcile": ["check"],
                "publish": ["reconcile"],
                "report": ["publish"],
            },
        )

    def test_its_interval_is_a_day_of_the_business_zone(self) -> None:
        schedule = self.dag.given["schedule"]
        self.assertIsInstance(schedule, airflow_double.CronDataIntervalTimetable)
        self.assertEqual((schedule.cron, schedule.timezone), ("0 2 * * *", "Asia/Shanghai"))
        self.assertEqual(str(self.dag.given["start_date"].tzinfo), "Asia/Shanghai")

    def test_its_zone_is_that_of_dapings_own_settings(self) -> None:
        zone = re.search(r'^  zone = "(.+)"', REFERENCE.read_text(), re.MULTILINE).group(1)
        self.assertEqual(self.dag.given["schedule"].timezone, zone)

    def test_one_run_at_a_time_and_none_made_up_for_the_past(self) -> None:
        self.assertEqual((self.dag.given["max_active_runs"], self.dag.given["catchup"]), (1, False))

    def test_publication_alone_moves_the_asset(self) -> None:
        moved = {n: [asset.name for asset in t.given.get("outlets", [])] for n, t in self.dag.tasks.items()}
        self.assertEqual({name: assets for name, assets in moved.items() if assets}, {"publish": ["daping/gold"]})

    def test_completeness_stops_the_night_unless_it_is_to_warn_only(self) -> None:
        warning = loaded("daping_nightly", DAPING_COMPLETENESS="warn")
        self.assertEqual(self.dag.tasks["recompute"].given["trigger_rule"], "all_success")
        self.assertEqual(warning.tasks["recompute"].given["trigger_rule"], "all_done")
        self.assertNotIn("trigger_rule", warning.tasks["check"].given)

    def test_it_goes_before_maintenance_in_the_pool(self) -> None:
        lowest = min(task.given["priority_weight"] for task in self.dag.tasks.values())
        self.assertGreater(lowest, len(loaded("daping_maintenance").tasks))


class MaintenanceTest(unittest.TestCase):
    def test_it_tidies_up_and_then_proves_that_all_is_whole(self) -> None:
        dag = loaded("daping_maintenance")
        self.assertEqual({n: t.after for n, t in dag.tasks.items()}, {"maintain": [], "fsck": ["maintain"]})
        self.assertEqual((dag.given["schedule"].cron, dag.given["schedule"].timezone), ("30 5 * * *", "Asia/Shanghai"))
        self.assertEqual(dag.given["max_active_runs"], 1)


class EveryDagTest(unittest.TestCase):
    def each(self) -> Any:
        for dag_file in DAG_FILES:
            for runner, environment in RUNNERS.items():
                with self.subTest(dag=dag_file, runner=runner):
                    yield loaded(dag_file, **environment)

    def test_every_task_is_repeated_with_growing_pauses(self) -> None:
        for dag in self.each():
            for task in dag.tasks.values():
                self.assertEqual(task.given["retries"], 3)
                self.assertIs(task.given["retry_exponential_backoff"], True)
                self.assertLess(task.given["retry_delay"], task.given["max_retry_delay"])

    def test_every_task_waits_for_the_pool_has_a_time_limit_and_tells_of_its_failure(self) -> None:
        for dag in self.each():
            for task in dag.tasks.values():
                self.assertEqual(task.given["pool"], "daping")
                self.assertEqual(task.given["execution_timeout"], timedelta(hours=6))
                self.assertEqual(task.given["on_failure_callback"].__name__, "task_failed")

    def test_every_run_has_a_deadline_counted_from_the_queue(self) -> None:
        for dag in self.each():
            deadline = dag.given["deadline"]
            self.assertEqual(deadline.reference, airflow_double.DeadlineReference.DAGRUN_QUEUED_AT)
            self.assertEqual(deadline.interval, timedelta(hours=4))
            self.assertEqual(deadline.callback.path, "daping_alerts.deadline_missed")
            self.assertEqual(deadline.callback.kwargs, {"dag_id": dag.dag_id})

    def test_on_yarn_a_task_is_an_application_in_cluster_mode_that_airflow_alone_repeats(self) -> None:
        task = loaded("daping_nightly", **RUNNERS["yarn"], DAPING_JARS="hdfs:///daping/common.jar").tasks["publish"]
        self.assertEqual(
            task.spark,
            {
                "application": "hdfs:///daping/batch.jar",
                "java_class": "io.daping.batch.BatchMain",
                "name": "daping-publish",
                "conn_id": "daping_spark",
                "deploy_mode": "cluster",
                "jars": "hdfs:///daping/common.jar",
                "files": "/etc/daping.conf",
                "conf": {"spark.yarn.maxAppAttempts": "1"},
                "yarn_track_via_rm_api": True,
                "status_poll_interval": 10,
            },
        )


class CommandsTest(unittest.TestCase):
    def test_a_night_takes_the_day_of_its_interval_and_the_one_before(self) -> None:
        commands = [line["command"] for line in rendered("local", "daping_nightly", NIGHT_OF_SINGLES_DAY)]
        self.assertEqual(
            commands[1],
            [
                str(airflow_double.AIRFLOW.parent / "bin/daping"),
                "recompute",
                "--from=2026-11-10",
                "--to=2026-11-12",
                "--home=/srv/daping home",
                "--config=/etc/daping.conf",
            ],
        )
        self.assertEqual({tuple(command[2:4]) for command in commands}, {("--from=2026-11-10", "--to=2026-11-12")})

    def test_yarn_gets_the_same_but_for_the_place_of_the_settings(self) -> None:
        arguments = [line["arguments"] for line in rendered("yarn", "daping_nightly", NIGHT_OF_SINGLES_DAY)]
        self.assertEqual(arguments[4], ["publish", "--from=2026-11-10", "--to=2026-11-12", "--config=daping.conf"])

    def test_maintenance_is_of_no_day(self) -> None:
        arguments = [line["arguments"] for line in rendered("yarn", "daping_maintenance", NIGHT_OF_SINGLES_DAY)]
        self.assertEqual(arguments, [["maintain", "--config=daping.conf"], ["fsck", "--config=daping.conf"]])

    def test_the_same_date_gives_the_same_commands(self) -> None:
        for runner in RUNNERS:
            for dag_file in DAG_FILES:
                once = rendered(runner, dag_file, NIGHT_OF_SINGLES_DAY)
                self.assertEqual(rendered(runner, dag_file, NIGHT_OF_SINGLES_DAY), once)
                asked = NIGHT_OF_SINGLES_DAY.astimezone(timezone(timedelta(hours=-8)))
                self.assertEqual(rendered(runner, dag_file, asked), once)

    def test_the_params_of_a_run_win_over_its_interval_which_may_be_missing(self) -> None:
        asked = {"from": "2026-11-01", "to": "2026-11-12"}
        for start in (NIGHT_OF_SINGLES_DAY, None):
            arguments = rendered("yarn", "daping_nightly", start, asked)[0]["arguments"]
            self.assertEqual(arguments[:3], ["completeness", "--from=2026-11-01", "--to=2026-11-12"])

    def test_a_run_without_days_is_refused_and_told_what_to_do(self) -> None:
        with self.assertRaisesRegex(ValueError, "no data interval; trigger it with"):
            rendered("local", "daping_nightly", None)

    def test_days_that_are_none_are_refused(self) -> None:
        for asked, why in (
            ({"from": "2026-11-01"}, "belong together"),
            ({"from": "2026-11-01", "to": "2026-11-01"}, "to must be after from"),
            ({"from": "2026-11-31", "to": "2026-12-02"}, "day"),
        ):
            with self.subTest(asked), self.assertRaisesRegex(ValueError, why):
                rendered("local", "daping_nightly", NIGHT_OF_SINGLES_DAY, asked)


class HostileParameterTest(unittest.TestCase):
    HOSTILE = ("2026-11-11; rm -rf /", "$(x)", "`x`", "2026-11-11\n--force", "--force", "20261111", "", 20261111, ["x"])

    def test_airflow_refuses_it_as_a_param(self) -> None:
        dag = loaded("daping_nightly")
        for value in self.HOSTILE:
            with self.subTest(value), self.assertRaises(airflow_double.ParamValidationError):
                dag.run(NIGHT_OF_SINGLES_DAY, {"from": value, "to": "2026-11-12"})

    def test_it_reaches_no_command_even_where_airflow_would_let_it_pass(self) -> None:
        for runner, environment in RUNNERS.items():
            for value in (*self.HOSTILE[:7], "2026-11-11\n"):
                task = loaded("daping_nightly", **environment).tasks["recompute"]
                run = {"params": {"from": value, "to": "2026-11-12"}, "data_interval_start": NIGHT_OF_SINGLES_DAY}
                with self.subTest(value, runner=runner), self.assertRaisesRegex(ValueError, "must be a day"):
                    task.execute(run)
                self.assertFalse(hasattr(task, "submitted"))


class InstallationTest(unittest.TestCase):
    def test_a_mistyped_value_stops_the_dag_and_says_what_it_may_be(self) -> None:
        for environment, why in (
            ({"DAPING_RUNNER": "yarm"}, r"DAPING_RUNNER must be local\|yarn, was 'yarm'"),
            ({"DAPING_COMPLETENESS": "maybe"}, r"DAPING_COMPLETENESS must be stop\|warn"),
            ({"DAPING_DEADLINE_MINUTES": "4h"}, "DAPING_DEADLINE_MINUTES must be"),
            ({"DAPING_RUNNER": "yarn"}, "DAPING_JAR must name the application jar"),
            ({"DAPING_ZONE": "Asia/Shangri-La"}, "Shangri-La"),
        ):
            with self.subTest(environment), self.assertRaisesRegex(Exception, why):
                loaded("daping_nightly", **environment)

    def test_another_zone_moves_schedule_and_days_together(self) -> None:
        dag = loaded("daping_nightly", **RUNNERS["yarn"], DAPING_ZONE="America/New_York")
        self.assertEqual(dag.given["schedule"].timezone, "America/New_York")
        task = dag.tasks["check"]
        task.execute(dag.run(datetime(2026, 11, 11, 7, 0, tzinfo=timezone.utc)))  # 02:00 there
        self.assertEqual(task.submitted[1:3], ["--from=2026-11-10", "--to=2026-11-12"])


if __name__ == "__main__":
    unittest.main()
