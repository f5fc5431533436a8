"""Which other outlets and agencies an article credits: "dilansir dari AFP", "mengutip Reuters", "dikutip dari Antara".

A verb of crediting (also with a slip in it) and, after a few words such as "dari laman", a name: a known outlet or
agency, a site's address, an account; after "dilansir/melansir" also a name no list knows. Statements, press releases
and persons are no outlets.
"""

from __future__ import annotations

import re
from typing import Final

from etl.article.view import lowered
from etl.article.vocabulary import Vocabulary

_LEAD: Final = re.compile(
    r"[ ,]+(?:(?:oleh|dari|dalam|pada|di|lewat|melalui|laman|situs|website|web|portal|resmi|berita|kantor|media|harian|koran|"
    r"majalah|surat|kabar|stasiun|televisi|TV|tabloid|jurnal|asing|lokal|asal|Inggris|Spanyol|Italia|Jerman|Prancis|Amerika|"
    r"Serikat|AS|China|Tiongkok|Rusia|Jepang|Korea|Selatan|Singapura|Malaysia|Australia|Turki|Israel|Palestina|India|"
    r"Indonesia|Arab|Saudi|laporan|pemberitaan|kanal|YouTube|Youtube|olahraga|ekonomi|negara|the|The|"
    r"Okezone|detikcom|detikSport|Tempo|Bisnis|Kompas\.com|Liputan6\.com|SINDOnews|Antara|ANTARA)[ ]+|(?:dari|oleh)[ ]+){0,7}"
)
_ACCOUNT: Final = re.compile(
    r"(?:akun )?(?:media sosial )?((?:Instagram|Twitter|X|TikTok|Tiktok|Facebook|YouTube|Youtube|IG)(?: (?:resmi|milik|pribadi))? ?@[\w.]{2,40}\w|@[\w.]{2,40}\w)"
)
_ADDRESS: Final = re.compile(
    r"(?:https?://)?(?:www\.)?((?:[A-Za-z0-9-]+\.)+(?:com|net|org|co\.id|go\.id|id|co\.uk|tv|info|co|my|sg|news|es|it|de|fr))\b"
)
_NAME: Final = re.compile(r"(?:[A-Z][\w'’&-]*|\d+[A-Za-z]\w*)(?: (?:[A-Z][\w'’&-]*|dello|della|of|and)){0,3}")
_NO_OUTLET: Final = re.compile(
    r"(?:Kementerian|Badan|Dinas|Polda|Polres|Polri|Presiden|Menteri|Gubernur|Bupati|Ketua|Kepala|Direktur|Data|Senin|Selasa|"
    r"Rabu|Kamis|Jumat|Sabtu|Minggu|Komisi|Universitas|Pemerintah|Undang|UU|BMKG|BPS|BNPB|WHO|PBB|BPOM|BI|Bank|PT|Peraturan|"
    r"Survei|Lembaga|Pusat|Satgas|Gugus|Kemenkes|Komite|Asosiasi|Institut|Kepolisian|Biro|Prof|Dr|Ibu|Bapak|Pak)\b"
)


def find(text: str, own: str | None, words: Vocabulary) -> list[str]:
    """Names of the outlets a clean body credits, as written, in order, each once; `own` is the article's publisher."""
    low = lowered(text)
    hits = words.credits.find_matches_as_indexes(low)
    if not hits:
        return []
    by_start = {start: (n, end) for n, start, end in words.names.find_matches_as_indexes(text)}
    out: list[str] = []
    for form, start, end in hits:
        if (start and low[start - 1].isalnum()) or low[end : end + 1].isalnum():
            continue
        strength = words.credit_verbs[words.credit_forms[form]]
        name = _named(text, end, strength, by_start, own, words)
        if name and name not in out:
            out.append(name)
    return out


def _named(
    view: str, end: int, strength: str, by_start: dict[int, tuple[int, int]], own: str | None, words: Vocabulary
) -> str | None:
    lead = _LEAD.match(view, end)
    if lead is None:
        return None
    # The name may itself have been taken for a leading word ("dikutip Antara"): try every word of the lead, last first.
    at = lead.end()
    places = [at] + [m.start() for m in re.finditer(r"(?<=[ ,])\S", view[end:at])][::-1]
    for n, place in enumerate(places):
        at = place if n == 0 else end + place
        found = by_start.get(at)
        if found and not view[found[1] : found[1] + 1].isalpha():
            name = words.name_list[found[0]]
            if words.domains[name] != own:
                return view[at : found[1]]
            if n == 0:
                return None
    at = lead.end()
    account = _ACCOUNT.match(view, at)
    if account:
        return account[1].strip()
    address = _ADDRESS.match(view, at)
    if address:
        return address[1] if address[1].lower() != own else None
    if strength != "strong":
        return None
    name_match = _NAME.match(view, at)
    if name_match and not _NO_OUTLET.match(view, at):
        return name_match[0]
    return None
