"""A campaign's pictures, whatever its words are."""

import struct

import pytest
from lxml import etree

from campaign import pictures
from campaign.pictures import Said

MINERS = Said("Free the Mine Ten", "Ten were arrested.", "Urgent", "Write", "A Site")


@pytest.mark.parametrize(
    "words",
    [
        "Free the Mine Ten",
        "",
        "x" * 5000,
        "حرروا عمال المناجم العشرة",
        "Қазақстандағы кеншілерді босатыңдар 😀",
        '#import "x" {{ name }} </svg><script>alert(1)</script>',
        "a\u202eb\x00c\ud83d",
    ],
)
def test_any_words_make_both_pictures(words):
    said = Said(words, words, words, words, words, language="ar", is_rtl=True)

    card, button = pictures.card(said), pictures.button(said)

    assert struct.unpack(">II", card[16:24]) == pictures.CARD_SIZE
    assert etree.fromstring(button).get("viewBox") == "0 0 320 100"


def test_the_same_words_make_the_same_bytes():
    once = pictures.card(MINERS), pictures.button(MINERS)
    pictures.card.cache_clear()
    pictures.button.cache_clear()

    assert once == (pictures.card(MINERS), pictures.button(MINERS))


def test_a_button_holds_shapes_and_nothing_else():
    drawn = etree.fromstring(pictures.button(MINERS))

    tags = {etree.QName(each).localname for each in drawn.iter()}
    assert tags <= {"svg", "g", "path", "use", "defs", "symbol", "clipPath", "rect"}
    links = [
        value
        for each in drawn.iter()
        for name, value in each.attrib.items()
        if name.endswith("href")
    ]
    assert all(link.startswith("#") for link in links)
    assert not any("style" in each.attrib for each in drawn.iter())


def test_a_card_is_light_enough_for_a_link():
    assert len(pictures.card(MINERS)) < 250_000
