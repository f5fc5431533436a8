"""Inputs that are no files: feeds by address, against a server on this machine, and standard input."""

from __future__ import annotations

import io
import threading
from collections.abc import Iterator
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import newsroom
import pytest

from etl import fetching, landing, pipeline
from etl.defs import settings

ITEM = """<item><title>Tanggul {n} jebol</title><guid>berita-{n}</guid><link>{site}/berita/{n}</link>
<pubDate>Fri, 0{n} Nov 2024 05:30:00 +0700</pubDate>
<description>Bupati Demak meminta warga di {n} desa mengungsi karena
tanggul jebol pada hari Rabu.</description></item>"""


@dataclass
class Site:
    """A news site: the bytes of its feed, what it sends with it, and every path and header it was asked with."""

    address: str = ""
    body: bytes = b""
    etag: str | None = '"satu"'
    status: int = 200
    announced: int | None = None
    location: str | None = None
    asked: list[tuple[str, str | None]] = field(default_factory=list)

    def publish(self, *numbers: int) -> None:
        items = "".join(ITEM.format(n=n, site=self.address.rsplit("/", 1)[0]) for n in numbers)
        self.body = f'<rss version="2.0"><channel><title>Kabar Uji</title>{items}</channel></rss>'.encode()
        self.etag = f'"{numbers}"'


@pytest.fixture
def site(monkeypatch: pytest.MonkeyPatch) -> Iterator[Site]:
    monkeypatch.setenv("NO_PROXY", "127.0.0.1")
    monkeypatch.setenv("no_proxy", "127.0.0.1")
    site = Site()

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            condition = self.headers["If-None-Match"]
            site.asked.append((self.path, condition))
            if condition is not None and condition == site.etag:
                self.send_response(304)
                self.end_headers()
                return
            self.send_response(site.status)
            if site.etag:
                self.send_header("ETag", site.etag)
            if site.location:
                self.send_header("Location", site.location)
            self.send_header("Content-Length", str(site.announced or len(site.body)))
            self.end_headers()
            self.wfile.write(site.body)

        def log_message(self, format: str, *args: object) -> None:
            """Keep quiet."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    site.address = f"http://127.0.0.1:{server.server_port}/rss.xml"
    yield site
    server.shutdown()
    server.server_close()


def test_a_feed_is_stored_and_nothing_it_lists_is_fetched(site: Site, tmp_path: Path) -> None:
    site.publish(2, 1)
    assert fetching.feeds(tmp_path, [site.address]) == {}
    report = pipeline.refresh(tmp_path, [site.address], workers=1)
    assert report.new == {"article": 2} and site.asked == [("/rss.xml", None)]


def test_only_what_a_feed_adds_is_new(site: Site, tmp_path: Path) -> None:
    site.publish(2, 1)
    fetching.feeds(tmp_path, [site.address])
    pipeline.refresh(tmp_path, [site.address], workers=1)
    assert fetching.feeds(tmp_path, [site.address]) == {}
    assert site.asked[1] == ("/rss.xml", '"(2, 1)"')
    assert not pipeline.refresh(tmp_path, [site.address], workers=1).changed
    site.publish(3, 2)
    fetching.feeds(tmp_path, [site.address])
    report = pipeline.refresh(tmp_path, [site.address], workers=1)
    assert report.new == {"article": 1} and report.totals["inputs"] == report.totals["current"] == 3


def test_rows_name_the_address_not_the_copy(site: Site, tmp_path: Path) -> None:
    site.publish(1)
    fetching.feeds(tmp_path, [site.address])
    (item,) = landing.find([site.address], skip=tmp_path)
    assert item.source_file == site.address


@pytest.mark.parametrize(
    ("trouble", "said"),
    [
        ({"status": 404}, "answers 404"),
        ({"announced": 10_000}, "broke off"),
        ({"status": 302, "location": "file:///etc/passwd"}, "not allowed"),
    ],
)
def test_what_cannot_be_had_is_told_and_the_old_copy_stands(
    site: Site, tmp_path: Path, trouble: dict[str, object], said: str
) -> None:
    site.publish(1)
    fetching.feeds(tmp_path, [site.address])
    before = landing.fetched(tmp_path, site.address).read_bytes()
    site.publish(2)
    for name, value in trouble.items():
        setattr(site, name, value)
    assert said in fetching.feeds(tmp_path, [site.address])[site.address]
    assert landing.fetched(tmp_path, site.address).read_bytes() == before


def test_an_endless_answer_is_cut(site: Site, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(fetching, "LIMIT", 1000)
    site.body = b"<rss>" + b" " * 5000
    assert "longer than" in fetching.feeds(tmp_path, [site.address])[site.address]
    assert landing.find([site.address], skip=tmp_path) == []


def test_no_server_no_stop(tmp_path: Path) -> None:
    failed = fetching.feeds(tmp_path, ["http://127.0.0.1:9/rss.xml", "https://[kosong/rss.xml"])
    assert len(failed) == 2 and all("check the address" in reason for reason in failed.values())


def test_standard_input_is_an_input(tmp_path: Path) -> None:
    lines = newsroom.write(tmp_path / "in.jsonl", [newsroom.article(1), newsroom.article(2)]).read_bytes()
    home = tmp_path / "home"
    fetching.standard_input(home, io.BytesIO(lines))
    assert pipeline.refresh(home, ["-"], workers=1).new == {"article": 2}
    fetching.standard_input(home, io.BytesIO(lines))
    assert not pipeline.refresh(home, ["-"], workers=1).changed


def test_the_watched_inputs_may_be_addresses(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    watched = ["https://kabar-uji.id/rss.xml", str(tmp_path), "http://127.0.0.1:8080/rss.xml", "/berita/*.jsonl"]
    environment = settings.environment(tmp_path, [*watched, "-"])
    monkeypatch.setenv(settings.INPUTS, environment[settings.INPUTS])
    assert settings.inputs() == watched
