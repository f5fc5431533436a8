"""When an article was published, and how that is known: a value of the input, or a line above the text.

Values are delimited strings; nothing is searched in running text. A day that cannot be known is None, never a guess.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta, timezone, tzinfo
from functools import lru_cache
from typing import Final

_ZONES: Final = {"WIB": 7, "WITA": 8, "WIT": 9}
_MONTHS: Final = {
    name: n
    for n, names in enumerate(
        (
            "jan januari january", "feb peb februari pebruari february", "mar mrt maret march", "apr april",
            "mei may", "jun juni june", "jul juli july", "agu ags agt agustus aug august", "sep sept september",
            "okt oct oktober october", "nov nop november nopember", "des dec desember december",
        ),
        1,
    )
    for name in names.split()
}  # fmt: skip
_ZONE: Final = r"(?P<zone>WIB|WITA|WIT|wib|wita|wit|Wib|Wita|Wit|UTC|GMT|Z|[+-]\d\d:?\d\d)"
_CLOCK: Final = rf"(?P<hour>\d{{1,2}})[:.](?P<minute>\d\d)(?:[:.]\d\d)?(?: ?(?P<half>AM|PM|am|pm))?(?: ?\(?{_ZONE}\)?)?"
_DAY_WORDS: Final = (
    r"(?:(?:senin|selasa|rabu|kamis|jum'?at|sabtu|minggu|ahad|mon|tue|wed|thu|fri|sat|sun)[a-z]*\.?,? ?(?:\| ?|- ?)?)?"
)
WRITTEN: Final = re.compile(
    rf"{_DAY_WORDS}(?:(?P<day>\d{{1,2}})[ -](?P<month>[A-Za-z]{{3,9}})\.?[ ,-]+(?P<year>(?:19|20)\d\d)"
    rf"|(?P<month2>[A-Za-z]{{3,9}})\.? (?P<day2>\d{{1,2}}),? (?P<year2>(?:19|20)\d\d)"
    rf"|(?P<day3>\d{{1,2}})[/.-](?P<month3>\d{{1,2}})[/.-](?P<year3>(?:19|20)\d\d)"
    rf"|(?P<year4>(?:19|20)\d\d)[/-](?P<month4>\d{{1,2}})[/-](?P<day4>\d{{1,2}}))"
    rf"(?:(?: ?[,|/•·T-])? ?(?:pukul|jam|at|@)? ?{_CLOCK})?",
    re.IGNORECASE,
)
_ISO: Final = re.compile(r"\d{4}-\d\d(?:-\d\d(?:[T ]{1,2}\d\d:\d\d(?::\d\d(?:\.\d+)?)?(?: ?(?:Z|[+-]\d\d:?\d\d))?)?)?")
_COMPACT: Final = re.compile(r"(20\d\d|19\d\d)(\d\d)(\d\d)(?:(\d\d)(\d\d)(\d\d)?)?")
_IN_URL: Final = re.compile(r"/(20[0-3]\d|199\d)/(\d\d)/(\d\d)(?:/|$|\D)|/(20[0-3]\d)(\d\d)(\d\d)\d{0,8}(?:/|-|$)")
_STATED: Final = re.compile(
    r"(?:Diterbitkan|Dipublikasikan|Ditayangkan|Tayang|Terbit|Published)(?: (?:pada|di|on))?(?: (?:hari|tanggal))? ?:? "
)
_IN_NAME: Final = re.compile(r"(?:^|[_-])(20[0-3]\d)-?(\d\d)-?(\d\d)(?=[_.-]|$)")
WIB: Final = timezone(timedelta(hours=7))


@dataclass(frozen=True, slots=True)
class Published:
    """`at` is NULL when only the day is known; `zone` as written, "WIB?" where it was assumed; `granularity` minute,
    day, month or year."""

    at: datetime | None
    zone: str | None
    day: date | None
    granularity: str | None


UNKNOWN: Final = Published(None, None, None, None)


@lru_cache(maxsize=65536)
def parse(value: str) -> Published | None:
    """The publication time a delimited string states; None where it states none."""
    value = value.strip()
    if _ISO.fullmatch(value):
        return _iso(value)
    compact = _COMPACT.fullmatch(value)
    if compact:
        return _of_parts(compact[1], compact[2], compact[3], compact[4], compact[5], None)
    if value.isdigit() and len(value) in (10, 13):
        moment = datetime.fromtimestamp(int(value[:10]), tz=UTC)
        return Published(moment, "UTC", moment.astimezone(WIB).date(), "minute")
    match = WRITTEN.search(value)
    found = from_match(match) if match else None
    return found or _any_form(value)


def from_match(match: re.Match[str]) -> Published | None:
    """What a match of `WRITTEN` states; None for impossible dates."""
    parts = match.groupdict()
    year = parts["year"] or parts["year2"] or parts["year3"] or parts["year4"]
    month = parts["month"] or parts["month2"] or parts["month3"] or parts["month4"]
    day = parts["day"] or parts["day2"] or parts["day3"] or parts["day4"]
    if not month.isdigit():
        number = _MONTHS.get(month.lower())
        if number is None:
            return None
        month = str(number)
    hour = parts["hour"]
    if hour and parts["half"]:
        hour = str(int(hour) % 12 + (12 if parts["half"].lower() == "pm" else 0))
    return _of_parts(year, month, day, hour, parts["minute"], parts["zone"])


def in_url(url: str) -> Published | None:
    """The day an address names, as in /2024/11/01/ or /20241101053000/."""
    match = _IN_URL.search(url)
    if match is None:
        return None
    year, month, day = match.group(1, 2, 3) if match[1] else match.group(4, 5, 6)
    return _of_parts(year, month, day, None, None, None)


def in_text(text: str) -> Published | None:
    """The time that a line of the text gives for its publication ("Diterbitkan pada 1 November 2024")."""
    for match in _STATED.finditer(text):
        found = WRITTEN.match(text, match.end())
        if found and (stated := from_match(found)):
            return stated
    return None


def in_name(name: str) -> Published | None:
    """The day that a file's name begins or ends with, as in 2024-11-01-banjir.txt."""
    match = _IN_NAME.search(name.rsplit("/", 1)[-1])
    return _of_parts(match[1], match[2], match[3], None, None, None) if match else None


def _iso(value: str) -> Published | None:
    if len(value) <= 7:
        year, month = int(value[:4]), int(value[5:7])
        return Published(None, None, date(year, month, 1), "month") if 1 <= month <= 12 else None
    try:
        moment = datetime.fromisoformat(value.replace(" T", "T"))
    except ValueError:
        return None
    if len(value) == 10 or (moment.tzinfo is None and moment.time() == time(0)):
        return Published(None, None, moment.date(), "day")
    if moment.tzinfo is None:
        return Published(moment.replace(tzinfo=WIB), "WIB?", moment.date(), "minute")
    zone = _zone_name(moment.utcoffset())
    local = moment if moment.utcoffset() else moment.astimezone(WIB)
    return Published(moment, zone, local.date(), "minute")


def _zone_name(offset: timedelta | None) -> str:
    hours = (offset or timedelta()).total_seconds() / 3600
    for name, standard in _ZONES.items():
        if hours == standard:
            return name
    minutes = round(hours * 60)
    return f"{'-' if minutes < 0 else '+'}{abs(minutes) // 60:02d}:{abs(minutes) % 60:02d}" if minutes else "UTC"


def _of_parts(
    year: str, month: str, day: str, hour: str | None, minute: str | None, zone: str | None
) -> Published | None:
    try:
        local = date(int(year), int(month), int(day))
        if hour is None or minute is None:
            return Published(None, None, local, "day")
        info, name = _zone(zone)
        moment = datetime.combine(local, time(int(hour), int(minute)), tzinfo=info)
    except ValueError:
        return None
    if name == "UTC":
        local = moment.astimezone(WIB).date()
    return Published(moment, name, local, "minute")


def _zone(zone: str | None) -> tuple[tzinfo, str]:
    if not zone:
        return WIB, "WIB?"
    upper = zone.upper()
    if upper in _ZONES:
        return timezone(timedelta(hours=_ZONES[upper])), upper
    if upper in ("UTC", "GMT", "Z"):
        return UTC, "UTC"
    sign = -1 if zone[0] == "-" else 1
    offset = sign * timedelta(hours=int(zone[1:3]), minutes=int(zone[-2:]))
    return timezone(offset), _zone_name(offset)


def _any_form(value: str) -> Published | None:
    """Forms in another word order or language, by dateparser; only with a year, a month and a day in them."""
    if len(value) > 60 or not re.search(r"\b(?:19|20)\d\d\b", value) or len(re.findall(r"\w+", value)) < 3:
        return None
    import dateparser  # type: ignore[import-untyped]

    settings = {"DATE_ORDER": "DMY", "REQUIRE_PARTS": ["day", "month", "year"], "RETURN_AS_TIMEZONE_AWARE": False}
    try:
        moment = dateparser.parse(value, languages=["id", "en"], settings=settings)
    except (ValueError, OverflowError, RecursionError):
        return None
    if moment is None:
        return None
    if moment.time() == time(0):
        return Published(None, None, moment.date(), "day")
    moment = moment if moment.tzinfo else moment.replace(tzinfo=WIB)
    return Published(
        moment, "WIB?" if moment.tzinfo is WIB else _zone_name(moment.utcoffset()), moment.date(), "minute"
    )
