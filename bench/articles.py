"""Whole articles for bench/refresh.py, each of its own words, as JSON lines that have to be read and extracted."""

from __future__ import annotations

import json
import random
from pathlib import Path
from typing import Final

TOWNS: Final = ("Demak", "Kudus", "Jepara", "Pati", "Rembang", "Blora", "Grobogan", "Boyolali", "Klaten", "Wonogiri")
VERBS: Final = (
    "meminta", "mendesak", "mengecam", "menangkap", "menuding", "mengirim bantuan kepada", "bertemu dengan",
)  # fmt: skip


def article(rng: random.Random, n: int) -> dict[str, str]:
    town, other = rng.sample(TOWNS, 2)
    said = " ".join("".join(rng.choice("aiueo") + rng.choice("bdgklmnprst") for _ in range(3)) for _ in range(60))
    text = (
        f"Bupati {town} Sutrisno Hadi {rng.choice(VERBS)} Wali Kota {other} Rahmat Wijaya pada hari Rabu. "
        f"Sebanyak {n % 90 + 2} rumah terendam. Catatan: {said}."
    )
    day = f"2025-{n % 12 + 1:02d}-{n % 27 + 1:02d}T08:00:00+07:00"
    place = {"url": f"https://uji.id/{n}", "publisher": "uji.id", "published": day}
    return {**place, "title": f"Kabar {n} dari {town}", "text": text}


def write(path: Path, first: int, count: int) -> Path:
    """`count` articles, numbered from `first` on."""
    rng = random.Random(first)
    lines = (json.dumps(article(rng, n)) for n in range(first, first + count))
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return path
