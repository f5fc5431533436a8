"""To whom it is done: the targets of an active verb and the slots of any trigger."""

from __future__ import annotations

from typing import Final

from etl.events.clauses import clause_end, direct_object, following, slot
from etl.events.phrases import Phrase, View
from etl.events.triggers import Hit

NO_WORDS: frozenset[str] = frozenset()
# "mengimbau agar warga ...": with a request the participant asked may follow these.
ASKING: Final = frozenset({"agar", "supaya", "untuk", "kepada", "bagi", "semua", "seluruh", "setiap", "para"})
DOERS: Final = frozenset({"actor", "group", "person", "name", "pronoun"})
BODIES: Final = frozenset({"organization", "company", "party", "group"})
LONG_TAIL: Final = 4
AFFECTED_REACH: Final = 8
RAW_WORDS: Final = 3
NEXT_REACH: Final = 14


def targets(v: View, hit: Hit) -> list[Phrase]:
    """Whom an active verb or its slots name as those it is done to."""
    entry = hit.form.entry
    transparent = ASKING if entry.type in ("REQUEST", "AGREE") else NO_WORDS
    if entry.tail and entry.tail[-1].gap >= LONG_TAIL:
        # "menetapkan A, B, dan C sebagai tersangka", "menilai, Menteri X terlambat": whoever stands inside.
        inside = [p for p in v.phrases if hit.verb < p.first and p.last < hit.end and not p.prep]
        named = [p for p in inside if p.kind == "actor"]
        if named or (inside and inside[0].kind in ("group", "person")):
            return named or inside[:1]
    for name in entry.target:
        if name == "obj":
            found = direct_object(v, hit.verb + 1, transparent)
            if not found and hit.end > hit.verb + 1:
                found = direct_object(v, hit.end, transparent)
        else:
            found = slot(v, hit.verb + 1, name)
        if found:
            return _owners(v, entry.type, [p for p in found if p.kind != "self"])
    if entry.type == "REQUEST":
        return slot(v, hit.verb + 1, "oleh")
    if entry.type in ("X_POLICY", "SANCTION"):
        return affected(v, hit.verb + 1)
    if entry.raw_object:
        return _raw(v, hit.verb + 1)
    if entry.type in ("SUPPORT", "ACCUSE", "REJECT"):
        # "menyambut baik bantuan dari X"
        found = slot(v, hit.verb + 1, "dari") or slot(v, hit.verb + 1, "oleh") if "obj" in entry.target else []
        return found or (_next(v, hit.end) if entry.type == "SUPPORT" else [])
    if entry.type == "AGREE":
        return _next(v, hit.end)
    if entry.type == "MOBILIZE":
        return _next(v, hit.end)  # "mengerahkan personel untuk mengawal demo X"
    if entry.type in ("CONSULT", "AID"):
        hosts = _hosts(v, hit.end)
        if hosts:
            return hosts
    if entry.type == "AID":
        # "mengirim tentara untuk membantu Rusia"
        helping = [k for k in range(hit.end, v.last) if v.lower[k] == "membantu"]
        return direct_object(v, helping[0] + 1, NO_WORDS) if helping else []
    return []


def _hosts(v: View, at: int) -> list[Phrase]:
    """The body it happens at: "meninjau penyaluran bantuan di Universitas X"."""
    found = slot(v, at, "di")
    return [p for p in found if p.mention and v.doc.actors[p.mention.actor_id].kind in BODIES]


def _owners(v: View, kind: str, found: list[Phrase]) -> list[Phrase]:
    """Whose vehicle is taken: "mencuri motor mahasiswa"."""
    if kind != "X_CRIME" or not found or found[0].kind != "vehicle":
        return found
    at = found[0].last + (v.lower[found[0].last : found[0].last + 1] == ["milik"])
    return [p for p in v.phrases if p.first == at and p.kind in DOERS] or found


def affected(v: View, at: int) -> list[Phrase]:
    """Whose thing a measure takes or gives: "memangkas tunjangan anggota DPR"."""
    limit = min(clause_end(v, at), at + AFFECTED_REACH)
    found = [p for p in v.phrases if at <= p.first < limit and not p.prep and p.kind in ("group", "actor")]
    return following(v, found[0]) if found else []


def _next(v: View, at: int) -> list[Phrase]:
    """The next participant of the sentence: whom a promise or a praise is for, however it goes on."""
    for p in v.phrases:
        if p.first >= at:
            near = p.first - at <= NEXT_REACH and p.kind in ("group", "actor", "person")
            return following(v, p) if near and p.prep not in ("di", "dari") else []
    return []


def _raw(v: View, at: int) -> list[Phrase]:
    """The bare noun phrase at token `at`, when what is taken or named is a thing: "menguasai kawasan hutan"."""
    lower, words = v.lower, v.words
    while at < v.last and lower[at] in words["skipped"]:
        at += 1
    end = at
    while end < min(v.last, at + RAW_WORDS) and lower[end].isalpha() and lower[end] not in words["closing"]:
        if words.is_verb(lower[end]):
            break
        end += 1
    return [Phrase(at, end, "group", None, "", at)] if end > at else []


def slots(v: View, at: int, names: list[str]) -> list[Phrase]:
    """The participant in the first of the slots that has one."""
    for name in names:
        found = slot(v, at, name)
        if found:
            return found
    return []
