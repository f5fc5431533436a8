"""Who an article is: canonical address, publisher as a domain, and the stable article_id made of them."""

from __future__ import annotations

import hashlib
import re
from datetime import date
from typing import Final
from urllib.parse import parse_qsl, unquote, urlencode, urlsplit, urlunsplit

from etl.article import paging
from etl.article.paging import Marks
from etl.article.vocabulary import Vocabulary, site_key

# Parameters that say how a reader came and not which article.
_TRACKING: Final = re.compile(
    r"(?:utm_\w+|fbclid|gclid|gbraid|wbraid|dclid|msclkid|igshid|ref|ref_src|referrer|source|src|from|amp|outputtype|"
    r"view|print|ved|usg|oc|hl|ceid|gl|_ga|mc_\w+|spm|share|tag_from|tfrom|mode|m|device|campaign|medium|"
    r"wtmode|wtlid|n_cid|cmpid|cid|sc|s|t|xtor|kanal|jxconn|jxrecoid|jxrecoidclick|lgn_method|google_btn)",
    re.IGNORECASE,
)
_SUBDOMAIN: Final = re.compile(r"^(?:www\d?|m|amp|mobile|wap|webcache)\.", re.IGNORECASE)
_PATH_TAIL: Final = re.compile(r"(?:/(?:amp|print|all|full|komentar))+/?$|\.amp$", re.IGNORECASE)
_SECOND_LEVEL: Final = frozenset({"co", "or", "go", "ac", "web", "net", "com", "my", "biz", "sch", "desa"})
_FEW: Final = 150  # characters: teasers and notices of so few words are told alike by many articles
_NOT_WORD: Final = re.compile(r"[\W_]+")


def canonical_url(url: str, marks: Marks) -> str | None:
    """An address without scheme differences, mobile or AMP hosts, tracking parameters, page numbers and fragment.

    None for what is no web address.
    """
    url = url.strip()
    if "://" not in url:
        if not re.match(r"[\w-]+(?:\.[\w-]+)+/\S", url):
            return None
        url = "https://" + url
    try:
        parts = urlsplit(url)
        host = (parts.hostname or "").rstrip(".")
    except ValueError:
        return None
    if parts.scheme.lower() not in ("http", "https") or "." not in host:
        return None
    while (bare := _SUBDOMAIN.sub("", host)) != host and bare.count("."):
        host = bare
    path = re.sub(r"/{2,}", "/", parts.path)
    path = re.sub(r"^/amp(?=/)", "", path)
    while (bare := _PATH_TAIL.sub("", path)) != path:
        path = bare
    path = paging.without_number(path, marks)
    query = sorted(
        (k, v) for k, v in parse_qsl(parts.query) if not _TRACKING.fullmatch(k) and not paging.is_number(k, v, marks)
    )
    if not path and not query and not parts.path.strip("/"):
        return urlunsplit(("https", host, "/", "", ""))
    return urlunsplit(("https", host, path, urlencode(query), ""))


def domain_of(url: str) -> str | None:
    """The registered domain of an address: "kompas.com" of "https://nasional.kompas.com/read/..."."""
    try:
        host = (urlsplit(url).hostname or "").lower()
    except ValueError:
        return None
    labels = host.split(".")
    if len(labels) < 2:
        return None
    keep = 3 if len(labels) > 2 and labels[-2] in _SECOND_LEVEL and len(labels[-1]) == 2 else 2
    return ".".join(labels[-keep:])


def publisher_of(name: str | None, url: str | None, words: Vocabulary) -> str | None:
    """The publisher as a domain where it is known, by its name or else by the address; other names as they stand."""
    if name:
        known = words.site_names.get(site_key(name))
        if known:
            return known
        if re.fullmatch(r"(?:https?://)?[\w-]+(?:\.[\w-]+)+/?", name.strip()):
            bare = name.strip()
            domain = domain_of(bare if "://" in bare else "https://" + bare)
            if domain:
                return domain
    domain = domain_of(url) if url else None
    if (
        domain
        and domain.split(".")[0] not in ("invalid", "localhost")
        and (domain in words.site_names.values() or not name)
    ):
        return domain
    return name.strip() if name else None


def article_id(url: str | None, publisher: str | None, title: str | None, day: date | None, text: str) -> str:
    """Stable id (16 hexadecimal digits) of the canonical address, else of publisher, title and day, else of text."""
    if url:
        # Hosts are the same in any case, paths are not: short links differ by case alone.
        basis = "url|" + unquote(url.split("://", 1)[1])
    elif title:
        basis = f"title|{publisher or ''}|{_plain(title)}|{day or ''}"
    else:
        basis = "text|" + _plain(text)
    return hashlib.sha256(basis.encode("utf-8", "replace")).hexdigest()[:16]


def text_key(text: str) -> str | None:
    """Hash (16 hexadecimal digits) of a body without white space and case; None for a body of few words."""
    plain = "".join(text.split()).lower()
    return hashlib.sha256(plain.encode("utf-8", "replace")).hexdigest()[:16] if len(plain) >= _FEW else None


def _plain(text: str) -> str:
    return _NOT_WORD.sub(" ", text).strip().casefold()
