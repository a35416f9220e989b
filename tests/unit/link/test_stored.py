from __future__ import annotations

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from tasks.link.stored import Stored


def test_a_file_that_lacks_a_column_is_named(tmp_path):
    rows = pa.table({"article_id": ["a"], "outlet": ["The Ledger"]})
    pq.write_table(rows, tmp_path / "one.parquet")
    pq.write_table(rows.drop_columns(["outlet"]), tmp_path / "two.parquet")
    stored = Stored([tmp_path / "one.parquet", tmp_path / "two.parquet"], rows.schema)
    with pytest.raises(KeyError, match="two.parquet lacks outlet"):
        stored.read_whole(("outlet",))
