"""Who does it and to whom: the sources and targets of a trigger by its construction."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from etl.events.clauses import clause_end, direct_object, following, slot
from etl.events.dating import SPOKEN
from etl.events.modality import light_verb
from etl.events.phrases import Phrase, View
from etl.events.subjects import subject
from etl.events.targets import DOERS, NO_WORDS, affected
from etl.events.targets import slots as slots_of
from etl.events.targets import targets as targets_of
from etl.events.triggers import Hit

AGENT_PREPOSITIONS: Final = ("oleh", "dari")
AGENT_REACH: Final = 10
JOINED: Final = frozenset({"dan", "lalu", "kemudian", "serta"})
NOUN_REACH: Final = 6
LIST_REACH: Final = 4
HELD_REACH: Final = 6


@dataclass(slots=True)
class Parts:
    """Sources and targets, and the construction they were read from (adjacent, relative, control, far ...)."""

    sources: list[Phrase]
    targets: list[Phrase]
    how: str


def parts(v: View, hit: Hit) -> Parts:
    voice = hit.form.voice
    found = _nominal(v, hit) if voice == "n" else _passive(v, hit) if voice == "p" else _active(v, hit)
    return Parts(_named(v, found.sources), _named(v, found.targets), found.how)


def _named(v: View, found: list[Phrase]) -> list[Phrase]:
    """Names for descriptions, where the sentence gives both: "X (28), warga Desa Y" is X, "dua pelaku, yakni A dan B"
    are A and B."""
    out: list[Phrase] = []
    for phrase in found:
        out += _listed(v, phrase) or [_bearer(v, phrase) or phrase] if phrase.kind in ("group", "person") else [phrase]
    return out


def _listed(v: View, phrase: Phrase) -> list[Phrase]:
    """The names a description announces: "dua pelaku lain, yakni A dan B"."""
    for k in range(phrase.last, min(v.last, phrase.last + LIST_REACH)):
        if v.lower[k] in v.words["listing"]:
            names = next((following(v, p) for p in v.phrases if p.first == k + 1), [])
            names = [p for p in names if p.kind in ("actor", "name")]
            # One name of "tiga saksi" would be a part for the whole.
            counted = not v.words["quantifier"].isdisjoint(v.lower[phrase.first : phrase.head])
            return names if len(names) > 1 or not counted else []
        if v.lower[k] != "," and (v.lower[k] in v.words["closing"] or v.words.is_verb(v.lower[k])):
            break
    return []


def _bearer(v: View, phrase: Phrase) -> Phrase | None:
    """The person an apposition describes: "X (28), warga Desa Y"."""
    k = phrase.first - 1
    if k <= v.first or v.lower[k] != "," or phrase.prep:
        return None
    while k > v.first and not v.lower[k][0].isalpha():
        k -= 1
    for other in v.phrases:
        if other.last == k + 1 and other.kind == "actor" and other.mention and not other.prep:
            return other if v.doc.actors[other.mention.actor_id].kind == "person" else None
    return None


def _active(v: View, hit: Hit) -> Parts:
    entry, voice = hit.form.entry, hit.form.voice
    found, how = subject(v, hit.verb)
    slots = entry.target
    if voice == "u" or slots == ("subj",):
        if entry.type in ("X_ACCIDENT", "X_DISASTER"):
            found = [p for p in found if p.kind not in ("name", "body") and not _is_area(v, p)]
        return Parts(slot(v, hit.end, "oleh"), _acting(found), how)
    if voice == "i":
        return Parts([], [], how)
    if slots == ("none",):
        return Parts(_acting(found), [], how)
    if slots == ("subj-target",):
        # "langkah X patut diapresiasi": X is praised, by who speaks.
        return Parts([], _acting(found), how)
    if entry.recipient:
        return Parts(slot(v, hit.end, "dari"), _acting(found), how)
    if slots and slots[0] == "subj-obj":
        return Parts([], direct_object(v, hit.verb + 1, NO_WORDS), how)
    return Parts(_acting(found), targets_of(v, hit), how)


def _passive(v: View, hit: Hit) -> Parts:
    entry = hit.form.entry
    found, how = subject(v, hit.verb)
    if how == "control" and v.lower[hit.verb - 1] in JOINED:
        # "Polisi meringkus tiga pelaku dan ditetapkan tersangka": what the verb before had as object.
        found = [p for p in v.phrases if p.last <= hit.verb and not p.prep][-1:] or found
    if entry.target == ("none",):
        found = []
    agents = [] if entry.target == ("subj-obj",) else _agents(v, hit)
    if not agents and entry.type == "COERCE" and entry.mode == "arrest":
        # "ditahan di Polresta": who holds them.
        agents = _holders(v, hit.verb + 1)
    if not agents and entry.type == "SANCTION":
        agents = _imposers(v, hit.verb)
    if entry.target and entry.target[0] == "subj-source":
        # "pasukan X dikerahkan": they are the doer's own.
        return Parts([*agents, *found], slots_of(v, hit.end, list(entry.target[1:])), how)
    if entry.target and not {"obj", "subj", "subj-obj", "subj-source", "none"} & set(entry.target):
        # "bantuan disalurkan kepada warga": the subject is the thing, not who gets it.
        targets = slots_of(v, hit.end, list(entry.target))
        if "ke" in entry.target and not targets:
            targets = [p for p in _complement(v, hit.end) if not p.prep and hit.end > hit.verb + 1]
        return Parts(agents, targets, how)
    return Parts(agents, [p for p in found if p.kind != "self"], how)


def _holders(v: View, at: int) -> list[Phrase]:
    """The body somebody is held at: "di Polresta X", "di sel tahanan Polsek Y"."""
    limit = min(clause_end(v, at), at + HELD_REACH)
    for p in v.phrases:
        if not (at <= p.first < limit and "di" in v.lower[at : p.first]):
            continue
        for k in range(p.first, p.last):
            if v.lower[k] in v.words["law"]:
                last, mention = v.article.mentions.get(k, (p.last, p.mention))
                return [Phrase(k, last, "actor" if mention else p.kind, mention, p.prep, k)]
    return []


def _imposers(v: View, before: int) -> list[Phrase]:
    """Whose sanctions the sentence has just spoken of: "menghadapi sanksi PBB, dengan X dijatuhi sanksi"."""
    for p in v.phrases:
        if p.last <= before and p.kind == "actor" and not p.prep and v.lower[p.first - 1] in ("sanksi", "hukuman"):
            return [p]
    return []


def _is_area(v: View, phrase: Phrase) -> bool:
    return phrase.mention is not None and v.doc.actors[phrase.mention.actor_id].kind in ("country", "government")


def _agents(v: View, hit: Hit) -> list[Phrase]:
    """The doer of a passive: right after the verb, or after oleh."""
    # After "diangkat sebagai" and "dibawa ke paripurna" stands an office or a body, not who did it.
    places = (hit.verb + 1,) if hit.form.entry.type in ("X_APPOINT", "X_POLICY") else (hit.verb + 1, hit.end)
    for at in places:
        for phrase in v.phrases:
            # What the trigger's own words name is no doer: "ditetapkan tersangka".
            own = hit.end > hit.verb + 1 and phrase.first < hit.end <= phrase.last
            if phrase.first == at and not own and phrase.kind in DOERS:
                return following(v, phrase)
    return slot(v, hit.verb + 1, "oleh")


def _nominal(v: View, hit: Hit) -> Parts:
    """A noun: "serangan Israel ke Gaza", "penangkapan pelaku oleh polisi", "mendapat kritik dari X"."""
    entry, words = hit.form.entry, v.words
    happens, agents = _happening(v, hit)
    if entry.target == ("none",) or entry.no_parts:
        return Parts([], _victims(v) if entry.type == "X_DISASTER" else [], "happens" if happens else "noun")
    carrier = light_verb(v, hit.verb)
    light = v.lower[carrier] if carrier is not None else ""
    sources: list[Phrase] = []
    targets: list[Phrase] = []
    how = "contents" if light in words["contents"] else "noun"
    if carrier is not None and light in words["light_give"] and (entry.type in SPOKEN or light not in words["saying"]):
        found, way = subject(v, carrier)
        sources, how = _acting(found), "unknown" if way == "unknown" else "light"
    elif carrier is not None and light in words["light_get"]:
        targets, how = _acting(subject(v, carrier)[0]), "light"
    complement = _own_complement(v, hit)
    against = _against(v, complement) if entry.noun_patient else []
    if against:
        sources, targets = sources or complement, against
    elif entry.noun_patient and not _officers(v, hit, complement):
        targets = targets or complement
    else:
        sources = sources or complement
    if how == "unknown" and sources:
        how = "light"
    for prep in AGENT_PREPOSITIONS if not sources else ():
        sources = sources or _agent_of_noun(v, hit.end, prep)
    if agents and not sources:
        sources, how = agents, "light"
    elif happens or (light in words["light_passive"] and how == "noun"):
        how = "happens"
    if not sources and carrier is not None and entry.type == "CONSULT" and light in words["occasion"]:
        # "kata X saat pertemuan dengan Y": who speaks there took part.
        sources = [p for p in v.phrases if p.last <= carrier and p.kind == "actor" and not p.prep][-1:]
    targets = targets or slots_of(v, hit.end, [t for t in entry.target if t not in ("obj", "subj", "dari")])
    if complement and entry.type == "CONSULT" and entry.mode != "visit" and light not in words["light_give"]:
        # "pertemuan A dengan B": both meet.
        sources, targets = [*sources, *targets], []
    if entry.type == "X_POLICY" and not targets:
        targets = affected(v, hit.end)
    return Parts(sources, targets, how)


def _against(v: View, complement: list[Phrase]) -> list[Phrase]:
    """Whom the noun's complement does it to: "penggerebekan aparat terhadap imigran"."""
    if not complement or v.lower[complement[-1].last : complement[-1].last + 1] != ["terhadap"]:
        return []
    return slot(v, complement[-1].last, "terhadap", AGENT_REACH)


def _agent_of_noun(v: View, at: int, prep: str) -> list[Phrase]:
    """Who does what the noun says, no other passive between: not in "tawuran dan dibubarkan oleh warga"."""
    found = slot(v, at, prep, AGENT_REACH)
    between = v.lower[at : found[0].first] if found else []
    passive = any(w.startswith("di") and v.words.is_verb(w) and w not in v.words["light_passive"] for w in between)
    return [] if passive else found


def _happening(v: View, hit: Hit) -> tuple[bool, list[Phrase]]:
    """Whether a verb after the noun says it happened ("pencurian dilakukan X", "demo berlangsung"), and who did it."""
    for k in range(hit.end, min(v.last, hit.end + NOUN_REACH)):
        if v.lower[k] in v.words["light_passive"]:
            return True, _agents(v, Hit(hit.form, k, k + 1))
        if v.lower[k] in v.words["occurring"]:
            return True, []
    return False, []


def _officers(v: View, hit: Hit, complement: list[Phrase]) -> bool:
    """Whether the complement of a step of the law takes it: "penyelidikan polisi", "penangkapan KPK"."""
    if "legal" not in hit.form.entry.contexts or not complement:
        return False
    first = complement[0]
    return not v.words["law"].isdisjoint(v.lower[first.first : first.last])


def _own_complement(v: View, hit: Hit) -> list[Phrase]:
    """The participant right after the noun, by no other preposition than its own."""
    found = _complement(v, hit.verb + 1) if hit.end > hit.verb + 1 else []
    found = found or _complement(v, hit.end)
    unreliable = found and found[0].kind == "name" and not hit.form.entry.noun_patient
    return [] if not found or unreliable or found[0].prep else found


def _victims(v: View) -> list[Phrase]:
    """Who a disaster struck, where the sentence says so."""
    return [p for p in v.phrases if p.kind == "group" and v.lower[p.head] in v.words["victim"]][:1]


def _complement(v: View, at: int) -> list[Phrase]:
    for phrase in v.phrases:
        if phrase.first == at:
            return following(v, phrase)
        if phrase.first > at:
            gap = v.lower[at : phrase.first]
            return following(v, phrase) if len(gap) <= 1 and gap[0] in v.words["skipped"] else []
    return []


def _acting(found: list[Phrase]) -> list[Phrase]:
    return [p for p in found if p.kind not in ("place",)]
