import subprocess
import sys
from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extract.encodings import decode, share_of_frequent
from extract.errors import InputError

# a hundred characters each, one text in both scripts
SIMPLIFIED = (
    "去年，湖畔高新区新签约项目320个，同比增长12%，其中先进制造项目占六成。全区引进研发机构15家，带动投资45亿元。"
    "今年将继续围绕主导产业做好招商服务，推动更多好项目落地，为高质量发展打下基础。"
)
TRADITIONAL = (
    "去年，湖畔高新區新簽約項目320個，同比增長12%，其中先進製造項目佔六成。全區引進研發機構15家，帶動投資45億元。"
    "今年將繼續圍繞主導產業做好招商服務，推動更多好項目落地，為高質量發展打下基礎。"
)
UNMARKED = [
    *((SIMPLIFIED, codec) for codec in ("utf-8", "gb18030", "utf-16-le", "utf-16-be")),
    *((TRADITIONAL, codec) for codec in ("utf-8", "gb18030", "big5hkscs", "utf-16-le", "utf-16-be")),
]


@pytest.mark.parametrize(("text", "codec"), UNMARKED)
def test_a_short_text_is_read_in_its_encoding(text: str, codec: str) -> None:
    assert decode(text.encode(codec), "r.txt") == (text, codec)


@pytest.mark.parametrize(("text", "codec"), UNMARKED)
def test_every_stretch_of_it_is_too(text: str, codec: str) -> None:
    for start in range(0, len(text) - 30, 5):
        part = text[start : start + 30]
        assert decode(part.encode(codec), "r.txt") == (part, codec)


@pytest.mark.parametrize(
    ("mark", "codec", "name"),
    [
        (b"\xef\xbb\xbf", "utf-8", "utf-8-sig"),
        (b"\xff\xfe", "utf-16-le", "utf-16"),
        (b"\xfe\xff", "utf-16-be", "utf-16"),
        (b"\xff\xfe\x00\x00", "utf-32-le", "utf-32"),
    ],
)
def test_a_mark_decides_and_is_no_character(mark: bytes, codec: str, name: str) -> None:
    data = mark + SIMPLIFIED.encode(codec)
    assert decode(data, "r.txt") == (SIMPLIFIED, name)
    assert data.decode(name) == SIMPLIFIED


def test_line_ends_stay_as_they_are() -> None:
    text = "园区。\r\n项目。\r企业。\n发展。\u2028完"
    for codec in ("utf-8", "gb18030", "utf-16-le"):
        assert decode(text.encode(codec), "r.txt") == (text, codec)


def test_ascii_is_utf_8_and_ascii_in_two_bytes_is_utf_16() -> None:
    assert decode(b"2024: 6%\r\n", "r.txt") == ("2024: 6%\r\n", "utf-8")
    assert decode("2024: 6%\r\n".encode("utf-16-le"), "r.txt") == ("2024: 6%\r\n", "utf-16-le")


@pytest.mark.parametrize("codec", ["utf-8", "gb18030", "big5hkscs"])
@pytest.mark.parametrize("at", [0, 50, 120, -1])
def test_one_bad_byte_is_refused_with_its_offset(codec: str, at: int) -> None:
    text = TRADITIONAL if codec == "big5hkscs" else SIMPLIFIED
    cut = len(text[:at].encode(codec)) if at >= 0 else len(text.encode(codec))
    data = text.encode(codec)[:cut] + b"\xff" + text.encode(codec)[cut:]
    with pytest.raises(InputError) as refusal:
        decode(data, "folder/r.txt")
    assert str(refusal.value) == (
        f"folder/r.txt: byte 0xff at offset {cut} is no {codec} text; "
        "open it in an editor, mend the place and save it as UTF-8"
    )
    assert refusal.value.exit_code == 3


def test_a_cut_character_is_refused() -> None:
    data = SIMPLIFIED.encode()
    with pytest.raises(InputError, match="at offset 90"):
        decode(data[:91] + data[92:], "r.txt")


def test_a_bad_byte_behind_a_mark_is_refused() -> None:
    with pytest.raises(InputError, match="offset 3"):
        decode(b"\xef\xbb\xbf\xff" + SIMPLIFIED.encode(), "r.txt")


@pytest.mark.parametrize(
    "data",
    [bytes(range(256)), b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR\x00\x00", b"caf\xe9 cr\xe8me br\xfbl\xe9e \xe9t\xe9"],
)
def test_what_is_no_text_is_refused(data: bytes) -> None:
    with pytest.raises(InputError, match=r"r\.txt: byte 0x"):
        decode(data, "r.txt")


@given(st.binary(min_size=1, max_size=80))
def test_any_bytes_are_read_back_or_refused(data: bytes) -> None:
    with suppress(InputError):
        text, codec = decode(data, "r.txt")
        assert data.decode(codec) == text


@given(st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0\ufeff"), max_size=60))
def test_utf_8_is_always_read(text: str) -> None:
    assert decode(text.encode(), "r.txt") == (text, "utf-8")


def test_nuls_alone_are_refused() -> None:
    with pytest.raises(InputError, match="byte 0x00 at offset 1"):
        decode(b"a\0\0\0", "r.txt")


def test_share_of_frequent() -> None:
    assert share_of_frequent("的一是，") == 1
    assert share_of_frequent("鼗囗") == 0
    assert share_of_frequent("abc") == 0.5


def test_no_library_is_loaded_to_decode() -> None:
    code = (
        "import sys; from extract.encodings import decode; decode('園區'.encode('big5'), 'r');"
        "sys.exit(any(name in sys.modules for name in ('charset_normalizer', 'opencc', 'jieba')))"
    )
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
