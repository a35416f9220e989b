"""The Great Expectations suite of each table, made from `tables.py`, and how one partition is held against it.

Every suite begins with the row count, the columns and the nulls: in Great Expectations an empty suite, an empty frame
and a column of nothing but nulls pass everything else. An expectation that raises counts as one that failed.

Each expectation takes about 15 ms of a suite, whatever the rows: a column at a time, the eight tables of a part of 200
articles took 6 CPU seconds. So what is asked of rows is one expectation, answered in one scan: 2 CPU seconds.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, ClassVar

import great_expectations as gx
import pandas as pd
from great_expectations.core import ExpectationSuite, ExpectationValidationResult
from great_expectations.core.metric_domain_types import MetricDomainTypes
from great_expectations.data_context.data_context.ephemeral_data_context import EphemeralDataContext
from great_expectations.data_context.types.base import (
    DataContextConfig,
    InMemoryStoreBackendDefaults,
    ProgressBarsConfig,
)
from great_expectations.execution_engine.execution_engine import ExecutionEngine
from great_expectations.execution_engine.pandas_execution_engine import PandasExecutionEngine
from great_expectations.expectations.core.expect_column_values_to_be_unique import ExpectColumnValuesToBeUnique
from great_expectations.expectations.core.expect_table_columns_to_match_ordered_list import (
    ExpectTableColumnsToMatchOrderedList,
)
from great_expectations.expectations.core.expect_table_row_count_to_be_between import ExpectTableRowCountToBeBetween
from great_expectations.expectations.expectation import BatchExpectation, Expectation
from great_expectations.expectations.metrics.metric_provider import metric_value
from great_expectations.expectations.metrics.table_metric_provider import TableMetricProvider

from expectations.audit_failure import ROWS_SHOWN, Failure, make_failure
from expectations.audit_rows import find_broken_rows, list_null_rules, list_row_rules, make_loose_table
from expectations.part_checks import list_all_rules, list_dtypes
from expectations.schema import Table
from expectations.tables import TABLE_BY_NAME

_STRUCTURE = ("ROW-COUNT", "COLUMNS", "TYPES")


class ExpectColumnDtypes(BatchExpectation):
    """Expect each column to have a dtype that `pd.read_parquet` gives its Arrow type."""

    dtypes: dict[str, list[str]]

    metric_dependencies: ClassVar[tuple[str, ...]] = ("table.column_types",)
    success_keys: ClassVar[tuple[str, ...]] = ("dtypes",)

    def _validate(
        self,
        metrics: dict[str, Any],
        runtime_configuration: dict[str, Any] | None = None,
        execution_engine: ExecutionEngine[Any] | None = None,
    ) -> dict[str, Any]:
        found = {column["name"]: str(column["type"]) for column in metrics["table.column_types"]}
        wrong = {name: found.get(name) for name, allowed in self.dtypes.items() if found.get(name) not in allowed}
        return {"success": not wrong, "result": {"observed_value": wrong}}


class BrokenRows(TableMetricProvider):
    """By rule, how many rows break it, and the positions of the first of them; rules that hold are left out."""

    metric_name = "table.broken_rows"
    value_keys = ("table_name", "rules")

    @metric_value(engine=PandasExecutionEngine)
    def _pandas(
        cls,
        execution_engine: PandasExecutionEngine,
        metric_domain_kwargs: dict[str, Any],
        metric_value_kwargs: dict[str, Any],
        metrics: dict[str, Any],
        runtime_configuration: dict[str, Any],
    ) -> dict[str, tuple[int, list[int]]]:
        frame, _, _ = execution_engine.get_compute_domain(metric_domain_kwargs, MetricDomainTypes.TABLE)
        table = TABLE_BY_NAME[metric_value_kwargs["table_name"]]
        rules = [rule for rule in list_all_rules(table) if rule.name in metric_value_kwargs["rules"]]
        names = dict.fromkeys(name for rule in rules for name in rule.columns)
        rows = make_loose_table(table, frame, list(names))
        return find_broken_rows(rows, rules)


class ExpectRowsToSatisfyRules(BatchExpectation):
    """Expect every row of a table to satisfy each of the rules named."""

    table_name: str
    rules: list[str]

    metric_dependencies: ClassVar[tuple[str, ...]] = ("table.broken_rows",)
    success_keys: ClassVar[tuple[str, ...]] = ("table_name", "rules")

    def _validate(
        self,
        metrics: dict[str, Any],
        runtime_configuration: dict[str, Any] | None = None,
        execution_engine: ExecutionEngine[Any] | None = None,
    ) -> dict[str, Any]:
        broken = metrics["table.broken_rows"]
        return {"success": not broken, "result": {"observed_value": broken}}


def make_suite(table: Table, n_rows: int | None = None) -> ExpectationSuite:
    """Make the suite of one table: row count, columns, dtypes, nulls, then its key and what rows must satisfy.

    Args:
        table: The table's definition.
        n_rows: Rows that the partition must have, where its writer said so; else the fewest a release may have.

    Returns:
        A suite whose expectations carry the name of their rule as `meta["rule"]`.
    """
    return ExpectationSuite(name=table.name, expectations=list(_make_expectations(table, n_rows)))


def validate_part(table: Table, frame: pd.DataFrame, n_rows: int | None = None) -> list[Failure]:
    """Hold one partition of a table against its suite, in memory: no files, no network, no telemetry, no progress bars.

    Args:
        table: The table's definition.
        frame: The partition as `pd.read_parquet` gives it.
        n_rows: Rows that it must have, where its writer said so; else the fewest that a release may have.

    Returns:
        What does not hold, in the order of the suite; empty when all of it does.
    """
    frame = frame.reset_index(drop=True)
    asset = _make_context().data_sources.add_pandas("memory").add_dataframe_asset(table.name)
    batch = asset.add_batch_definition_whole_dataframe("part").get_batch({"dataframe": frame})
    suite = make_suite(table, n_rows)
    shown = {"result_format": "SUMMARY", "partial_unexpected_count": ROWS_SHOWN}
    results = {_read_meta(result)["rule"]: result for result in batch.validate(suite, result_format=shown).results}
    names = [str((expectation.meta or {})["rule"]) for expectation in suite.expectations]
    failed = [name for name in names if not results[name].success]
    # Once columns are missing or of other types, what else is asked of them raises and says nothing new.
    broken = [name for name in failed if name in _STRUCTURE]
    return [failure for name in broken or failed for failure in _read_failures(table, frame, results[name])]


def _make_context() -> EphemeralDataContext:
    # The whole configuration is given, so neither a project folder, nor an environment variable, nor a home is asked.
    configuration = DataContextConfig(
        store_backend_defaults=InMemoryStoreBackendDefaults(init_temp_docs_sites=False),
        analytics_enabled=False,
        progress_bars=ProgressBarsConfig(globally=False, metric_calculations=False),
    )
    return gx.get_context(mode="ephemeral", project_config=configuration)


def _make_expectations(table: Table, n_rows: int | None) -> Iterator[Expectation]:
    fewest = table.fewest_rows if n_rows is None else n_rows
    counted = f"at least {fewest} rows" if n_rows is None else f"{n_rows} rows, as written"
    yield ExpectTableRowCountToBeBetween(min_value=fewest, max_value=n_rows, meta=_describe("ROW-COUNT", counted))
    yield ExpectTableColumnsToMatchOrderedList(
        column_list=list(table.column_names),
        meta=_describe("COLUMNS", "the columns of the table's definition, in order"),
    )
    yield ExpectColumnDtypes(
        dtypes={column.name: list_dtypes(column) for column in table.columns},
        meta=_describe("TYPES", "each column has the dtype of its Arrow type"),
    )
    nulls = [rule.name for rule in list_null_rules(table)]
    yield ExpectRowsToSatisfyRules(table_name=table.name, rules=nulls, meta=_describe("NOT-NULL", "no nulls"))
    yield ExpectColumnValuesToBeUnique(
        column=table.key, meta=_describe("KEY-UNIQUE", f"{table.key} stands for one row only")
    )
    rules = [rule.name for rule in list_row_rules(table)]
    if rules:
        yield ExpectRowsToSatisfyRules(table_name=table.name, rules=rules, meta=_describe("ROWS", "every row rule"))


def _describe(rule: str, meaning: str) -> dict[str, str]:
    return {"rule": rule, "meaning": meaning}


def _read_failures(table: Table, frame: pd.DataFrame, result: ExpectationValidationResult) -> Iterator[Failure]:
    meta, found = _read_meta(result), result.result
    raised = "; ".join(str(part.get("exception_message")) for part in _list_exceptions(result))
    broken = found.get("observed_value")
    if raised:
        yield make_failure(meta["rule"], table.name, f"{meta['meaning']}: cannot be checked: {raised}")
    elif "unexpected_count" in found:
        rows = _take(table, frame, found["partial_unexpected_index_list"], (table.key,))
        yield make_failure(meta["rule"], table.name, meta["meaning"], rows, found["unexpected_count"])
    elif meta["rule"] in ("NOT-NULL", "ROWS") and isinstance(broken, dict):
        rules = {rule.name: rule for rule in list_all_rules(table)}
        for name, (n_rows, positions) in broken.items():
            rows = _take(table, frame, positions, rules[name].columns)
            yield make_failure(name, table.name, rules[name].meaning, rows, n_rows)
    else:
        yield make_failure(meta["rule"], table.name, f"{meta['meaning']}; found {broken}")


def _take(table: Table, frame: pd.DataFrame, positions: list[int], columns: tuple[str, ...]) -> list[dict[str, Any]]:
    names = dict.fromkeys(name for name in (table.key, "article_id", *columns) if name in frame.columns)
    return [
        {str(name): value for name, value in row.items()}
        for row in frame.loc[positions, list(names)].to_dict("records")
    ]


def _read_meta(result: ExpectationValidationResult) -> dict[str, Any]:
    if result.expectation_config is None:
        raise ValueError("a validation result does not say which expectation it is of")
    meta: dict[str, Any] = result.expectation_config.meta or {}
    return meta


def _list_exceptions(result: ExpectationValidationResult) -> list[dict[str, Any]]:
    raised = result.exception_info or {}
    parts = [raised] if "raised_exception" in raised else [part for part in raised.values() if isinstance(part, dict)]
    return [part for part in parts if part.get("raised_exception")]
