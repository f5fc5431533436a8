"""Inputs and homes for tests of landing: our own short articles, and a lake as bytes."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path

PLACES = ("Demak", "Kudus", "Jepara", "Pati", "Rembang", "Blora", "Grobogan", "Boyolali", "Klaten", "Wonogiri")


def article(n: int, **changes: str) -> dict[str, str]:
    """Article `n`: three months, ten towns, a body of its own."""
    town = PLACES[n % len(PLACES)]
    text = (
        f"Bupati {town} Sutrisno Hadi meminta warga mengungsi karena tanggul jebol pada hari Rabu. "
        f"Sebanyak {n + 2} rumah terendam dan {n + 5} orang dibawa ke balai desa oleh petugas. "
        f'"Kami menyiapkan dapur umum di {n + 1} titik," kata Sutrisno kepada wartawan, Kamis. '
        "Pemerintah daerah akan memperbaiki tanggul itu bulan depan bersama warga setempat."
    )
    return {
        "url": f"https://kabar-uji.id/berita/{n}",
        "title": f"Tanggul Jebol, {n + 2} Rumah di {town} Terendam",
        "publisher": "kabar-uji.id",
        "published": f"2025-{n % 3 + 1:02d}-{n % 27 + 1:02d}T08:00:00+07:00",
        "text": text,
        **changes,
    }


def write(path: Path, articles: list[dict[str, str]], broken: int = 0) -> Path:
    """A JSONL file of these, with some lines at the end that are no JSON."""
    path.parent.mkdir(parents=True, exist_ok=True)
    lines = [json.dumps(a, ensure_ascii=False) for a in articles] + ['{"title": '] * broken
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return path


def lake_bytes(home: Path) -> dict[str, str]:
    """Every file of the lake with the digest of its bytes."""
    root = home / "lake"
    return {
        path.relative_to(root).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in sorted(root.rglob("*"))
        if path.is_file()
    }
