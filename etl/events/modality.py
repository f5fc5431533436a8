"""How an event is put: asserted, denied, planned, hypothetical, alleged or ongoing; and when a trigger is no report of
an event at all (negated, a purpose, a duty, a possibility, spoken of in general).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from etl.events.phrases import View
from etl.events.triggers import Hit

# How many words before the trigger are looked at.
SCOPE: Final = 7
NEGATION: Final = 4
NEAR: Final = 3
DENIED: Final = 4
GENERIC_REACH: Final = 7
# How many words behind a noun its verb is looked for.
CARRIED: Final = 9
# What stands under a request, promise or refusal is wanted, not reported; under CONSULT, nouns are what was talked of.
GOVERNORS: Final = frozenset({"REQUEST", "AGREE", "REJECT", "THREATEN"})
JOINTS: Final = (["dan"], ["serta"], ["atau"], ["maupun"])
STOPS: Final = frozenset(';:"”“.')
CUTS: Final = frozenset(',;:"”“')


@dataclass(frozen=True, slots=True)
class Manner:
    """`modality`, or None with the `reason` why there is no event; `past` and `now` when the clause says when."""

    modality: str | None
    reason: str
    past: bool
    now: bool = False


PLAIN: Final = Manner("asserted", "", False)


def manner(v: View, hit: Hit) -> Manner:
    noun, at = hit.form.voice == "n", hit.verb
    if noun and _generic(v, hit.end):
        return Manner(None, "generic", False)
    if v.words["manner"].isdisjoint(v.lower[v.first : at]):
        found = PLAIN
    else:
        if noun:
            light = light_verb(v, at)
            if light is not None and v.lower[light] in v.words["light"]:
                noun, at = False, light
        found = _of_noun(v, at, hit) if noun else _of_verb(v, at, hit)
    return _to_come(v, hit.end, found) if noun and found.modality == "asserted" else found


def _to_come(v: View, end: int, found: Manner) -> Manner:
    """The manner of a noun as the verb behind it has it: "demo yang akan digelar" is planned, "gempa dapat terjadi" no
    report; "longsor kini sudah bisa dilalui" is as it was."""
    lower, words = v.lower, v.words
    for k in range(end, min(v.last, end + CARRIED) - 1):
        word, after = lower[k], lower[k + 1]
        if after in words["happening"] and word in words["future"]:
            return Manner("planned", "", found.past)
        if after in words["happening"] and word in words["possible"]:
            return Manner(None, "possible", found.past)
        ended = word in words["boundary"] or word in CUTS or words.is_verb(word)
        if ended or word in words["perfect"] or word in words["negation"]:
            break
    return found


def _of_verb(v: View, at: int, hit: Hit) -> Manner:
    lower, words = v.lower, v.words
    start = _scope_start(v, at)
    scope, near = lower[start:at], lower[max(v.first, at - NEAR) : at]
    close = scope[-SCOPE:]
    own = _own(close)
    past = _lies_back(v, scope)
    if not words["denial"].isdisjoint(lower[max(v.first, at - DENIED) : at]):
        return Manner("denied", "", past)
    if _negated(v, own[-NEGATION:]):
        return Manner(None, "negated", past)
    if _conditional(v, at):
        return Manner("hypothetical", "", past)
    if not words["duty"].isdisjoint(close) or not words["ought"].isdisjoint(scope) or _opening(v) in words["ought"]:
        return Manner(None, "duty", past)
    if near[-1:] == ["untuk"] and not _carried_out(v, hit):
        return Manner(None, "purpose", past)
    claimed = lower[v.first : at] if hit.form.entry.type == "X_CRIME" else scope
    if not (
        words["alleged"].isdisjoint(near)
        and words["accusing"].isdisjoint(scope)
        and words["claimed"].isdisjoint(claimed)
    ):
        return Manner("alleged", "", past)
    if not words["purpose"].isdisjoint(near) and not _carried_out(v, hit):
        return Manner(None, "purpose", past)
    if _wished(v, at):
        return Manner(None, "wished", past)
    joined = (start > v.first and lower[start - 1] == ",") or close[-1:] in JOINTS
    if joined and not words["unreal"].isdisjoint(_same_subject(v, at)):
        return Manner(None, "coordinated", past)
    planned = not words["future"].isdisjoint(own)
    if planned and start > v.first and lower[start - 1] in words["moment"]:
        return Manner(None, "attempt", past)
    if planned or "rencananya" in lower[v.first : at] or not words["plan"].isdisjoint(near):
        return Manner("planned", "", past)
    if not words["possible"].isdisjoint(close):
        return Manner(None, "possible", past)
    return Manner("asserted", "", past, lower[v.first] in words["now"] or not words["now"].isdisjoint(near))


def _of_noun(v: View, at: int, hit: Hit) -> Manner:
    lower, words = v.lower, v.words
    scope, near = lower[_scope_start(v, at) : at], lower[max(v.first, at - NEAR) : at]
    close = scope[-NEAR:]
    past = _lies_back(v, scope)
    if not words["denial"].isdisjoint(lower[max(v.first, at - DENIED) : at]):
        return Manner("denied", "", past)
    if not words["negation"].isdisjoint(close):
        return Manner(None, "negated", past)
    if _conditional(v, at):
        return Manner("hypothetical", "", past)
    if not (words["alleged"].isdisjoint(near) and words["claimed"].isdisjoint(scope)):
        return Manner("alleged", "", past)
    if near and near[-1] in words["noun_purpose"]:
        return Manner(None, "purpose", past)
    proposed = hit.form.entry.type == "X_POLICY" and not words["plan"].isdisjoint(scope[-SCOPE:])
    if proposed or not (words["future"].isdisjoint(close) and words["plan"].isdisjoint(near)):
        return Manner("planned", "", past)
    return Manner("asserted", "", past, lower[v.first] in words["now"])


def embedded(v: View, hit: Hit, governors: list[tuple[str, int]]) -> bool:
    """Whether the trigger stands in what an earlier trigger of the sentence asks for, promises, refuses or discusses.
    What a denial denies is kept: it is an event with that modality."""
    for kind, at in governors:
        if kind not in GOVERNORS and not (kind == "CONSULT" and hit.form.voice == "n"):
            continue
        if v.lower[at] in v.words["denial"] and hit.verb - at <= DENIED:
            continue
        between = v.lower[at + 1 : hit.verb]
        if v.words["releasing"].isdisjoint(between) and STOPS.isdisjoint(between):
            return True
    return False


def _opening(v: View) -> str:
    """The first word of the sentence, marks aside: "Seharusnya, X berkoordinasi" is about a duty throughout."""
    return next((word for word in v.lower[v.first : v.first + 2] if word[0].isalpha()), "")


def light_verb(v: View, noun: int) -> int | None:
    """The token of the verb that may carry a noun ("melakukan tiga kali pencurian"): the first that is no qualifier."""
    lower, before = v.lower, v.words["qualifier"]
    k = noun - 1
    while k >= v.first and (lower[k] in before or lower[k][0].isdigit()):
        k -= 1
    return k if k >= v.first else None


def _negated(v: View, scope: list[str]) -> bool:
    """Whether a negator stands in the scope; "tidak hanya" and "tak dikenal" negate nothing."""
    negation, harmless = v.words["negation"], v.words["not_negated"]
    if negation.isdisjoint(scope):
        return False
    following = [*scope[1:], ""]
    return any(word in negation and after not in harmless for word, after in zip(scope, following, strict=True))


def _lies_back(v: View, scope: list[str]) -> bool:
    past = v.words["past"]
    return v.lower[v.first] in past or not past.isdisjoint(scope)


def _same_subject(v: View, at: int) -> list[str]:
    """The words from the last participant before the verb to the verb, where the verb has no subject of its own."""
    before = [p for p in v.phrases if p.last <= at and not p.prep]
    if not before or before[-1].last >= at - 1 or v.lower[before[-1].last] == ",":
        return []
    return v.lower[before[-1].last : at]


def _wished(v: View, at: int) -> bool:
    """Whether the verb stands after agar or supaya, nothing real between."""
    wishing, releasing, lower = v.words["wishing"], v.words["releasing"], v.lower
    if wishing.isdisjoint(v.near):
        return False
    for k in range(at - 1, v.first - 1, -1):
        if lower[k] in wishing:
            return True
        if lower[k] in releasing or lower[k] in STOPS:
            return False
        if lower[k] == "," and any(p.first == k + 1 and not p.prep for p in v.phrases):
            return False
    return False


def _own(scope: list[str]) -> list[str]:
    """The words after the last conjunction: what stands before it modifies another verb."""
    for k in range(len(scope) - 1, -1, -1):
        if scope[k] in ("dan", "serta", "tetapi", "tapi"):
            return scope[k + 1 :]
    return scope


def _generic(v: View, end: int) -> bool:
    """Whether the noun is spoken of in general: "Bantuan kepada korban tidak boleh berhenti"."""
    lower, words = v.lower, v.words
    for k in range(end, min(v.last, end + GENERIC_REACH)):
        if lower[k] in words["boundary"] or lower[k] in CUTS or lower[k] == "yang":
            return False
        forbidden = lower[k] in words["negation"] and k + 1 < v.last and lower[k + 1] == "boleh"
        if forbidden or lower[k] in words["duty"] or lower[k] in words["unhappened"]:
            return True
    return False


def _conditional(v: View, verb: int) -> bool:
    """Whether a conditional conjunction opens the clause, no comma between."""
    conditional, lower = v.words["conditional"], v.lower
    if conditional.isdisjoint(v.near):
        return False
    for k in range(verb - 1, v.first - 1, -1):
        if lower[k] in conditional:
            return True
        if lower[k] in ",;:":
            return False
    return False


def _carried_out(v: View, hit: Hit) -> bool:
    """ "dibawa ke markas untuk diperiksa": a purpose that goes with the deed."""
    return hit.form.voice == "p" and not v.words["taken"].isdisjoint(v.lower[v.first : hit.verb])


def _scope_start(v: View, verb: int) -> int:
    """Where the words that can modify the verb begin: after the last boundary, comma or quotation mark."""
    lower, opening = v.lower, v.words["clause_opening"]
    for k in range(verb - 1, v.first - 1, -1):
        if lower[k] in opening:
            return k + 1
    return v.first
