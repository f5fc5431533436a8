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
        ("Namun, The Mirror melaporkan klub itu akan menjual beknya.", ["The Mirror"]),
        ("Reuters, Jumat (1/11/2024), juga melaporkan pelabuhan ditutup.", ["Reuters"]),
        ("Pelabuhan itu ditutup, lapor media Iran IRNA.", ["IRNA"]),
        ("Dirangkum dari National Geographic, berikut caranya.", ["National Geographic"]),
        ("Menurut laporan Al Jazeera, pelabuhan itu ditutup.", ["Al Jazeera"]),
        ("Reuters melaporkan pelabuhan ditutup, sedangkan dilansir dari BBC bandara dibuka.", ["Reuters", "BBC"]),
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
        "detikcom melaporkan dari lokasi kejadian.",
        "Tempo melaporkan ancaman itu ke Polda Metro Jaya.",
        "Data itu dihimpun RT/RW setempat.",
        "Menurut Fajar, lawannya patut diwaspadai.",
        "Kekayaannya naik menurut Bloomberg Billionaires Index.",
        "Ia menolak permintaan wawancara Reuters.",
    ],
)
def test_what_is_no_credited_outlet(sentence: str) -> None:
    assert made(f"{BODY} {sentence}", publisher="detik.com").credited_sources == []


@pytest.mark.parametrize(
    ("sentence", "credited", "dated"),
    [
        ("Dilansir dari AFP, Jumat (1/11/2024), pasukan itu tiba.", ["AFP"], ["2024-11-01"]),
        ("Dilansir AFP dan Reuters, Jumat (1/11), pasukan itu tiba.", ["AFP", "Reuters"], ["2024-11-01"] * 2),
        ("Dikutip dari The Sun pada Senin (30/12), klub itu menolak.", ["The Sun"], ["2023-12-30"]),
        ("Seperti dilansir BBC, 31 Oktober 2024, bandara ditutup.", ["BBC"], ["2024-10-31"]),
        ("Mengutip Reuters, Jumat, harga minyak naik.", ["Reuters"], [""]),
        ("Mengutip Reuters (31/2/2024), harga minyak naik.", ["Reuters"], [""]),
        ("Mengutip Reuters. Kemarin AFP, Kamis (31/10/2024), tidak menulisnya.", ["Reuters"], [""]),
    ],
)
def test_the_day_of_the_credited_report(sentence: str, credited: list[str], dated: list[str]) -> None:
    found = made(f"{BODY} {sentence}", publisher="detik.com", published="2024-11-01T09:00:00+07:00")
    assert (found.credited_sources, found.credited_dates) == (credited, dated)
