"""Capitalised runs cut into what they are made of: known names, organizations by pattern, titles, words of address,
places, and name words that nothing explains. Decides no actor; `mentions.py` does.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Final

from etl.actors.forms import CAPITAL, IDLE, LONG_FORM, NAMED, OTHER, PLAIN, SPECIAL, forms, lone
from etl.actors.organizations import Organization, organization
from etl.actors.runs import Runs
from etl.actors.tails import place_end
from etl.actors.titles import read_title
from etl.actors.vocabulary import Alias, Vocabulary
from etl.actors.words import adjacent, slug
from etl.document import Document
from etl.tries import END, longest

_MOST_SITE_WORDS: Final = 5
_WHOLE_NAME: Final = 3  # letters of initials that leave nothing of a name out: "SBY", not "JK Rowling"


@dataclass(slots=True)
class Segment:
    """Tokens `first`..`last` (exclusive), characters `start`..`end`.

    kind: known (value: the alias), org (value: the Organization), title (value: head and region of the body it leads,
    or None), member (a title that says less), rank, honorific, region, name (unexplained). Ordinary words make none.
    """

    kind: str
    first: int
    last: int
    start: int
    end: int
    value: Any


class Cutter:
    """Cuts one document. `watched` are the tokens with a capital or of a few words that may mean something."""

    def __init__(self, doc: Document, v: Vocabulary) -> None:
        self.doc = doc
        self.v = v
        self.runs = Runs(doc, v)
        self.lone = lone(v)
        watch = v.watch  # and all that sorts before or behind ASCII lower case: capitals, marks, digits
        self.watched = [i for i, word in enumerate(doc.tokens) if word < "a" or word > "{" or word in watch]
        self.out: list[Segment] = []

    def cut(self) -> list[Segment]:
        """The segments of the document, in order, without overlap."""
        tokens, lower, expecting = self.doc.tokens, self.doc.lower, self.v.expecting
        form_of, small, out = forms(self.v), self.v.small, self.out
        done = 0
        for i in self.watched:
            word = tokens[i]
            if i < done or (word < "A" and word not in small):  # a mark or a number
                continue
            form = form_of[word]
            if not form or (form & PLAIN and lower[i - 1] not in expecting):
                continue
            if form & (NAMED | OTHER) and (found := self._explained(i, form)) is not None:
                out.append(found)
                done = found.last
            elif form & CAPITAL:
                if form & SPECIAL and (parts := self._special(i)) is not None:
                    out += parts
                    done = parts[-1].last if parts else done
                elif not form & IDLE or self._whose_name(i):
                    done = self._unexplained(i)
        return out

    def _segment(self, kind: str, first: int, last: int, value: Any = None) -> Segment:
        return Segment(kind, first, last, self.doc.starts[first], self.doc.ends[last - 1], value)

    def _special(self, i: int) -> list[Segment] | None:
        """What begins at the capitalised word `i` by a rule for such words; None where no such rule speaks."""
        doc, v = self.doc, self.v
        low = doc.lower[i]
        if low in v.openers and self.runs.opens_sentence(i):
            return []
        if low in v.context["site_noun"] and adjacent(doc, i + 1):
            return [self._segment("region", i, self._site_end(i))]
        if low in v.honorifics and (adjacent(doc, i + 1) or doc.tokens[i + 1 : i + 2] == ["."]):
            dotted = doc.tokens[i + 1] == "."
            if v.honorifics[low] and not dotted and not self.runs.breaks(i + 1):
                return [self._segment("name", i, self.runs.name_end(i + 1))]  # "Gus Ipul": the pair is the name
            return [self._segment("honorific", i, i + 1 + dotted)]
        if low in v.honorifics and len(low) > 2 and doc.tokens[i] not in v.given:
            return []  # somebody is addressed, not named: "Baik, Pak"
        if "-" in low and (parts := self._hyphenated(i)):
            return parts
        if low in ("i", "ni") and adjacent(doc, i + 1) and doc.lower[i + 1] in v.context["balinese"]:
            return [self._segment("name", i, self.runs.name_end(i + 1))]
        if low.endswith("nya") and len(low) >= LONG_FORM and (self.runs.opens_sentence(i) or v.ordinary(low[:-3])):
            return []  # "Menteri Keuangannya"
        return None

    def _site_end(self, i: int) -> int:
        """End of the name of a street, building or region that the word at `i` opens."""
        at = place_end(self.doc, self.v, i + 1)
        if self.doc.lower[i] in self.v.context["admin"] and at > i + 1:
            return at
        at = max(at, i + 2)
        while at < i + _MOST_SITE_WORDS and adjacent(self.doc, at) and not self._ends_site(at):
            at += 1
        return at

    def _ends_site(self, token: int) -> bool:
        doc, v = self.doc, self.v
        hit = longest(v.names, doc.tokens, token, len(doc.tokens))
        title = longest(v.titles, doc.lower, token, len(doc.tokens))
        known = hit is not None and not self.runs.is_person(hit[1])
        return known or doc.lower[token] in v.context["stop"] or (title is not None and title[1].kind != "member")

    def _unexplained(self, i: int) -> int:
        """End of the run of name words at `i`, taken as a name, as the two known persons that a hyphen joins, or as an
        organization where its last word is one that ends such names."""
        end = self.runs.name_end(i) if self.runs.may_go_on(i + 1) else i + 1
        start, stop = self.doc.starts[i], self.doc.ends[end - 1]
        if end == i + 1:
            self.out.append(Segment("name", i, end, start, stop, None))
            return end
        known = self._known_behind(i, end)
        if known is not None:  # the word before may name what an office is of, and go on with the title
            self.out += [self._segment("region", i, i + 1), known]
            return end
        kind = self.v.tails.get(self.doc.tokens[end - 1])
        name = self.doc.source[start:stop]
        opens = self.runs.opens_sentence(i)  # some outlets write the first word of an article in capitals
        if kind is None and not opens and self._initials(i) and f"PT {name}" not in self.doc.source:
            self.out.append(self._segment("region", i, i + 1))  # a body's: "Ketua Umum AGTI Anne Patricia"
            return i + 1
        if kind is not None:
            org = Organization(end, f"{kind}:{slug(name)}", name, kind, None, "")
            run = Segment("org", i, end, start, stop, org)
        else:
            run = Segment("name", i, end, start, stop, None)
        self.out += self._pair(run) or [run]
        return end

    def _known_behind(self, i: int, end: int) -> Segment | None:
        """The known person, named in full, behind the one other word of a run: "Vonis Tom Lembong"."""
        tokens, v = self.doc.tokens, self.v
        if end - i < 3 or tokens[i + 1] not in v.names or tokens[i] in v.given or len(tokens[i]) == 1:
            return None
        hit = longest(v.names, tokens, i + 1, end)
        if hit is None or hit[0] != end or not self.runs.is_person(hit[1]) or tokens[i + 1] == ".":
            return None
        return self._segment("known", i + 1, end, self._pick(hit[1]))

    def _explained(self, i: int, form: int) -> Segment | None:
        """What name, pattern, title and region tries find at `i`: remembered for a word that nothing goes on behind."""
        doc, after = self.doc, i + 1
        word = doc.tokens[i]
        if after < len(doc.tokens):
            behind = doc.tokens[after]
            if behind[0].isupper() or behind in self.lone.follows[word]:
                return self._looked_up(i, form)
        if word not in self.lone.found:
            segment = self._looked_up(i, form)
            self.lone.found[word] = None if segment is None else (segment.kind, segment.value)
        found = self.lone.found[word]
        if found is None:
            return None
        value = found[1] if found[0] != "known" else self._pick(self.v.names[word][END])
        return Segment(found[0], i, after, doc.starts[i], doc.ends[i], value)

    def _looked_up(self, i: int, form: int) -> Segment | None:
        """The longest of what name, pattern, title and region tries find at `i`; the earlier named on a tie."""
        doc, v = self.doc, self.v
        word, last = doc.tokens[i], len(doc.tokens)
        hit = longest(v.names, doc.tokens, i, last) if form & NAMED else None
        if not form & OTHER:  # the usual cases
            if hit is None:
                return None
            if not form & CAPITAL or not adjacent(doc, hit[0]):
                return self._segment("known", i, hit[0], self._pick(hit[1]))
        end = hit[0] if hit else i
        head = organization(doc, v, i) if word in v.heads else None
        if head and head.last > end and not (hit and self._proper(hit[1], i)):
            hit, end = None, head.last
        else:
            head = None
        region = longest(v.regions, doc.tokens, i, last) if word in v.regions else None
        title = longest(v.titles, doc.lower, i, last) if doc.lower[i] in v.titles else None
        named_so = word in v.given and title is not None and title[0] == i + 1  # "Imam Suryono" is a name
        if title and title[0] > max(end, region[0] if region else 0) and not named_so:
            kind, after, value = read_title(self.runs, *title)
            return self._segment(kind, i, after, value)
        if region and region[0] > end:
            if (
                not self._behind_body(i, region[0])
                and self.runs.runs_on(region[0])
                and doc.tokens[region[0]] not in v.given
            ):
                return None
            return self._segment("region", i, region[0])
        if head:
            return self._segment("org", i, end, head)
        if hit is None or self._surname_follows(i, end, hit[1]):
            return None
        if self.runs.is_person(hit[1]) and self.runs.runs_on(end):
            whole = self._code(end) if end - i > 1 else self._initials(i)
            if not whole:
                return None
        return self._segment("known", i, end, self._pick(hit[1]))

    def _code(self, token: int) -> bool:
        """Whether a word of capitals alone stands at `token`: behind a known full name no part of it ("FRA", "SH")."""
        word = self.doc.tokens[token]
        return len(word) > 1 and word.isupper()

    def _initials(self, token: int) -> bool:
        """Whether initials that stand for a whole name stand at `token`: "SBY Herzaky" are two names."""
        word, after = self.doc.tokens[token], self.doc.tokens[token + 1]
        named_after = after in self.v.tails or after.lower() in self.v.context["legal"]  # "OSO Group"
        return len(word) >= _WHOLE_NAME and word.isupper() and not after.isupper() and not named_after

    def _behind_body(self, i: int, end: int) -> bool:
        """Whether the region at tokens `i` to `end` is that of the body or office that it follows at once, and opens
        no name of its own ("Bali Tower")."""
        if not self.out or self.out[-1].last != i:
            return False
        if self.out[-1].kind == "title":
            things, tails = self.v.context["thing"], self.v.tails
            return not any(word in tails or word.lower() in things for word in self.doc.tokens[end : end + 2])
        return self.out[-1].kind in ("org", "known", "region")

    def _surname_follows(self, i: int, end: int, aliases: tuple[Alias, ...]) -> bool:
        """Whether a brand stands as the first name of somebody: "Aprilia Maharani", but "Direktur Telkomsel Budi"."""
        doc, v = self.doc, self.v
        before = self.out[-1].kind if self.out and self.out[-1].last == i else ""
        if before == "title":
            return False
        brand = end - i == 1 and v.actors[aliases[0].actor_id].kind == "company" and not doc.tokens[i].isupper()
        if before == "honorific":
            return brand and self.runs.runs_on(end)
        return brand and adjacent(doc, end) and doc.tokens[end] in v.given and doc.lower[end] not in v.common

    def _proper(self, aliases: tuple[Alias, ...], i: int) -> bool:
        """Whether a known name stands where a pattern would read on into the name of a person behind it."""
        found = longest(self.v.heads, self.doc.tokens, i, len(self.doc.tokens))
        return found is not None and found[1].tail in ("name", "firm") and not self.runs.is_person(aliases)

    def _pick(self, aliases: tuple[Alias, ...]) -> Alias:
        """The alias that is valid on the day of publication; of several the first."""
        if len(aliases) == 1:
            return aliases[0]
        day = self.doc.article.published_date
        return next((a for a in aliases if a.valid_on(day)), aliases[0])

    def _whose_name(self, i: int) -> bool:
        """Whether the ordinary word at `i` opens a name: somebody is expected there, and an unknown word follows."""
        if not i or self.doc.lower[i - 1] not in self.v.expecting or self.doc.lower[i] in self.v.context["stop"]:
            return False
        return self.runs.runs_on(i + 1)

    def _pair(self, run: Segment) -> list[Segment]:
        """The two known persons that a hyphen joins in a run: "Prabowo Subianto-Gibran Rakabuming Raka"; else empty."""
        hyphen = self.doc.source.find("-", run.start, run.end)
        if hyphen < 0:
            return []
        out: list[Segment] = []
        for start, end in ((run.start, hyphen), (hyphen + 1, run.end)):
            words = self.doc.source[start:end].split(" ")
            hit = longest(self.v.names, words, 0, len(words))
            if hit is None or hit[0] != len(words) or not self.runs.is_person(hit[1]):
                return []
            token = self.doc.token_at(start)
            out.append(Segment("known", token, self.doc.token_at(end - 1) + 1, start, end, self._pick(hit[1])))
        return out

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
