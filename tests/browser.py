"""A headless Chromium, driven over its own protocol: pages as a person sees them."""

from __future__ import annotations

import base64
import json
import re
import shutil
import subprocess
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from websockets.sync.client import ClientConnection, connect

PATIENCE = 60.0


def executable() -> str | None:
    """Chromium of the system, if there is one."""
    return shutil.which("chromium") or shutil.which("chromium-browser")


class Page:
    """A tab: open an address, wait for words, click them, take a picture."""

    def __init__(self, connection: ClientConnection) -> None:
        self._connection, self._number = connection, 0

    def call(self, method: str, **parameters: object) -> dict[str, Any]:
        self._number += 1
        self._connection.send(json.dumps({"id": self._number, "method": method, "params": parameters}))
        while True:
            answer = json.loads(self._connection.recv(timeout=PATIENCE))
            if answer.get("id") == self._number:
                assert "error" not in answer, answer
                return dict(answer["result"])

    def run(self, script: str) -> Any:
        """The value of a JavaScript expression."""
        return self.call("Runtime.evaluate", expression=script, returnByValue=True)["result"].get("value")

    def open(self, address: str, *words: str) -> None:
        """Open an address and wait until all these words are seen."""
        self.call("Page.navigate", url=address)
        for word in words:
            self.wait(f"document.body.innerText.includes({json.dumps(word)})", word)

    def click(self, word: str) -> None:
        """Click the first element whose whole text is this."""
        found = f"[...document.querySelectorAll('a, button, div, span')].find(e => e.innerText === {json.dumps(word)})"
        self.wait(f"!!{found}", word)
        self.run(f"{found}.click()")

    def wait(self, holds: str, what: str) -> None:
        end = time.monotonic() + PATIENCE
        while time.monotonic() < end:
            if self.run(holds):
                return
            time.sleep(0.2)
        raise AssertionError(f"not seen: {what}; the page says:\n{self.run('document.body.innerText')}")

    def picture(self, file: Path) -> None:
        """A screenshot."""
        file.parent.mkdir(exist_ok=True)
        file.write_bytes(base64.b64decode(self.call("Page.captureScreenshot")["data"]))


@contextmanager
def page(profile: Path) -> Iterator[Page]:
    """A tab of a browser of its own."""
    program = executable()
    assert program
    arguments = ["--headless=new", "--no-sandbox", "--disable-gpu", "--remote-debugging-port=0"]
    arguments += ["--window-size=1600,1000", "--no-first-run", f"--user-data-dir={profile}", "about:blank"]
    with subprocess.Popen(
        [program, *arguments], stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True
    ) as process:
        try:
            assert process.stderr
            told = (re.search(r"ws://(127\.0\.0\.1:\d+)/", line) for line in process.stderr)
            where = next(match[1] for match in told if match)
            request = urllib.request.Request(f"http://{where}/json/new?about:blank", method="PUT")
            with urllib.request.urlopen(request, timeout=PATIENCE) as answer:
                target = json.load(answer)["webSocketDebuggerUrl"]
            with connect(target, max_size=None) as connection:
                yield Page(connection)
        finally:
            process.terminate()
