import pytest

from campaign.adapting import sentences


@pytest.mark.parametrize(
    "pieces",
    [
        ("Mr. Finch has diabetes.", "Dr. Hale was not let in.", "Why?"),
        ("They came on Aug. 30 and left.", "Nobody spoke."),
        ("Am 3. Mai kamen sie.", "Vgl. dazu den Bericht."),
        ("Le 1er mai, M. Norr a parlé.", "Il est libre !"),
        ("¡Ni una más!", "¿Qué hace la Sra. Palo?", "Nada."),
        ("14 мая 2013 г. полиция пришла.", "Т. Орлан был арестован."),
        ("Em 3 de maio o Sr. Falcão falou.", "Foi preso."),
        ("Dnia 4 lutego 2016 r. zebrali się.", "Potem ich zabrano."),
        ("Zij werden bijv. niet gehoord.", "Waarom?"),
        ("Bunlar doğru değil.", "İşçiler haklıdır!"),
        ("Han greps t.ex. igår.", "Ingen vet varför."),
        ("He said: “Go home.”", "They stayed..."),
        ("no full stop at all",),
    ],
)
def test_a_text_is_parted_where_its_sentences_end(pieces):
    text = "  ".join(pieces)

    found = [text[a:b] for a, b in sentences.split(text, 0, len(text))]
    assert found == list(pieces)


def test_only_what_lies_between_the_offsets_is_read():
    text = "One. Two. Three."

    assert [text[a:b] for a, b in sentences.split(text, 5, 9)] == ["Two."]
    assert list(sentences.split(text, 4, 5)) == []
