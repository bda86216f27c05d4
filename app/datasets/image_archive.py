"""Zip archives with a folder of images for each class, read part by part and never trusted."""

import io
import stat
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import PureWindowsPath
from zipfile import ZIP_DEFLATED, ZIP_STORED, ZipFile, ZipInfo

import numpy as np
from numpy.typing import NDArray

from app.datasets.charsets import Charset
from app.datasets.member_names import cleaned, member_names, without_wrong_marks
from app.features.decoding import FORMATS, BrokenImageError, NotAnImageError, TooManyPixelsError, decode
from app.features.fitting import fitted

MESSAGES = {
    "no_zip": "The file is no zip archive, or is damaged or breaks off.",
    "too_many_members": "The archive has more than {most:,} members.",
    "unpacks_to_too_much": "The archive unpacks to more than {megabytes} MB.",
    "too_few_classes": (
        "The archive needs {classes} folders or more with {images} readable images or more in each: "
        "a folder is a class."
    ),
    "too_many_classes": "The archive has {classes} folders of images: at most {most}.",
    "takes_too_much_room": "The images take more than the {megabytes} MB that are kept for a visitor.",
    "leads_out": "Its name leads out of the archive.",
    "in_no_folder": "It lies in no folder whose name could be that of its class.",
    "long_class_name": "The name of its folder has more than {most} characters.",
    "no_image": "It is no image of these formats: {formats}; or of a rare kind of them.",
    "too_many_pixels": "It has more than {megapixels} megapixels.",
    "broken_image": "The image is damaged or breaks off.",
    "takes_memory": "Decoding it takes more memory than one image is given.",
    "no_file": "It is a link or a device, not a file.",
    "repeated_name": "A later member has the same name.",
    "encrypted": "It is encrypted.",
    "unread_compression": "It is compressed in a way that is not read: deflated and stored members are.",
    "empty": "It is empty.",
    "too_large": "It has more than {megabytes} MB.",
    "damaged": "It is damaged, or other than the archive announces.",
    "only_image": "It is the only image of its class.",
}
"""The message for each fault by its code: first faults of archives, then faults of members."""


@dataclass(frozen=True)
class ArchiveFault:
    """A fault of an archive or of a member.

    Attributes:
        code: the kind of fault, a key of ``MESSAGES``.
        values: the values that the message names, so that it can be translated.
    """

    code: str
    values: Mapping[str, str | int] = field(default_factory=dict)

    @property
    def message(self) -> str:
        """The fault as a sentence."""
        return MESSAGES[self.code].format_map(self.values)


class UnusableArchiveError(ValueError):
    """An archive that cannot become a data set."""

    def __init__(self, fault: ArchiveFault) -> None:
        super().__init__(fault)
        self.fault = fault

    def __str__(self) -> str:
        return self.fault.message


SIDE = 32
ENCRYPTED = 0x1
LEFT_BY_SYSTEMS = "__MACOSX"
MAX_SHOWN = 200


class NotAZipError(UnusableArchiveError):
    """The bytes are not a zip archive, or the list of its members is damaged."""


class ArchiveTooLargeError(UnusableArchiveError):
    """The archive has too many members, or they are too large when unpacked."""


class _UnusableMemberError(ValueError):
    """A member that cannot be used."""

    def __init__(self, code: str, **values: str | int) -> None:
        super().__init__(code)
        self.fault = ArchiveFault(code, values)


@dataclass(frozen=True)
class Limits:
    """Limits on an archive.

    Attributes:
        members: the maximum number of members of any kind.
        unpacked_bytes: the maximum total size that the archive declares; no member is read beyond its declared size.
        image_bytes, image_pixels: the maximum size of one image.
        name_length: the maximum number of characters in the name of a class.
    """

    members: int
    unpacked_bytes: int
    image_bytes: int
    image_pixels: int
    name_length: int


@dataclass(frozen=True)
class Rejected:
    """A member that is not part of the data set, and the reason."""

    name: str
    fault: ArchiveFault


@dataclass(frozen=True, eq=False)
class Part:
    """The images read from a part of an archive, in the order of its members.

    Attributes:
        images: (N, 32, 32, 3) uint8 RGB.
        classes: the name of each image's class.
        names: the members' names, for display.
    """

    images: NDArray[np.uint8]
    classes: tuple[str, ...]
    names: tuple[str, ...]
    rejected: tuple[Rejected, ...]


def read_part(content: bytes, part: int, parts: int, limits: Limits, charset: Charset | None = None) -> Part:
    """Read the images among a part of an archive's members, each cropped to its central square and scaled to 32×32.

    An image's class is the name of its folder. Folders, hidden files and files added by macOS are skipped. All parts of
    an archive are read with one encoding of names.

    Args:
        content: the archive.
        part: the index of the part, from 0 to ``parts`` - 1.
        parts: the number of parts into which the members are divided.
        limits: limits on the archive and on each member.
        charset: the encoding of names that do not declare theirs; guessed if None.

    Raises:
        NotAZipError: the archive cannot be opened.
        ArchiveTooLargeError: the archive exceeds the limits.
        WrongCharsetError: names cannot be decoded in ``charset``.
    """
    images, classes, names, rejected = [], [], [], []
    with _opened(content) as archive:
        for member, written in _members(archive, part, parts, limits, charset):
            name = cleaned(written)[:MAX_SHOWN]
            try:
                class_name = _class_of(written, limits.name_length)
                images.append(_image(archive, member, limits))
            except _UnusableMemberError as unfit:
                rejected.append(Rejected(name, unfit.fault))
            else:
                classes.append(class_name)
                names.append(name)
    stacked = np.array(images, np.uint8).reshape(-1, SIDE, SIDE, 3)
    return Part(stacked, tuple(classes), tuple(names), tuple(rejected))


@contextmanager
def _opened(content: bytes) -> Iterator[ZipFile]:
    try:
        try:
            archive = ZipFile(io.BytesIO(content))
        except UnicodeDecodeError:
            archive = ZipFile(io.BytesIO(without_wrong_marks(content)))
    except MemoryError:
        raise
    except Exception as error:  # a damaged list of members raises more exceptions than zipfile documents
        raise NotAZipError(ArchiveFault("no_zip")) from error
    with archive:
        yield archive


def _members(
    archive: ZipFile, part: int, parts: int, limits: Limits, charset: Charset | None
) -> list[tuple[ZipInfo, str]]:
    """List the members of a part that should be images, and their names."""
    members = archive.infolist()
    if len(members) > limits.members:
        raise ArchiveTooLargeError(ArchiveFault("too_many_members", {"most": limits.members}))
    if sum(member.file_size for member in members) > limits.unpacked_bytes:
        raise ArchiveTooLargeError(
            ArchiveFault("unpacks_to_too_much", {"megabytes": f"{limits.unpacked_bytes / 1e6:g}"})
        )
    named = list(zip(members, member_names(members, charset), strict=True))
    bounds = [len(members) * number // parts for number in (part, part + 1)]
    return [(member, name) for member, name in named[slice(*bounds)] if not _is_passed_over(name)]


def _is_passed_over(name: str) -> bool:
    path = PureWindowsPath(name)
    return name.endswith(("/", "\\")) or LEFT_BY_SYSTEMS in path.parts or path.name.startswith(".")


def _class_of(written: str, name_length: int) -> str:
    # Windows' path rules cover both slashes, drives and shares, whatever system made the archive.
    path = PureWindowsPath(written)
    if path.anchor or ".." in path.parts:
        raise _UnusableMemberError("leads_out")
    name = cleaned(path.parent.name)
    if not name:
        raise _UnusableMemberError("in_no_folder")
    if len(name) > name_length:
        raise _UnusableMemberError("long_class_name", most=name_length)
    return name


def _image(archive: ZipFile, member: ZipInfo, limits: Limits) -> NDArray[np.uint8]:
    """Decode a member to an image (32, 32, 3).

    Raises:
        _UnusableMemberError: the member is no image, or exceeds the limits.
    """
    content = _content(archive, member, limits.image_bytes)
    try:
        pixels = decode(content, limits.image_pixels).pixels
    except NotAnImageError as error:
        raise _UnusableMemberError("no_image", formats=", ".join(FORMATS)) from error
    except TooManyPixelsError as error:
        raise _UnusableMemberError("too_many_pixels", megapixels=f"{limits.image_pixels / 1e6:g}") from error
    except BrokenImageError as error:
        raise _UnusableMemberError("broken_image") from error
    except MemoryError as error:
        raise _UnusableMemberError("takes_memory") from error
    return fitted(pixels, SIDE, SIDE)


def _content(archive: ZipFile, member: ZipInfo, max_bytes: int) -> bytes:
    """Read a member's bytes, never more than its declared size."""
    if stat.S_IFMT(member.external_attr >> 16) not in (0, stat.S_IFREG):
        raise _UnusableMemberError("no_file")
    if archive.getinfo(member.filename) is not member:
        raise _UnusableMemberError("repeated_name")
    if member.flag_bits & ENCRYPTED:
        raise _UnusableMemberError("encrypted")
    if member.compress_type not in (ZIP_STORED, ZIP_DEFLATED):
        raise _UnusableMemberError("unread_compression")
    if not member.file_size:
        raise _UnusableMemberError("empty")
    if member.file_size > max_bytes:
        raise _UnusableMemberError("too_large", megabytes=f"{max_bytes / 1e6:g}")
    try:
        with archive.open(member) as file:
            return file.read(member.file_size)
    except MemoryError:
        raise
    except Exception as error:  # a damaged member raises more exceptions than zipfile documents
        raise _UnusableMemberError("damaged") from error
