"""Who wrote and who edited: names after or before the role, in header lines and in the lines below an article."""

from __future__ import annotations

import re
from typing import Final

from etl.article.model import Cuts

_ROLE: Final = re.compile(
    r"\b(?P<role>Penulis|Pewarta|Reporter|Kontributor|Jurnalis|Wartawan|Editor|Penyunting|Redaktur|Uploader)"
    r"(?:/Editor)? ?: ?"
)
_NAME: Final = re.compile(r"(?:[A-Z][\w.'’-]*|[a-z]{2,4}/[a-z]{2,4})(?: (?:[A-Z][\w.'’-]*|bin|binti))*")
_NO_NAME: Final = ("Copyright", "Dilarang", "Baca juga", "Bagikan")
_EDITORS: Final = frozenset({"Editor", "Penyunting", "Redaktur"})
# What outlets put where a name belongs.
_NO_PERSON: Final = re.compile(
    r"(?i)\b(?:media|pt|cyber|redaksi|admin|tim|news|network|group|indonesia|online|advertorial|adv)\b|\.(?:com|co|id)\b"
)
_DEGREE: Final = re.compile(r"(?:[SMD]|Ph|Dr)\.?\w{1,4}\.?", re.IGNORECASE)
_SEPARATORS: Final = re.compile(r"\s*(?:;|,|/|\||&|\bdan\b|\band\b)\s*")
_BETWEEN: Final = re.compile(r" ?(?:,|/|&|\bdan\b|;) ?")


def collect(text: str, cuts: Cuts) -> int:
    """Adds the names after each role in `text`; returns the length of what the roles and names take up."""
    reach = 0
    roles = list(_ROLE.finditer(text))
    for n, match in enumerate(roles):
        target = cuts.editors if match["role"] in _EDITORS else cuts.authors
        stop = roles[n + 1].start() if n + 1 < len(roles) else len(text)
        stop = min(stop, *(at for word in _NO_NAME if (at := text.find(word, match.end(), stop)) >= 0), stop)
        at = reach = match.end()
        while name := _NAME.match(text, at, stop):
            _append(target, name[0])
            reach = name.end()
            between = _BETWEEN.match(text, reach, stop)
            if between is None or not between[0].strip():
                break
            at = between.end()
    return reach


def names(value: str) -> list[str]:
    """Names of a metadata field: separated by ";", ",", "/" or "dan", without roles, degrees, addresses and outlets."""
    out: list[str] = []
    for part in _SEPARATORS.split(value):
        name = _ROLE.sub("", part).strip(" .-")
        if (
            name
            and "@" not in name
            and "://" not in name
            and not _NO_PERSON.search(name)
            and not _DEGREE.fullmatch(name)
        ):
            _append(out, name)
    return out


def _append(names_: list[str], name: str) -> None:
    name = name.strip(" .,-")
    if name and name not in names_:
        names_.append(name)
