"""Character encodings of names, declared or guessed.

Archives hold names as bytes, and mostly do not declare the encoding. The guess considers all names of an archive
together: of the encodings that can decode all of them, it chooses the one whose text looks most like what people write.
Every unlikely character adds to an encoding's cost.
"""

import re
import unicodedata
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from encodings import normalize_encoding
from encodings.aliases import aliases
from typing import Literal, get_args

Charset = Literal[
    "utf-8", "cp949", "euc-kr", "shift-jis", "cp932", "euc-jp", "gbk", "gb18030", "big5",
    "cp1252", "iso-8859-1", "cp1250", "cp1251", "cp437", "cp850", "cp852", "cp866",
]  # fmt: skip
"""Encodings that can be declared."""

_EXTENSIONS: dict[str, str] = {"euc-kr": "cp949", "shift-jis": "cp932", "gbk": "gb18030", "big5": "cp950"}
"""Supersets that systems use under the name of an encoding."""

_MAX_CHARACTERS = 4000
"""The maximum number of characters judged; more would take longer without improving the guess."""

_IMPOSSIBLE, _UNLIKELY = 3, 1
"""The costs of an invisible character, and of a symbol or a letter in an unlikely place."""
_KINDS = {"C": _IMPOSSIBLE, "S": _UNLIKELY, "P": _UNLIKELY, "Z": _UNLIKELY}
"""Costs by the first letter of Unicode's categories; letters, digits and accents cost nothing by themselves."""

_WESTERN = frozenset("àáâãäåæçèéêëìíîïñòóôõöøùúûüßÀÁÂÃÄÅÆÇÈÉÊËÌÍÎÏÑÒÓÔÕÖØÙÚÛÜ")
_ICELANDIC = str.maketrans("ðýþÐÝÞ", "dytDYT")
_QUOTED = re.compile("“([^“”]*)”|‘([^‘’]*)’")
_MEANT = re.compile(r"(?<=\w)’(?=\w)|(?<![^\W\d_])[–—](?![^\W\d_])|(?<=\d)€|(?<=\d )€")
"""Punctuation of code page 1252 in likely places: between letters, apart from letters, after digits."""
_HALF_WIDTH_KATAKANA = re.compile("[ｦ-ﾟ]{3}")
"""Three in a row, which are hardly letters of another encoding."""
LAST_OF_TWO_BYTES = "\u07ff"
"""The last character that is two bytes in UTF-8."""


def charset_named(name: str) -> str:
    """Translate another usual name of an encoding to the one that can be declared; return other names unchanged."""
    return _BY_MODULE.get(_module_of(name), name)


def _module_of(name: str) -> str:
    """Find Python's module for an encoding. Unlike `codecs.lookup` this caches nothing for unknown names."""
    written = normalize_encoding(name.lower())
    return aliases.get(written, written)


_BY_MODULE: dict[str, str] = {_module_of(charset): charset for charset in get_args(Charset)}


def codec_of(charset: Charset) -> str:
    """Return Python's name for a declared encoding."""
    return _EXTENSIONS.get(charset, charset)


def guessed_codec(names: Iterable[bytes]) -> str:
    """Guess the encoding, by Python's name, in which all names together make the most sense; in doubt UTF-8."""
    whole = b"/".join(names)
    parts = sorted({part for part in whole.split(b"/") if not part.isascii()})
    readable = [candidate for candidate in _CANDIDATES if is_text(whole, candidate.codec)]
    return min(readable, key=lambda candidate: candidate.cost(parts)).codec


def is_text(content: bytes, codec: str) -> bool:
    """Whether bytes can be decoded in an encoding."""
    try:
        content.decode(codec)
    except UnicodeDecodeError:
        return False
    return True


@dataclass(frozen=True)
class _Candidate:
    """An encoding that may be guessed.

    Attributes:
        cost_at: the cost of the non-ASCII character at an index of a text.
        simplified: replaces by ASCII the characters of a text that are usual in this encoding only.
    """

    codec: str
    cost_at: Callable[[str, int], int]
    simplified: Callable[[str], str] = str

    def cost(self, names: Iterable[bytes]) -> int:
        """The cost of these names in this encoding: how unlikely they are."""
        total = characters = 0
        for name in names:
            text = self.simplified(name.decode(self.codec))
            total += sum(self.cost_at(text, place) for place in range(len(text)) if not text[place].isascii())
            characters += len(text)
            if characters > _MAX_CHARACTERS:
                break
        return total


def _unicode(text: str, place: int) -> int:
    """Cost in UTF-8: three bytes or more are hardly ever one character by chance; two sometimes are."""
    return 0 if text[place] > LAST_OF_TWO_BYTES else _cost_of_kind(text[place])


def _korean(text: str, place: int) -> int:
    """Cost in Korean: names consist of the 2,350 syllables of the Korean standard."""
    letter = text[place]
    is_usual = "가" <= letter <= "힣" and len(letter.encode("euc_kr")) == 2
    return _cost_of_kind(letter) or _UNLIKELY * (not is_usual) + _cost_of_swallowing(text, place, "cp949")


def _japanese(text: str, place: int) -> int:
    """Cost in Japanese: names consist of kana and the 2,965 kanji of the standard's first level."""
    letter = text[place]
    if any(_HALF_WIDTH_KATAKANA.match(text, first) for first in range(max(0, place - 2), place + 1)):
        return 0
    is_usual = "ぁ" <= letter <= "ヿ" or b"\x88\x9f" <= letter.encode("cp932") < b"\x98\x73"
    return _cost_of_kind(letter) or _UNLIKELY * (not is_usual) + _cost_of_swallowing(text, place, "cp932")


def _chinese(text: str, place: int) -> int:
    """Cost in Chinese: names consist of the 3,755 characters of the standard's first level."""
    letter = text[place]
    encoded = letter.encode("gb18030")
    is_usual = b"\xb0\xa1" <= encoded < b"\xd8\xa1" and encoded[1] >= 0xA1
    return _cost_of_kind(letter) or _UNLIKELY * (not is_usual) + _cost_of_swallowing(text, place, "gb18030")


def _western(text: str, place: int) -> int:
    """Cost in code page 1252: names have the usual accented letters, and no capital after a small letter."""
    pairs = text[max(0, place - 1) : place + 1], text[place : place + 2]
    capitals = sum(pair[:1].islower() and pair[1:].isupper() for pair in pairs)
    return _cost_of_kind(text[place]) or _UNLIKELY * (text[place] not in _WESTERN) + _UNLIKELY * capitals


def _with_plain_punctuation(text: str) -> str:
    """Replace the letters and punctuation that only the Windows code page has by ASCII."""
    return _MEANT.sub("-", _QUOTED.sub(r'"\1\2"', text)).translate(_ICELANDIC)


def _cost_of_kind(character: str) -> int:
    """The cost of a character that is no letter, digit or accent; 0 for one that is."""
    return _KINDS.get(unicodedata.category(character)[0], 0)


def _cost_of_swallowing(text: str, place: int, codec: str) -> int:
    """Cost of a two-byte character inside an ASCII word, which is more likely an accented letter and its neighbour."""
    before, after = text[place - 1 : place], text[place + 1 : place + 2]
    is_within = before.isascii() and before.isalnum() and after.isascii() and after.isalnum()
    last = text[place].encode(codec)[-1:]
    is_beside = (before.isascii() and before.islower()) or (after.isascii() and after.islower())
    return _UNLIKELY * is_within + _UNLIKELY * (last.isascii() and last.islower() and is_beside)


_CANDIDATES = (
    _Candidate("utf-8", _unicode),
    _Candidate("cp949", _korean),
    _Candidate("cp932", _japanese),
    _Candidate("gb18030", _chinese),
    _Candidate("cp1252", _western, _with_plain_punctuation),
    _Candidate("cp850", _western),
)
"""The candidates, in order of preference at equal cost. The last one can decode any bytes."""
