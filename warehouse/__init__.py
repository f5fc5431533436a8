"""Parquet lake -> DuckDB warehouse: SQL models, linking, build-audit-swap, named queries."""
