"""The grammar: rules over token classes, and the scan that cuts an article's class string into phrases.

A rule is a regular expression in which `<name>` stands for one token of that class (see vocabulary.CLASSES) and
`{NAME}` for a macro below; punctuation stands for itself, escaped where it is a regular-expression sign. At each
place the longest match wins, then the rule that stands first. What a rule's phrase means is told by the builder it
names, in phrases.py; groups name the tokens the builder reads.

Articles share few distinct runs of classes, so that each run is cut once and remembered.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import Final, NamedTuple

from etl.dates.vocabulary import CLASSES

MACROS: Final[dict[str, str]] = {
    "COUNT": r"(?:(?:<num>|<int>|<dec>|<time>|<year>)(?:<word>)?|<vague>(?:<word>)*|<word>+(?:<halfword>)?|<halfword>)",
    "UNIT": r"(?:<day>|<week>|<months>|<years>|<hour>|<small>|<age_of>|<quarter>|<semester>)",
    "BIG": r"(?:<day>|<week>|<months>|<years>|<age_of>|<quarter>|<semester>)",
    "AGO": r"(?P<ago>(?:<which>)?<past>)",
    "AHEAD": r"(?P<ahead>(?:<to><next>|<next>|<ahead>))",
    "TURN": r"(?P<turn><which><past>|<past>|<this>|<next>|<rel>|<which><next>|<that>)",
    "YEAR": r"(?P<year><year>)",
    "OFYEAR": r"(?:,?(?:<years>)?(?P<year><year>)(?![:%])|<years>(?P<yturn><which><past>|<past>|<this>|<next>|<rel>|<that>))",
    "PART": r"(?P<part><part>(?:<day>)?|<dini><day>|<middle>(?:<part>|<day>))",
    "CLOCK": r"(?:<at>|<hour>)\.?(?P<clock><time>|(?:<num>|<int>)(?::(?:<num>|<int>)(?::(?:<num>|<int>))?)?)",
    "MONTH": r"(?P<month><month>|<abbr>)\.?",
    "MONTH0": r"(?P<month><month>)",
    "WEEKDAY": r"(?:<day>)?(?P<weekday><weekday>|<sunday>)",
    "NODAY": r"(?<![<num><int>\-/.,:<money><ident>])",
    "NONUM": r"(?<![/\-:])(?<!<money>)(?<!<money>\.)(?<!<ident>)(?<!<ident>\.)(?<!<num>[.,])(?<!<int>[.,])",
    "NUMERIC": r"(?P<day><num>)(?P<sep>[/\-.])(?P<monthnum><num>)(?:(?P=sep)(?P<year><year>|<int>|<num>))?",
    "FULLNUM": r"(?P<day><num>)(?P<sep>[/\-.])(?P<monthnum><num>)(?P=sep)(?P<year><year>|<int>|<num>)",
    "NAMED": r"(?P<day><num>)-?{MONTH}(?:,?-?(?P<year><year>|<years><year>)(?![:%]))?",
    "TAIL": r"(?:(?P<turn><which><past>|<past>|<this>|<next>|<rel>|<soon>|<that>))?(?:(?P<part><part>(?:<day>)?|<dini><day>|<middle><part>)(?:<earlier>|<rel>|<this>)?)?"
            r"(?:(?:<at>|<hour>)\.?(?P<clock><time>|<num>(?::(?:<num>|<int>)(?::(?:<num>|<int>))?)?)(?P<cpart><part>(?:<day>)?|<dini><day>)?(?P<zone><zone>)?)?"
            r"(?P<late><rel>)?",
    "FIRSTPART": r"(?P<fpart><part>|<dini><day>)",
}  # fmt: skip

# (rule_id, pattern, builder). Rules of one length: the first one wins.
RULES: Final[tuple[tuple[str, str, str], ...]] = (
    # full dates, with or without weekday, with what follows them of parts of day and clock times
    ("weekday-numeric", r"{WEEKDAY}(?:{FIRSTPART})?,?\(+{NUMERIC}\)*{TAIL}", "date"),
    ("weekday-numeric-bare", r"{WEEKDAY}(?:{FIRSTPART})?,?{NUMERIC}{TAIL}", "date"),
    ("weekday-named", r"{WEEKDAY}(?:{FIRSTPART})?,?(?:<date>)?{NAMED}{TAIL}", "date"),
    ("weekday-named-bracket", r"{WEEKDAY}(?:{FIRSTPART})?,?\((?:<date>)?{NAMED}\)?{TAIL}", "date"),
    ("weekday-dmy", r"{WEEKDAY}(?:{FIRSTPART})?,?\(?(?P<dmy><dmy>|<iso>)\)?{TAIL}", "date"),
    ("weekday-dotted", r"{WEEKDAY},?\((?P<daymonth><time>|<dec>|<numnum>)\)?{TAIL}", "date"),
    ("weekday-day", r"{WEEKDAY}(?:{FIRSTPART})?,?\((?:<date>)?(?P<day><num>)\){TAIL}", "date"),
    ("relative-numeric", r"(?P<rel><rel>|<day><this>),?\(+{NUMERIC}\)*{TAIL}", "date"),
    ("relative-named", r"(?P<rel><rel>|<day><this>),?\((?:<date>)?{NAMED}\)?{TAIL}", "date"),
    ("relative-weekday-numeric", r"(?P<rel><rel>|<day><this>),?\({WEEKDAY},?\(?{NUMERIC}\)*{TAIL}", "date"),
    ("numeric", r"{NONUM}(?:<date>\.?)?{FULLNUM}{TAIL}", "date"),
    ("numeric-bracket", r"(?<=\(){NUMERIC}(?=\))", "date"),
    ("numeric-cued", r"<date>\.?{NUMERIC}{TAIL}", "date"),
    ("dmy", r"(?<![/\-])(?:<date>\.?)?(?P<dmy><iso>|<dmy>){TAIL}", "date"),
    ("named", r"{NODAY}(?:<date>\.?)?{NAMED}{TAIL}", "date"),
    ("day-month-joined", r"(?:<date>\.?)?(?P<joined><day_month>)(?:-?{YEAR})?{TAIL}", "date"),
    ("english-order", r"(?P<month><abbr>|<month>)(?P<day><num>),(?P<year><year>)", "date"),
    ("day-of-month", r"(?:<date>\.?)(?P<day><num>)(?![/.:]?(?:<num>|<int>)){TAIL}", "date"),
    ("weekday-month", r"{WEEKDAY}(?P<nth><ordinal>|<ordnum>)(?:<months>)?{MONTH}(?:{OFYEAR})?", "nth_weekday"),
    # ranges of days
    ("range-days", r"(?:{WEEKDAY}(?:<until>|-|<and>)(?:<day>)?(?P<weekday2><weekday>|<sunday>),?\(?|(?:<day>)?(?P<weekdays><day_day>),?\(?)?(?:<date>)?(?:(?P<days><numnum>)|{NODAY}(?P<day1><num>)(?:-+|<until>|<and>)(?:<date>)?(?P<day2><num>))(?:{MONTH}(?:,?(?:<years>)?{YEAR})?|/(?P<monthnum><num>)(?:/(?P<year_b><year>|<num>))?)\)?(?P<turn><past>|<next>|<this>|<rel>)?", "day_range"),
    ("range-dates", r"{NODAY}(?:<date>)?(?P<day1><num>)(?P<month1><month>|<abbr>)(?:(?P<year1><year>))?(?:-+|<until>(?:<date>)?)(?P<day2><num>){MONTH}(?:,?{YEAR})?(?P<turn><past>|<next>|<this>)?", "date_range"),
    ("range-dates-joined", r"{NODAY}(?:<date>)?(?P<day1><num>)(?P<md><month_day>){MONTH}(?:,?{YEAR})?(?P<turn><past>|<next>|<this>)?", "date_range"),
    ("range-numeric", r"\(?(?P<day1><num>)/(?P<monthnum1><num>)(?:/(?P<year1><year>))?(?:-+|<until>)(?P<day2><num>)/(?P<monthnum><num>)(?:/{YEAR})?\)?", "date_range"),
    ("range-numeric-joined", r"\(?(?P<day1><num>)/(?P<join><numnum>)/(?P<monthnum><num>)(?:/{YEAR})?\)?", "date_range"),
    ("list-days", r"{NODAY}(?:<date>)?(?P<list><num>(?:,<num>)*,?<and>(?:<date>)?<num>){MONTH}(?:,?(?:<years>)?{YEAR})?(?P<turn><past>|<next>|<this>)?", "day_list"),
    ("range-weekdays", r"(?:<every>)?(?:<day>)?(?P<weekdays><day_day>)", "weekday_range"),
    ("range-weekdays-word", r"(?:<every>)(?:<day>)?(?P<weekday><weekday>|<sunday>)(?:-+|<until>(?:<day>)?|<and>)(?P<weekday2><weekday>|<sunday>)", "weekday_range"),
    ("range-weekdays-dash", r"(?:<day>)?(?P<weekday><weekday>|<sunday>)(?:-+|/)(?P<weekday2><weekday>|<sunday>)", "weekday_range"),
    # weekdays
    ("weekday", r"{WEEKDAY}(?:{FIRSTPART})?(?:<week>)?{TAIL}", "weekday"),
    ("weekday-week", r"{WEEKDAY}(?:{FIRSTPART})?,?(?P<weekof><week>{TURN})(?:{PART})?", "weekday"),
    ("week-or-sunday", r"(?P<unit><sunday>){TURN}", "relative_unit"),
    ("count-sundays", r"(?P<count>{COUNT})(?P<unit><sunday>){AGO}", "ago"),
    # months
    ("months", r"(?:<months>)?{MONTH0}(?:<months>)?(?:{OFYEAR}(?P<turn><past>|<next>|<this>)?|(?P<turn0><which><past>|<past>|<this>|<next>|<rel>|<that>))?", "month"),
    ("month-abbr-year", r"(?P<month><abbr>)\.?-?{YEAR}", "month"),
    ("month-mod", r"(?P<mod><start>|<mid>|<end>|<middle>)(?:<months>)?{MONTH0}(?:<months>)?(?:{OFYEAR}(?P<turn><past>|<next>|<this>)?|(?P<turn0><which><past>|<past>|<this>|<next>|<rel>|<that>))?", "month"),
    ("month-slash-year", r"{MONTH0}[/\-]{YEAR}", "month"),
    ("range-months", r"(?:<months>)?(?:(?P<months><month_month>)|(?P<month1><month>)(?P<year1><year>)?(?:-+|/|<until>(?:<months>)?)(?P<month2><month>))(?:{OFYEAR}(?P<turn><past>|<next>|<this>)?|(?P<turn0><past>|<this>|<next>))?", "month_range"),
    ("range-months-years", r"(?:<months>)?(?P<month1><month>)(?P<ym><year_month>){YEAR}", "month_range"),
    ("list-months", r"(?:<months>)?(?P<list><month>(?:,<month>)*,?<and><month>){OFYEAR}", "month_list"),
    # years and longer
    ("year", r"<years>(?:<work>)?{YEAR}(?P<turn><past>|<next>|<this>|<rel>)?(?!<measure>)", "year"),
    ("year-bare", r"{NONUM}(?<!<hour>)(?<!<at>){YEAR}(?P<turn><past>|<next>|<this>)?(?!<measure>|<zone>|:|/<num>|/<roman>|-<num>|<years>|<months>|<day>|%|\+|[.,]<int>)", "year"),
    ("year-mod", r"(?P<mod><start>|<mid>|<end>|<middle>)(?:<years>)?{YEAR}(?P<turn><past>|<next>|<this>)?", "year"),
    ("range-years", r"{NONUM}(?:<years>)?(?P<years><yearyear>)", "year_range"),
    ("range-years-split", r"{NONUM}(?:<years>)?(?P<year1><year>)(?:-+|/|<until>(?:<years>)?)(?P<year2><year>)", "year_range"),
    ("law-year", r"(?<=<ident>)\.?(?:<num>|<int>|<roman>)/?<years>(?P<year><year>)", "law_year"),
    ("decade", r"{NONUM}(?P<mod><start>|<mid>|<end>)?(?:<years>|<era>|<age_of>)?(?P<decade><decade>)", "decade"),
    ("decade-short", r"(?P<mod><start>|<mid>|<end>)?(?:<years>|<era>|<age_of>)(?P<decade><short_decade>)", "decade"),
    ("decade-mod", r"(?P<mod><start>|<mid>|<end>)(?P<decade><short_decade>)", "decade"),
    ("century", r"(?P<mod><start>|<mid>|<end>)?<age_of>(?P<nth><ordnum>|<num>)", "century"),
    ("hijri-year", r"(?:<years>)?(?P<hijri><int>)<hijri>", "hijri_year"),
    ("hijri-date", r"(?P<day><num>)(?P<hmonth><hmonth>|<feast>)(?P<hijri><int>)?(?:<hijri>)?", "hijri_date"),
    ("hijri-month", r"(?:<months>)?(?P<hmonth><hmonth>)(?P<hijri><int>)(?:<hijri>)?", "hijri_date"),
    # parts of the year
    ("quarter", r"(?P<mod><start>|<mid>|<end>)?(?P<kind><quarter>|<semester>)(?:<to>-?)?(?P<nth><roman>|<ordinal>|<ordnum>|<num>|<word>)(?:[/\-]{YEAR}|{OFYEAR})?", "year_part"),
    ("quarter-joined", r"(?P<mod><start>|<mid>|<end>)?(?P<kind><quarter>|<semester>)(?P<joined><roman_year>)", "year_part"),
    ("quarter-code", r"(?P<code><quarter_code>)(?:[/\-]{YEAR}|{OFYEAR})?", "year_part"),
    ("quarter-list", r"(?P<kind><quarter>|<semester>)(?P<nth><roman>|<ordinal>)<and>(?:<quarter>|<semester>)?(?P<nth2><roman>|<ordinal>)(?:[/\-]{YEAR}|{OFYEAR})?", "year_parts"),
    ("half-year", r"<half>(?P<nth><ordinal>)(?:<years>)?(?:[/\-]{YEAR}|{OFYEAR}|(?P<turn><this>))?", "year_part"),
    ("first-units", r"(?P<count>{COUNT})(?P<unit><months>|<quarter>|<semester>)(?P<first><ordinal>)(?:{OFYEAR})", "first_units"),
    ("week-number", r"<week>(?P<nth><ordnum>)(?:<years>)?{YEAR}", "week_number"),
    ("season", r"<season>(?P<season><season_name>)(?:{OFYEAR})?", "season"),
    # relative units
    ("relative-unit", r"(?P<unit>{BIG}){TURN}", "relative_unit"),
    ("same-unit", r"(?P<unit>{BIG}|<date>)(?P<same><that>|<which><same>)(?:{PART})?", "same_unit"),
    ("unit-mod", r"(?P<mod><start>|<mid>|<end>|<middle>)(?P<unit><week>|<sunday>|<months>|<years>|<quarter>|<semester>|<age_of>){TURN}?", "mod_unit"),
    ("half-unit", r"<half>(?P<nth><ordinal>)(?P<unit><years>){TURN}?", "mod_unit"),
    ("ago", r"(?P<count>{COUNT})(?P<unit>{UNIT}){AGO}", "ago"),
    ("ago-one", r"(?P<one><one>|<many>){AGO}", "ago"),
    ("in", r"(?P<count>{COUNT})(?P<unit>{UNIT})<again>", "ahead"),
    ("in-one", r"(?P<one><one>)<again>", "ahead"),
    ("ahead", r"(?P<count>{COUNT})(?P<unit>{UNIT})(?:<work>)?{AHEAD}", "span"),
    ("ahead-one", r"(?P<one><one>|<many>){AHEAD}", "span"),
    ("later", r"(?P<count>{COUNT})(?P<unit>{UNIT})(?:<work>)?(?P<way><later>|<before>)", "narrative"),
    ("later-one", r"(?P<one><one>|<many>)(?P<way><later>|<before>)", "narrative"),
    ("gap", r"(?:<gap>)(?P<one><one>)", "narrative"),
    ("gap-count", r"(?:<gap>)(?P<count>{COUNT})(?P<unit>{UNIT})", "narrative"),
    ("next-day", r"<next_day>(?:<day>(?:<its>)?|<its>)", "narrative"),
    ("past-span", r"(?P<count>{COUNT})(?P<unit>{UNIT})(?P<last><last>)(?:<this>)?", "span"),
    ("past-span-one", r"(?P<one><one>|<many>)(?P<last><last>)(?:<this>)?", "span"),
    ("h-minus", r"(?P<hday><hday>)(?P<feast>(?:<day>|<years>|<months>|<sunday>|<weekday>)?<feast>+)?(?:{OFYEAR})?", "feast"),
    ("h-plus", r"(?P<hplus><hijri>)\+(?P<plus><num>)(?P<feast>(?:<day>|<years>|<months>|<sunday>|<weekday>)?<feast>+)?(?:{OFYEAR})?", "feast"),
    ("feast", r"(?P<feast>(?:<part>)?(?:<day>|<years>|<months>|<sunday>|<weekday>)?<feast>+)(?:(?P<hijri><int>)<hijri>|{OFYEAR}|(?P<turn><past>|<this>|<next>))?", "feast"),
    ("feast-nth", r"(?P<feast><feast>)(?P<nth><ordnum>)(?P<feast2><feast>)?(?:{OFYEAR})?", "feast"),
    # days from publication
    ("today", r"<day><this>(?:{PART}(?:<this>)?)?(?:,?{CLOCK}(?P<zone><zone>)?)?", "relative_day"),
    ("relative-day", r"(?P<rel><rel>)(?P<rel2><rel>)?{TAIL}", "relative_day"),
    ("part-of-today", r"{PART}(?P<when><this>|<earlier>|<soon>|<rel>|<past>)(?:{CLOCK}(?P<zone><zone>)?)?", "part_of_day"),
    ("part-of-this-day", r"{PART}<day><this>", "part_of_day"),
    ("earlier-part", r"(?P<when><earlier>|<soon>){PART}(?:{CLOCK}(?P<zone><zone>)?)?", "part_of_day"),
    # parts of the day and clock times without their day
    ("part-of-day", r"(?P<part><dini><day>|<part><its>|<part><day>|<middle>(?:<part>|<day>))", "part_alone"),
    ("part-after-on", r"(?<=<on>)(?P<part><part>)(?P<its><its>|<day>)?", "part_alone"),
    ("clock", r"{CLOCK}(?P<cpart><part>(?:<day>)?|<dini><day>)?(?P<zone><zone>)?", "clock"),
    ("clock-zone", r"{NONUM}(?P<clock><time>|<num>:(?:<num>|<int>))(?P<zone><zone>)", "clock"),
    ("range-clock", r"(?:<at>|<hour>)\.?(?P<from><time>|<num>(?::(?:<num>|<int>))?)(?P<z1><zone>)?(?:-+|<until>(?:<at>|<hour>)?)(?P<to><time>|<num>(?::(?:<num>|<int>))?)(?P<zone><zone>)?", "clock_range"),
    ("range-clock-zone", r"{NONUM}(?P<from><time>)(?P<z1><zone>)?(?:-+|<until>)(?P<to><time>)(?P<zone><zone>)", "clock_range"),
    ("range-clock-joined", r"(?:<at>|<hour>)\.?(?P<hours><numnum>)(?P<zone><zone>)?", "clock_range"),
    # sets
    ("every", r"<every>(?:(?P<count>{COUNT})?(?P<unit>{UNIT})|(?P<one><one>))", "every"),
    ("every-weekday", r"<every>{WEEKDAY}(?:{PART})?", "every"),
    ("every-part", r"<every>{PART}", "every"),
    ("every-month", r"<every>(?:<months>)?(?P<month><month>)", "every"),
    ("every-date", r"<every><date>(?P<day><num>)(?P<month><month>)?", "every"),
    ("times-per", r"{COUNT}<count>(?:<within>)?(?P<one><one>)", "every"),
    ("per-times", r"(?P<one><one>){COUNT}<count>", "every"),
    # durations
    ("duration", r"{NONUM}(?<!<age>)(?P<count>{COUNT})(?P<unit>{UNIT})(?:<and>?(?P<count2>{COUNT})(?P<unit2><day>|<months>|<small>))?(?:(?P<count3>{COUNT})(?P<unit3><small>))?(?:<work>)?", "duration"),
    ("duration-one", r"(?<!<every>)(?<!<per>)(?P<one><one>|<many>)(?:<work>)?", "duration"),
    ("range-duration", r"{NONUM}(?:(?P<nn><numnum>|<word_word>)|(?P<count>{COUNT})(?:-+|<until>|<and>)(?P<count2>{COUNT}))(?P<unit>{UNIT})(?:<work>)?(?P<reach><to><next>|<next>|<ahead>|<again>|<last>|<past>)?", "duration_range"),
    # references without a day
    ("ref", r"(?P<ref>(?:<moment>|<span>|<while>)(?:<this>|<that>|<next>|<past>|<before>|<now>))", "reference"),
    ("ref-lately", r"<lately><this>", "reference"),
    ("ref-last", r"<last><this>", "reference"),
    ("ref-now", r"<now>(?:<this>)?", "reference"),
    ("ref-then", r"(?<!<sooner>)<then>", "reference"),
    ("ref-someday", r"<someday>|<soon>", "reference"),
    ("ref-while", r"<vague><while>(?:(?P<past>(?:<which>)?<past>|<before>)|<next>|<to><next>|<again>|<later>)", "reference"),
    ("ref-ages", r"(?:<age>){COUNT}(?:-<num>)?<years>", "refuse"),
)  # fmt: skip


class Rule(NamedTuple):
    rule_id: str
    pattern: re.Pattern[str]
    builder: str


class Cut(NamedTuple):
    """A phrase found in a run: tokens `start` to `end` of the run, its rule, and the token ranges of its groups
    relative to `start`; `key` tells rule and groups, so that equal words under an equal key mean the same."""

    start: int
    end: int
    rule: Rule
    slots: dict[str, tuple[int, int]]
    key: str


def _compile(pattern: str) -> re.Pattern[str]:
    for _ in range(3):
        pattern = re.sub(r"\{([A-Z][A-Z0-9]*)\}", lambda m: MACROS[m[1]], pattern)
    seen: dict[str, int] = {}

    def name(match: re.Match[str]) -> str:
        """A group name may stand in several branches: later ones are numbered, `_slots` takes the number off."""
        seen[match[1]] = seen.get(match[1], 0) + 1
        return f"(?P<{match[1]}{'__' + str(seen[match[1]]) if seen[match[1]] > 1 else ''}>"

    pattern = re.sub(r"\(\?P<(\w+)>", name, pattern)
    return re.compile(re.sub(r"(?<!\?P)<([a-z_]+)>", lambda m: CLASSES[m[1]], pattern))


def _slots(match: re.Match[str]) -> dict[str, tuple[int, int]]:
    start = match.start()
    spans = ((name.partition("__")[0], *match.span(name)) for name in match.re.groupindex)
    return {name: (a - start, b - start) for name, a, b in spans if b > a}


_COMPILED: Final = tuple(Rule(rule_id, _compile(pattern), builder) for rule_id, pattern, builder in RULES)
_PUNCTUATION: Final = "(),./:+;'-"
RUN: Final = re.compile(r"\(?[^ (),./:+;'\-][^ ]*")


@lru_cache(maxsize=100_000)
def cut(run: str) -> tuple[Cut, ...]:
    """The phrases of a run of classes, from left to right; each rule sees what stands around it in the run."""
    cuts: list[Cut] = []
    at = 0
    while at < len(run):
        best: re.Match[str] | None = None
        if run[at] not in _PUNCTUATION or run[at] == "(":
            for candidate in _COMPILED:
                match = candidate.pattern.match(run, at)
                if match is not None and (best is None or match.end() > best.end()):
                    best, rule = match, candidate
        if best is None:
            at += 1
            continue
        slots = _slots(best)
        cuts.append(Cut(at, best.end(), rule, slots, f"{rule.rule_id} {slots}"))
        at = best.end()
    return tuple(cuts)
