"""What the assets work on: a home and the inputs it reads."""

from __future__ import annotations

from contextlib import AbstractContextManager
from pathlib import Path

import dagster as dg
from pydantic import Field

from etl import lake, lexicon
from etl.lexicon import Lexicon


class Newsroom(dg.ConfigurableResource):  # type: ignore[misc, type-arg, unused-ignore]
    """A home (lake, warehouse, the user's lexicon) and the files, folders and patterns it reads."""

    home: str = Field(description="LINIMASA_HOME: the folder that holds lake/ and linimasa.duckdb.")
    inputs: list[str] = Field(description="Files, folders and quoted patterns to read (LINIMASA_INPUTS).")

    patience: float = Field(default=600.0, description="Seconds to wait while another process writes the home.")

    @property
    def path(self) -> Path:
        return Path(self.home)

    def writing(self) -> AbstractContextManager[None]:
        """Hold the home for writing, waiting for another writer to end. Raises lake.LakeError."""
        return lake.writing(self.path, timeout=self.patience)

    def vocabulary(self) -> Lexicon:
        """The shipped lexicon with this home's own entries over it."""
        return lexicon.load(self.path / "lexicon")
