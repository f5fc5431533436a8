"""Where a home, its inputs and its Dagster instance are, by the environment. Imports no Dagster: the command line
sets the same variables for the processes it starts."""

from __future__ import annotations

import os
import re
from pathlib import Path

from etl import landing

ROOT = Path(__file__).resolve().parents[2]
SEEDS = ROOT / "seeds"
# The colons of an address (https://user:password@host:8080/rss.xml) separate nothing.
_SEPARATOR = re.compile(rf"{re.escape(os.pathsep)}(?!//|\d+/|[^/{re.escape(os.pathsep)}]*@)")
HOME, INPUTS, INSTANCE = "LINIMASA_HOME", "LINIMASA_INPUTS", "DAGSTER_HOME"
SCHEDULE = "LINIMASA_SCHEDULE"


def home() -> Path:
    """The home: LINIMASA_HOME, else ./data."""
    return Path(os.environ.get(HOME) or "data").absolute()


def inputs() -> list[str]:
    """What schedule and sensor watch: LINIMASA_INPUTS (separated as in PATH), else the seed articles."""
    given = os.environ.get(INPUTS)
    return _SEPARATOR.split(given) if given else [str(SEEDS)]


def schedule() -> str:
    """When the schedule looks, in the form of cron and the time of Jakarta: LINIMASA_SCHEDULE, else every hour."""
    return os.environ.get(SCHEDULE) or "7 * * * *"


def instance(home: Path) -> Path:
    """The Dagster instance: DAGSTER_HOME, else the repository's, else one inside the home."""
    if os.environ.get(INSTANCE):
        return Path(os.environ[INSTANCE]).absolute()
    shipped = ROOT / "dagster_home"
    if (shipped / "dagster.yaml").exists():
        return shipped
    own = home.absolute() / "dagster_home"
    own.mkdir(parents=True, exist_ok=True)
    return own


def environment(home: Path, paths: list[str]) -> dict[str, str]:
    """The variables that make a Dagster process work for this home and these inputs."""
    kept = [path for path in paths if path != landing.STANDARD_INPUT]
    watched = os.pathsep.join(path if landing.is_address(path) else str(Path(path).absolute()) for path in kept)
    return {HOME: str(home.absolute()), INPUTS: watched, INSTANCE: str(instance(home))}
