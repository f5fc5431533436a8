"""Homes that several tests read: built once from the seed articles, never written by a test."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]


@pytest.fixture(scope="session")
def seeds() -> Path:
    """The seed articles."""
    return ROOT / "seeds"


@pytest.fixture(scope="session")
def seeded(tmp_path_factory: pytest.TempPathFactory, seeds: Path) -> Path:
    """A home with the seed articles published. Read it; to write, take `own_home`."""
    from etl import pipeline
    from warehouse import build

    home = tmp_path_factory.mktemp("seeded") / "home"
    pipeline.refresh(home, [seeds], workers=1)
    build.publish(home)
    return home


@pytest.fixture
def own_home(seeded: Path, tmp_path: Path) -> Path:
    """A copy of the seeded home that a test may change."""
    return Path(shutil.copytree(seeded, tmp_path / "home"))


@pytest.fixture
def dagster_home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A Dagster instance of its own, configured as the committed one."""
    place = tmp_path / "dagster_home"
    place.mkdir()
    shutil.copy(ROOT / "dagster_home" / "dagster.yaml", place)
    monkeypatch.setenv("DAGSTER_HOME", str(place))
    return place
