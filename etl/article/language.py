"""Which language a text is in, by its function words. Only as good as needed to keep what is not Indonesian out."""

from __future__ import annotations

from collections import Counter
from typing import Final

from etl.article.vocabulary import Vocabulary

_HEAD: Final = 1500
_FEW_WORDS: Final = 12
_MALAY_WORDS: Final = 4


def of(text: str, words: Vocabulary) -> str:
    """ISO 639-1 code of the language; "id" where too little speaks for another one."""
    languages = words.languages
    seen = text[:_HEAD].lower().split()
    found = Counter(filter(None, map(languages.get, seen)))
    own = found.pop("id", 0)
    if not found:
        return "id"
    other, count = max(found.items(), key=lambda item: (item[1], item[0]))
    # Indonesian and Malay share most function words: a handful that Indonesian does not use decides.
    if other == "ms":
        kinds = len({word for word in seen if languages.get(word) == "ms"})
        return "ms" if kinds >= _MALAY_WORDS and count * 5 >= own else "id"
    return other if count > own and count >= _FEW_WORDS // 2 else "id"
