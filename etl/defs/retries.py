"""Trying again what the machine, not the input, made fail: a full disk, a file system gone for a moment."""

# Annotations stay objects here: Dagster reads them.
from collections.abc import Iterator
from contextlib import contextmanager

import dagster as dg

FIRST = 5.0  # seconds until the first retry; each later one waits four times as long


@contextmanager
def retried(context: dg.AssetExecutionContext, times: int) -> Iterator[None]:
    """Ask Dagster to run the step again, up to `times`, when what is done in the block fails on input or output."""
    try:
        yield
    except Exception as error:
        if not times or not of_machine(error):
            raise
        wait = FIRST * 4**context.retry_number
        context.log.warning(f"{error}; tried again in {wait:.0f} s, {times - context.retry_number} times at most")
        raise dg.RetryRequested(max_retries=times, seconds_to_wait=wait) from error


def of_machine(error: BaseException) -> bool:
    """Whether an error is one of reading or writing: as such, or behind what the lake or the warehouse make of it."""
    import duckdb

    found = (OSError, duckdb.IOException)
    return isinstance(error, found) or isinstance(error.__cause__, found)
