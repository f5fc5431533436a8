"""Inputs that are no files, feeds by their address and standard input, made files of in HOME/state/fetched.

A feed is asked for once, with what the server said of the copy that is there (ETag, Last-Modified); what it lists is
never fetched. What the bytes mean is reading's business.
"""

from __future__ import annotations

import http.client
import json
import time
import urllib.error
import urllib.request
from collections.abc import Iterable, Mapping
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import BinaryIO, Final

from etl import lake, landing

LIMIT: Final = 32 * 1024 * 1024  # bytes of a feed, far above any real one
PATIENCE: Final = 15.0  # seconds for a server to say something
DEADLINE: Final = 40.0  # seconds for all of one feed
_AT_ONCE: Final = 8
_STEP: Final = 1024 * 1024
_ASKED: Final = {"User-Agent": "linimasa (feed reader)", "Accept-Encoding": "identity"}
# Validator as the server sends it -> the header that sends it back.
_VALIDATORS: Final = {"ETag": "If-None-Match", "Last-Modified": "If-Modified-Since"}


def feeds(home: Path, paths: Iterable[Path | str]) -> dict[str, str]:
    """Fetch every address among `paths` that changed; address -> what went wrong, for those that could not be had.
    What was fetched before stands then."""
    addresses = sorted({str(path) for path in paths if landing.is_address(str(path))})
    with ThreadPoolExecutor(_AT_ONCE) as pool:
        results = pool.map(lambda address: _fetch(address, landing.fetched(home, address)), addresses)
        return {address: error for address, error in zip(addresses, results, strict=True) if error}


def standard_input(home: Path, stream: BinaryIO) -> None:
    """Keep all of `stream` as the input `-`. Raises OSError."""
    target = landing.fetched(home, landing.STANDARD_INPUT)
    with lake.replacing(target) as temporary, temporary.open("wb") as file:
        while piece := stream.read(_STEP):
            file.write(piece)


def _fetch(address: str, target: Path) -> str | None:
    """Fetch one feed if it changed; what went wrong, else None."""
    notes = target.with_suffix(".json")
    known = _validators(notes) if target.exists() else {}
    headers = _ASKED | {_VALIDATORS[name]: value for name, value in known.items() if name in _VALIDATORS}
    try:
        request = urllib.request.Request(address, headers=headers)
        with _opener().open(request, timeout=PATIENCE) as answer:
            body = _body(answer)
            said = {name: answer.headers[name] for name in _VALIDATORS if answer.headers[name]}
    except urllib.error.HTTPError as error:
        error.close()
        return None if error.code == 304 else f"the server answers {error.code} {error.reason}; check the address"
    except urllib.error.URLError as error:
        return f"{error.reason}; check the address and the connection"
    except (OSError, http.client.HTTPException, ValueError) as error:
        return f"{error or type(error).__name__}; check the address and the connection"
    _keep(target, body)
    lake.write_json(notes, {"url": address, **said})
    return None


def _opener() -> urllib.request.OpenerDirector:
    """Opens http and https, also when redirected, and nothing else (no file, no ftp)."""
    opener = urllib.request.OpenerDirector()
    for handler in (
        urllib.request.ProxyHandler,
        urllib.request.HTTPHandler,
        urllib.request.HTTPSHandler,
        urllib.request.HTTPRedirectHandler,
        urllib.request.HTTPDefaultErrorHandler,
        urllib.request.HTTPErrorProcessor,
        urllib.request.UnknownHandler,
    ):
        opener.add_handler(handler())
    return opener


def _body(answer: http.client.HTTPResponse) -> bytes:
    """All bytes of an answer. Raises ValueError above LIMIT bytes, TimeoutError after DEADLINE seconds."""
    until = time.monotonic() + DEADLINE
    body = bytearray()
    while piece := answer.read1(_STEP):
        body += piece
        if len(body) > LIMIT:
            raise ValueError(f"the answer is longer than {LIMIT // 1024**2} MB, which no feed is")
        if time.monotonic() > until:
            raise TimeoutError(f"the answer is not complete after {DEADLINE:.0f} seconds")
    if answer.length:  # what the server announced did not come
        raise ValueError("the answer broke off")
    return bytes(body)


def _validators(notes: Path) -> Mapping[str, str]:
    try:
        found = json.loads(notes.read_bytes())
    except (OSError, ValueError):
        return {}
    return found if isinstance(found, dict) else {}


def _keep(target: Path, body: bytes) -> None:
    """Write the file unless it holds just that, so that its time tells whether the feed changed."""
    if target.exists() and target.read_bytes() == body:
        return
    with lake.replacing(target) as temporary:
        temporary.write_bytes(body)
