"""The date of an event: the time expression that governs its clause, else the running date, else publication.

Which words are time expressions and what days they cover is decided by the stage `dates`.
"""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import dataclass
from datetime import date
from itertools import pairwise
from typing import Final

from etl.document import Document, Sentence, TimeExpression
from etl.events.phrases import View

# What a statement does, it does by being said: such an event is dated by its speech.
SPOKEN: Final = frozenset({"REQUEST", "ACCUSE", "SUPPORT", "REJECT", "THREATEN", "AGREE", "CONCEDE"})
LEAD_SENTENCES: Final = 3
AHEAD: Final = 2
ASIDE: Final = 2  # sentences
CREDIT_WORDS: Final = 12
MENTIONED: Final = 12
DATING: Final = frozenset({"pada", "sejak", "di", "hingga", "sampai", ",", "(", '"', "“"})
PURPOSES: Final = frozenset({"untuk", "guna", "demi", "agar"})
DAYS: Final = ("day", "daypart", "hour", "minute")


@dataclass(slots=True)
class When:
    start: date | None
    end: date | None
    granularity: str | None
    basis: str
    text: str | None


UNKNOWN: Final = When(None, None, None, "unknown", None)


@dataclass(slots=True)
class Calendar:
    """The datable time expressions of an article by sentence, the days its statements were made on, and the sentences
    that speak of "beberapa waktu lalu"."""

    doc: Document
    by_sentence: dict[int, list[TimeExpression]]
    spoken: list[tuple[int, TimeExpression]]
    vague: frozenset[int]
    credits: frozenset[int]  # offsets of days on which another outlet reported
    occurring: frozenset[str]  # words


def calendar(doc: Document, saying: frozenset[str], crediting: frozenset[str], occurring: frozenset[str]) -> Calendar:
    by_sentence: dict[int, list[TimeExpression]] = {}
    for t in doc.times:
        if t.dates_events and (t.start_date or t.end_date) and t.type != "SET":
            by_sentence.setdefault(doc.sentence_at(t.start), []).append(t)
    spoken: list[tuple[int, TimeExpression]] = []
    for n, found in by_sentence.items():
        s = doc.sentences[n]
        words = doc.lower[s.first_token : s.last_token]
        if _says(words, saying):
            days = [t for t in found if _is_day(t) and _near(doc, t) and not _quoted(doc, t)]
            if days:
                spoken.append((n, days[-1]))
    vague = frozenset(
        doc.sentence_at(t.start) for t in doc.times if t.value == "PAST_REF" and t.end - t.start > len("dahulu")
    )
    credits = frozenset(
        found[0].start for n, found in by_sentence.items() if _credited(doc, doc.sentences[n], found[0], crediting)
    )
    return Calendar(doc, by_sentence, spoken, vague, credits, occurring)


def _says(words: list[str], saying: frozenset[str]) -> bool:
    """Whether a sentence has a verb of saying that is no purpose: not in "rapat digelar untuk mengumumkan hasil"."""
    return any(word in saying and (not k or words[k - 1] not in PURPOSES) for k, word in enumerate(words))


def _credited(doc: Document, s: Sentence, t: TimeExpression, crediting: frozenset[str]) -> bool:
    """Whether a day closes the credit that opens a sentence: "Dilansir dari AFP, Jumat (1/11), ..."; a slip of the hand
    in the verb ("Dilansri dari") is no hindrance."""
    first, token = s.first_token, doc.token_at(t.start)
    opening = doc.lower[first:token]
    if not 2 <= len(opening) <= CREDIT_WORDS or opening[-1] not in ",(":
        return False
    return opening[0] in crediting or (opening[0].startswith("di") and opening[1] == "dari")


def _quoted(doc: Document, t: TimeExpression) -> bool:
    return any(q.is_direct and q.start <= t.start < q.end for q in doc.quotes)


def _is_day(t: TimeExpression) -> bool:
    """Whether it names a day, no length of time and no day something lasts until."""
    return t.granularity in DAYS and t.type != "DURATION" and t.direction != "until"


def _near(doc: Document, t: TimeExpression) -> bool:
    """Whether a day is near enough to publication to be the day of a statement in the news."""
    anchor = doc.article.anchor or doc.article.published_date
    return t.start_date is not None and (anchor is None or 0 <= (anchor - t.start_date).days <= 14)


def _to_come(doc: Document, t: TimeExpression) -> bool:
    """Whether a day lies after publication: nothing told has happened on it."""
    anchor = doc.article.anchor or doc.article.published_date
    return anchor is not None and t.start_date is not None and t.start_date > anchor


@dataclass(slots=True)
class Telling:
    """What the date of a mention hangs on besides its clause."""

    kind: str
    modality: str
    background: bool  # the clause says it lies back
    now: bool  # kini, sekarang
    nominal: bool  # a noun without a verb to carry it
    lasting: bool
    spoken: bool  # done by being said
    deed: bool  # signed, filed: not done by being said for all its type
    present: bool  # somebody the article quotes is shown at work
    aside: bool  # in a clause that tells which ones are meant


def when(v: View, at: int, telling: Telling, calendar: Calendar, quoted: tuple[int, int] | None) -> When:
    """The date of the event whose trigger is token `at`; `quoted` are the offsets of the quote around it."""
    doc, kind, number = calendar.doc, telling.kind, v.number
    own = calendar.by_sentence.get(number, [])
    if quoted and not telling.spoken:
        own = [t for t in own if quoted[0] <= t.start < quoted[1]]
    if not telling.spoken and calendar.credits:
        own = [t for t in own if t.start not in calendar.credits]
    governing = _governing(v, at, own, telling.spoken and telling.modality != "planned", telling.nominal)
    if governing:
        return _from(doc, governing, _basis(governing))
    if telling.modality in ("planned", "hypothetical") and (not telling.spoken or telling.nominal):
        return UNKNOWN
    if kind == "X_CRIME" or telling.nominal or telling.lasting or number in calendar.vague:
        return UNKNOWN
    if telling.background:
        ahead = _ahead(calendar, number) if "sebelumnya" in v.near else None
        return _from(doc, ahead, "inherited") if ahead else UNKNOWN
    if telling.now or doc.sentences[number].field == "title":
        return _publication(doc)
    running = _running(calendar, number) if telling.deed or not telling.spoken else None
    if telling.spoken and not (running and _near(doc, running)):
        inherited = _nearest(calendar.spoken, number)
        return _from(doc, inherited, "inherited") if inherited else _publication(doc)
    if running and not (telling.aside and number - doc.sentence_at(running.start) > ASIDE):
        return _from(doc, running, "inherited")
    if number <= LEAD_SENTENCES:
        return UNKNOWN if telling.aside else _publication(doc)
    speech = _nearest(calendar.spoken, number) if telling.present else None
    return _from(doc, speech, "inherited") if speech else _publication(doc) if telling.present else UNKNOWN


def _governing(v: View, at: int, own: list[TimeExpression], spoken: bool, nominal: bool) -> TimeExpression | None:
    """The expression nearest to the trigger, boundaries between them counting as distance."""
    best: tuple[int, TimeExpression] | None = None
    boundary, relative = v.words["boundary"], v.words["relative"]
    for t in own:
        token = v.doc.token_at(t.start)
        if t.granularity not in DAYS and (_of_a_thing(v, token) or (spoken and token > at and not _past(v, t, token))):
            continue
        low, high = (token, at) if token < at else (at, token)
        if at < token and _belongs_to_relative(v, at, token, v.doc.token_at(t.end - 1) + 1):
            continue
        # The word before the expression ("sejak") is its own preposition, not the border of a clause.
        between = v.lower[low + 1 : high - (token > at)]
        if nominal and not v.words["telling"].isdisjoint(between):
            continue  # "X, Jumat, mengatakan kebakaran itu ..."
        crossed = sum(w in boundary for w in between) + _opens_place(between)
        if crossed or not nominal:
            # A clause with "yang" after a noun is about it: "agresi yang masif dalam dua tahun terakhir".
            crossed += sum(w in relative for w in between)
        if crossed and (t.type == "DURATION" or (not spoken and (t.direction or crossed > 1))):
            continue
        cost = high - low + 12 * crossed + 8 * (t.granularity not in DAYS) + 8 * (t.direction == "until")
        if best is None or cost < best[0]:
            best = (cost, t)
    return best[1] if best else None


def _of_a_thing(v: View, token: int) -> bool:
    """Whether a year or a month belongs to a thing named before it: "tahun anggaran 2024", "untuk tahun depan",
    "Rencana Kerja Tahun 2025"."""
    named = v.doc.tokens[token] == "Tahun" and not v.title and v.lower[token - 1] not in DATING
    return token > v.first and (named or v.lower[token - 1] in v.words["dated_thing"])


def _past(v: View, t: TimeExpression, token: int) -> bool:
    """Whether a year or a month can be when something was said: "menyepakatinya pada 2018", not "meminta dana 2026"."""
    anchor, last = v.doc.article.anchor, v.doc.lower[v.doc.token_at(t.end - 1)]
    over = t.end_date is not None and (anchor is None or t.end_date < anchor)
    return over and (v.lower[token - 1] == "pada" or last == "lalu")


def _opens_place(between: list[str]) -> int:
    """How many clauses about a place begin: "di Kursk, tempat Ukraina menyerang sejak Agustus"."""
    return sum(a == "," and b == "tempat" for a, b in pairwise(between))


def _belongs_to_relative(v: View, at: int, token: int, after: int) -> bool:
    """Whether the expression dates a relative clause inside, not the trigger: "menetapkan X dalam kecelakaan yang
    terjadi Minggu sebagai tersangka"."""
    if "yang" not in v.lower[at + 1 : token] or v.lower[at + 1] == "yang":
        return False  # "ledakan yang terjadi Jumat" is the trigger's own clause
    rest = [t for t in v.lower[after : v.last] if t.isalpha()]
    return len(rest) >= 2


def _basis(t: TimeExpression) -> str:
    return "explicit" if t.anchor in (None, "self") else "relative"


def _from(doc: Document, t: TimeExpression, basis: str) -> When:
    text = doc.source[t.start : t.end]
    if basis == "inherited" or doc.source[: t.start].endswith("per "):
        return When(t.start_date or t.end_date, t.end_date or t.start_date, t.granularity, basis, text)
    end = t.end_date if t.direction != "since" else None
    start = t.start_date if t.direction != "until" else None
    return When(start, end, t.granularity, basis, text)


def _publication(doc: Document) -> When:
    day = doc.article.anchor
    return When(day, day, "day", "publication", None) if day else UNKNOWN


def _nearest(spoken: list[tuple[int, TimeExpression]], number: int) -> TimeExpression | None:
    """The last day a statement was made on up to this sentence, else the first after it."""
    before = [t for n, t in spoken if n <= number]
    if before:
        return before[-1]
    return spoken[0][1] if spoken else None


def _ahead(calendar: Calendar, number: int) -> TimeExpression | None:
    """The day a recap gives after it has begun: "Sebelumnya, X menolak ... Hal itu disampaikan Rabu (30/10)"."""
    for n in range(number + 1, number + 1 + AHEAD):
        for t in calendar.by_sentence.get(n, []):
            if t.granularity in DAYS:
                return t
    return None


def _dates_a_noun(calendar: Calendar, t: TimeExpression) -> bool:
    """Whether a day dates what the sentence only mentions: "menetapkan X dalam kecelakaan yang terjadi Minggu"."""
    lower, token = calendar.doc.lower, calendar.doc.token_at(t.start)
    opening = [k for k in range(max(0, token - MENTIONED), token) if lower[k] == "yang"]
    return bool(opening) and lower[opening[-1] + 1] in calendar.occurring


def _running(calendar: Calendar, number: int) -> TimeExpression | None:
    """The last day told before, the days of statements aside: those say when somebody spoke of it."""
    said = {id(t) for _, t in calendar.spoken}
    keys = sorted(n for n in calendar.by_sentence if calendar.doc.sentences[n].field == "text")
    k = bisect_left(keys, number)
    for n in reversed(keys[:k]):
        days = [
            t
            for t in calendar.by_sentence[n]
            if _is_day(t)
            and not _to_come(calendar.doc, t)
            and id(t) not in said
            and t.start not in calendar.credits
            and not _dates_a_noun(calendar, t)
        ]
        if days:
            return days[-1]
    return None
