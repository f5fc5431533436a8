"""The months of publication that mentions are partitioned by. Fixed in advance: dynamic partitions answer a range in
the order of their creation, so that a range could run with no months at all and call it success."""

from __future__ import annotations

import dagster as dg

from etl.lake import FIRST_MONTH, LAST_MONTH, UNDATED


def _months() -> list[str]:
    first, last = (12 * int(m[:4]) + int(m[5:]) - 1 for m in (FIRST_MONTH, LAST_MONTH))
    return [f"{n // 12}-{n % 12 + 1:02d}" for n in range(first, last + 1)]


MONTHS = dg.StaticPartitionsDefinition([*_months(), UNDATED])
