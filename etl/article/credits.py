"""Which other outlets and agencies an article credits: "dilansir dari AFP", "mengutip Reuters", "dikutip dari Antara".

A verb of crediting (also with a slip in it) and, after a few words such as "dari laman", a name: a known outlet or
agency, a site's address, an account; after "dilansir/melansir", or with the day of the report after it, also a name no
list knows. Statements, press releases, offices and persons are no outlets.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from datetime import date, timedelta
from typing import Final

from etl.article import published
from etl.article.view import lowered
from etl.article.vocabulary import Vocabulary

_WORD: Final = re.compile(r"[ ,]*([^\s,()]+)")
_ACCOUNT: Final = re.compile(
    r"((?:(?:Instagram|Twitter|X|TikTok|Tiktok|Facebook|YouTube|Youtube|IG)(?: (?:resmi|milik|pribadi))? ?)?"
    r"\\?@[\w.]{2,40}\w)"
)
_ADDRESS: Final = re.compile(
    r"(?:https?://)?(?:www\.)?((?:[A-Za-z0-9-]+\.)+"
    r"(?:com|net|org|co\.id|go\.id|or\.id|ac\.id|id|co\.uk|tv|info|co|my|sg|news|es|it|de|fr))\b"
)
_OFFICIAL_SITE: Final = re.compile(r"\.(?:go|ac)\.id$")
_NAME: Final = re.compile(r"(?:[A-Z][\w'’&-]*|\d+[A-Za-z]\w*)(?: (?:[A-Z][\w'’&-]*|dello|della|of|and|to|&)){0,4}")
_DAY_AFTER: Final = re.compile(
    r"(?:,| pada| \(| edisi)? ?(?:\(?\d{1,2}/\d{1,2}/|hari )?"
    r"(?:Senin|Selasa|Rabu|Kamis|Jum'?at|Sabtu|Minggu|Ahad)?\b.?\(?\d"
)
_ALSO: Final = re.compile(r"(?:,| dan|, dan| serta) ")
_APPEARED: Final = re.compile(
    r"(?:tayang|terbit|dimuat|dipublikasikan) (?:lebih dulu )?(?:di|pada|oleh) (?:laman |situs )?"
)
_SOURCE: Final = re.compile(r"\(?sumber ?: ?", re.IGNORECASE)
_DATED: Final = re.compile(
    r"(?:,| pada| edisi)? ?(?:hari )?(?:(?:Senin|Selasa|Rabu|Kamis|Jum'?at|Sabtu|Minggu|Ahad)\b,? ?)?\(?"
    r"(?P<day>\d{1,2})(?:/(?P<month>\d{1,2})(?:/(?P<year>\d{4}|\d\d))?\b| (?P<name>[A-Z][a-z]{2,8}) (?P<full>\d{4})\b)"
)
_LEAD_WORDS: Final = 7
_LONGER_NAME: Final = re.compile(r" [A-Z0-9]")
_BEFORE: Final = 60

Hits = dict[int, tuple[int, int]]


def find(text: str, own: str | None, words: Vocabulary, origins: Iterable[str] = ()) -> list[str]:
    """Names of the outlets a clean body credits, as written, in order, each once; `own` is the article's publisher,
    `origins` the lines taken out that say where the article appeared first."""
    out = [name for line in origins if (name := _origin(line, own, words))]
    low = lowered(text)
    known = {start: (n, end) for n, start, end in words.names.find_matches_as_indexes(text)}
    found = [(start, text[start:end]) for start, (_, end) in known.items() if _reports(text, start, known, own, words)]
    for form, start, end in words.credits.find_matches_as_indexes(low):
        if (start and low[start - 1].isalnum()) or low[end : end + 1].isalnum():
            continue
        strong = words.credit_verbs[words.credit_forms[form]] == "strong"
        found += [(end, name) for name in _named(text, end, strong, known, own, words)]
    return list(dict.fromkeys([*out, *(name for _, name in sorted(found, key=lambda hit: hit[0]))]))


def _reports(text: str, start: int, known: Hits, own: str | None, words: Vocabulary) -> bool:
    """Whether a known outlet at `start` is the subject of a report ("The Mirror melaporkan") or its report is named
    ("menurut laporan AFP")."""
    n, end = known[start]
    name = words.name_list[n]
    if words.domains[name] == own or words.credit_words.get(name) == "person":
        return False
    if (start and text[start - 1].isalnum()) or text[end : end + 1].isalnum():
        return False
    if words.reporting.match(text, end):
        return True
    if _LONGER_NAME.match(text, end):
        return False
    before = text[max(0, start - _BEFORE) : start].split()
    kinds = [words.credit_words.get(word) or words.credit_words.get(word.lower()) for word in before]
    while kinds and kinds[-1] == "lead":
        kinds.pop()
    return bool(kinds) and kinds[-1] == "report"


def dates(text: str, sources: Sequence[str], day: date | None) -> list[str]:
    """The day (YYYY-MM-DD) that follows each credit of `sources` in a clean body: "dilansir AFP, Jumat (1/11)"; empty
    where none does. `day` is that of publication: a day without a year is the last such day up to then."""
    return [_dated(text, name, sources, day) for name in sources]


def _dated(text: str, name: str, sources: Sequence[str], day: date | None) -> str:
    at = text.find(name)
    while at >= 0:
        end = at + len(name)
        while (more := _ALSO.match(text, end)) and (
            also := next((other for other in sources if text.startswith(other, more.end())), None)
        ):
            end = more.end() + len(also)  # "AFP dan Reuters, Jumat (1/11)" dates both
        match = _DATED.match(text, end)
        stated = _stated(match, day) if match else None
        if stated:
            return stated.isoformat()
        at = text.find(name, end)
    return ""


def _stated(match: re.Match[str], day: date | None) -> date | None:
    year = match["full"] or match["year"]
    if year is None:
        if day is None:
            return None
        tomorrow = day + timedelta(days=1)  # zones: the report may be a day ahead
        found = published.parse(f"{match['day']}/{match['month']}/{tomorrow.year}")
        if found and found.day and found.day > tomorrow:
            found = published.parse(f"{match['day']}/{match['month']}/{tomorrow.year - 1}")
    elif match["name"]:
        found = published.parse(f"{match['day']} {match['name']} {year}")
    else:
        found = published.parse(f"{match['day']}/{match['month']}/{year if len(year) == 4 else '20' + year}")
    return found.day if found and found.granularity == "day" else None


def _origin(line: str, own: str | None, words: Vocabulary) -> str | None:
    """The outlet of "Artikel ini telah tayang di TribunJabar.id dengan judul ..."."""
    match = _APPEARED.search(line) or _SOURCE.match(line)
    if match is None:
        return None
    at = match.end()
    known = {start: (n, end) for n, start, end in words.names.find_matches_as_indexes(line)}
    if at in known and not line[known[at][1] :][:1].isalnum():
        n, end = known[at]
        return None if words.domains[words.name_list[n]] == own else line[at:end]
    address = _ADDRESS.match(line, at)
    return address[1] if address and address[1].lower() != own else None


def _named(text: str, at: int, strong: bool, known: Hits, own: str | None, words: Vocabulary) -> list[str]:
    """The outlets named after a verb that ends at `at`."""
    official = False
    for _ in range(_LEAD_WORDS + 1):
        word = _WORD.match(text, at)
        if word is None:
            return []
        start = word.start(1)
        found = _known_from(text, start, known, own, words)
        if found is not None:
            return found
        kind = words.credit_words.get(word[1])
        if kind not in ("lead", "official", "report"):
            name = _unlisted(text, start, strong and not official, own, words)
            return [name] if name else []
        official = official or kind == "official"
        at = word.end()
    return []


def _known_from(text: str, start: int, known: Hits, own: str | None, words: Vocabulary) -> list[str] | None:
    """Known outlets from `start` on ("AFP dan Reuters"), the own one left out; None where none stands there, or only
    the own one before further words of a lead ("dilansir Okezone dari ...")."""
    out: list[str] = []
    while start in known:
        n, end = known[start]
        if text[end : end + 1].isalpha():
            break
        if words.domains[words.name_list[n]] != own:
            out.append(text[start:end])
        elif not out and text[end : end + 6] == " dari ":
            return None
        more = _ALSO.match(text, end)
        if more is None or more.end() not in known:
            return out
        start = more.end()
    return out or None


def _unlisted(text: str, at: int, strong: bool, own: str | None, words: Vocabulary) -> str | None:
    account = _ACCOUNT.match(text, at)
    if account:
        return account[1].replace("\\", "").strip()
    address = _ADDRESS.match(text, at)
    if address:
        return None if address[1].lower() == own or _OFFICIAL_SITE.search(address[1]) else address[1]
    name = _NAME.match(text, at)
    if name is None or words.credit_words.get(name[0].split(" ")[0]) == "no-outlet":
        return None
    if name[0].isupper() and len(name[0]) < 7:
        return None  # an unknown acronym is a body, not an outlet
    return name[0] if strong or _DAY_AFTER.match(text, name.end()) else None
