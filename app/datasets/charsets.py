"""Character encodings of names, declared or guessed.

Archives hold names as bytes, and mostly do not say in which encoding. A guess takes all names of an archive together:
only encodings in which each of them can be read come into question, and of these it is the one whose text looks most
like what people write. Every character that does not costs something.
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
"""What systems write in place of an encoding: all of it and more."""

_MAX_CHARACTERS = 4000
"""Characters that are judged; more would take longer and tell no more."""

_IMPOSSIBLE, _UNLIKELY = 3, 1
"""What it costs that a character cannot be seen; that it is a symbol, or a letter that hardly stands there."""
_KINDS = {"C": _IMPOSSIBLE, "S": _UNLIKELY, "P": _UNLIKELY, "Z": _UNLIKELY}
"""By the first letter of Unicode's categories; letters, digits and accents cost nothing by themselves."""

_WESTERN = frozenset("àáâãäåæçèéêëìíîïñòóôõöøùúûüßÀÁÂÃÄÅÆÇÈÉÊËÌÍÎÏÑÒÓÔÕÖØÙÚÛÜ")
_ICELANDIC = str.maketrans("ðýþÐÝÞ", "dytDYT")
_QUOTED = re.compile("“([^“”]*)”|‘([^‘’]*)’")
_MEANT = re.compile(r"(?<=\w)’(?=\w)|(?<![^\W\d_])[–—](?![^\W\d_])|(?<=\d)€|(?<=\d )€")
"""Punctuation of code page 1252 where it is meant as such: in place of a letter, apart from letters, after digits."""
_HALF_WIDTH_KATAKANA = re.compile("[ｦ-ﾟ]{3}")
"""So many that they are hardly letters of another encoding."""
LAST_OF_TWO_BYTES = "\u07ff"
"""The last character that is two bytes in UTF-8."""


def charset_named(name: str) -> str:
    """The encoding that can be declared of which this is another usual name; any other name as it is."""
    return _BY_MODULE.get(_module_of(name), name)


def _module_of(name: str) -> str:
    """Python's module for an encoding. Unlike `codecs.lookup` this keeps nothing of names that there are not."""
    written = normalize_encoding(name.lower())
    return aliases.get(written, written)


_BY_MODULE: dict[str, str] = {_module_of(charset): charset for charset in get_args(Charset)}


def codec_of(charset: Charset) -> str:
    """Python's name for an encoding that was declared."""
    return _EXTENSIONS.get(charset, charset)


def guessed_codec(names: Iterable[bytes]) -> str:
    """Python's name for the encoding in which all names make most sense together; UTF-8 in case of doubt."""
    whole = b"/".join(names)
    parts = sorted({part for part in whole.split(b"/") if not part.isascii()})
    readable = [candidate for candidate in _CANDIDATES if is_text(whole, candidate.codec)]
    return min(readable, key=lambda candidate: candidate.cost(parts)).codec


def is_text(content: bytes, codec: str) -> bool:
    """Whether bytes can be read in an encoding."""
    try:
        content.decode(codec)
    except UnicodeDecodeError:
        return False
    return True


@dataclass(frozen=True)
class _Candidate:
    """An encoding that may be guessed.

    Attributes:
        cost_at: how unlikely the character at a place of a text is, which is beyond ASCII.
        simplified: a text with ASCII for what is usual in this encoding only.
    """

    codec: str
    cost_at: Callable[[str, int], int]
    simplified: Callable[[str], str] = str

    def cost(self, names: Iterable[bytes]) -> int:
        """How unlikely these names are in this encoding."""
        total = characters = 0
        for name in names:
            text = self.simplified(name.decode(self.codec))
            total += sum(self.cost_at(text, place) for place in range(len(text)) if not text[place].isascii())
            characters += len(text)
            if characters > _MAX_CHARACTERS:
                break
        return total


def _unicode(text: str, place: int) -> int:
    """Three bytes or more are hardly ever one character of UTF-8 by chance; two are."""
    return 0 if text[place] > LAST_OF_TWO_BYTES else _cost_of_kind(text[place])


def _korean(text: str, place: int) -> int:
    """Names are made of the 2,350 syllables of the Korean standard."""
    letter = text[place]
    is_usual = "가" <= letter <= "힣" and len(letter.encode("euc_kr")) == 2
    return _cost_of_kind(letter) or _UNLIKELY * (not is_usual) + _cost_of_swallowing(text, place, "cp949")


def _japanese(text: str, place: int) -> int:
    """Names are made of kana and the 2,965 kanji of the standard's first level."""
    letter = text[place]
    if any(_HALF_WIDTH_KATAKANA.match(text, first) for first in range(max(0, place - 2), place + 1)):
        return 0
    is_usual = "ぁ" <= letter <= "ヿ" or b"\x88\x9f" <= letter.encode("cp932") < b"\x98\x73"
    return _cost_of_kind(letter) or _UNLIKELY * (not is_usual) + _cost_of_swallowing(text, place, "cp932")


def _chinese(text: str, place: int) -> int:
    """Names are made of the 3,755 characters of the standard's first level."""
    letter = text[place]
    encoded = letter.encode("gb18030")
    is_usual = b"\xb0\xa1" <= encoded < b"\xd8\xa1" and encoded[1] >= 0xA1
    return _cost_of_kind(letter) or _UNLIKELY * (not is_usual) + _cost_of_swallowing(text, place, "gb18030")


def _western(text: str, place: int) -> int:
    """Names are made of letters with the usual accents, and have no capital after a small letter."""
    pairs = text[max(0, place - 1) : place + 1], text[place : place + 2]
    capitals = sum(pair[:1].islower() and pair[1:].isupper() for pair in pairs)
    return _cost_of_kind(text[place]) or _UNLIKELY * (text[place] not in _WESTERN) + _UNLIKELY * capitals


def _with_plain_punctuation(text: str) -> str:
    """A text as Windows writes it, with ASCII for the letters and the punctuation that only its code page has."""
    return _MEANT.sub("-", _QUOTED.sub(r'"\1\2"', text)).translate(_ICELANDIC)


def _cost_of_kind(character: str) -> int:
    """What a character costs that is no letter, digit or accent; 0 for one that is."""
    return _KINDS.get(unicodedata.category(character)[0], 0)


def _cost_of_swallowing(text: str, place: int, codec: str) -> int:
    """A character of two bytes within a word of ASCII letters is rather an accented letter and its neighbour."""
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
"""In the order in which they are preferred where they cost the same. The last one can read any bytes."""
