"""The names that the members of a zip archive were given, in whatever encoding."""

import re
import struct
from collections.abc import Sequence
from zipfile import ZipInfo
from zlib import crc32

from app.datasets.charsets import LAST_OF_TWO_BYTES, Charset, codec_of, guessed_codec, is_text

_IN_UTF_8 = 0x800
_BEFORE_A_NAME = re.compile(rb"PK(?:\x03\x04.{2}(..).{18}(..).{2}|\x01\x02.{4}(..).{18}(..).{16})", re.DOTALL)
"""What stands before the name of a member, and again in the list of all: its flags and its length among it."""
_UNICODE_PATH = 0x7075
_UNICODE_PATH_VERSION = 1


class WrongCharsetError(ValueError):
    """Names cannot be read in the encoding that was declared."""


def without_wrong_marks(content: bytes) -> bytes:
    """An archive in which no name is marked as UTF-8 that cannot be read so; `zipfile` refuses it otherwise."""
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
    """The name of each member, as it is written: a path with slashes of one or the other kind.

    Names that are marked as UTF-8, or have a Unicode Path that belongs to them, are what they say. The others are
    read in one encoding, all together: the one that was declared, else the one in which they make most sense, and those
    in UTF-8 that can hardly be anything else.

    Args:
        members: all those of an archive; the guess takes each into account.
        charset: declared for names that do not say in which encoding they are.

    Raises:
        WrongCharsetError: it was declared, and not all of those names can be read in it.
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
    """The name whose encoding is known; None for one that does not say it."""
    return _until_end(member.orig_filename) if member.flag_bits & _IN_UTF_8 else _unicode_path(member)


def _evident_name(member: ZipInfo) -> str | None:
    """The name that is in UTF-8 with characters of three bytes or more; None for any other."""
    written = _bytes(member)
    if not is_text(written, "utf-8"):
        return None
    name = written.decode()
    return name if max(name, default="") > LAST_OF_TWO_BYTES else None


def _unicode_path(member: ZipInfo) -> str | None:
    """The name in the extra field for it, unless that is no text or belongs to another name, changed since."""
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
    """An unmarked name as it stands in the archive, up to where `zipfile` takes it to end."""
    return _whole_bytes(member).partition(b"\0")[0]


def _whole_bytes(member: ZipInfo) -> bytes:
    # zipfile reads unmarked names as code page 437, in which every byte is a character.
    return member.orig_filename.encode("cp437")


def _until_end(name: str) -> str:
    return name.partition("\0")[0]
