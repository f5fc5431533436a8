"""Reviewed vocabulary as data: one kind a file, each with its source.

A vocabulary file is a TSV: lines starting with `#` on top say what it holds, its source and how to extend it;
then a header line; then one entry a line. An empty cell means none. Every row must have as many cells as the
header. Users lay their own files of the same names and headers over the shipped ones (`LINIMASA_HOME/lexicon/`):
their rows come after the shipped rows, and a row with the same first cell may be withdrawn by `!` before it.

Nothing here knows what an entry means; the stage that uses a file compiles it, cached by `Lexicon`.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

Row = dict[str, str]
SHIPPED = Path(__file__).parent


class LexiconError(ValueError):
    """A vocabulary file cannot be used; the message names file, line, reason and the way out."""


@dataclass(frozen=True)
class Lexicon:
    """The shipped vocabulary with an optional overlay directory; equal when the digest is equal."""

    digest: str
    overlay: Path | None = field(default=None, compare=False)
    shipped: Path = field(default=SHIPPED, compare=False)
    files: tuple[tuple[str, str], ...] = field(default=(), compare=False)  # (name, digest), shipped and the user's

    def rows(self, name: str) -> tuple[Row, ...]:
        """Rows of `name` (a file name without `.tsv`), shipped first, then the user's.

        Raises LexiconError when the file is malformed.
        """
        return _rows(self, name)

    def digest_of(self, names: Iterable[str]) -> str:
        """Digest of some vocabulary files alone: a word changed in another file does not change it."""
        wanted = frozenset(names)
        chosen = [f"{name} {digest}" for name, digest in self.files if name in wanted]
        return hashlib.sha256("\n".join(chosen).encode()).hexdigest()[:16]


def load(overlay: Path | None = None) -> Lexicon:
    """The lexicon with the user's overlay directory, if it exists.

    The digest covers names and bytes of every vocabulary file, so that a changed word changes the version.
    """
    overlay = overlay if overlay is not None and overlay.is_dir() else None
    files = tuple(
        (path.stem, hashlib.sha256(path.read_bytes()).hexdigest())
        for root in (SHIPPED, overlay)
        for path in (sorted(root.glob("*.tsv")) if root else ())
        if (SHIPPED / path.name).exists()  # HOME/lexicon also holds removed.tsv, which no stage reads
    )
    whole = hashlib.sha256(repr(files).encode()).hexdigest()
    return Lexicon(whole[:16], overlay, files=files)


def keep(lexicon: Lexicon, name: str, folder: Path) -> None:
    """Write the rows of a vocabulary file as they are laid over now, so that `kept` has them when they changed."""
    folder.mkdir(parents=True, exist_ok=True)
    rows = lexicon.rows(name)
    lines = ["\t".join(rows[0]), *("\t".join(row.values()) for row in rows)]
    (folder / f"{name}.tsv").write_text("\n".join(lines) + "\n", encoding="utf-8")


def kept(folder: Path) -> Lexicon:
    """The lexicon of the files that `keep` wrote, and of no others."""
    return Lexicon(str(folder), None, folder)


@cache
def _rows(lexicon: Lexicon, name: str) -> tuple[Row, ...]:
    shipped = _parse(lexicon.shipped / f"{name}.tsv")
    own = lexicon.overlay / f"{name}.tsv" if lexicon.overlay else None
    if own is None or not own.exists():
        return tuple(shipped)
    added = _parse(own)
    if added and shipped and list(added[0]) != list(shipped[0]):
        raise LexiconError(
            f"{own.name} in {own.parent}: its header is ({', '.join(added[0])}); copy the header of the shipped file "
            f"({', '.join(shipped[0])})"
        )
    first = next(iter(shipped[0])) if shipped else ""
    withdrawn = {row[first][1:] for row in added if row.get(first, "").startswith("!")}
    kept = [row for row in shipped if row[first] not in withdrawn]
    return tuple(kept + [row for row in added if not row.get(first, "").startswith("!")])


def _parse(path: Path) -> list[Row]:
    lines = path.read_text(encoding="utf-8").split("\n")
    numbered = [(n, line) for n, line in enumerate(lines, 1) if line.strip() and not line.startswith("#")]
    if not numbered:
        return []
    header = numbered[0][1].split("\t")
    out: list[Row] = []
    for n, line in numbered[1:]:
        cells = line.split("\t")
        if len(cells) != len(header):
            raise LexiconError(
                f"{path.name}, line {n}: {len(cells)} cells where the header has {len(header)} "
                f"({', '.join(header)}); separate cells by one tab each"
            )
        out.append(dict(zip(header, (c.strip() for c in cells), strict=True)))
    return out


def keep_languages(overlay: Path, everything: bool) -> None:
    """Have articles of every language kept, or only those the vocabulary names: an entry of the user's languages.tsv,
    so that it holds for every later run and makes the articles set aside be built again."""
    path = overlay / "languages.tsv"
    own = path.read_text(encoding="utf-8").splitlines() if path.exists() else ["language"]
    wanted = [line for line in own if line.strip() != "*"] + ["*"] * everything
    if wanted != own:
        overlay.mkdir(parents=True, exist_ok=True)
        path.write_text("\n".join(wanted) + "\n", encoding="utf-8")
