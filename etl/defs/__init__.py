"""The Dagster wiring: assets, checks, jobs, schedules, sensors, resources. Thin: what is done stands in `etl` and
`warehouse`, which import nothing from here."""
