"""Which outlets an article credits, and what is no outlet."""

from __future__ import annotations

import pytest
from test_article import BODY, made


@pytest.mark.parametrize(
    ("sentence", "credited"),
    [
        ("Dilansir dari AFP, Jumat, 1 November 2024, pasukan itu tiba.", ["AFP"]),
        ("Dilansri dari AFP, pasukan itu tiba.", ["AFP"]),
        ("Pasukan itu tiba, demikian dikutip dari Antara.", ["Antara"]),
        ("Pasukan itu tiba, seperti dilansir AFP dan Reuters.", ["AFP", "Reuters"]),
        ("Mengutip laporan Bloomberg, harga minyak naik.", ["Bloomberg"]),
        ("Melansir The Straits Times, pelabuhan ditutup.", ["The Straits Times"]),
        ("Dilansir detikcom dari BBC, pelabuhan ditutup.", ["BBC"]),
        ("Dikutip dari laman suarapelabuhan.com, pelabuhan ditutup.", ["suarapelabuhan.com"]),
        ("Melansir Harbour Weekly, pelabuhan ditutup.", ["Harbour Weekly"]),
        ("Dikutip dari Harbour Weekly, Selasa (21/10/2025), pelabuhan ditutup.", ["Harbour Weekly"]),
        ("Mengutip dari akun Instagram @layananjalan, jalan ditutup.", ["Instagram @layananjalan"]),
    ],
)
def test_credited_outlets(sentence: str, credited: list[str]) -> None:
    assert made(f"{BODY} {sentence}", publisher="detik.com").credited_sources == credited


@pytest.mark.parametrize(
    "sentence",
    [
        "Hal itu dikutip dari keterangan tertulis, Senin (4/8/2025).",
        "Ia mengutip Prabowo Subianto dalam pidatonya.",
        "Dikutip Senin (4/8/2025), harga beras naik.",
        "Dilansir dari laman resmi Kementerian Agama, jadwal berubah.",
        "Dikutip dari laman resmi PSSI, pelatih itu mundur.",
        "Data itu dikutip dari bps.go.id pekan lalu.",
        "Dilansir detikJatim, warga mengungsi.",
        "Polisi mengutip Pasal 340 KUHP.",
        "Pembangunan itu memutuskan sambungan air.",
    ],
)
def test_what_is_no_credited_outlet(sentence: str) -> None:
    assert made(f"{BODY} {sentence}", publisher="detik.com").credited_sources == []
