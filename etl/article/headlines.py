"""Where the headlines of other articles end that stand in a text after "Baca juga" and the like.

In texts that kept their lines a headline is a line. Elsewhere it is glued to, or only a space away from, the sentence
that follows; then capitals and opening words tell. In doubt the sentence is kept and the headline may lose its end.
"""

from __future__ import annotations

import re
from typing import Final

from etl.article.vocabulary import Vocabulary

# Where text was glued: a capital or opening quotation mark straight after a small letter, digit or closing mark; or two
# spaces, which is what is left of a paragraph break.
_GLUE: Final = re.compile(
    r"(?<=[a-zà-ÿ0-9%)?!’”'\"])(?=[A-ZÀ-Ý“‘](?:[a-zà-ÿ]|[A-Z0-9 ,.\"“]))|(?<=[\w?!)])(?=\"[A-Z])| {2,}"
)
_WORD: Final = re.compile(r"[^\s]+")
_BARE: Final = re.compile(r"^\W+|\W+$")
_END_MARK: Final = re.compile(r"[.?!]['\"”’]? +(?=[A-Z“\"])")
_OPENS_QUOTE: Final = re.compile(r"(?<=[\w%)?!]) (?=[“\"][A-Z])")
_PREPOSITIONS: Final = frozenset(
    {"di", "ke", "dari", "oleh", "dan", "pada", "untuk", "dengan", "bagi", "lawan", "vs", "soal"}
)
MAX_HEADLINE: Final = 170
_BRANDS: Final = re.compile(r"(?:i(?:Phone|Pad|OS|News|Mac|Cloud)|detik[A-Z]|[a-z]TV|mRNA|eSport)")


def end_of(view: str, start: int, stop: int, words: Vocabulary) -> tuple[int, list[str]]:
    """(end, headlines) of the headlines that begin at `start` and go no further than `stop`.

    The end is where the article goes on, or `stop`.
    """
    found: list[str] = []
    at = start
    while at < stop:
        cut = _next_glue(view, at, stop)
        piece = view[at:cut]
        if found and not is_headline(piece, words):
            return at, found
        inside = _within(piece, words, last=cut == stop) if len(found) == 0 else len(piece)
        text = piece[:inside].strip(" \"'“”:")
        if text:
            found.append(text)
        if inside < len(piece):
            return at + inside, found
        at = cut
        while at < stop and view[at] == " ":
            at += 1
    return at, found


def _next_glue(view: str, at: int, stop: int) -> int:
    for match in _GLUE.finditer(view, at, stop):
        if match.start() - at < 3:
            continue
        if _BRANDS.search(view, max(at, match.start() - 6), match.start() + 5):
            continue
        return match.start()
    return stop


def is_headline(piece: str, words: Vocabulary) -> bool:
    """Whether a piece of text is written as a headline: nearly all its words with a capital, no sentence end inside."""
    if len(piece) > MAX_HEADLINE or _END_MARK.search(piece):
        return False
    content = [w for raw in piece.split() if (w := _BARE.sub("", raw)) and w.lower() not in words.headline_words]
    capitals = sum(not w[0].islower() for w in content)
    return len(content) >= 3 and capitals >= 0.8 * len(content)


def _within(piece: str, words: Vocabulary, last: bool) -> int:
    """Length of the headline at the head of a piece that may hold a sentence after it. `last`: nothing but a line end,
    other furniture or the end of the text follows the piece."""
    mark = _END_MARK.search(piece)
    if mark is None and last and len(piece) <= MAX_HEADLINE:
        return len(piece)
    if mark and piece[mark.start()] != "." and mark.start() > 20 and is_headline(piece[: mark.start()], words):
        return mark.end()
    limit = mark.start() if mark else len(piece)
    quote = _OPENS_QUOTE.search(piece, 15, limit)
    limit = min(limit, quote.end() if quote else limit, MAX_HEADLINE)
    tokens = [(m.start(), m[0]) for m in _WORD.finditer(piece, 0, limit)]
    at = _in_capitals(tokens, words) if _capitalised(tokens[:6], words) else _in_small_letters(tokens, words)
    if at is None and quote and quote.end() <= limit:
        return quote.end()
    if at is None and mark is None and len(piece) <= MAX_HEADLINE:
        return len(piece)
    return at if at is not None else _first_words(tokens, limit)


def _first_words(tokens: list[tuple[int, str]], limit: int) -> int:
    return 0 if len(tokens) < 2 else limit if limit < MAX_HEADLINE else tokens[1][0]


def _capitalised(tokens: list[tuple[int, str]], words: Vocabulary) -> bool:
    content = [t for _, t in tokens if t.lower() not in words.headline_words]
    return sum(not t[0].islower() for t in content) >= 0.8 * len(content)


def _in_capitals(tokens: list[tuple[int, str]], words: Vocabulary) -> int | None:
    """Start of the sentence after a headline in capitals: the first small content word betrays it, an opening word or
    the word before it begins it."""
    for n, (_, token) in enumerate(tokens):
        if n < 3 or not token[0].islower() or _BARE.sub("", token) in words.headline_words:
            continue
        for back in range(n - 1, max(2, n - 6), -1):
            if _BARE.sub("", tokens[back][1]).lower() in words.openers and tokens[back][1][0].isupper():
                return tokens[back][0]
        first = n - 1
        while first > 3 and tokens[first][1][0].islower():
            first -= 1
        return tokens[first][0]
    return None


def _in_small_letters(tokens: list[tuple[int, str]], words: Vocabulary) -> int | None:
    """Start of the sentence after a headline in small letters: a capitalised opening word, else the first capitalised
    word after a full headline that no preposition governs and that goes on in small letters."""
    for n in range(4, len(tokens)):
        at, token = tokens[n]
        if token[0].isupper() and _BARE.sub("", token).lower() in words.openers and not _governed(tokens[n - 1][1]):
            return at
    for n in range(6, min(len(tokens) - 1, 18)):
        at, token = tokens[n]
        before, after = tokens[n - 1][1], tokens[n + 1][1]
        if token[0].isupper() and not _governed(before) and before[-1] not in ",-" and after[0].islower():
            return at
    return None


def _governed(word: str) -> bool:
    return word.lower() in _PREPOSITIONS
