"""Counts and amounts: dead, injured, arrested, troops, money ... with bounds and unit, and the events they tell of."""

from etl.quantities.attaching import attach
from etl.quantities.counts import find

__all__ = ["attach", "find"]
