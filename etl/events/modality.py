"""How an event is put: asserted, denied, planned, hypothetical, alleged or ongoing; and when a trigger is no report of
an event at all (negated, a purpose, a duty, a possibility, a question)."""

from __future__ import annotations

from dataclasses import dataclass

from etl.events.clauses import View
from etl.events.triggers import Hit

# Triggers whose complement they deny: "membantah telah mengirim pasukan".
DENIALS = frozenset({"membantah", "menyangkal", "bantah", "sangkal", "menampik", "menepis", "dibantah", "tepis", "tampik"})
NOMINAL_PLANS = frozenset({"rencana", "wacana", "rencananya", "jadwal", "usulan", "menjadwalkan", "dijadwalkan"})
SCOPE = 7
# What stands under a request, promise or refusal is wanted, not reported; under CONSULT nouns are what was talked of.
GOVERNORS = frozenset({"REQUEST", "AGREE", "REJECT", "THREATEN"})
# What somebody is accused of is alleged.
ACCUSATIONS = frozenset({"menuduh", "menuding", "mendakwa", "dituduh", "dituding", "didakwa", "menduga", "tuduh", "tuding"})
RELEASING = frozenset({"yang", "setelah", "usai", "karena", "sebab", "terkait", "saat", "ketika", "sebelum", "atas", "pasca", "sejak", "imbas", "akibat", "menyusul", "menanggapi"})
PURPOSE_REACH = 3
GENERIC_REACH = 7
TAKEN = frozenset({"dibawa", "diamankan", "dipanggil", "digelandang", "digiring", "dijemput"})


@dataclass(frozen=True, slots=True)
class Manner:
    """`modality`, or None with the `reason` why there is no event; `past` and `now` when the clause says when."""

    modality: str | None
    reason: str
    past: bool
    now: bool = False


def manner(v: View, hit: Hit) -> Manner:
    lower, words = v.lower, v.words
    noun = hit.form.voice == "n"
    if noun:
        if _generic(v, hit.end):
            return Manner(None, "generic", False)
        light = _light_verb(v, hit.verb)
        if light is not None:
            hit, noun = Hit(hit.form, light, hit.end), False
    start = _scope_start(v, hit.verb)
    scope = lower[start : hit.verb]
    scope_opener = lower[start - 1] if start > v.first else ""
    close = scope[-SCOPE:] if not noun else scope[-PURPOSE_REACH:]
    past = any(t in words["past"] for t in scope) or (v.first < v.last and lower[v.first] in words["past"])
    near_before = lower[max(v.first, hit.verb - PURPOSE_REACH) : hit.verb]
    denied = any(t in DENIALS for t in lower[max(v.first, hit.verb - 4) : hit.verb])
    if denied:
        return Manner("denied", "", past)
    if any(t in words["negation"] for t in _own(close)[-4:]):
        return Manner(None, "negated", past)
    if _conditional(v, hit.verb):
        return Manner("hypothetical", "", past)
    if not noun and any(t in words["duty"] for t in close):
        return Manner(None, "duty", past)
    if any(t in words["alleged"] for t in near_before) or not noun and any(t in ACCUSATIONS for t in scope) or any(t in words["claimed"] for t in (lower[v.first : hit.verb] if hit.form.entry.type == "X_CRIME" else scope)):
        return Manner("alleged", "", past)
    if not noun and any(t in words["purpose"] for t in near_before) and not _carried_out(v, hit):
        return Manner(None, "purpose", past)
    if noun and near_before and near_before[-1] in ("untuk", "cegah", "mencegah", "anti", "tanpa", "upaya"):
        return Manner(None, "purpose", past)
    if not noun and any(t in words["future"] for t in near_before) and scope_opener in ("saat", "ketika"):
        return Manner(None, "attempt", past)
    if any(t in words["future"] for t in _own(close)) or any(t in NOMINAL_PLANS for t in near_before):
        return Manner("planned", "", past)
    if any(t == "rencananya" for t in lower[v.first : hit.verb]):
        return Manner("planned", "", past)
    if not noun and any(t in words["possible"] for t in close):
        return Manner(None, "possible", past)
    now = lower[v.first] in words["now"] or any(t in words["now"] for t in near_before)
    return Manner("asserted", "", past, now)


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
        if lower[k] in words["boundary"] or lower[k] in ',;:"”' or lower[k] == "yang":
            return False
        if lower[k] in words["duty"] or (lower[k] in words["negation"] and k + 1 < v.last and lower[k + 1] == "boleh"):
            return True
    return False


def _light_verb(v: View, noun: int) -> int | None:
    """The verb that carries the noun ("melakukan penangkapan"), or None."""
    lower, words = v.lower, v.words
    before = words["skipped"] | words["quantifier"] | words["before_noun"]
    k = noun - 1
    while k >= v.first and (lower[k] in before or lower[k][0].isdigit()):
        k -= 1
    return k if k >= v.first and lower[k] in words["light_give"] | words["light_get"] else None


def _conditional(v: View, verb: int) -> bool:
    """Whether a conditional conjunction opens the clause, no comma between."""
    conditional = v.words["conditional"]
    for k in range(verb - 1, v.first - 1, -1):
        token = v.lower[k]
        if token in conditional:
            return True
        if token in ',;:"”“':
            return False
    return False


def _carried_out(v: View, hit: Hit) -> bool:
    """"dibawa ke markas untuk diperiksa": a purpose that goes with the deed."""
    return hit.form.voice == "p" and any(t in TAKEN for t in v.lower[v.first : hit.verb])


def embedded(v: View, hit: Hit, governors: list[tuple[str, int]]) -> bool:
    """Whether the trigger stands in what an earlier trigger of the sentence asks for, promises, refuses or discusses."""
    for kind, at in governors:
        if kind not in GOVERNORS and not (kind == "CONSULT" and hit.form.voice == "n"):
            continue
        between = v.lower[at + 1 : hit.verb]
        if not any(t in RELEASING or t in ';:"”“.' for t in between):
            return True
    return False


def _scope_start(v: View, verb: int) -> int:
    """Where the words that can modify the verb begin: after the last boundary, comma or quotation mark."""
    lower, boundary = v.lower, v.words["boundary"]
    for k in range(verb - 1, v.first - 1, -1):
        token = lower[k]
        if token in boundary and token not in ("agar", "supaya") or token in ',;:"”“' or token == "yang":
            return k + 1
    return v.first

