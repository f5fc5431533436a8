"""What the assets work on: a home and the inputs it reads."""

from __future__ import annotations

from pathlib import Path

import dagster as dg
from pydantic import Field

from etl import lexicon
from etl.lexicon import Lexicon


class Newsroom(dg.ConfigurableResource):  # type: ignore[misc, type-arg, unused-ignore]
    """A home (lake, warehouse, the user's lexicon) and the files, folders and patterns it reads."""

    home: str = Field(description="LINIMASA_HOME: the folder that holds lake/ and linimasa.duckdb.")
    inputs: list[str] = Field(description="Files, folders and quoted patterns to read (LINIMASA_INPUTS).")

    @property
    def path(self) -> Path:
        return Path(self.home)

    def vocabulary(self) -> Lexicon:
        """The shipped lexicon with this home's own entries over it."""
        return lexicon.load(self.path / "lexicon")
