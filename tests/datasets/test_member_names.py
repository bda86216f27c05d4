"""Names keep the code points that form their characters, and lose invisible ones."""

import re
import struct
import unicodedata
import zlib

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from app.datasets.charsets import Charset
from app.datasets.image_archive import Limits, NotAZipError, Part, read_part
from app.datasets.member_names import WrongCharsetError, cleaned
from tests.datasets.zips import picture, unicode_path, zipped, zipped_as

WHOLE = {
    "a family": "👨‍👩‍👧‍👦",
    "a heart on fire": "❤️‍🔥",
    "a woman with a skin tone who runs": "🏃🏽‍♀️",
    "a head that shakes": "🙂‍↔️",
    "the flag of pirates": "🏴‍☠️",
    "the flag of England": "🏴󠁧󠁢󠁥󠁮󠁧󠁿",
    "a keycap": "1️⃣",
    "a flag of two letters": "🇰🇷",
    "an emoji of a later Unicode than Python's": "\U0001fae9",
    "Persian": "می‌خواهم",
    "Hindi with a joiner": "क्‍ष",
    "Hindi with a non-joiner": "क्‌ष",
    "Sinhala": "ශ්‍රී",
    "Malayalam, at the end": "അവന്‍",
    "Bengali": "র‍্যাব",
    "Korean": "강아지",
    "Hebrew with vowels": "שָׁלוֹם",
    "Thai": "น้ำ",
}


@pytest.mark.parametrize("name", WHOLE.values(), ids=WHOLE)
def test_what_makes_a_character_stays(name: str) -> None:
    composed = unicodedata.normalize("NFC", name)
    assert cleaned(name) == composed
    assert cleaned(unicodedata.normalize("NFD", name)) == composed


@pytest.mark.parametrize(
    ("name", "seen"),
    [
        (" cats\t", "cats"),
        ("c\x07a\x1bt\x00s\x7f", "cats"),
        ("\u202egpj.exe", "gpj.exe"),
        ("\u2066a\u2069\u200e\u200f\u061cb", "ab"),
        ("c\u200bat\ufeffs\u00ad\u2060", "cats"),
        ("ca\u200dt\u200cs", "cats"),
        ("\u200d\u200ccats\u200d", "cats"),
        ("👨\u200d\u200d👩", "👨👩"),
        ("👨\u200d", "👨"),
        ("cat\u200d👩", "cat👩"),
        ("🏴\U000e0067\U000e0062", "🏴"),
        ("cats\U000e0067\U000e007f", "cats"),
        ("e\u202e\u0301", "é"),
        ("e\u200d\u0301", "é"),
        ("\ue000\U000f0000\ufdd0cats", "cats"),
        ("\ud800cats", "cats"),
        ("\u200d\u202e ", ""),
    ],
)
def test_what_is_not_seen_goes(name: str, seen: str) -> None:
    assert cleaned(name) == seen


@given(st.text())
def test_names_are_cleaned_once(name: str) -> None:
    once = cleaned(name)
    assert cleaned(once) == once
    assert unicodedata.is_normalized("NFC", once)
    assert not any(unicodedata.category(character) in ("Cc", "Cs", "Co") for character in once)
    assert not any(character in once for character in "\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\ufeff")


@given(st.text("ab가각강\u1100\u1161\u11a8👨👩🏴\ufe0f\u200c\u200d\u202e\U000e0067\U000e007fمیक्ष\u0301 "))
@example("\U000e007f\u200d\U0001f3f4")
def test_names_of_joiners_are_cleaned_once(name: str) -> None:
    once = cleaned(name)
    assert cleaned(once) == once
    assert cleaned(unicodedata.normalize("NFD", once)) == once


LIMITS = Limits(members=50, unpacked_bytes=1_000_000, image_bytes=100_000, image_pixels=100_000, name_length=60)
DOGS, CATS = "강아지", "고양이"


def read(content: bytes, charset: Charset | None = None) -> Part:
    return read_part(content, 0, 1, LIMITS, charset)


def classes(content: bytes, charset: Charset | None = None) -> set[str]:
    part = read(content, charset)
    assert part.rejected == ()
    return set(part.classes)


def paths(names: tuple[str, ...], codec: str) -> list[bytes]:
    return [f"{name}/{number}.png".encode(codec) for name in names for number in range(2)]


def test_korean_folders_of_every_system() -> None:
    composed, decomposed = (DOGS, CATS), tuple(unicodedata.normalize("NFD", name) for name in (DOGS, CATS))
    assert classes(zipped_as(paths(composed, "cp949"), picture())) == {DOGS, CATS}
    assert classes(zipped_as(paths(composed, "utf-8"), picture())) == {DOGS, CATS}
    assert classes(zipped_as(paths(decomposed, "utf-8"), picture())) == {DOGS, CATS}
    assert classes(zipped([(name.decode(), picture()) for name in paths(composed, "utf-8")])) == {DOGS, CATS}
    assert classes(zipped([(name.decode(), picture()) for name in paths(decomposed, "utf-8")])) == {DOGS, CATS}


@pytest.mark.parametrize(
    ("names", "codec"),
    [
        (("ソース", "表"), "cp932"),
        (("Bären", "Füchse"), "cp1252"),
        (("élèves", "forêts"), "cp850"),
        (("Vögel", "Hühner"), "cp437"),
    ],
)
def test_folders_in_other_code_pages(names: tuple[str, str], codec: str) -> None:
    assert classes(zipped_as(paths(names, codec), picture())) == set(names)


@pytest.mark.parametrize(
    ("names", "codec", "charset"),
    [
        (("猫", "狗"), "gbk", "gbk"),
        (("貓", "狗"), "big5", "big5"),
        (("кошки", "собаки"), "cp866", "cp866"),
        (("кошки", "собаки"), "cp1251", "cp1251"),
        (("Straße", "Fuß"), "cp850", "cp850"),
        (("kočky", "psi ž"), "cp852", "cp852"),
        (("ﾈｺｺ", "ｲﾇｲ"), "cp932", "shift-jis"),
        (("챔", "강아지"), "cp949", "euc-kr"),
    ],
)
def test_a_charset_can_be_declared(names: tuple[str, str], codec: str, charset: Charset) -> None:
    assert classes(zipped_as(paths(names, codec), picture()), charset) == set(names)


def test_what_is_declared_is_checked() -> None:
    content = zipped_as(paths((DOGS, CATS), "cp949"), picture())
    with pytest.raises(WrongCharsetError):
        read(content, "utf-8")


def test_what_is_marked_as_utf_8_is_utf_8_whatever_is_declared() -> None:
    assert classes(zipped([(f"{DOGS}/1.png", picture())]), "cp1252") == {DOGS}


def test_names_in_utf_8_among_others_are_read_as_such() -> None:
    mixed = [*paths((DOGS,), "utf-8"), *paths((CATS,), "cp949")]
    assert classes(zipped_as(mixed, picture())) == {DOGS, CATS}
    with pytest.raises(WrongCharsetError):
        read(zipped_as(mixed, picture()), "utf-8")


def test_a_unicode_path_that_is_no_text_is_passed_over() -> None:
    def path(name: bytes) -> bytes:
        body = struct.pack("<BL", 1, zlib.crc32(name)) + b"\xff\xfe/1.png"
        return struct.pack("<HH", 0x7075, len(body)) + body

    assert classes(zipped_as(paths((DOGS,), "cp949"), picture(), path)) == {DOGS}


def test_a_mark_as_utf_8_that_is_wrong_counts_for_nothing() -> None:
    def marked(content: bytes) -> bytes:
        listed = re.sub(rb"(PK\x01\x02.{4})..", b"\\1\x00\x08", content, flags=re.DOTALL)
        return re.sub(rb"(PK\x03\x04.{2})..", b"\\1\x00\x08", listed, flags=re.DOTALL)

    assert classes(marked(zipped_as(paths((DOGS, CATS), "cp949"), picture()))) == {DOGS, CATS}
    mixed = [*paths((DOGS,), "cp949"), *paths((CATS,), "utf-8")]
    assert classes(marked(zipped_as(mixed, picture()))) == {DOGS, CATS}


@pytest.mark.parametrize("written", ["cp949", "cp850", "ascii"])
def test_a_unicode_path_is_the_name(written: str) -> None:
    names = [name.encode(written, "replace") for name in ("강아지/1.png", "강아지/2.png")]
    content = zipped_as(names, picture(), lambda name: unicode_path(name, "고양이/1.png"))
    assert classes(content) == {CATS}


def no_path(name: bytes) -> bytes:
    return b""


@pytest.mark.parametrize(
    "extra",
    [
        unicode_path(b"another name", "고양이/1.png"),
        struct.pack("<HHB", 0x7075, 1, 1),
        struct.pack("<HHBL", 0x7075, 5, 1, 0),
        struct.pack("<HH", 0x5455, 0) + struct.pack("<HHB", 0x000A, 1, 0),
    ],
    ids=["of another name", "no checksum", "no name", "other fields"],
)
def test_a_unicode_path_of_another_name_is_passed_over(extra: bytes) -> None:
    content = zipped_as(paths((DOGS, "dogs"), "cp949"), picture(), lambda name: extra)
    try:
        assert classes(content) == {DOGS, "dogs"}
    except NotAZipError:  # From 3.12 on Python's own reader refuses a truncated field.
        assert len(extra) < 9


def test_every_part_of_an_archive_guesses_alike() -> None:
    """Each part alone would be decoded differently: the first name as UTF-8, the second as Western."""
    names = [name.encode("cp949") for name in ("챔/1.png", "츮/2.png", "강아지/3.png", "강아지/4.png")]
    content = zipped_as(names, picture())
    read_apart = [read_part(content, number, 4, LIMITS).classes[0] for number in range(4)]
    assert read_apart == list(read(content).classes) == ["챔", "츮", DOGS, DOGS]


def test_names_are_measured_composed() -> None:
    longest = "각" * 60
    decomposed = unicodedata.normalize("NFD", longest)
    assert classes(zipped_as([f"{decomposed}/1.png".encode()], picture())) == {longest}
    assert read(zipped_as([f"{decomposed}각/1.png".encode()], picture())).rejected


def test_a_backslash_within_a_character_is_no_slash() -> None:
    """The second byte of 表 in Shift-JIS is a backslash."""
    assert classes(zipped_as([f"表/{number}.png".encode("cp932") for number in range(2)], picture())) == {"表"}
    assert classes(zipped_as([b"dogs\\1.png", b"dogs\\2.png"], picture())) == {"dogs"}


def test_a_folder_with_a_backslash_is_passed_over() -> None:
    assert classes(zipped_as([b"dogs\\pups\\", b"dogs\\2.png"], picture())) == {"dogs"}


@pytest.mark.parametrize("name", ["../강아지/1.png", "/강아지/1.png", "c:/강아지/1.png", "강아지/../../1.png"])
def test_names_lead_out_of_an_archive_in_no_encoding(name: str) -> None:
    (rejected,) = read(zipped_as([name.encode("cp949")], picture())).rejected
    assert rejected.fault.code == "leads_out"
    assert rejected.name == name
