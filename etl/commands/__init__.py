"""What the command line does, one module a command; `etl.cli` only declares the commands and their options."""
