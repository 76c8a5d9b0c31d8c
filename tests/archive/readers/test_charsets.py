import pytest

from archive.readers import Unreadable, charsets

RUSSIAN = "Двести шахтёров остановили работу и потребовали выплатить зарплату."
FRENCH = "Trois syndicalistes ont été arrêtés à l’aube devant leurs enfants."


def page(text, label=""):
    meta = f"<meta charset='{label}'>" if label else ""
    return f"<html><head>{meta}</head><body>{text}</body></html>"


@pytest.mark.parametrize(
    ("text", "label", "codec", "media_type"),
    [
        (RUSSIAN, "windows-1251", "cp1251", ""),
        (RUSSIAN, "koi8-r", "koi8-r", "text/html"),
        (RUSSIAN, "utf-8", "utf-8", ""),
        (RUSSIAN, "", "koi8-r", "text/html; charset=KOI8-R"),
        (RUSSIAN, "windows-1251", "koi8-r", "text/html; charset=koi8-r"),
        (RUSSIAN, "windows-1251", "utf-8", ""),
        (RUSSIAN, "", "cp1251", ""),
        (RUSSIAN, "nonsense", "cp1251", ""),
        (RUSSIAN, "base64", "cp1251", ""),
        (RUSSIAN, "windows-1251", "utf-16", ""),
        (RUSSIAN, "", "utf-16-le", "text/html; charset=utf-16le"),
        (FRENCH, "iso-8859-1", "cp1252", ""),
        (FRENCH, "", "cp1252", ""),
        ("工人们要求支付全部拖欠的工资", "gb2312", "gb18030", ""),
        ("労働者たちは賃金の支払いを求めた", "", "iso2022_jp", "charset=iso-2022-jp"),
    ],
)
def test_the_letters_are_those_that_were_written(text, label, codec, media_type):
    content = page(text, label).encode(codec)

    assert text in charsets.decode(content, media_type=media_type)


def test_one_broken_letter_does_not_cost_the_page():
    content = page(RUSSIAN * 50, "utf-8").encode().replace("ё".encode(), b"\xd1", 1)

    assert charsets.decode(content).count("\ufffd") == 1


def test_what_is_no_text_is_refused():
    with pytest.raises(Unreadable, match="binary data"):
        charsets.decode(b"<html>" + bytes(range(256)) * 9)
