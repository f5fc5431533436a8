"""The vocabulary of the article stage, compiled once a lexicon: phrases, outlets, verbs, words of headlines."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache, lru_cache

from ahocorasick_rs import AhoCorasick, Implementation, MatchKind

from etl.lexicon import Lexicon


@dataclass(frozen=True)
class Vocabulary:
    """`phrases` finds the furniture of `furniture` in lower-cased text; `names` finds outlets as they are written."""

    furniture: tuple[tuple[str, str, str], ...]
    phrases: AhoCorasick
    names: AhoCorasick
    name_list: tuple[str, ...]
    domains: dict[str, str]
    site_names: dict[str, str]
    openers: frozenset[str]
    headline_words: frozenset[str]
    common: frozenset[str]
    joined_names: frozenset[str]
    places: frozenset[str]
    lines: dict[str, str]
    anchors: dict[str, bool]
    credit_verbs: dict[str, str]
    credit_words: dict[str, str]
    credits: AhoCorasick
    credit_forms: tuple[str, ...]
    reporting: re.Pattern[str]
    languages: dict[str, str]
    kept_languages: frozenset[str]


@cache
def compiled(lexicon: Lexicon) -> Vocabulary:
    """The vocabulary of a lexicon. Raises LexiconError when a file is malformed."""
    furniture = tuple((row["phrase"], row["kind"], row["extent"]) for row in lexicon.rows("furniture"))
    names: dict[str, str] = {}
    for row in lexicon.rows("publishers"):
        for name in (row["name"], *row["aliases"].split("; ")):
            if name:
                names.setdefault(name, row["domain"])
    name_list = tuple(names)
    verbs = {row["verb"]: row["strength"] for row in lexicon.rows("credit_verbs")}
    common = frozenset(row["word"] for row in lexicon.rows("common_words"))
    forms = _with_slips(verbs, common)
    form_list = tuple(forms)
    around = {row["word"]: row["kind"] for row in lexicon.rows("credit_words")}
    return Vocabulary(
        furniture=furniture,
        phrases=_automaton([phrase for phrase, _, _ in furniture]),
        names=_automaton(name_list),
        name_list=name_list,
        domains=names,
        site_names={site_key(name): domain for name, domain in names.items()}
        | {site_key(domain): domain for domain in names.values()},
        openers=frozenset(row["word"] for row in lexicon.rows("sentence_openers")),
        headline_words=frozenset(row["word"] for row in lexicon.rows("headline_words")),
        common=common,
        joined_names=frozenset(row["name"] for row in lexicon.rows("joined_names")),
        lines={row["line"]: row["kind"] for row in lexicon.rows("furniture_lines")},
        places=frozenset(row["place"] for row in lexicon.rows("dateline_places")),
        anchors={row["basis"]: row["anchors"] == "yes" for row in lexicon.rows("published_bases")},
        credit_verbs=forms,
        credit_words=around,
        credits=_automaton(form_list),
        credit_forms=form_list,
        reporting=_reporting(around),
        languages={row["word"]: row["language"] for row in lexicon.rows("language_words")},
        kept_languages=frozenset(row["language"] for row in lexicon.rows("languages")),
    )


def _reporting(around: dict[str, str]) -> re.Pattern[str]:
    """What follows an outlet that is the subject of a report: its day, if any, and the verb; no accusation."""
    verbs, between, accused = (
        "|".join(re.escape(word) for word, kind in around.items() if kind in wanted)
        for wanted in (("reports",), ("between",), ("accuses", "no-outlet"))
    )
    return re.compile(
        rf"(?:,? ?\([^()\n]{{1,40}}\),?|,[^.,\n]{{1,45}},)?(?: (?:{between}))? (?:{verbs})\b"
        rf"(?![^.\n]{{0,160}} (?:ke|kepada) (?:{accused})\b)"
    )


def _automaton(patterns: list[str] | tuple[str, ...]) -> AhoCorasick:
    return AhoCorasick(patterns, matchkind=MatchKind.LeftmostLongest, implementation=Implementation.DFA)


@lru_cache(maxsize=4096)
def site_key(name: str) -> str:
    """A publisher's name without case, spaces and marks, as `site_names` holds it."""
    return "".join(c for c in name.casefold() if c.isalnum())


def _with_slips(verbs: dict[str, str], real_words: frozenset[str]) -> dict[str, str]:
    """The verbs and their forms with one slip, each with the verb's strength; what is another word is left out."""
    out: dict[str, str] = dict(verbs)
    letters = "abcdefghijklmnopqrstuvwxyz"
    for verb, strength in verbs.items():
        cuts = [(verb[:n], verb[n:]) for n in range(1, len(verb))]
        slips = {a + b[1:] for a, b in cuts}
        slips |= {a + b[1] + b[0] + b[2:] for a, b in cuts if len(b) > 1}
        slips |= {a + c + b[1:] for a, b in cuts for c in letters}
        slips |= {a + c + b for a, b in cuts for c in letters}
        for slip in sorted(slips - real_words):
            out.setdefault(slip, strength)
    return out
