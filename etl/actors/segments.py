"""Capitalised runs cut into what they are made of: known names, organizations by pattern, titles, words of address,
places, and name words that nothing explains. Decides no actor; `mentions.py` does.
"""

from __future__ import annotations

from typing import Any, NamedTuple

from etl.actors.organizations import adjacent, organization, place_end
from etl.actors.vocabulary import Alias, Vocabulary, longest
from etl.document import Document

_INITIALS = frozenset("dr drs dra ir prof h hj kh st moh muh abd tgk m".split())
_ENDS = frozenset(".!?:;\"“”'‘’")
_NAME_TITLES = frozenset("putra putri raja ratu kapten mayor bos".split())  # titles that are name words inside a name


class Segment(NamedTuple):
    """Tokens `first`..`last` (exclusive), characters `start`..`end`.

    kind: known (value: the alias), org (value: the Organization), title, rank, honorific (value: whether the name keeps
    it), region, name (unexplained), common (an ordinary word), opener (one that only opens its sentence).
    """

    kind: str
    first: int
    last: int
    start: int
    end: int
    value: Any


class Cutter:
    """Cuts the token ranges of one document."""

    def __init__(self, doc: Document, v: Vocabulary) -> None:
        self.doc = doc
        self.v = v
        self.initial = {s.first_token for s in doc.sentences}

    def cut(self, first: int, last: int) -> list[Segment]:
        """The segments of tokens `first`..`last`, in order, without overlap."""
        doc = self.doc
        out: list[Segment] = []
        done = first
        for i in range(first, last):
            if i < done or not doc.tokens[i][0].isupper():
                continue
            parts = self._at(i, last)
            out += parts
            done = parts[-1].last
        return out

    def _at(self, i: int, last: int) -> list[Segment]:
        doc, v = self.doc, self.v
        end, kind, value = self._looked_up(i, last)
        if not kind:
            low = doc.lower[i]
            if low in v.honorifics and (adjacent(doc, i + 1) or doc.tokens[i + 1 : i + 2] == ["."]):
                end, kind, value = i + 1, "honorific", v.honorifics[low]
                end += doc.tokens[end : end + 1] == ["."]
            elif "-" in low and (parts := self._hyphenated(i)):
                return parts
            elif self._opens_sentence(i) and self._ordinary(i):
                end, kind = i + 1, "opener"
            elif (low in v.common and doc.tokens[i] not in v.given) or low in v.context["stop"]:
                end, kind = i + 1, "common"
            else:
                end, kind = self._name_end(i), "name"
        return [Segment(kind, i, end, doc.starts[i], doc.ends[end - 1], value)]

    def _looked_up(self, i: int, last: int) -> tuple[int, str, Any]:
        """The longest of what name, pattern, title and region tries find at `i`; the earlier named on a tie."""
        doc, v = self.doc, self.v
        end, kind, value = i, "", None
        if hit := longest(v.names, doc.tokens, i, last):
            end, kind, value = hit[0], "known", self._pick(hit[1])
        if (org := organization(doc, v, i)) and org.last > end:
            end, kind, value = org.last, "org", org
        if (title := longest(v.titles, doc.lower, i, last)) and title[0] > end:
            end, kind, value = title[0], title[1], None
        if (region := longest(v.regions, doc.tokens, i, last)) and region[0] > end:
            end, kind, value = region[0], "region", None
        if kind == "known" and v.actors[value.actor_id].kind == "person" and self._runs_on(end):
            return i, "", None
        if kind == "region" and self._runs_on(end) and doc.tokens[end] not in v.given:
            return i, "", None
        if kind in ("office", "regional"):
            end = self._title_end(end)
            if kind == "regional":
                end = self._office_place(end)
            kind = "title"
        return end, kind, value

    def _office_place(self, at: int) -> int:
        """End of the known region that an office is of ("Bupati Bekasi")."""
        if adjacent(self.doc, at):
            end = place_end(self.doc, self.v, at)
            words = self.doc.source[self.doc.starts[at] : self.doc.ends[end - 1]] if end > at else ""
            region = longest(self.v.regions, self.doc.tokens, at, end)
            if region is not None or words.startswith(("Kota ", "Kabupaten ", "Metro ")):
                return end
        return at

    def _pick(self, aliases: tuple[Alias, ...]) -> Alias:
        """The alias that is valid on the day of publication; of several the first."""
        day = self.doc.article.published_date
        return next((a for a in aliases if a.valid_on(day)), aliases[0])

    def _runs_on(self, end: int) -> bool:
        """Whether the name goes on at token `end` with a word that nothing else explains."""
        doc, v = self.doc, self.v
        return adjacent(doc, end) and doc.lower[end] not in v.common and not self._breaks(end)

    def _opens_sentence(self, i: int) -> bool:
        return i in self.initial or i == 0 or self.doc.tokens[i - 1] in _ENDS

    def _ordinary(self, i: int) -> bool:
        low, v = self.doc.lower[i], self.v
        if low in v.openers or (low.endswith("nya") and len(low) > 5):
            return True
        return low in v.common and not (self.doc.tokens[i] in v.given and adjacent(self.doc, i + 1))

    def _name_end(self, first: int) -> int:
        """End of the run of name words that begins at `first`."""
        doc = self.doc
        at = first + 1
        n = len(doc.tokens)
        while at < n and at < first + 8:
            if adjacent(doc, at):
                if self._breaks(at):
                    break
                at += 1
            elif doc.starts[at] - doc.ends[at - 1] == 1 and doc.lower[at] in self.v.particles and adjacent(doc, at + 1):
                at += 2
            elif self._dotted(at) and adjacent(doc, at + 1) and not self._breaks(at + 1):
                at += 2
            else:
                break
        return at

    def _dotted(self, at: int) -> bool:
        """Whether the full stop at `at` belongs to an initial or a short form before it ("M. Nasir")."""
        doc = self.doc
        return doc.tokens[at] == "." and (len(doc.tokens[at - 1]) == 1 or doc.lower[at - 1] in _INITIALS)

    def _breaks(self, token: int) -> bool:
        """Whether something other than a name word stands at `token` inside a run."""
        doc, v = self.doc, self.v
        low, word = doc.lower[token], doc.tokens[token]
        if word in v.given:
            return False
        if low in v.context["stop"]:
            return len(word) > 1
        if low in v.common and low not in _NAME_TITLES:
            return True
        if low not in _NAME_TITLES and longest(v.titles, doc.lower, token, token + 3):
            return True
        hit = longest(v.names, doc.tokens, token, len(doc.tokens))
        if hit is not None and v.actors[hit[1][0].actor_id].kind != "person":
            return True
        return organization(doc, v, token) is not None

    def _title_end(self, at: int) -> int:
        """End of an office with the ordinary words that name its field: "Kepala Bidang Humas"."""
        doc, v = self.doc, self.v
        while adjacent(doc, at) and doc.lower[at] in v.common and doc.tokens[at] not in v.given:
            if organization(doc, v, at) is not None or longest(v.names, doc.tokens, at, len(doc.tokens)):
                break
            at += 1
        return at

    def _hyphenated(self, token: int) -> list[Segment]:
        """The known names that a hyphen joins: "Prabowo-Gibran", "F-PKS"; empty unless all are known or one letter."""
        out: list[Segment] = []
        start = self.doc.starts[token]
        for part in self.doc.tokens[token].split("-"):
            hit = longest(self.v.names, [part], 0, 1)
            if hit is not None:
                out.append(Segment("known", token, token + 1, start, start + len(part), self._pick(hit[1])))
            elif len(part) > 1:
                return []
            start += len(part) + 1
        return out
