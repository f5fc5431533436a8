"""What the lexicon knows of the offices of known persons on the day of an article."""

from __future__ import annotations

from datetime import date

from etl.actors.vocabulary import Vocabulary


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
