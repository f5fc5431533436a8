"""Pages and feed entries: what they state, what they show, and where their text is."""

from __future__ import annotations

import json

import pytest

from etl import article, lexicon
from etl.article import Article
from etl.reading import RawArticle

LEXICON = lexicon.load()
PARAGRAPHS = [
    "Pemerintah Kabupaten Demak menyalurkan bantuan kepada warga yang terdampak banjir di lima desa sejak Senin pagi.",
    "Bantuan itu berupa beras, selimut, dan obat-obatan, kata Kepala Dinas Sosial Rahman di posko pengungsian.",
    "Warga berharap tanggul yang jebol segera diperbaiki sebelum hujan deras turun lagi pada akhir pekan ini.",
]


def page(head: str = "", before: str = "", body: str = "", after: str = "") -> str:
    text = body or "".join(f"<p>{p}</p>" for p in PARAGRAPHS)
    return (
        f"<!DOCTYPE html><html><head>{head}</head><body><nav><a href='/'>Beranda</a></nav>{before}"
        f"<div class='detail__body-text'>{text}</div>{after}<footer>Hak cipta</footer></body></html>"
    )


def made(markup: str, format_: str = "html", title: str | None = None, **metadata: str) -> Article:
    built = article.build(RawArticle("f", "", format_, "h", title, markup, metadata), LEXICON)
    assert built.article is not None
    for span in built.removed:
        assert markup[span.raw_start : span.raw_end] == span.text
    return built.article


LD = {
    "@context": "https://schema.org",
    "@graph": [
        {"@type": "WebSite", "name": "Warta"},
        {
            "@type": "NewsArticle",
            "headline": "Bantuan Tiba di Demak",
            "datePublished": "2025-01-22T18:05:00+07:00",
            "author": [{"@type": "Person", "name": "Ani Lestari"}],
            "editor": {"name": "Budi Santoso"},
            "articleSection": "Regional",
        },
    ],
}


def test_what_json_ld_states_comes_first() -> None:
    head = f"<title>x | Warta</title><script type='application/ld+json'>{json.dumps(LD)}</script>"
    head += "<link rel='canonical' href='https://warta.example/1?utm_source=a'>"
    found = made(page(head))
    assert (found.title, found.category, found.authors, found.editors) == (
        "Bantuan Tiba di Demak", "Regional", ["Ani Lestari"], ["Budi Santoso"],
    )  # fmt: skip
    assert found.published_at is not None and found.published_at.isoformat() == "2025-01-22T18:05:00+07:00"
    assert found.url == "https://warta.example/1"
    assert found.text == "\n\n".join(PARAGRAPHS)


def test_the_visible_headline_wins_over_the_title_with_the_sites_name() -> None:
    head = "<title>Bantuan Tiba di Demak - Regional Liputan6.com</title>"
    assert made(page(head, "<h1>Regional</h1><h1>Bantuan Tiba di Demak</h1>")).title == "Bantuan Tiba di Demak"
    assert made(page(head)).title == "Bantuan Tiba di Demak"


def test_the_date_line_beside_the_headline_is_the_articles_own() -> None:
    other = "<aside><a>Lain</a><span>Rabu, 22 Januari 2025 20:00 WIB</span></aside>"
    own = "<h1>Bantuan Tiba di Demak</h1><div>Rabu, 22 Januari 2025 18:05 WITA</div>"
    found = made(page("<title>Bantuan Tiba di Demak</title>", other + "<p>x</p>" * 9 + own, after=other))
    assert found.published_at is not None and found.published_at.isoformat() == "2025-01-22T18:05:00+08:00"


@pytest.mark.parametrize(
    ("stated", "shown", "published"),
    [
        ("2025-01-22T18:05:00Z", "Rabu, 22 Januari 2025 18:05 WIB", "2025-01-22T18:05:00+07:00"),
        ("2025-01-22T11:05:00Z", "Rabu, 22 Januari 2025 18:05 WIB", "2025-01-22T18:05:00+07:00"),
        ("2025-01-22T11:05:00Z", "", "2025-01-22T11:05:00+00:00"),
        ("2025-01-22", "Rabu, 22 Januari 2025 18:05 WIB", "2025-01-22T18:05:00+07:00"),
    ],
)
def test_a_stated_time_is_put_right_by_the_shown_one(stated: str, shown: str, published: str) -> None:
    head = f"<title>Bantuan Tiba di Demak</title><meta property='article:published_time' content='{stated}'>"
    found = made(page(head, f"<h1>Bantuan Tiba di Demak</h1><div>{shown}</div>"))
    assert found.published_at is not None and found.published_at.isoformat() == published


def test_junk_inside_the_body_goes_and_captions_are_kept() -> None:
    body = (
        f"<figure><img><figcaption>Posko di Demak. (Dok. Warta)</figcaption></figure><p>JAKARTA - {PARAGRAPHS[0]}</p>"
    )
    body += "<div class='baca-juga'><a>Baca juga: Lain</a></div><script>var a = 1;</script>"
    body += f"<p>{PARAGRAPHS[1]}<br>{PARAGRAPHS[2]}</p>"
    body += (
        "<ul class='share-buttons'><li>Facebook</li></ul><p>Baca juga: <a>Tanggul Jebol Diperbaiki Pekan Ini</a></p>"
    )
    found = made(page(body=body))
    assert found.text == "\n\n".join(PARAGRAPHS)
    assert found.captions == ["Posko di Demak. (Dok. Warta)"] and found.dateline == "JAKARTA"
    assert found.related_titles == ["Tanggul Jebol Diperbaiki Pekan Ini"]


def test_a_page_no_profile_knows_is_read_too() -> None:
    text = "".join(f"<p>{p}</p>" for p in PARAGRAPHS * 2)
    markup = f"<html><head><title>Bantuan Tiba</title></head><body><div class='xyz'>{text}</div></body></html>"
    assert PARAGRAPHS[1] in made(markup).text


def test_a_photo_story_is_told_by_its_captions() -> None:
    figures = "".join(f"<figure><img><figcaption>{p}</figcaption></figure>" for p in PARAGRAPHS)
    found = made(f"<html><head><title>Foto Banjir Demak</title></head><body>{figures}</body></html>")
    assert found.text == "\n\n".join(PARAGRAPHS) and found.captions == PARAGRAPHS


def test_feed_entries_are_markup_with_metadata_beside() -> None:
    markup = f"<p>{PARAGRAPHS[0]}</p><p>{PARAGRAPHS[1]} &amp; lainnya</p>"
    found = made(
        markup,
        "feed",
        "Bantuan Tiba",
        url="https://warta.example/1",
        published="Wed, 22 Jan 2025 18:05:00 +0700",
        published_basis="feed",
    )
    assert found.text == f"{PARAGRAPHS[0]}\n\n{PARAGRAPHS[1]} & lainnya"
    assert (found.title, found.published_basis, found.is_anchor) == ("Bantuan Tiba", "feed", True)
