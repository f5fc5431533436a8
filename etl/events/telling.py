"""How a mention is told, as far as its date hangs on that: said or done, by whom, in which clause. The date itself is
decided in `dating`.
"""

from __future__ import annotations

from itertools import pairwise
from typing import Final

from etl.document import EventActor, Quote
from etl.events.clauses import clause_end
from etl.events.dating import Telling
from etl.events.demands import Cast, is_spoken
from etl.events.modality import Manner, light_verb
from etl.events.phrases import View
from etl.events.triggers import Hit

NEW: Final = 3  # words
NOW_REACH: Final = 10  # words
OPENING: Final = 3  # words: "Hingga saat ini"
LASTING: Final = frozenset({"COERCE", "COOPERATE", "MOBILIZE", "PROTEST"})
# Nobody plans them: "akan meledak" is a fear.
UNPLANNED: Final = frozenset({"X_ACCIDENT", "X_DISASTER"})
# Deeds in public, which go with a statement.
SHOWN: Final = frozenset({"CONSULT", "AID"})
THEN: Final = frozenset({("saat", "itu"), ("ketika", "itu"), ("waktu", "itu")})


def telling_of(v: View, hit: Hit, cast: Cast, manner: Manner, kind: str, put: str, told: Quote | None) -> Telling:
    """How the mention of a trigger is told; `told` is the quotation around it, direct or not."""
    how = cast.parts.how
    return Telling(
        kind=kind,
        modality=put,
        background=manner.past,
        now=manner.now or _so_far(v, hit),
        nominal=hit.form.voice == "n" and how in ("noun", "contents"),
        lasting="state" in hit.form.entry.flags or _throughout(v, hit, kind),
        spoken=_dated_by_speech(v, hit, kind, cast, told),
        deed="deed" in hit.form.entry.flags,
        present=_shown(v, hit, cast, kind, told),
        aside=kind not in UNPLANNED and _in_relative(v, hit),
    )


def _dated_by_speech(v: View, hit: Hit, kind: str, cast: Cast, quote: Quote | None) -> bool:
    """Whether the event was done when it was said: not what a speaker tells of other people, "istrinya menolak"."""
    if "said" in hit.form.entry.flags:
        return True
    if not is_spoken(hit.form.entry, kind):
        return False
    others = quote and quote.speaker_id and cast.sources and all(_somebody_else(v, a, quote) for a in cast.sources)
    return not others


def _somebody_else(v: View, actor: EventActor, quote: Quote) -> bool:
    """Whether a source is a person or people other than who speaks, not a body that may be the speaker's."""
    if actor.actor_id is None:
        return v.words["institution"].isdisjoint(actor.name.lower().split())
    return actor.actor_id != quote.speaker_id and v.doc.actors[actor.actor_id].kind == "person"


def _in_relative(v: View, hit: Hit) -> bool:
    """Whether the verb tells which ones are meant: "bantuan yang diberikan", not "X, yang kemudian memecat Y"."""
    carrier = light_verb(v, hit.verb) if hit.form.voice == "n" else None
    k = (hit.verb if carrier is None else carrier) - 1
    while k > v.first and v.lower[k] in v.words["auxiliary"]:
        k -= 1
    # "Kebijakan baru yang memperbolehkan" is the news itself.
    return k > v.first and v.lower[k] == "yang" and v.lower[k - 1] != "," and "baru" not in v.lower[k - NEW : k]


def _shown(v: View, hit: Hit, cast: Cast, kind: str, told: Quote | None) -> bool:
    """Whether the text shows somebody it quotes at work, on the day he speaks: "Budi juga meninjau pasar itu", not
    "Budi telah meninjau", "saat itu Budi meninjau" nor what is told in somebody's words."""
    if told or kind not in SHOWN or hit.form.voice != "a" or cast.parts.how != "adjacent" or v.title:
        return False
    before = v.lower[v.first : hit.verb]
    if not (v.words["perfect"] | v.words["past"]).isdisjoint(before) or tuple(before[:2]) in THEN:
        return False
    people = {a.actor_id for a in cast.sources if a.actor_id and v.doc.actors[a.actor_id].kind == "person"}
    return any(q.speaker_id in people for q in v.doc.quotes if q.is_direct)


def _so_far(v: View, hit: Hit) -> bool:
    """ "Saat ini X mengajukan", "hingga saat ini ada Y yang mengajukan"."""
    first = v.lower[v.first : v.first + OPENING]
    near = v.lower[max(v.first, hit.verb - NOW_REACH) : hit.verb]
    return any(pair == ("saat", "ini") for words in (first, near) for pair in pairwise(words))


def _throughout(v: View, hit: Hit, kind: str) -> bool:
    """Whether it is said to go on during something, not for so many days: "mempererat hubungan selama perang"."""
    if kind not in LASTING or "selama" not in v.near:
        return False
    clause = v.lower[hit.end : clause_end(v, hit.end)]
    after = clause[clause.index("selama") + 1 :] if "selama" in clause else []
    return bool(after) and not after[0][0].isdigit() and after[0] not in v.words["quantifier"]
