"""The subject of a verb, those coordinated with it included, and how it was found. Objects and slots are found in
`clauses`; what counts as an event is not decided here.
"""

from __future__ import annotations

from typing import Final

from etl.events.phrases import Phrase, View

OPENING_REACH: Final = 3
RELATIVE_REACH: Final = 3
OPENERS: Final = frozenset('"“”,;:-–')


def subject(v: View, verb: int) -> tuple[list[Phrase], str]:
    """The subject of the verb at token `verb`, coordinated ones included, and how it was found: adjacent, relative,
    control (shared with a verb before), far, after (follows the clause), none."""
    lower, words = v.lower, v.words
    k = verb - 1
    auxiliary = words["auxiliary"]
    while k >= v.first and lower[k] in auxiliary:
        k -= 1
    before = [p for p in v.phrases if p.first < verb]
    if k >= v.first and lower[k] in words["relative"]:
        antecedent = _ending_at(before, k, v)
        if antecedent:
            return _coordinated(v, antecedent), "relative"
        return [], "relative"
    how = "adjacent"
    if k >= v.first and lower[k] in words["control"]:
        how = "control"
    elif k >= v.first and lower[k] in words["boundary"]:
        how = "boundary"
    if how == "boundary":
        return _after_clause(v, verb), "after"
    if how == "control" and k > v.first and lower[k] in words["occasion"] and lower[k - 1] == ",":
        # "..., saat ditangkap, X membawa pisau": the clause is put before its own.
        after = _after_clause(v, verb)
        if after:
            return after, "after"
    if how == "adjacent" and k >= v.first and lower[k] == ",":
        first = _clause_subject(v, before, k)
        if first:
            return _coordinated(v, first), "far"
    if how == "adjacent" and _unknown_subject(v, before, k):
        return [], "unknown"
    for phrase in reversed(before):
        if phrase.last > verb:
            continue
        if phrase.prep == "oleh" and how == "control":
            return _coordinated(v, phrase), how
        touching = how == "adjacent" and (phrase.last == k + 1 or (phrase.last == k and lower[k] in ')"”,'))
        if _inserted(v, phrase):
            continue
        if phrase.prep and not (touching and (_absolute(v, phrase) or phrase.prep in words["conjunct"])):
            continue
        if phrase.kind == "place" and not _absolute(v, phrase):
            continue
        # "memprovokasi warga sehingga menolak": who was acted upon acts.
        governed = _governed(v, phrase) and lower[k] not in words["resulting"]
        if touching and governed:
            chaser = _head_of_relative(v, before, phrase)
            if chaser:
                return _coordinated(v, chaser), "far"
        if not touching and (governed or (phrase.kind in ("group", "vehicle") and _complements(v, phrase))):
            continue
        if phrase.kind == "name" and not touching and not _opens(v, phrase):
            continue
        phrase = _appositive(v, phrase, before)
        if touching:
            phrase = _list_head(v, phrase)
        return _coordinated(v, phrase), how if how != "adjacent" or touching else "far"
    if how == "control" and lower[k] != "dengan":
        return _after_clause(v, verb), "after"
    return [], "none"


def _list_head(v: View, phrase: Phrase) -> Phrase:
    """The participant an address belongs to: "Warga RW 3, Mampang, Jakarta Selatan meminta" is about the residents."""
    head = phrase
    for other in reversed(v.phrases):
        if other.last == head.first - 1 and v.lower[other.last] == "," and _is_place(v, head):
            head = other
    return head if head.kind in ("group", "person") and not head.prep else phrase


def _is_place(v: View, phrase: Phrase) -> bool:
    if phrase.mention is None:
        return phrase.kind == "name"
    return v.doc.actors[phrase.mention.actor_id].kind in ("country", "government")


def _unknown_subject(v: View, before: list[Phrase], k: int) -> bool:
    """Whether a noun phrase no lexicon knows stands right before the verb: "kompetisi akan mendorong kita"."""
    lower, words = v.lower, v.words
    if k < v.first or not lower[k][0].isalpha() or any(p.first <= k < p.last for p in before):
        return False
    ends = {p.last for p in before}
    while k >= v.first and lower[k][0].isalpha():
        if k + 1 in ends or lower[k] in words["preposition"] or words.is_verb(lower[k]) or lower[k] == "yang":
            return False
        if lower[k] in words["boundary"] or lower[k] in words["coordination"]:
            return True
        k -= 1
    return True


def _complements(v: View, phrase: Phrase) -> bool:
    """Whether a plain noun right before makes the phrase its complement: "kepadatan penumpang"."""
    if phrase.first == v.first:
        return False
    word, words = v.lower[phrase.first - 1], v.words
    return word.isalpha() and word not in words["closing"] and word not in words["saying"] and not words.is_verb(word)


def _inserted(v: View, phrase: Phrase) -> bool:
    """Whether the phrase is the speaker of an insertion: ", lanjut dia,", ", kata Budi,"."""
    if phrase.first - 2 < v.first or phrase.last >= v.last:
        return False
    lower = v.lower
    return (
        lower[phrase.first - 2] == "," and lower[phrase.last] == "," and lower[phrase.first - 1] in v.words["inserting"]
    )


def _opens(v: View, phrase: Phrase) -> bool:
    """Whether the phrase stands where a subject does: it opens a sentence or what follows a mark, nouns before it aside
    ("Tindakan cepat X"), or is the second of two."""
    lower, words = v.lower, v.words
    for k in range(phrase.first - 1, max(v.first, phrase.first - OPENING_REACH) - 1, -1):
        word = lower[k]
        if word in OPENERS or (k == phrase.first - 1 and word in words["coordination"]):
            return True
        if not word[0].isalpha() or word in words["closing"] or words.is_verb(word):
            return False
    return phrase.first - OPENING_REACH < v.first


def _head_of_relative(v: View, before: list[Phrase], phrase: Phrase) -> Phrase | None:
    """Who does it where the phrase is object inside a relative clause: the residents in "warga yang mengejar X langsung
    memukul"."""
    verb = phrase.first - 1
    if v.lower[verb] in v.words["causing"]:
        return None  # "yang membuat X marah", "yang disapa X"
    for k in range(verb - 1, max(v.first, verb - RELATIVE_REACH) - 1, -1):
        if v.lower[k] == "yang":
            head = _ending_at([p for p in before if p.last <= k], k, v)
            return head if head and not head.prep else None
    return None


def _absolute(v: View, phrase: Phrase) -> bool:
    """ "..., dengan X dijatuhi sanksi": X is subject for all its preposition."""
    return phrase.prep == "dengan" and phrase.first - 2 >= v.first and v.lower[phrase.first - 2] == ","


def _governed(v: View, phrase: Phrase) -> bool:
    """Whether a verb right before the phrase has it as object or agent; verbs of saying have it as speaker."""
    word = v.lower[phrase.first - 1] if phrase.first > v.first else ""
    if not word or word in v.words["saying"] or word in v.words["thinking"]:
        return False
    return v.words.is_verb(word)


def _clause_subject(v: View, before: list[Phrase], comma: int) -> Phrase | None:
    """The subject that an apposition or a relative clause parts from its verb: "X, warga Y, Kecamatan Z, ditembak", "X
    yang juga ketua Y, meminta"."""
    start = v.first
    for k in range(comma - 1, v.first - 1, -1):
        if v.lower[k] == "yang":
            head = _ending_at([p for p in before if p.last <= k], k, v)
            return head if head and not head.prep and head.kind == "actor" and not _governed(v, head) else None
        listing = v.lower[k] in v.words["listing"]
        if (v.lower[k] in v.words["boundary"] and not listing) or v.lower[k] in ';:"”“' or v.words.is_verb(v.lower[k]):
            start = k + 1
            break
    found = [p for p in before if p.last > start and not p.prep and p.kind not in ("place", "name")]
    persons = [p for p in found if p.mention and v.doc.actors[p.mention.actor_id].kind == "person"]
    return persons[-1] if persons else found[0] if found else None


def _appositive(v: View, phrase: Phrase, before: list[Phrase]) -> Phrase:
    """`X` for `Y` in "X, Y," and "X (Y)": the name that comes first is the participant."""
    lower = v.lower
    if phrase.first < v.first + 2 or phrase.last >= v.last:
        return phrase
    opening, closing = lower[phrase.first - 1], lower[phrase.last]
    if (opening, closing) in ((",", ","), ("(", ")")):
        for other in before:
            if other.last == phrase.first - 1 and other.kind == "actor" and not other.prep:
                return other
    return phrase


def _after_clause(v: View, verb: int) -> list[Phrase]:
    """The subject of the main clause after a clause without its own: "Usai bertemu X, Y mengatakan"."""
    lower = v.lower
    for k in range(verb + 1, v.last - 1):
        if lower[k] == ",":
            for p in v.phrases:
                if p.first == k + 1 and not p.prep:
                    return _coordinated(v, p)
            return []
    return []


def _ending_at(phrases: list[Phrase], token: int, v: View) -> Phrase | None:
    """The phrase that ends at `token`, brackets, ages and "itu" between them aside."""
    for phrase in reversed(phrases):
        if phrase.last <= token:
            between = v.lower[phrase.last : token]
            return phrase if all(not t.isalpha() or t in v.words["skipped"] for t in between) else None
    return None


def _coordinated(v: View, phrase: Phrase) -> list[Phrase]:
    """The phrase with those joined to it on its left: "A, B, dan C"."""
    lower, joining = v.lower, v.words["coordination"]
    out = [phrase]
    linked = False
    for other in reversed([p for p in v.phrases if p.last <= phrase.first]):
        between = [t for t in lower[other.last : out[0].first] if t not in '()"“”']
        if not between:
            if lower[other.last] == "(":
                if other.kind != "pronoun":
                    out.insert(0, other)
                continue
            break
        if (len(between) == 1 and between[0] in joining) or between == [",", "dan"]:
            linked = True
        elif not (linked and between == [","]):
            break
        if other.kind == "place":
            break
        out.insert(0, other)
        if other.prep:
            break
    if out[0].prep and out[0] is not phrase:
        out = [p for p in out if not p.prep] or [phrase]
    return out
