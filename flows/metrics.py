"""Metrics of the last run, in a file for the textfile collector of Prometheus' node exporter."""

from __future__ import annotations

from pathlib import Path

from prometheus_client import CollectorRegistry, Gauge, write_to_textfile
from prometheus_client.parser import text_string_to_metric_families

from flows.run_report import RunReport
from tasks.errors import DONE

LAST_SUCCESS = "sayso_last_success_timestamp_seconds"


def write_metrics(report: RunReport, path: Path) -> None:
    """Write a run's metrics aside and rename them into place, so that no half of a file is ever collected.

    Args:
        report: What the run came to.
        path: The file, whose name has to end with `.prom`; when the last success was is kept from what it held before.
    """
    registry = CollectorRegistry()

    def set_gauge(name: str, meaning: str, value: float) -> None:
        Gauge(name, meaning, registry=registry).set(value)

    set_gauge("sayso_last_run_timestamp_seconds", "When the last run ended.", report.ended.timestamp())
    set_gauge("sayso_last_run_duration_seconds", "How long the last run took.", report.seconds)
    set_gauge("sayso_last_run_exit_code", "0 done, 1 refused, 2 wrong input, 3 locked, 4 bug.", report.exit_code)
    succeeded = report.ended.timestamp() if report.exit_code == DONE else _read_last_success(path)
    if succeeded is not None:
        set_gauge(LAST_SUCCESS, "When a run last ended with a release that stands.", succeeded)
    for name, meaning, label, values in (
        ("sayso_last_run_records", "Records of the last run.", "outcome", report.records),
        ("sayso_last_run_rejects", "Records that the last run turned away.", "reason", report.rejected_by_reason),
        ("sayso_release_rows", "Rows of the newest release.", "table", report.rows),
        ("sayso_last_run_refused_rows", "Rows that broke a rule.", "rule", _count_rows(report)),
    ):
        gauge = Gauge(name, meaning, [label], registry=registry)
        for key, value in (values or {}).items():
            gauge.labels(key).set(value)
    path.parent.mkdir(parents=True, exist_ok=True)
    write_to_textfile(str(path), registry)


def _count_rows(report: RunReport) -> dict[str, int]:
    return {failure.rule: max(failure.n_rows, 1) for failure in report.failures}


def _read_last_success(path: Path) -> float | None:
    if not path.exists():
        return None
    families = text_string_to_metric_families(path.read_text("utf-8"))
    return next((family.samples[0].value for family in families if family.name == LAST_SUCCESS), None)
