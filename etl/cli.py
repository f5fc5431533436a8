"""The command line: which commands there are and what they take. What a command does stands in `etl.commands`.

Data goes to standard output, everything said about it to standard error. Exit codes: 0 done, 1 could not be done
(the message names the input, the reason and the way out), 2 wrong usage. Modules are imported when their command
runs, so that a look at a timeline loads neither Dagster nor the extraction.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Annotated, Literal

import typer

from etl.commands import output

app = typer.Typer(
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
    context_settings={"help_option_names": ["-h", "--help"]},
    help="Linimasa: timelines of events from Indonesian news.",
)


Home = Annotated[
    Path, typer.Option("--home", envvar="LINIMASA_HOME", help="Folder of lake, warehouse and your own lexicon.")
]
Form = Annotated[Literal["table", "json", "csv"], typer.Option("--format", help="How to write the data.")]
Language = Annotated[Literal["id", "en"], typer.Option("--lang", help="Language of what is said about the data.")]
Paths = Annotated[
    list[str] | None,
    typer.Argument(metavar="[PATH]...", help="Files, folders and quoted patterns.", show_default="the seed articles"),
]
Inputs = Annotated[
    list[str] | None,
    typer.Argument(
        metavar="[PATH|URL|-]...",
        help="Files, folders, quoted patterns, addresses of feeds; - reads standard input.",
        show_default="the seed articles",
    ),
]
HERE = Path("data")


@app.callback()
def everywhere(
    context: typer.Context,
    home: Annotated[Path | None, typer.Option("--home", help="As --home of a command.", show_default=False)] = None,
) -> None:
    """Let --home stand before the command as well as after it."""
    if home is not None:
        os.environ.pop("LINIMASA_HOME", None)  # what is typed counts more
        commands = getattr(context.command, "commands", {})
        context.default_map = {name: {"home": str(home)} for name in commands}


@app.command()
def refresh(
    paths: Inputs = None,
    all_languages: Annotated[
        bool | None,
        typer.Option(
            "--all-languages/--indonesian-only",
            help="Keep articles of every language, now and later, or set them aside again.",
            show_default="as it was; at first only Indonesian",
        ),
    ] = None,
    home: Home = HERE,
    form: Form = "table",
    lang: Language = "id",
) -> None:
    """Read new articles and bring the warehouse up to date."""
    from etl.commands import refresh as command
    from etl.defs.settings import SEEDS

    _print(command.refresh(home, paths or [str(SEEDS)], form, lang, all_languages))


@app.command()
def demo(
    home: Annotated[Path, typer.Option("--home", help="Folder of the demonstration.")] = HERE / "demo",
    lang: Language = "id",
) -> None:
    """Read the seed articles and show timelines made of them."""
    from etl.commands import refresh as command

    _print(command.demo(home, lang))


@app.command()
def timeline(
    actor: Annotated[str, typer.Argument(metavar="ACTOR", help="Any name the actor goes by, or its actor_id.")],
    since: Annotated[str | None, typer.Option(help="From this day on: 2024, 2024-10 or 2024-10-30.")] = None,
    until: Annotated[str | None, typer.Option(help="Up to this day.")] = None,
    types: Annotated[list[str] | None, typer.Option("--type", help="Only this type of event; may be repeated.")] = None,
    modality: Annotated[list[str] | None, typer.Option(help="Only events put this way; may be repeated.")] = None,
    place: Annotated[str | None, typer.Option(help="Only events at a place with this in its name.")] = None,
    min_confidence: Annotated[float, typer.Option(min=0, max=1, help="Only events at least this sure.")] = 0.0,
    include_hypothetical: Annotated[bool, typer.Option("--include-hypothetical", help="Also what might be.")] = False,
    home: Home = HERE,
    form: Form = "table",
    lang: Language = "id",
) -> None:
    """Show what an actor did and met, in order of time, with the sentences that say so."""
    from etl.commands import dates
    from etl.commands import timeline as command

    chosen = command.Filter(
        since=dates.bound(since),
        until=dates.bound(until, last=True),
        types=_codes("--type", types, "EVENT_TYPES", str.upper),
        modalities=_codes("--modality", modality, "MODALITIES", str.lower),
        place=place,
        min_confidence=min_confidence,
        hypothetical=include_hypothetical,
    )
    _print(command.show(home, actor, chosen, form, lang))


@app.command()
def actor(
    name: Annotated[str, typer.Argument(metavar="NAME", help="Any name the actor goes by, or its actor_id.")],
    home: Home = HERE,
    form: Form = "table",
    lang: Language = "id",
) -> None:
    """Show who an actor is: names, offices, what it does and with whom."""
    from etl.commands import actor as command

    _print(command.show(home, name, form, lang))


@app.command()
def search(
    words: Annotated[list[str], typer.Argument(metavar="WORDS", help="Words in any form, names of actors.")],
    most: Annotated[int, typer.Option("--max", min=1, help="At most so many events.")] = 20,
    home: Home = HERE,
    form: Form = "table",
    lang: Language = "id",
) -> None:
    """Find events by the words of the sentences that tell of them."""
    from etl.commands import search as command

    _print(command.show(home, " ".join(words), most, form, lang))


@app.command()
def explain(
    event_id: Annotated[str, typer.Argument(metavar="EVENT_ID")],
    home: Home = HERE,
    form: Form = "table",
    lang: Language = "id",
) -> None:
    """Show every rule, offset and source behind an event."""
    from etl.commands import explain as command

    _print(command.show(home, event_id, form, lang))


@app.command()
def sql(
    query: Annotated[str, typer.Argument(metavar="QUERY", help="One statement; the warehouse is read-only.")],
    home: Home = HERE,
    form: Form = "table",
    lang: Language = "id",
) -> None:
    """Query the warehouse."""
    from etl.commands import house

    with house.reading(home, lang) as connection:
        _print(output.rows(*house.select(connection, query), form))


@app.command()
def remove(
    article: Annotated[str, typer.Argument(metavar="URL|ARTICLE_ID")], home: Home = HERE, lang: Language = "id"
) -> None:
    """Take an article down; it stays away through every rebuild."""
    from etl.commands import remove as command

    output.note(command.remove(home, article, lang))


@app.command()
def export(
    target: Annotated[Path, typer.Argument(metavar="TARGET", help="A file for one table, else a folder.")],
    table: Annotated[str | None, typer.Option("--table", help="Only this table.")] = None,
    form: Annotated[Literal["csv", "json", "parquet"], typer.Option("--format", help="How to write it.")] = "csv",
    home: Home = HERE,
    lang: Language = "id",
) -> None:
    """Write a table, or all tables, for other programs."""
    from etl.commands import export as command

    command.export(home, table, target, form, lang)


@app.command()
def ui(
    paths: Paths = None,
    port: Annotated[int, typer.Option(help="Port on this machine.")] = 3000,
    home: Home = HERE,
) -> None:
    """Open the Dagster UI on this home, with schedule and sensor watching PATH."""
    from etl.commands import ui as command
    from etl.defs.settings import SEEDS

    command.run(home, paths or [str(SEEDS)], port)


@app.command()
def doctor(
    paths: Paths = None,
    rollback: Annotated[
        bool,
        typer.Option("--rollback", help="Put the warehouse before the last refresh back; once more undoes it."),
    ] = False,
    home: Home = HERE,
    form: Form = "table",
    lang: Language = "id",
) -> None:
    """Check this installation and this home."""
    from etl.commands import doctor as command
    from etl.defs.settings import SEEDS

    if rollback:
        output.note(command.rollback(home, lang))
        return
    report, sound = command.examine(home, paths or [str(SEEDS)], form, lang)
    _print(report)
    if not sound:
        raise typer.Exit(1)


def _codes(option: str, given: list[str] | None, vocabulary: str, spell: Callable[[str], str]) -> list[str]:
    """The codes given, if the schema knows them all."""
    if not given:
        return []
    from etl import schema

    known: tuple[str, ...] = getattr(schema, vocabulary)
    codes = [spell(code) for code in given]
    for code in codes:
        if code not in known:
            raise typer.BadParameter(f"{code!r} is not one of {', '.join(known)}", param_hint=option)
    return codes


def _print(text: str) -> None:
    if text:
        print(text)


def main() -> None:
    """Run the command line; errors that a user can act on become one message and exit code 1."""
    try:
        app()
    except BrokenPipeError:  # the reader has seen enough
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    except KeyboardInterrupt:
        raise SystemExit(130) from None
    except Exception as error:
        if not _for_the_user(error):
            raise
        output.note(f"linimasa: {error}")
        raise SystemExit(1) from None


def _for_the_user(error: Exception) -> bool:
    """Whether the message of an error says all there is to say: the errors of this program, and those of DuckDB."""
    return type(error).__module__.partition(".")[0] in ("etl", "warehouse", "duckdb", "_duckdb")
