"""What the assets work on: a home and the inputs it reads."""

# Annotations stay objects here: Dagster reads them.
from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path

import dagster as dg
from pydantic import Field

from etl import lake, lexicon
from etl.defs import settings
from etl.defs.alive import alive
from etl.lexicon import Lexicon


class Newsroom(dg.ConfigurableResource):  # type: ignore[misc, type-arg, unused-ignore]
    """A home (lake, warehouse, the user's lexicon) and the files, folders and patterns it reads."""

    home: str = Field(description="LINIMASA_HOME: the folder that holds lake/ and linimasa.duckdb.")
    inputs: list[str] = Field(
        default=[],
        description="Files, folders, quoted patterns and feeds to read; when empty, those of LINIMASA_INPUTS.",
    )
    retries: int = Field(default=2, description="How often a step that failed on input or output is tried again.")
    patience: float = Field(default=600.0, description="Seconds to wait while another process writes the home.")

    @contextmanager
    def yield_for_execution(self, context: dg.InitResourceContext) -> Iterator["Newsroom"]:
        """For the length of a run, show that its process lives."""
        if context.run is None:
            yield self
            return
        with alive(self.path, context.run.run_id):
            yield self

    @property
    def path(self) -> Path:
        return Path(self.home)

    def watched(self) -> list[str]:
        """The inputs. Those of the environment are not kept in the configuration, which everybody sees: the address
        of a feed may hold a key."""
        return self.inputs or settings.inputs()

    def writing(self) -> AbstractContextManager[None]:
        """Hold the home for writing, waiting for another writer to end. Raises lake.LakeError."""
        return lake.writing(self.path, timeout=self.patience)

    def vocabulary(self) -> Lexicon:
        """The shipped lexicon with this home's own entries over it."""
        return lexicon.load(self.path / "lexicon")
