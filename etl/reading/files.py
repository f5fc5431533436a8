"""Bytes and characters of an input: decompression, size limits, encodings. Knows no format of articles."""

from __future__ import annotations

import gzip
import io
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any, BinaryIO, Final, cast

import zstandard

from etl.reading.model import UnreadableError

MAX_RECORD: Final = 16 * 1024 * 1024  # bytes of one article, far above any real one
MAX_WHOLE: Final = 256 * 1024 * 1024  # bytes of a file that must be held whole (JSON array, feed)
_STEP: Final = 1024 * 1024
_GZIP, _ZSTD = b"\x1f\x8b", b"\x28\xb5\x2f\xfd"
_BOMS: Final = ((b"\xef\xbb\xbf", "utf-8"), (b"\xff\xfe", "utf-16-le"), (b"\xfe\xff", "utf-16-be"))
_CONTROLS: Final = bytes({*range(0x20)} - {*range(0x09, 0x0E)})
# Letter pairs that UTF-8 read as Windows-1252 leaves behind, and C1 controls.
_MOJIBAKE: Final = re.compile("Ã[\x80-¿ƒ€-™]|Â[\xa0-¿]|â€|[\x80-\x9f]|ï»¿")


class _Zstandard(io.RawIOBase):
    """Bytes of a zstandard file. The library's own reader takes a file that breaks off for its end."""

    def __init__(self, path: Path) -> None:
        self._source = path.open("rb")
        self._frame = _new_frame()
        self._ready = b""

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any) -> int:
        while not self._ready:
            packed = self._frame.unused_data if self._frame.eof else b""
            packed = packed or self._source.read(_STEP // 8)
            if not packed:
                if not self._frame.eof:
                    raise EOFError("it ends in the middle of a frame")
                return 0
            if self._frame.eof:
                self._frame = _new_frame()
            self._ready = self._frame.decompress(packed)
        taken = self._ready[: len(buffer)]
        buffer[: len(taken)] = taken
        self._ready = self._ready[len(taken) :]
        return len(taken)

    def close(self) -> None:
        self._source.close()
        super().close()


def _new_frame() -> Any:
    return zstandard.ZstdDecompressor(max_window_size=2**27).decompressobj()


def open_stream(path: Path) -> BinaryIO:
    """The file's bytes, decompressed by what they are, whatever the file is called. Raises OSError."""
    with path.open("rb") as stream:
        magic = stream.read(4)
    if magic.startswith(_GZIP):
        return cast(BinaryIO, gzip.open(path, "rb"))
    if magic == _ZSTD:
        return cast(BinaryIO, io.BufferedReader(_Zstandard(path), _STEP))
    return path.open("rb")


def read_whole(path: Path, limit: int = MAX_WHOLE) -> bytes:
    """All bytes of a file, decompressed. Raises UnreadableError above `limit` bytes."""
    with open_stream(path) as stream:
        data = stream.read(limit + 1)
    if len(data) > limit:
        raise UnreadableError(
            "too-large", f"more than {limit // 1024**2} MB where one piece is held whole; split it, or use JSONL"
        )
    return data


def lines(path: Path) -> Iterator[tuple[int, bytes | None]]:
    """(number from 1, bytes) of each line; None for bytes where a line is longer than MAX_RECORD."""
    with open_stream(path) as stream:
        number = 0
        while line := stream.readline(MAX_RECORD + 1):
            number += 1
            if len(line) <= MAX_RECORD:
                yield number, line
                continue
            while line and not line.endswith(b"\n"):
                line = stream.readline(_STEP)
            yield number, None


def decode(data: bytes) -> str:
    """Text of bytes in whatever encoding: a byte order mark, UTF-8, else what charset-normalizer finds.

    Line ends become "\\n". Never raises: what no encoding fits is read as Windows-1252 with replacement characters.
    """
    for bom, encoding in _BOMS:
        if data.startswith(bom):
            return _newlines(data[len(bom) :].decode(encoding, "replace"))
    try:
        return _newlines(data.decode("utf-8"))
    except UnicodeDecodeError:
        return _newlines(_guess(data))


def _guess(data: bytes) -> str:
    import charset_normalizer

    # Indonesian needs no accents: a few stray bytes in UTF-8 text are damage, not another encoding.
    loose = data.decode("utf-8", "replace")
    if loose.count("�") * 200 < len(loose) and any(ord(c) > 127 and c != "�" for c in loose):
        return loose
    best = charset_normalizer.from_bytes(
        data[:65536], cp_isolation=["cp1252", "utf_16_le", "utf_16_be", "mac_roman"]
    ).best()
    return data.decode(best.encoding if best else "cp1252", "replace")


def _newlines(text: str) -> str:
    return text.replace("\r\n", "\n").replace("\r", "\n") if "\r" in text else text


def is_binary(text: str) -> bool:
    """Whether decoded text is no text: more than one control character in a hundred."""
    head = text[:4096].encode(errors="replace")
    return (len(head) - len(head.translate(None, _CONTROLS))) * 100 > len(text[:4096])


def repaired(text: str) -> tuple[str, bool]:
    """Text with mojibake undone (UTF-8 once read as Windows-1252), and whether it had any."""
    raw = text.encode(errors="replace")
    # All that the pattern finds begins with one of two bytes: most texts have neither, and are seen through at once.
    if (b"\xc2" not in raw and b"\xc3" not in raw) or not _MOJIBAKE.search(text):
        return text, False
    import ftfy

    fixed = ftfy.fix_encoding(text)
    return fixed, fixed != text
