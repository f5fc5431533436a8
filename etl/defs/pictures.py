"""Pictures for the metadata of the warehouse as SVG: no plotting library, and the same numbers give the same bytes."""

from __future__ import annotations

import base64
from collections.abc import Sequence
from html import escape

import dagster as dg
import duckdb

WIDTH, ROW, LEFT = 640, 18, 190
INK, FILL, PALE = "#334155", "#2563eb", "#e2e8f0"

TYPES = "SELECT type, count(*) FROM events GROUP BY ALL ORDER BY 2 DESC, 1"
BASES = "SELECT date_basis, count(*) FROM events GROUP BY ALL ORDER BY 2 DESC, 1"
DAYS = """
SELECT date::VARCHAR, sum(n_events)::BIGINT FROM type_days
WHERE date > (SELECT max(date) FROM type_days WHERE date <= (SELECT max(published_date) FROM articles)) - 90
  AND date <= (SELECT max(published_date) FROM articles)
GROUP BY ALL ORDER BY 1"""
HEAT = """
WITH shown AS (SELECT actor_id, name FROM actors ORDER BY n_events DESC, actor_id LIMIT 15),
     months AS (SELECT DISTINCT date_trunc('month', published_date) AS month FROM articles
                WHERE published_date IS NOT NULL ORDER BY 1 DESC LIMIT 12)
SELECT s.name, strftime(m.month, '%Y-%m'), coalesce(sum(d.n_events), 0)::BIGINT
FROM shown AS s CROSS JOIN months AS m
LEFT JOIN actor_days AS d ON d.actor_id = s.actor_id AND date_trunc('month', d.date) = m.month
GROUP BY ALL ORDER BY 1, 2"""


def of_warehouse(connection: duckdb.DuckDBPyConnection) -> dict[str, dg.MarkdownMetadataValue]:
    """Events by type, by basis of the date and by day, and actors by month, as pictures."""
    rows = {name: connection.execute(query).fetchall() for name, query in (("types", TYPES), ("bases", BASES))}
    return {
        "events by type": _image(bars(rows["types"])),
        "events by basis of the date": _image(bars(rows["bases"])),
        "events by day": _image(columns(connection.execute(DAYS).fetchall())),
        "actors by month": _image(heat(connection.execute(HEAT).fetchall())),
    }


def bars(rows: Sequence[tuple[str, int]]) -> str:
    """A bar a row, longest as wide as the picture allows."""
    most = max((n for _, n in rows), default=1)
    parts = []
    for index, (name, n) in enumerate(rows):
        y = index * ROW
        wide = (WIDTH - LEFT - 60) * n / most
        parts += [
            _text(LEFT - 6, y + 13, name, "end"),
            f'<rect x="{LEFT}" y="{y + 3}" width="{wide:.1f}" height="{ROW - 6}" fill="{FILL}"/>',
            _text(LEFT + wide + 5, y + 13, str(n)),
        ]
    return _svg(len(rows) * ROW, parts)


def columns(rows: Sequence[tuple[str, int]]) -> str:
    """A column a day, with the first and last day and the greatest number named."""
    high, most = 120, max((n for _, n in rows), default=1)
    step = WIDTH / max(len(rows), 1)
    parts = [
        f'<rect x="{i * step:.1f}" y="{high - high * n / most + 14:.1f}" width="{max(step - 1, 1):.1f}" '
        f'height="{high * n / most:.1f}" fill="{FILL}"><title>{escape(day)}: {n}</title></rect>'
        for i, (day, n) in enumerate(rows)
    ]
    if rows:
        parts += [_text(0, high + 30, rows[0][0]), _text(WIDTH, high + 30, rows[-1][0], "end"), _text(0, 11, str(most))]
    return _svg(high + 36, parts)


def heat(rows: Sequence[tuple[str, str, int]]) -> str:
    """A square an actor and month, the darker the more events."""
    names = list(dict.fromkeys(name for name, _, _ in rows))
    months = list(dict.fromkeys(month for _, month, _ in rows))
    most = max((n for _, _, n in rows), default=1) or 1
    side = (WIDTH - LEFT) / max(len(months), 1)
    parts = [_text(LEFT - 6, names.index(name) * ROW + 13, name, "end") for name in names]
    for name, month, n in rows:
        x, y = LEFT + months.index(month) * side, names.index(name) * ROW
        fill = f'fill="{FILL}" fill-opacity="{0.15 + 0.85 * n / most:.2f}"' if n else f'fill="{PALE}"'
        place = f'x="{x:.1f}" y="{y + 1}" width="{side - 2:.1f}" height="{ROW - 2}"'
        parts.append(f"<rect {place} {fill}><title>{escape(name)}, {month}: {n}</title></rect>")
    parts += [_text(LEFT + i * side, len(names) * ROW + 13, month, size=9) for i, month in enumerate(months)]
    return _svg(len(names) * ROW + 18, parts)


def _text(x: float, y: float, text: str, anchor: str = "start", size: int = 12) -> str:
    return f'<text x="{x:.1f}" y="{y}" text-anchor="{anchor}" font-size="{size}" fill="{INK}">{escape(text)}</text>'


def _svg(height: int, parts: Sequence[str]) -> str:
    head = f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {height}" width="{WIDTH}" height="{height}"'
    return f'{head} font-family="sans-serif">{"".join(parts)}</svg>'


def _image(svg: str) -> dg.MarkdownMetadataValue:
    return dg.MetadataValue.md(f"![](data:image/svg+xml;base64,{base64.b64encode(svg.encode()).decode()})")
