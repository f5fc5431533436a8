"""The grammar: rules over token classes. `scan.py` compiles it and cuts articles by it.

A rule is a regular expression in which `<name>` stands for one token of that class (see vocabulary.CLASSES) and
`{NAME}` for a macro below; punctuation stands for itself, escaped where it is a regular-expression sign. At each
place the longest match wins, then the rule that stands first. What a rule's phrase means is told by the builder it
names, in the build_*.py modules; groups name the tokens the builder reads.
"""

from __future__ import annotations

from typing import Final

MACROS: Final[dict[str, str]] = {
    "COUNT": r"(?:(?:<num>|<int>|<old_year>|<dec>|<time>)(?:<word>)?(?:\(<word>+\))?|<vague>(?:<word>)*|<word>+(?:<halfword>)?|<halfword>)",
    "UNIT": r"(?:<day>|<week>|<months>|<years>|<hour>|<small>|<age_of>|<quarter>|<semester>)",
    "BIG": r"(?:<day>|<week>|<months>|<years>|<age_of>|<quarter>|<semester>)",
    "AGO": r"(?P<ago>(?:<which>)?<past>)",
    "AHEAD": r"(?P<ahead>(?:<to><next>|<next>|<ahead>|<which><future>?<come>))",
    "TURN": r"(?P<turn><which><past>|<past>|<this>|<next>|<rel>|<soon>|<which><next>|<which><future>?<come>|<that>)",
    "YEAR": r"(?P<year><year>)",
    "OFYEAR": r"(?:,?(?:<years>)?(?P<year><year>)(?!%)|<years>(?P<yturn><which><past>|<past>|<this>|<next>|<rel>|<that>))",
    "PART": r"(?P<part><part>(?:<day>)?|<dini><day>|<middle>(?:<part>|<day>))",
    "CLOCK": r"(?:<at>|<hour>)\.?(?P<clock><time>|(?:<num>|<int>)(?::(?:<num>|<int>)(?::(?:<num>|<int>))?)?)",
    "MONTH": r"(?:(?P<month><month>)|(?P<month><abbr>)\.?)",
    "MONTH0": r"(?P<month><month>)",
    "WEEKDAY": r"(?:<day>)?(?P<weekday><weekday>|<sunday>)",
    # A number that no mark glues to what stands before it (checked in the text), nor money or a number's name.
    "FREE": r"(?<!<money>)(?<!<money>\.)(?<!<ident>)(?<!<ident>\.)",
    "UNTIL": r"(?:<until>(?:<with>)?|<es>(?:\.<de>\.?|/<de>))",
    "LAST": r"(?:<last>|<recent>)",
    "FEASTNAME": r"(?P<feast>(?:<part>)?(?:(?:<day>|<anniversary>|<years>|<sunday>|<weekday>)(?:<feast>|<feast_word>|<hmonth>)+|(?:<months><feast_word>?)?(?:<feast>|<hmonth>)(?:<feast>|<feast_word>)*))",
    "NUMERIC": r"(?P<day><num>)(?P<sep>[/\-.])(?P<monthnum><num>)(?:(?P=sep)(?P<year><year>|<int>|<num>))?",
    "FULLNUM": r"(?P<day><num>)(?P<sep>[/\-.])(?P<monthnum><num>)(?P=sep)(?P<year><year>|<int>|<num>)",
    "NAMED": r"(?P<day><num>)-?{MONTH}(?:,?-?(?P<year><year>|<years><year>)(?!%))?",
    "TAIL": r"(?:(?P<turn><which><past>|<past>|<this>|<next>|<rel>|<soon>|<that>))?(?:(?P<part><part>(?:<day>)?|<dini><day>|<middle><part>)(?:<earlier>|<rel>|<this>)?(?:<zone>)?)?"
            r"(?:(?:<at>|<hour>)\.?(?P<clock><time>|<num>(?::(?:<num>|<int>)(?::(?:<num>|<int>))?)?)(?P<cpart><part>(?:<day>)?|<dini><day>)?(?P<zone><zone>)?)?"
            r"(?P<late><rel>)?",
    "FIRSTPART": r"(?P<fpart><part>|<dini><day>)(?:<zone>)?",
}  # fmt: skip

# (rule_id, pattern, builder). Rules of one length: the first one wins.
RULES: Final[tuple[tuple[str, str, str], ...]] = (
    # full dates, with or without weekday, with what follows them of parts of day and clock times
    ("weekday-numeric", r"{WEEKDAY}(?:{FIRSTPART})?,?\(+{NUMERIC}\)*{TAIL}", "date"),
    ("weekday-numeric", r"{WEEKDAY}(?:{FIRSTPART})?,?{NUMERIC}{TAIL}", "date"),
    ("weekday-numeric", r"{WEEKDAY}(?:<which>)?(?:<this>|<past>|<rel>|<next>)\({NUMERIC}\)*{TAIL}", "date"),
    ("weekday-named", r"{WEEKDAY}(?:{FIRSTPART})?,?(?:<date>)?{NAMED}{TAIL}", "date"),
    ("weekday-named", r"{WEEKDAY}(?:{FIRSTPART})?,?\((?:<date>)?{NAMED}\)?{TAIL}", "date"),
    ("weekday-numeric", r"{WEEKDAY}(?:{FIRSTPART})?,?\(?(?P<dmy><dmy>|<iso>)\)?{TAIL}", "date"),
    ("weekday-numeric", r"{WEEKDAY},?\((?P<daymonth><time>|<dec>|<numnum>)\)?{TAIL}", "date"),
    ("relative-date", r"(?P<rel><rel>|<day><this>),?\(+{NUMERIC}\)*{TAIL}", "date"),
    ("relative-date", r"(?P<rel><rel>|<day><this>),?\((?:<date>)?{NAMED}\)?{TAIL}", "date"),
    ("relative-date", r"(?P<rel><rel>|<day><this>),?\({WEEKDAY},?\(?{NUMERIC}\)*{TAIL}", "date"),
    ("numeric", r"{FREE}(?:<date>\.?)?{FULLNUM}{TAIL}", "date"),
    ("numeric", r"(?<=\(){NUMERIC}(?=\))", "date"),
    ("numeric", r"<date>\.?{NUMERIC}{TAIL}", "date"),
    ("numeric", r"(?<![/\-])(?:<date>\.?)?(?P<dmy><iso>|<dmy>){TAIL}", "date"),
    ("named", r"{FREE}(?:<date>\.?)?{NAMED}{TAIL}", "date"),
    ("named", r"(?:<date>\.?)?(?P<joined><day_month>)(?:-?{YEAR})?{TAIL}", "date"),
    ("named", r"(?P<month><abbr>|<month>)(?P<day><num>),(?P<year><year>)", "date"),
    ("day-of-month", r"(?:<date>\.?)(?P<day><num>)(?![/.:]?(?:<num>|<int>)){TAIL}", "date"),
    # ranges of days
    ("range-days", r"(?:{WEEKDAY}(?:{UNTIL}|-|<and>)(?:<day>)?(?P<weekday2><weekday>|<sunday>),?\(?|(?:<day>)?(?P<weekdays><day_day>),?\(?)?(?:<date>)?(?:(?P<days><numnum>)|{FREE}(?P<day1><num>)(?:-+|{UNTIL}|<and>)(?:<date>)?(?P<day2><num>))(?:{MONTH}(?:,?(?:<years>)?{YEAR})?|/(?P<monthnum><num>)(?:/(?P<year_b><year>|<num>))?)\)?(?P<turn>(?:<which>)?<past>|<next>|<this>|<rel>)?", "day_range"),
    ("range-dates", r"{FREE}(?:<date>)?(?P<day1><num>)(?P<month1><month>|<abbr>)(?:(?P<year1><year>))?(?:-+|{UNTIL}(?:<date>)?)(?P<day2><num>){MONTH}(?:,?{YEAR})?(?P<turn>(?:<which>)?<past>|<next>|<this>)?", "date_range"),
    ("range-dates", r"{FREE}(?:<date>)?(?P<day1><num>)(?P<md><month_day>){MONTH}(?:,?{YEAR})?(?P<turn>(?:<which>)?<past>|<next>|<this>)?", "date_range"),
    ("range-dates", r"\(?(?P<day1><num>)/(?P<monthnum1><num>)(?:/(?P<year1><year>))?(?:-+|{UNTIL})(?P<day2><num>)/(?P<monthnum><num>)(?:/{YEAR})?\)?", "date_range"),
    ("range-dates", r"\(?(?P<day1><num>)/(?P<join><numnum>)/(?P<monthnum><num>)(?:/{YEAR})?\)?", "date_range"),
    ("list-days", r"{FREE}(?:<date>)?(?P<list><num>(?:,<num>)*,?<and>(?:<date>)?<num>){MONTH}(?:,?(?:<years>)?{YEAR})?(?P<turn>(?:<which>)?<past>|<next>|<this>)?", "day_list"),
    ("range-weekdays", r"(?:<every>)?(?:<day>)?(?P<weekdays><day_day>)", "weekday_range"),
    ("range-weekdays", r"(?:<every>)(?:<day>)?(?P<weekday><weekday>|<sunday>)(?:-+|{UNTIL}(?:<day>)?|<and>)(?P<weekday2><weekday>|<sunday>)", "weekday_range"),
    ("range-weekdays", r"(?:<day>)?(?P<weekday><weekday>|<sunday>)(?:-+|/)(?P<weekday2><weekday>|<sunday>)", "weekday_range"),
    # weekdays
    ("week-or-sunday", r"(?<!<weekday><and>)(?P<unit><sunday>)(?P<turn><which><past>|<past>|<this>|<next>)(?!\()", "relative_unit"),
    ("weekday", r"(?<!<name_before>){WEEKDAY}(?!<name_after>)(?:{FIRSTPART})?{TAIL}", "weekday"),
    ("weekday", r"{WEEKDAY}(?:{FIRSTPART})?,?(?P<weekof><week>{TURN})(?:{PART})?", "weekday"),
    ("ago", r"(?P<count>{COUNT})(?P<unit><sunday>){AGO}", "ago"),
    # months
    ("month", r"(?<!<word>)(?<!<name_before>)(?:<months>)?{MONTH0}(?:<months>)?(?:{OFYEAR}(?P<turn>(?:<which>)?<past>|<next>|<this>)?|(?P<turn0><which><past>|<past>|<this>|<next>|<rel>|<soon>|<which><future>?<come>|<that>))?", "month"),
    ("month", r"(?P<month><abbr>)\.?-?{YEAR}", "month"),
    ("month-mod", r"(?P<mod><start>|<mid>|<end>|<middle>)(?:<months>)?{MONTH0}(?:<months>)?(?:{OFYEAR}(?P<turn>(?:<which>)?<past>|<next>|<this>)?|(?P<turn0><which><past>|<past>|<this>|<next>|<rel>|<soon>|<which><future>?<come>|<that>))?", "month"),
    ("month", r"{MONTH0}[/\-]{YEAR}", "month"),
    ("range-months", r"(?:<months>)?(?:(?P<months><month_month>)|(?P<month1><month>)(?P<year1><year>)?(?:-+|/|{UNTIL}(?:<months>)?)(?P<month2><month>))(?:{OFYEAR}(?P<turn>(?:<which>)?<past>|<next>|<this>)?|(?P<turn0><past>|<this>|<next>))?", "month_range"),
    ("range-months", r"(?:<months>)?(?P<month1><month>)(?P<ym><year_month>){YEAR}", "month_range"),
    ("list-months", r"(?:<months>)?(?P<list><month>(?:,<month>)*,?<and><month>){OFYEAR}", "month_list"),
    # years and longer
    ("year", r"<years>(?P<year><year>|<old_year>)(?:<common_era>)?(?P<turn>(?:<which>)?<past>|<next>|<this>|<rel>|<soon>)?", "year"),
    ("year-bare", r"{FREE}(?<!<hour>)(?<!<at>){YEAR}(?:<common_era>)?(?P<turn>(?:<which>)?<past>|<next>|<this>|<soon>)?(?!<measure>|<zone>|/<num>|/<roman>|-<num>|<months>|<day>|%|\+|[.,]<int>)", "year"),
    ("year-mod", r"(?P<mod><start>|<mid>|<end>|<middle>)(?:<years>)?{YEAR}(?P<turn>(?:<which>)?<past>|<next>|<this>)?", "year"),
    ("range-years", r"{FREE}(?:<years>)?(?P<years><yearyear>)", "year_range"),
    ("range-years", r"{FREE}(?:<years>)?(?P<year1><year>)(?:-+|/|{UNTIL}(?:<years>)?)(?P<year2><year>)", "year_range"),
    ("law-year", r"(?:(?<=<ident>)\.?|(?<=<law>))(?:<num>|<int>|<roman>)/?<years>(?P<year><year>)", "law_year"),
    ("decade", r"{FREE}(?P<mod><start>|<mid>|<end>)?(?:<years>|<era>|<age_of>)?(?P<decade><decade>)", "decade"),
    ("decade", r"(?P<mod><start>|<mid>|<end>)?(?:<years>|<era>|<age_of>)(?P<decade><short_decade>)", "decade"),
    ("century", r"(?P<mod><start>|<mid>|<end>)?<age_of>(?P<nth><ordnum>|<num>)", "century"),
    ("hijri-year", r"(?:<years>)?(?P<hijri><old_year>)<hijri>", "hijri_year"),
    ("hijri-date", r"(?P<day><num>)(?P<hmonth><hmonth>|<feast>)(?P<hijri><old_year>)?(?:<hijri>)?", "hijri_date"),
    ("hijri-date", r"(?:<months>)?(?P<hmonth><hmonth>)(?P<hijri><old_year>)(?:<hijri>)?", "hijri_date"),
    # parts of the year
    ("quarter", r"(?P<mod><start>|<mid>|<end>)?(?P<kind><quarter>|<semester>)(?:<to>-?)?(?P<nth><roman>|<ordinal>|<ordnum>|<num>|<word>)(?:[/\-]{YEAR}|{OFYEAR})?", "year_part"),
    ("quarter", r"(?P<mod><start>|<mid>|<end>)?(?P<kind><quarter>|<semester>)(?P<joined><roman_year>)", "year_part"),
    ("quarter", r"(?P<code><quarter_code>)(?:[/\-]{YEAR}|{OFYEAR})?", "year_part"),
    ("quarter", r"{YEAR}(?P<code><quarter_code>)", "year_part"),
    ("quarter", r"(?P<kind><quarter>|<semester>)(?P<nth><roman>|<ordinal>)<and>(?:<quarter>|<semester>)?(?P<nth2><roman>|<ordinal>)(?:[/\-]{YEAR}|{OFYEAR})?", "year_parts"),
    ("half-year", r"<half>(?P<nth><ordinal>)(?:<years>)?(?:[/\-]{YEAR}|{OFYEAR})", "year_part"),
    ("first-units", r"(?P<count>{COUNT})(?P<unit><months>|<quarter>|<semester>)(?P<first><ordinal>)(?:{OFYEAR})", "first_units"),
    ("week-number", r"<week>(?P<nth><ordnum>)(?:<years>)?{YEAR}", "week_number"),
    ("week-number", r"<week>(?P<nth><ordnum>|<ordinal>|<roman>|<last>)(?:<months>)?{MONTH0}(?:{OFYEAR}|(?P<turn0><past>|<this>|<next>))?", "week_of_month"),
    ("nth-day", r"<day>(?P<nth><ordnum>)", "nth_day"),
    ("season", r"<season>(?P<season><season_name>)(?:{OFYEAR}|(?P<turn>(?:<which>)?<past>|<this>|<next>))?", "season"),
    # relative units
    ("relative-unit", r"(?P<unit>{BIG}){TURN}", "relative_unit"),
    ("same-unit", r"(?P<unit>{BIG}|<date>)(?P<same><that>|<which><same>)(?:{PART})?", "same_unit"),
    ("unit-mod", r"(?P<mod><start>|<mid>|<end>|<middle>)(?P<unit><week>|<sunday>|<months>|<years>|<quarter>|<semester>|<age_of>){TURN}?", "mod_unit"),
    ("ago", r"(?P<count>{COUNT})(?P<unit>{UNIT}){AGO}", "ago"),
    ("ago", r"(?P<one><one>|<many>){AGO}", "ago"),
    ("in", r"(?P<count>{COUNT})(?P<unit>{UNIT})<again>", "ahead"),
    ("in", r"(?P<one><one>)<again>", "ahead"),
    ("ahead", r"(?P<count>{COUNT})(?P<unit>{UNIT})(?:<work>)?{AHEAD}", "span"),
    ("ahead", r"(?P<one><one>|<many>){AHEAD}", "span"),
    ("later", r"(?P<count>{COUNT})(?P<unit>{UNIT})(?:<work>)?(?P<way><later>|<before>)", "narrative"),
    ("later", r"(?P<one><one>|<many>)(?P<way><later>|<before>)", "narrative"),
    ("later", r"(?P<unit>{BIG})(?P<way><later>|<before>)", "narrative"),
    ("gap", r"(?:<gap>)(?P<one><one>)", "narrative"),
    ("gap", r"(?:<gap>)(?P<count>{COUNT})(?P<unit>{UNIT})", "narrative"),
    ("next-day", r"<next_day>(?:<day>(?:<its>)?|<its>)", "narrative"),
    ("past-span", r"(?P<count>{COUNT})(?P<unit>{UNIT})(?P<last>{LAST})(?:<this>)?", "span"),
    ("past-span", r"(?P<one><one>|<many>)(?P<last>{LAST})(?:<this>)?", "span"),
    ("feast-offset", r"(?P<hday><hday>){FEASTNAME}(?:{OFYEAR})?", "feast"),
    ("feast-offset", r"<hijri>\+(?P<plus><num>){FEASTNAME}(?:{OFYEAR})?", "feast"),
    ("feast", r"(?<!<name_before>)(?P<mod><start>|<mid>|<end>)?{FEASTNAME}(?:(?P<hijri><old_year>)<hijri>|{OFYEAR}|(?P<turn>(?:<which>)?<past>|<this>|<next>))?", "feast"),
    ("feast", r"(?P<feast><anniversary>)(?P<nth><ordnum>)(?P<feast2>(?:<feast>|<feast_word>)+)(?:{OFYEAR})?", "feast"),
    # days from publication
    ("today", r"<day><this>(?:{PART}(?:<this>)?)?(?:,?{CLOCK}(?P<zone><zone>)?)?", "relative_day"),
    ("relative-day", r"(?P<rel><rel>)(?P<rel2><rel>)?{TAIL}", "relative_day"),
    ("part-of-today", r"{PART}(?P<when><this>|<earlier>|<soon>|<rel>|<past>)(?:{CLOCK}(?P<zone><zone>)?)?", "part_of_day"),
    ("part-of-today", r"{PART}<day><this>", "part_of_day"),
    ("part-of-today", r"(?P<when><earlier>|<soon>){PART}(?:{CLOCK}(?P<zone><zone>)?)?", "part_of_day"),
    # parts of the day and clock times without their day
    ("part-of-day", r"(?P<part><dini><day>|<part><its>|<part><day>|<middle>(?:<part>|<day>))", "part_alone"),
    ("part-of-day", r"(?<=<on>)(?P<part><part>)(?P<its><its>|<day>)?", "part_alone"),
    ("clock", r"{CLOCK}(?P<cpart><part>(?:<day>)?|<dini><day>)?(?P<zone><zone>)?", "clock"),
    ("clock", r"{FREE}(?P<clock><time>|<num>:(?:<num>|<int>))(?P<zone><zone>)", "clock"),
    ("range-clock", r"(?:<at>|<hour>)\.?(?P<from><time>|<num>(?::(?:<num>|<int>))?)(?P<z1><zone>)?(?:-+|{UNTIL})(?P<to><time>|<num>(?::(?:<num>|<int>))?)(?P<zone><zone>)?", "clock_range"),
    ("range-clock", r"{FREE}(?P<from><time>)(?P<z1><zone>)?(?:-+|{UNTIL})(?P<to><time>)(?P<zone><zone>)", "clock_range"),
    ("range-clock", r"(?:<at>|<hour>)\.?(?P<hours><numnum>)(?P<zone><zone>)?", "clock_range"),
    # sets
    ("every", r"<every>(?:(?P<count>{COUNT})?(?P<unit>{UNIT})|(?P<one><one>))", "every"),
    ("every", r"<every>{WEEKDAY}(?:{PART})?", "every"),
    ("every", r"<every>{PART}", "every"),
    ("every", r"<every>(?:<months>)?(?P<month><month>)", "every"),
    ("every", r"<every><date>(?P<day><num>)(?P<month><month>)?", "every"),
    ("times-per", r"{COUNT}<count>(?:<within>)?(?P<one><one>)", "every"),
    ("times-per", r"(?P<one><one>)<once>", "every"),
    ("times-per", r"(?P<one><one>){COUNT}<count>", "every"),
    # durations
    ("duration", r"{FREE}(?P<count>{COUNT})(?P<unit><sunday>)(?!,?\(|,|<part>|<num>)", "duration"),
    ("duration", r"{FREE}(?P<count>{COUNT})(?P<unit>{UNIT})(?:<and>?(?P<count2>{COUNT})(?P<unit2><day>|<months>|<small>))?(?:(?P<count3>{COUNT})(?P<unit3><small>))?(?:<work>)?", "duration"),
    ("duration", r"(?<!<per>)(?<!<measure>)(?<!<hour>)(?P<one><one>|<many>)(?:<work>)?(?!<day>)", "duration"),
    ("range-duration", r"{FREE}(?:(?P<nn><numnum>|<word_word>)|(?P<count>{COUNT})(?:-+|{UNTIL}|<and>)(?P<count2>{COUNT}))(?P<unit>{UNIT})(?:<work>)?(?P<reach><to><next>|<next>|<ahead>|<again>|<last>|<past>)?", "duration_range"),
    # references without a day
    ("ref", r"(?P<ref>(?:<moment>|<span>|<while>)(?:<this>|<that>|<next>|<past>|<before>|<now>))", "reference"),
    ("ref-lately", r"<lately><this>", "reference"),
    ("ref-lately", r"<recent><this>", "reference"),
    ("ref-now", r"<now>(?:<this>)?", "reference"),
    ("ref-then", r"(?:(?<=<span>)|(?<=<since>))<then>", "reference"),
    ("ref-someday", r"<someday>|<soon>", "reference"),
    ("ref-while", r"<vague><while>(?:(?P<past>(?:<which>)?<past>|<before>)|<next>|<to><next>|<again>|<later>)", "reference"),
)  # fmt: skip
