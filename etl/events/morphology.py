"""Forms of an Indonesian verb: from a stem as the lexicon writes it to the words that stand in a text.

A stem is written `desak`, `seru+kan`, `tanda tangan+i` is not (one word only), `per-kuat` (the prefix per- keeps its
p after meN-). Nothing here knows what a verb means.
"""

from __future__ import annotations

from typing import Final

VOWELS: Final = "aeiou"
MONOSYLLABLES: Final = frozenset({"bom", "cat", "cek", "lap", "las", "pel", "sah", "tes"})
# Loan stems keep their first consonant before these clusters: mengkritik, memprotes, mentransfer.
KEPT_CLUSTERS: Final = ("kr", "kl", "pr", "pl", "tr", "st", "sp", "sk", "sy", "kh", "sw")


def active(stem: str) -> str:
    """The meN- form of a bare stem: desak -> mendesak, tuduh -> menuduh, bom -> mengebom."""
    if stem.startswith("per-"):
        return "mem" + stem.replace("-", "", 1)
    first = stem[0]
    if stem in MONOSYLLABLES:
        return "menge" + stem
    if first in VOWELS or first in "gh":
        return "meng" + stem
    if stem.startswith(KEPT_CLUSTERS):
        return {"k": "meng", "p": "mem", "t": "men", "s": "men"}[first] + stem
    if first in "kpts":
        return {"k": "meng", "p": "mem", "t": "men", "s": "meny"}[first] + stem[1:]
    if first in "bfv":
        return "mem" + stem
    if first in "cdjz":
        return "men" + stem
    return "me" + stem


def forms(spec: str) -> dict[str, str]:
    """Voice by form of a verb as the lexicon writes it, `stem[+suffix][:voices]` or `=word[:voice]`.

    Voices: a active (meN-), p passive (di-), t accidental passive (ter-), b intransitive (ber-), h bare stem of
    headlines; without any: aph. `=word` is taken as it stands, active unless it says otherwise.

    >>> forms("seru+kan")
    {'menyerukan': 'a', 'diserukan': 'p', 'serukan': 'h'}
    >>> forms("=bertemu")
    {'bertemu': 'a'}
    """
    word, _, voices = spec.partition(":")
    if word.startswith("="):
        return {word[1:]: voices or "a"}
    stem, _, suffix = word.partition("+")
    bare = stem.replace("-", "", 1)
    made = {
        "a": active(stem) + suffix,
        "p": "di" + bare + suffix,
        "t": "ter" + bare + suffix,
        "b": ("be" if bare.startswith("r") else "ber") + bare + suffix,
        "h": bare + suffix,
    }
    return {made[voice]: voice for voice in voices or "aph"}
