"""The words that say who speaks: behind a quotation, before it, or within reported speech.

Finds cues and the places where somebody is named as speaking; which quotation they belong to is decided in `find`.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import Final

from etl.document import Document, Sentence
from etl.quotes.speakers import Naming, Speakers
from etl.quotes.vocabulary import Vocabulary

_SKIPPED: Final = frozenset(",.\"'”’“–-*")
_GLUED: Final = re.compile(r"([a-z]+)(?=[A-Z])")


@dataclass(slots=True)
class Cue:
    """A verb of saying at token `verb`; the cue covers tokens `first` to before `last`. `embedded` when it stands in
    what somebody else is reported to have said."""

    verb: int
    first: int
    last: int
    naming: Naming
    embedded: bool = False


def behind(doc: Document, offset: int, speakers: Speakers, comma: bool) -> Cue | None:
    """The cue right behind a quotation that ends at `offset`; `comma` says that it ended with a comma, as one that a
    cue follows does."""
    voc = speakers.voc
    tokens, lower = doc.tokens, doc.lower
    k = doc.token_at(offset)
    limit = min(k + 3, len(tokens))
    while k < limit and tokens[k] in _SKIPPED:
        comma = comma or tokens[k] == ","
        k += 1
    if k >= len(tokens) or "\n" in doc.source[offset : doc.starts[k]]:
        return None
    sentence = speakers.sentence(k)
    end = max(sentence.last_token, k + 1)
    word = lower[k]
    capital = tokens[k][0].isupper()
    if capital and comma:
        return _subject_verb(doc, k, end, speakers)
    if word in voc.after:
        naming = speakers.behind(k + 1, end)
        if naming is not None:
            return None if capital and naming.text is not None else Cue(k, k, naming.last, naming)
        return None if capital else Cue(k, k, k + 1, Naming(k, k + 1))
    if not capital and voc.stem(word):
        return Cue(k, k, k + 1, Naming(k, k + 1, refers=True))
    if word == "menurut" or word in voc.passive:
        naming = speakers.behind(k + 1, end)
        return Cue(k, k, naming.last, naming) if naming else None
    if capital or not comma:
        return None
    return _misspelt(doc, k, end, speakers)


def _subject_verb(doc: Document, k: int, end: int, speakers: Speakers) -> Cue | None:
    """`"...", Budi menegaskan.`"""
    for verb in range(k + 1, min(k + 12, end)):
        if doc.lower[verb] in speakers.voc.clause:
            naming = speakers.before(verb, k)
            return Cue(verb, k, verb + 1, naming) if naming else None
    return None


def _misspelt(doc: Document, k: int, end: int, speakers: Speakers) -> Cue | None:
    """A word where a verb of saying stands, though none is known in this spelling ("ujaarnya", "kataBudi")."""
    glued = _GLUED.match(doc.tokens[k])
    if glued and speakers.voc.stem(glued.group(1)):
        refers = glued.group(1).endswith("nya")
        text = None if refers else doc.tokens[k][glued.end() :]
        return Cue(k, k, k + 1, Naming(k, k + 1, refers=refers, text=text))
    if doc.lower[k] in speakers.voc.narration or doc.lower[k] in speakers.voc.stop or not doc.tokens[k].isalpha():
        return None
    if doc.lower[k].endswith("nya"):
        return Cue(k, k, k + 1, Naming(k, k + 1, refers=True))
    if k + 1 < end and (doc.lower[k + 1] in speakers.voc.pronoun or doc.tokens[k + 1][0].isupper()):
        naming = speakers.behind(k + 1, end)
        return Cue(k, k, naming.last, naming) if naming else None
    return None


def ahead(doc: Document, offset: int, speakers: Speakers) -> Cue | None:
    """The cue before a quotation that starts at `offset`: a verb of saying right before it, or the one of a clause
    that ends in a comma or colon."""
    voc = speakers.voc
    k = doc.token_at(offset) - 1
    if k < 0 or "\n" in doc.source[doc.ends[k] : offset]:
        return None
    sentence = speakers.sentence(k)
    led = doc.tokens[k] in (":", ",")
    while k > sentence.first_token and (doc.tokens[k] in ":," or doc.lower[k] in voc.lead):
        k -= 1
    reach = sentence.first_token if led else max(sentence.first_token, k - 2)
    for verb in range(k, reach - 1, -1):
        word = doc.lower[verb]
        if word in voc.clause or (word in voc.after and verb > sentence.first_token):
            if word in voc.clause and voc.clause[word] == "voice" and verb < k - 2:
                continue
            naming = speakers.before(verb, sentence.first_token)
            if naming is None and word in voc.after:
                naming = speakers.behind(verb + 1, k + 1)
            return Cue(
                verb,
                naming.first if naming else verb,
                max(verb + 1, naming.last if naming else 0),
                naming or Naming(verb, verb + 1, refers=True),
            )
        if word == "menurut" or word in voc.passive:
            naming = speakers.behind(verb + 1, k + 1)
            return Cue(verb, verb, naming.last, naming) if naming else None
        if word == "menurutnya":
            return Cue(verb, verb, verb + 1, Naming(verb, verb + 1, refers=True))
    return None


def spoken(doc: Document, speakers: Speakers, tokens: list[int]) -> list[Cue]:
    """The cues among `tokens`, the words of saying outside quotations in order."""
    asides, lower = speakers.voc.asides, doc.lower
    out: list[Cue] = []
    told = -1
    for k in tokens:
        # Bare stems are also nouns and adjectives: they report speech only as an aside between commas.
        if lower[k] in asides and (k == 0 or lower[k - 1] != ","):
            continue
        sentence = speakers.sentence(k)
        cue = _cue_at(doc, k, sentence, speakers)
        if cue:
            out.append(replace(cue, embedded=True) if k < told else cue)
            told = sentence.last_token
    return out


def _cue_at(doc: Document, k: int, sentence: Sentence, speakers: Speakers) -> Cue | None:
    voc, word = speakers.voc, doc.lower[k]
    previous = doc.lower[k - 1] if k > sentence.first_token else ""
    if word in voc.clause:
        if previous in voc.blocker:
            return None
        naming = speakers.before(k, _clause_start(doc, sentence, k, voc))
        return Cue(k, naming.first, k + 1, naming) if naming else None
    if word == "menurutnya":
        return Cue(k, k, k + 1, Naming(k, k + 1, refers=True))
    if word == "menurut" or word in voc.passive:
        naming = speakers.behind(k + 1, sentence.last_token)
        return Cue(k, k, naming.last, naming) if naming and _is_somebody(naming, speakers) else None
    if word not in voc.after:
        return Cue(k, k, k + 1, Naming(k, k + 1, refers=True)) if _aside_ends(doc, k + 1, sentence) else None
    naming = speakers.behind(k + 1, sentence.last_token)
    if naming is None or not (naming.refers or naming.mention or word in ("kata", "ujar", "ucap", "tutur")):
        return None
    return Cue(k, k, naming.last, naming)


def _is_somebody(naming: Naming, speakers: Speakers) -> bool:
    """Not so in "menurut data", "disampaikan pada"."""
    if naming.text is None:
        return True
    return naming.text[0].isupper() or speakers.doc.lower[naming.first] in speakers.voc.unnamed


def _aside_ends(doc: Document, k: int, sentence: Sentence) -> bool:
    return k >= sentence.last_token or doc.tokens[k] in ",."


def _clause_start(doc: Document, sentence: Sentence, k: int, voc: Vocabulary) -> int:
    """The first token the verb may have its subject at: behind an earlier quotation, a semicolon or a contrast."""
    words = doc.lower[sentence.first_token : k]
    if voc.breaks.isdisjoint(words):
        return sentence.first_token
    for at in range(k - 1, sentence.first_token - 1, -1):
        if doc.tokens[at] in ';"”' or (doc.lower[at] in voc.contrast and doc.tokens[at - 1] == ","):
            return at + 1
    return sentence.first_token
