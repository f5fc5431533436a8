"""Reported speech without quotation marks: the clause that is said, by the cue that reports it."""

from __future__ import annotations

from typing import Final

from etl.document import Document, Sentence
from etl.quotes.cues import Cue
from etl.quotes.speakers import Naming, Speakers
from etl.quotes.vocabulary import Vocabulary

# Shorter clauses are objects, not speech ("menyebut angka itu").
_SHORTEST: Final = 3
# "bahwa" may stand behind place and day ("mengatakan di Jakarta, Senin (1/1), bahwa ...").
_BAHWA_WITHIN: Final = 18


def clause(doc: Document, cue: Cue, speakers: Speakers) -> tuple[int, int] | None:
    """Tokens first to before last of what the cue reports; None when it reports no clause."""
    voc, sentence = speakers.voc, speakers.sentence(cue.verb)
    word = doc.lower[cue.verb]
    if word in voc.passive:
        return None
    if word in voc.clause:
        first = _behind_verb(doc, cue, sentence, voc)
        last = _contrast(doc, cue.verb, sentence, voc)
    elif word in ("menurut", "menurutnya") and cue.verb - sentence.first_token < 3:
        first, last = cue.last, sentence.last_token
    else:
        first, last = sentence.first_token, sentence.last_token
    if first is None:
        return None
    return _trim(doc, first, last)


def _behind_verb(doc: Document, cue: Cue, sentence: Sentence, voc: Vocabulary) -> int | None:
    after = cue.verb + 1
    if after >= sentence.last_token:
        return None
    reach = min(after + _BAHWA_WITHIN, sentence.last_token)
    bahwa = _bahwa(doc.lower[after:reach], voc)
    kind = voc.clause[doc.lower[cue.verb]]
    if bahwa is not None and (bahwa == 0 or doc.lower[after] in voc.stop or doc.lower[after] in voc.adverb):
        return after + bahwa + 1
    if kind == "voice" or (doc.lower[after] in voc.stop and kind == "say" and doc.lower[after] != "yang"):
        return None
    return after


def _bahwa(words: list[str], voc: Vocabulary) -> int | None:
    """The place of "bahwa", unless another verb of saying stands before it."""
    if "bahwa" not in words:
        return None
    at = words.index("bahwa")
    return at if voc.clause.keys().isdisjoint(words[:at]) else None


def _contrast(doc: Document, verb: int, sentence: Sentence, voc: Vocabulary) -> int:
    """The end of what is said: the sentence's, or where a contrast with a verb of saying of its own begins."""
    if voc.contrast.isdisjoint(doc.lower[verb : sentence.last_token]):
        return sentence.last_token
    for k in range(verb + 1, sentence.last_token - 1):
        if doc.tokens[k] == "," and doc.lower[k + 1] in voc.contrast:
            return sentence.last_token if voc.clause.keys().isdisjoint(doc.lower[k + 1 : sentence.last_token]) else k
    return sentence.last_token


def _trim(doc: Document, first: int, last: int) -> tuple[int, int] | None:
    while first < last and doc.tokens[first] in ",:;":
        first += 1
    while last > first and doc.tokens[last - 1] in ".,;":
        last -= 1
    return (first, last) if last - first >= _SHORTEST else None


def headline(doc: Document, speakers: Speakers) -> list[tuple[Cue, int, int]]:
    """Headline speech: "Budi Sebut ...", "Budi: ..."; cue, first token, token after the last."""
    out: list[tuple[Cue, int, int]] = []
    for sentence in doc.sentences:
        if sentence.field != "title":
            break
        for k in range(sentence.first_token + 1, sentence.last_token - _SHORTEST):
            word = doc.lower[k]
            if word not in speakers.voc.headline and word != ":":
                continue
            naming = _adjacent(doc, speakers, k)
            content = _trim(doc, k + 1, sentence.last_token)
            if naming and content and (word != ":" or naming.first == sentence.first_token):
                out.append((Cue(k, naming.first, k + 1, naming), *content))
                break
    return out


def _adjacent(doc: Document, speakers: Speakers, k: int) -> Naming | None:
    for mention in reversed(speakers.within(doc.starts[max(0, k - 8)], doc.starts[k])):
        if mention.end == doc.ends[k - 1]:
            start = mention.role_start if mention.role_start is not None else mention.start
            return Naming(doc.token_at(start), k, mention)
    return None
