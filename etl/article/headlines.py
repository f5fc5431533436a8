"""Where the headlines of other articles end that stand in a text after "Baca juga" and the like.

In texts that kept their lines a headline is a line. Elsewhere it is glued to, or only a space away from, the sentence
that follows; then capitals and opening words tell. In doubt the sentence is kept and the headline may lose its end.
"""

from __future__ import annotations

import re
from typing import Final

from etl.article.vocabulary import Vocabulary

# Where text was glued: a capital or opening quotation mark straight after a small letter, a digit or a closing mark, a
# capitalised word straight after an acronym; or two spaces, which is what is left of a paragraph break.
_GLUE: Final = re.compile(
    r"(?<=[a-zà-ÿ0-9%)?!])(?=[A-ZÀ-Ý“‘](?:[a-zà-ÿ]|[A-Z0-9 ,.\"“]))|(?<=[\w?!)%][’”'\"])(?=[A-ZÀ-Ý“‘])"
    r"|(?<=[\w?!)%])(?=\"[A-Z])|(?<=[A-Z]{2})(?=[A-Z][a-zà-ÿ]{3})| {2,}"
)
_WORD: Final = re.compile(r"[^\s]+")
_BARE: Final = re.compile(r"^\W+|\W+$")
_END_MARK: Final = re.compile(r"[.?!]['\"”’]? +(?=[A-Z“\"])")
_OPENS_QUOTE: Final = re.compile(r"(?<=[\w%)?!]) (?=[“\"][A-Z])")
_PREPOSITIONS: Final = frozenset(
    {"di", "ke", "dari", "oleh", "dan", "pada", "untuk", "dengan", "bagi", "lawan", "vs", "soal"}
)
MAX_HEADLINE: Final = 170
_CODE: Final = re.compile(r" *\([a-zA-Z]{2,4}(?:/[a-z]{2,4})?\)$")
_ITEM_NUMBER: Final = re.compile(r" \d{1,2}$")


def end_of(view: str, start: int, stop: int, words: Vocabulary) -> tuple[int, list[str]]:
    """(end, headlines) of the headlines that begin at `start` and go no further than `stop`.

    The end is where the article goes on, or `stop`.
    """
    found: list[str] = []
    at = start
    while at < stop:
        cut = _next_glue(view, at, stop, words)
        piece = view[at:cut]
        if found and not is_headline(piece, words):
            return at, found
        inside = _within(piece, words, last=cut == stop) if len(found) == 0 else len(piece)
        text = _CODE.sub("", piece[:inside].strip()).strip(" \"'“”:-")
        if text:
            found.append(text)
        if inside < len(piece):
            return at + inside, found
        at = cut
        while at < stop and view[at] == " ":
            at += 1
    return at, found


def _next_glue(view: str, at: int, stop: int, words: Vocabulary) -> int:
    for match in _GLUE.finditer(view, at, stop):
        here = match.start()
        if here - at < 3 or (match[0] and view.count(" ", at, here) < 3):
            continue
        if not match[0] and _one_name(view, here, words):
            continue
        return here
    return stop


def _one_name(view: str, at: int, words: Vocabulary) -> bool:
    """Whether the capital at `at` stands inside a name ("TikTok")."""
    first = at
    while first and view[first - 1].isalpha():
        first -= 1
    last = at
    while last < len(view) and view[last].isalpha():
        last += 1
    return any(
        f"{view[first:at]}|{view[at:end]}" in words.joined_names for end in range(at + 1, min(last, at + 12) + 1)
    )


def is_headline(piece: str, words: Vocabulary) -> bool:
    """Whether a piece of text is written as a headline: nearly all its words with a capital, no sentence end inside."""
    if len(piece) > MAX_HEADLINE or _END_MARK.search(piece):
        return False
    content = [w for raw in piece.split() if (w := _BARE.sub("", raw)) and w.lower() not in words.headline_words]
    capitals = sum(not w[0].islower() for w in content)
    return len(content) >= 3 and capitals >= 0.8 * len(content)


def is_listed(line: str, words: Vocabulary) -> bool:
    """Whether a line in a list is a headline: in capitals, without an end mark, with ordinary words in it."""
    if not 25 <= len(line) <= 150 or line[-1] in ".:,;" or line[0].isdigit() or line[0] in "-•*–":
        return False
    content = [w for w in line.split() if w.lower() not in words.headline_words and w[0].isalpha()]
    capitals = sum(w[0].isupper() for w in content)
    ordinary = sum(w.lower().strip(",:?!'\"") in words.common for w in content)
    return len(content) >= 5 and capitals >= 0.8 * len(content) and ordinary >= 2


def _within(piece: str, words: Vocabulary, last: bool) -> int:
    """Length of the headline at the head of a piece that may hold a sentence after it. `last`: nothing but a line end,
    other furniture or the end of the text follows the piece."""
    mark = next((m for m in _END_MARK.finditer(piece) if m.start() > 20 or piece[m.start()] == "."), None)
    sentence = piece.rstrip(" \"”'").endswith(".")
    if mark is None and last and not sentence and len(piece) <= MAX_HEADLINE:
        return len(piece)
    if mark and piece[mark.start()] != "." and is_headline(piece[: mark.start()], words):
        return mark.end()
    limit = mark.start() if mark else len(piece)
    if mark and (number := _ITEM_NUMBER.search(piece, 0, limit)):
        return number.start() + 1  # the list of the article goes on
    quote = _OPENS_QUOTE.search(piece, 15, limit)
    limit = min(limit, quote.end() if quote else limit, MAX_HEADLINE)
    tokens = [(m.start(), m[0]) for m in _WORD.finditer(piece, 0, limit)]
    at = _in_capitals(tokens, words) if _capitalised(tokens[:6], words) else _in_small_letters(tokens, words)
    if at is None and quote and quote.end() <= limit:
        return quote.end()
    if at is None and mark is None and not sentence and len(piece) <= MAX_HEADLINE:
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
    for n, (at, token) in enumerate(tokens):
        if n > 2 and token[0].isupper() and token[-1] == "," and token[:-1].lower() in words.openers:
            return at
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
    """Start of the sentence after a headline in small letters: a capitalised opening word or other ordinary word, else
    the first capitalised word after a full headline that no preposition governs and that goes on in small letters."""
    for n in range(4, len(tokens)):
        at, token = tokens[n]
        bare = _BARE.sub("", token).lower()
        if token[0].isupper() and not _governed(tokens[n - 1][1]):
            after_name = tokens[n - 1][1][0].isupper() and n > 1
            if bare in words.openers or (bare in words.common and not after_name and n + 1 < len(tokens)):
                return at
    for n in range(7, min(len(tokens) - 1, 18)):
        at, token = tokens[n]
        before, after = tokens[n - 1][1], tokens[n + 1][1]
        opens = token[0].isupper() and token[-1] != "," and after[0].islower()
        if opens and not _governed(before) and before[-1] not in ",-":
            return at
    return None


def _governed(word: str) -> bool:
    return word.lower() in _PREPOSITIONS
