"""What the lexicon knows of the offices of known persons on the day of an article."""

from __future__ import annotations

from datetime import date
from functools import lru_cache

from etl.actors.vocabulary import Vocabulary
from etl.document import tokenize


def employer(v: Vocabulary, actor_id: str, title: str, day: date | None) -> str | None:
    """The body or country that a known person's office of this title is of, on `day`; None where it is unknown.

    `title` is as written before the name, in lower case ("presiden", "menteri keuangan"); a title that says no office
    ("pak") gives None.
    """
    head = v.pronouns.get(title, ("", title))[1] or title
    for office in v.offices.get(actor_id, ()):
        if day is not None and ((office.first and day < office.first) or (office.last and day > office.last)):
            continue
        if office.office.startswith(head) and office.organization_id:
            return office.organization_id
    return None


@lru_cache(maxsize=1 << 14)
def stated(v: Vocabulary, title: str) -> bool:
    """Whether the words before a name state an office, a rank or a calling: not a mere address ("Pak"), introduction
    ("berinisial") or part in the story ("korban lain")."""
    words = [word for word in tokenize(title.lower()) if word[0].isalpha()]
    return any(word not in v.honorifics and word not in v.context["no_office"] for word in words)


def holds(v: Vocabulary, actor_id: str, title: str, day: date | None) -> bool:
    """Whether a known person held an office that `title`, in lower case, can mean on `day`; never on an unknown day."""
    if day is None:
        return False
    head = v.pronouns.get(title, ("", title))[1] or title
    return any(
        office.office.startswith(head)
        and (not office.first or office.first <= day)
        and (not office.last or day <= office.last)
        for office in v.offices.get(actor_id, ())
    )
