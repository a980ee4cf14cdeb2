"""A verb as a Spark application on YARN, in cluster mode."""

from __future__ import annotations

from typing import Any

from airflow.providers.apache.spark.operators.spark_submit import SparkSubmitOperator
from daping_commands import MAIN_CLASS, Installation


class YarnTask(SparkSubmitOperator):
    """Submits one verb, then follows the application through the ResourceManager, without a JVM on the worker."""

    def __init__(self, *, verb: str, installation: Installation, **kwargs: Any) -> None:
        super().__init__(
            application=installation.jar,
            java_class=MAIN_CLASS,
            name=f"daping-{verb}",
            conn_id=installation.spark_connection,
            deploy_mode="cluster",
            jars=installation.jars,
            files=installation.config,
            conf={"spark.yarn.maxAppAttempts": "1"},  # repeating is Airflow's
            yarn_track_via_rm_api=True,
            status_poll_interval=10,
            **kwargs,
        )
        self.verb = verb
        self.installation = installation

    def execute(self, context: dict[str, Any]) -> None:
        self.application_args = self.installation.arguments(self.verb, context)
        super().execute(context)
