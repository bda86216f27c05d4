"""The names of a zip archive's members, in whatever encoding, cleaned for display."""

import re
import struct
import unicodedata
from collections.abc import Sequence
from zipfile import ZipInfo
from zlib import crc32

from app.datasets.charsets import LAST_OF_TWO_BYTES, Charset, codec_of, guessed_codec, is_text

_PICTOGRAPHS = "\u00a9\u00ae\u203c-\u2bff\u3030\u303d\u3297\u3299\U0001f000-\U0001faff"
"""Emoji, and code points that Unicode reserves for future emoji."""
_JOINING_SCRIPTS = "\u0600-\u0dff\u0f00-\u109f\u1780-\u18af\u1a20-\u1c4f\ua880-\uabff\ufb50-\ufdff\ufe70-\ufefc"
"""Scripts, from Arabic to Sinhala and beyond, in which letters change their shapes beside each other."""
_VIRAMAS = "\u094d\u09cd\u0a4d\u0acd\u0b4d\u0bcd\u0c4d\u0ccd\u0d4d\u0dca"
_VARIATION, _KEYCAP, _FLAG, _END_OF_TAGS = "\ufe0f", "\u20e3", "\U0001f3f4", "\U000e007f"
_TAGS = "\U000e0020-\U000e007e"
_NON_JOINER, _JOINER = "\u200c", "\u200d"

_PARTS_OF_CHARACTERS = re.compile(
    f"(?<=[{_PICTOGRAPHS}{_VARIATION}{_KEYCAP}{_END_OF_TAGS}]){_JOINER}(?=[{_PICTOGRAPHS}])"
    f"|(?<=[{_JOINING_SCRIPTS}])[{_NON_JOINER}{_JOINER}](?=[{_JOINING_SCRIPTS}])"
    f"|(?<=[{_VIRAMAS}]){_JOINER}"
    f"|(?<={_FLAG})[{_TAGS}]+{_END_OF_TAGS}"
)
"""Formatting characters whose removal would change the characters displayed."""
_MAYBE_PARTS = re.compile(f"[{_NON_JOINER}{_JOINER}{_TAGS}{_END_OF_TAGS}{_PICTOGRAPHS}]")


def cleaned(name: str) -> str:
    """Compose a name (NFC), and remove surrounding blanks and invisible characters.

    Control, private, unassigned and formatting characters are removed, including those that change the direction of
    writing. Joiners stay where they form one character: a family of emoji, a flag, letters of Arabic and of Indic
    scripts.
    """
    cleaner = _cleaned_once(name)
    while cleaner != name:  # a removed character may have been the reason to leave a joiner beside it
        name, cleaner = cleaner, _cleaned_once(cleaner)
    return name


def _cleaned_once(name: str) -> str:
    text = "".join(each for each in name if unicodedata.category(each)[0] != "C" or _MAYBE_PARTS.match(each))
    kept = {place for match in _PARTS_OF_CHARACTERS.finditer(text) for place in range(*match.span())}
    visible = (each for place, each in enumerate(text) if unicodedata.category(each) != "Cf" or place in kept)
    return unicodedata.normalize("NFC", "".join(visible)).strip()


_IN_UTF_8 = 0x800
_BEFORE_A_NAME = re.compile(rb"PK(?:\x03\x04.{2}(..).{18}(..).{2}|\x01\x02.{4}(..).{18}(..).{16})", re.DOTALL)
"""The header before a member's name, in the file and again in the directory; it has the flags and the name's length."""
_UNICODE_PATH = 0x7075
_UNICODE_PATH_VERSION = 1


class WrongCharsetError(ValueError):
    """Names cannot be decoded in the declared encoding."""


def without_wrong_marks(content: bytes) -> bytes:
    """Clear the UTF-8 flag of names that are not valid UTF-8; `zipfile` would refuse the archive otherwise."""
    mended = bytearray(content)
    end = 0
    while header := _BEFORE_A_NAME.search(content, end):
        place = 1 if header[1] else 3
        flags, length = (int.from_bytes(header[group], "little") for group in (place, place + 1))
        end = header.end() + length
        if flags & _IN_UTF_8 and not is_text(content[header.end() : end], "utf-8"):
            mended[slice(*header.span(place))] = (flags ^ _IN_UTF_8).to_bytes(2, "little")
    return bytes(mended)


def member_names(members: Sequence[ZipInfo], charset: Charset | None) -> list[str]:
    """Decode the name of each member: a path with slashes or backslashes.

    Names that are marked as UTF-8 or have a valid Unicode Path field are taken as marked. Names that are almost
    certainly UTF-8 are decoded as such. All others are decoded in one encoding: the declared one, else the one in which
    they make the most sense together.

    Args:
        members: all members of an archive; the guess considers each of them.
        charset: the declared encoding of names that do not declare theirs.

    Raises:
        WrongCharsetError: not all of those names can be decoded in the declared encoding.
    """
    marked = [_marked_name(member) or (_evident_name(member) if charset is None else None) for member in members]
    unmarked = [_bytes(member) for member, name in zip(members, marked, strict=True) if name is None]
    codec = guessed_codec(unmarked) if charset is None else codec_of(charset)
    try:
        read = (name.decode(codec) for name in unmarked)
        return [next(read) if name is None else name for name in marked]
    except UnicodeDecodeError as error:
        raise WrongCharsetError from error


def _marked_name(member: ZipInfo) -> str | None:
    """Return the name if its encoding is declared, else None."""
    return _until_end(member.orig_filename) if member.flag_bits & _IN_UTF_8 else _unicode_path(member)


def _evident_name(member: ZipInfo) -> str | None:
    """Return the name if it is valid UTF-8 with characters of three bytes or more, else None."""
    written = _bytes(member)
    if not is_text(written, "utf-8"):
        return None
    name = written.decode()
    return name if max(name, default="") > LAST_OF_TWO_BYTES else None


def _unicode_path(member: ZipInfo) -> str | None:
    """Return the name in the Unicode Path field, unless it is invalid or belongs to an earlier name."""
    extra = member.extra
    while len(extra) >= 4:
        kind, size = struct.unpack_from("<HH", extra)
        body = extra[4 : 4 + size]
        if kind == _UNICODE_PATH and len(body) > 5:
            version, checksum = struct.unpack_from("<BL", body)
            if version == _UNICODE_PATH_VERSION and checksum == crc32(_whole_bytes(member)):
                return _until_end(body[5:].decode()) if is_text(body[5:], "utf-8") else None
        extra = extra[4 + size :]
    return None


def _bytes(member: ZipInfo) -> bytes:
    """Return the bytes of an unmarked name in the archive, up to where `zipfile` ends it."""
    return _whole_bytes(member).partition(b"\0")[0]


def _whole_bytes(member: ZipInfo) -> bytes:
    # zipfile decodes unmarked names as code page 437, in which every byte is a character.
    return member.orig_filename.encode("cp437")


def _until_end(name: str) -> str:
    return name.partition("\0")[0]
