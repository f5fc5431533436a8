"""`linimasa refresh` and `demo`: bring lake and warehouse up to date, as a recorded run of the same Dagster job that
the UI and the schedule start. "Nothing new" is decided before Dagster is imported."""

from __future__ import annotations

import sys
import time
from pathlib import Path

from etl import lake, landing, lexicon
from etl.commands import house, output, timeline
from etl.commands.words import say
from etl.defs import pending
from etl.defs.settings import SEEDS

DEMO = (("Korea Utara", timeline.Filter()), ("Ukraina", timeline.Filter(types=("ASSAULT",))))


def refresh(home: Path, paths: list[str], form: str, language: str, all_languages: bool | None = None) -> str:
    """Read what is new and publish the warehouse; what the lake holds then. `all_languages` says whether articles of
    every language are kept from now on; None leaves it as it is. Raises the pipeline's errors."""
    try:
        _fetch(home, paths, language)
        if all_languages is not None:
            lexicon.keep_languages(home / "lexicon", all_languages)
    except OSError as error:
        raise lake.LakeError(f"{home} cannot be written: {error.strerror}; choose another with --home") from error
    found = pending.look(home, paths)
    if not found:
        output.note(say(language, "refresh.nothing", n=found.known))
        return ""
    output.note(say(language, "refresh.starting", why=found.why()))
    started = time.perf_counter()
    from etl.defs.run import refresh_in_process

    with output.progress():
        totals = refresh_in_process(home, paths)
    seconds = round(time.perf_counter() - started, 1)
    output.note(say(language, "refresh.done", seconds=seconds, path=house.path(home)))
    if form != "table":
        return output.rows(list(totals), [list(totals.values())], form)
    return f"{say(language, 'refresh.counts', **totals)}\n{say(language, 'refresh.events', **totals)}"


def _fetch(home: Path, paths: list[str], language: str) -> None:
    """Make files of the feeds and of standard input among the paths. A feed that cannot be had is told and left out,
    unless there is nothing else."""
    if not any(landing.is_address(path) or path == landing.STANDARD_INPUT for path in paths):
        return
    from etl import fetching  # a tenth of the start of a command that finds nothing new

    failed = fetching.feeds(home, paths)
    reasons = [say(language, "refresh.unfetched", address=address, reason=why) for address, why in failed.items()]
    if failed and len(failed) == len(set(paths)):
        raise landing.InputError("; ".join(reasons))
    for reason in reasons:
        output.note(reason)
    if landing.STANDARD_INPUT in paths:
        fetching.standard_input(home, sys.stdin.buffer)


def demo(home: Path, language: str) -> str:
    """Refresh the seed articles into `home` and show two timelines with what to try next."""
    if not SEEDS.is_dir():
        raise house.CommandError(f"{SEEDS} is not there: the demo runs from a clone of the repository")
    done = refresh(home, [str(SEEDS)], "table", language)
    if done:
        output.note(done)
    shown = [timeline.show(home, actor, chosen, "table", language) for actor, chosen in DEMO]
    program, place = _short(Path(sys.argv[0])), _short(home)
    commands = [
        f"{program} timeline {arguments} --home {place}"
        for arguments in ('"Korea Utara" --type REQUEST', "KPK --lang en")
    ]
    commands += [f"{program} actor Prabowo --home {place}", f"{program} ui --home {place}"]
    commands += [f'{program} sql "SELECT type, count(*) FROM events GROUP BY ALL ORDER BY 2 DESC" --home {place}']
    return "\n".join(["\n\n\n".join(shown), "", say(language, "demo.next"), *(f"  {command}" for command in commands)])


def _short(path: Path) -> str:
    """The path as short as it can be typed from here."""
    here = Path.cwd()
    return str(path.absolute().relative_to(here)) if path.absolute().is_relative_to(here) else str(path)
