"""The encoding of names is guessed from all of them together, in the languages and from the systems that wrote them."""

import encodings
import random
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.datasets import charsets
from app.datasets.charsets import charset_named, guessed_codec

WORDS = {
    "Korean": """
        강아지 고양이 말 소 돼지 양 닭 오리 토끼 호랑이 사자 곰 여우 늑대 사슴 코끼리 기린 원숭이 뱀 거북이
        개구리 물고기 상어 고래 새 독수리 참새 사과 배 포도 딸기 바나나 수박 감 귤 빨강 파랑 노랑 초록 봄 여름
        가을 겨울 꽃 나무 산 바다 하늘 자동차 비행기 배경 기차 사람 얼굴 손 발 눈 코 입 귀 집 책상 의자 연필 공
        떡볶이 김밥 찌개 햄버거 쌀 꿀 별 달 해 쥐 가위 바위 보
    """,
    "Japanese": """
        犬 猫 馬 牛 豚 羊 鶏 鳥 兎 虎 熊 狐 狼 鹿 象 猿 蛇 亀 蛙 魚 鯨 ねこ いぬ うま とり くま きつね さる ネコ
        イヌ トリ パンダ ライオン リンゴ みかん バナナ 桜 花 木 山 海 空 車 飛行機 電車 自転車 人 顔 手 足 家
        学校 机 椅子 鉛筆 赤 青 黄色 緑 白 黒 春 夏 秋 冬 表 裏 正常 異常 ソース 能 予 十 貼 構 晴れ 曇り 雨 雪
        寿司 ラーメン 東京 大阪 男 女 子供
    """,
    "German": """
        Hündchen Kätzchen Bär Löwe Möwe Kühe Hühner Vögel Füchse Mäuse Wölfe Frösche Känguru Äpfel Bäume Häuser
        Größe grün süß schön Übung Öl Ärger Tür Müll Brücke Käfer Würfel Schlüssel Bücher Züge München Köln
        Zürich kühl früh Käse
    """,
    "French": """
        élève école éléphant chèvre bébé forêt île âne tête fenêtre hôtel château gâteau garçon leçon français
        café thé crème légumes pêche prêt été Été Élèves Église noël naïf maïs zèbre lièvre lézard guépard
        léopard hérisson rivière père mère fête crâne pâté poêle goût flûte mûre sûr déjà là où ça façade
        étagère
    """,
    "Spanish": """
        niño niña ñandú pájaro árbol águila león ratón camión avión jabalí delfín tiburón limón melón jamón
        azúcar música español montaña mañana pequeño año señal corazón jardín pingüino cigüeña búho lápiz sofá
        público Ángel Ñoño
    """,
    "Swedish": """
        björn räv älg får kött blåbär äpple päron grön röd blå höna gås ål örn häst Åsa Örebro Malmö vår höst
    """,
}
CHINESE = """
    猫 狗 马 牛 猪 羊 鸡 兔子 老虎 狮子 熊 狐狸 狼 大象 猴子 蛇 乌龟 青蛙 鱼 鸟 苹果 香蕉 西瓜 红色 蓝色 黄色
    绿色 春天 夏天
"""

WRITTEN = {
    "Korean": ["utf-8", "cp949"],
    "Japanese": ["utf-8", "cp932"],
    "German": ["utf-8", "cp1252", "cp850", "cp437"],
    "French": ["utf-8", "cp1252", "cp850", "cp437"],
    "Spanish": ["utf-8", "cp1252", "cp850", "cp437"],
    "Swedish": ["utf-8", "cp1252", "cp850", "cp437"],
}


def can_be_written(word: str, codec: str) -> bool:
    try:
        return not word.encode(codec).isascii()
    except UnicodeEncodeError:
        return False


def read(words: list[str], codec: str) -> list[str]:
    """Encode words in one encoding, and decode them in the guessed one."""
    names = [word.encode(codec) for word in words]
    guess = guessed_codec([name + b"/1.png" for name in names])
    return [name.decode(guess) for name in names]


CASES = [(language, codec) for language, codecs in WRITTEN.items() for codec in codecs]


@pytest.mark.parametrize(("language", "codec"), CASES)
def test_a_few_names_tell_their_encoding(language: str, codec: str) -> None:
    words = [word for word in WORDS[language].split() if can_be_written(word, codec)]
    draw = random.Random(0)
    for count in (2, 3, 5, 10):
        for _ in range(100):
            chosen = draw.sample(words, count)
            assert read(chosen, codec) == chosen


@pytest.mark.parametrize(("language", "codec"), CASES)
def test_nearly_every_single_name_tells_its_encoding(language: str, codec: str) -> None:
    words = [word for word in WORDS[language].split() if can_be_written(word, codec)]
    wrong = [word for word in words if read([word], codec) != [word]]
    assert wrong == []


@pytest.mark.parametrize("language", WORDS)
def test_decomposed_names_of_a_mac_are_utf_8(language: str) -> None:
    words = [unicodedata.normalize("NFD", word) for word in WORDS[language].split()]
    for word in words:
        assert read([word], "utf-8") == [word]


def test_many_chinese_names_tell_their_encoding() -> None:
    """If there are only a few, each may be a Korean name as well."""
    assert read(CHINESE.split(), "gbk") == CHINESE.split()


@pytest.mark.parametrize(
    "names",
    [
        ["강아지(흰색)", "고양이_2"],
        ["1반 김철수", "2반 이영희"],
        ["cat고양이", "dog강아지"],
        ["똠양꿍", "펲시콜라", "떡볶이"],
        ["강아지", "dogs"],
    ],
)
def test_korean_names_among_other_characters(names: list[str]) -> None:
    assert read(names, "cp949") == names


@pytest.mark.parametrize(
    "name", ["😀", "❤️", "★", "25°C", "naïve…", "café – bar", "x²", "Привет", "سلام", "สวัสดี", "नमस्ते"]
)
def test_utf_8_is_recognised_in_every_script(name: str) -> None:
    assert guessed_codec([name.encode(), b"dogs"]) == "utf-8"


def test_one_encoding_holds_for_all_names() -> None:
    """The first name alone would be UTF-8, and the second can be decoded only in the right encoding."""
    both = "챔", "강아지"
    assert guessed_codec([both[0].encode("cp949")]) == "utf-8"
    assert guessed_codec([name.encode("cp949") for name in both]) == "cp949"


@pytest.mark.parametrize(
    "names",
    [
        ["cats – small", "dogs – big"],
        ["“cats”", "‘dogs’"],
        ["l’été", "d’hiver"],
        ["10€", "20 €"],
        ["Ýsa", "Þorskur", "ræður"],
        ["Bären – groß", "cats"],
    ],
)
def test_what_only_windows_writes(names: list[str]) -> None:
    assert read(names, "cp1252") == names


def test_half_width_katakana() -> None:
    names = ["ﾈｺﾁｬﾝ", "ﾗｲｵﾝ"]
    assert read(names, "cp932") == names


@pytest.mark.parametrize(
    ("name", "charset"),
    [
        ("utf8", "utf-8"),
        ("UTF_8", "utf-8"),
        ("ms949", "cp949"),
        ("EUCKR", "euc-kr"),
        ("sjis", "shift-jis"),
        ("windows-1252", "cp1252"),
        ("latin1", "iso-8859-1"),
        ("MS932", "cp932"),
        ("klingon", "klingon"),
        ("utf-16", "utf-16"),
        ("a\0b", "a\0b"),
    ],
)
def test_other_names_of_encodings(name: str, charset: str) -> None:
    assert charset_named(name) == charset


@pytest.mark.parametrize("names", [[], [b"dogs", b"cats"], [b""]])
def test_names_in_ascii_are_utf_8(names: list[bytes]) -> None:
    assert guessed_codec(names) == "utf-8"


@given(st.lists(st.binary(max_size=20)))
def test_any_bytes_can_be_read_as_guessed(names: list[bytes]) -> None:
    codec = guessed_codec(names)
    for name in names:
        name.decode(codec)


@given(st.lists(st.binary(max_size=20)), st.randoms())
def test_the_order_of_names_does_not_matter(names: list[bytes], draw: random.Random) -> None:
    mixed = draw.sample(names, len(names))
    assert guessed_codec(mixed) == guessed_codec(names)


def test_of_endless_names_a_part_is_judged(monkeypatch: pytest.MonkeyPatch) -> None:
    judged: list[str] = []
    cost_of_kind = charsets._cost_of_kind

    def counted(letter: str) -> int:
        judged.append(letter)
        return cost_of_kind(letter)

    monkeypatch.setattr(charsets, "_cost_of_kind", counted)
    names = [("가나다라마바사아" * 40 + str(number)).encode("cp949") for number in range(5000)]
    assert guessed_codec(names) == "cp949"
    assert 0 < len(judged) < 50_000


def test_names_of_encodings_that_there_are_not_are_not_remembered() -> None:
    before = len(encodings._cache)
    for number in range(100):
        charset_named(f"klingon{number}")
    assert len(encodings._cache) == before
