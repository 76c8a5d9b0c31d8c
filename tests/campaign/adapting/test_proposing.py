import pytest

from campaign import placeholders
from campaign.adapting import adapt, with_placeholders


def letter(*paragraphs, signature="A. Sender", date="London, 16 June 2011", to="To:"):
    body = "\n\n".join(paragraphs)
    return (
        f"{to}\nEmbassy of the Republic of Fernland\n12 Example Street\n\n{date}\n\n"
        f"Dear Minister,\n\n{body}\n\nYours sincerely,\n{signature}\n"
    )


def proposed(text, language="en", missions=()):
    found = adapt(text, language=language)
    return [p.text for p in with_placeholders(found, mission_names=missions)]


@pytest.mark.parametrize(
    ("language", "sentence", "becomes"),
    [
        ("en", "We protest against the arrests.", "{{ I protest|We protest }}"),
        ("en", "I am writing about the arrests.", "{{ I am|We are }} writing"),
        ("en", "With regret we condemn it.", "regret {{ I condemn|we condemn }}"),
        ("en", "We express our concern.", "{{ I express|We express }} {{ my concern|"),
        ("de", "Wir fordern ihre Freilassung.", "{{ Ich fordere|Wir fordern }} ihre"),
        ("de", "Heute protestieren wir.", "{{ protestiere ich|protestieren wir }}."),
        ("fr", "Nous demandons sa libération.", "{{ Je demande|Nous demandons }} sa"),
        ("fr", "J’exige sa libération.", "{{ J'exige|Nous exigeons }} sa"),
        ("es", "Exigimos su libertad.", "{{ Exijo|Exigimos }} su libertad."),
        ("es", "Por ello le pido que actúe.", "{{ le pido|le pedimos }} que"),
        ("ru", "Мы требуем освободить его.", "{{ Я требую|Мы требуем }} освободить"),
        ("ru", "Прошу освободить его.", "{{ Прошу|Просим }} освободить"),
    ],
)
def test_the_first_person_follows_the_sender(language, sentence, becomes):
    assert any(becomes in text for text in proposed(letter(sentence), language))


@pytest.mark.parametrize(
    ("language", "sentence"),
    [
        ("en", "We protest, and our 30,000 members protest with us."),
        ("de", "Wir protestieren, und unsere Mitglieder mit uns."),
        ("fr", "Nous protestons avec nos adhérents."),
        ("es", "Exigimos justicia para nuestros compañeros."),
        ("ru", "Мы требуем справедливости для наших товарищей."),
        ("pl", "Domagamy się ich uwolnienia."),
        ("xx", "We protest against the arrests."),
    ],
)
def test_where_the_number_shows_elsewhere_the_sentence_stays(language, sentence):
    assert proposed(letter(sentence), language) == [sentence]


def test_the_embassy_and_those_who_write_become_marks():
    text = letter(
        "The Union of Bakers asks the Embassy of the Republic of Fernland to act.",
        "The Mission of Fernland must answer the Union of Bakers.",
        signature="A. Sender\nUnion of Bakers",
    )

    assert proposed(text, missions=["Mission of Fernland"]) == [
        "The {{ sender_organisation }} asks the {{ mission }} to act.",
        "The {{ mission }} must answer the {{ sender_organisation }}.",
    ]


def test_the_day_of_the_letter_becomes_a_mark_but_never_in_a_fact():
    text = letter(
        "We demand today, 16 June 2011, that they are freed.",
        "On 16 June 2011 police came again.",
    )

    assert proposed(text) == [
        "{{ I demand|We demand }} today, {{ date }}, that they are freed.",
        "On 16 June 2011 police came again.",
    ]


@pytest.mark.parametrize(
    ("blank", "mark"),
    [
        ("[your name]", "{{ sender_name }}"),
        ("[name of your organisation]", "{{ sender_organisation }}"),
        ("_______ (name of your union)", "{{ sender_organisation }}"),
        ("<date>", "{{ date }}"),
        ("[Ort]", "{{ sender_town }}"),
    ],
)
def test_a_blank_that_says_what_it_asks_becomes_a_mark(blank, mark):
    assert proposed(letter(f"The members of {blank} protest against the arrests."))[
        0
    ] == (f"The members of {mark} protest against the arrests.")


def test_wrapped_lines_are_joined_and_braces_cannot_become_marks():
    text = letter(
        "The police came by night and took\naway {{ everyone }} who was there."
    )

    assert proposed(text) == [
        "The police came by night and took away ((everyone)) who was there."
    ] or proposed(text) == [
        "The police came by night and took away (( everyone )) who was there."
    ]


def test_every_proposal_is_well_formed_and_knows_where_it_stood():
    text = letter(
        "We, the {people} of [your town], protest against it.",
        "We demand | that | they are freed.",
        signature="A. Sender\nUnion of {Bakers}",
    )
    found = adapt(text)
    proposals = with_placeholders(found, mission_names=["Embassy (of|X", "", " "])

    assert [p for each in proposals for p in placeholders.problems(each.text)] == []
    assert [(p.start, p.end) for p in proposals] == [
        (p.start, p.end) for p in found.paragraphs
    ]
    assert [p.role for p in proposals] == [p.role for p in found.paragraphs]


def test_without_a_letter_there_is_nothing_to_propose():
    assert with_placeholders(adapt(""), mission_names=["Embassy of X"]) == ()


@pytest.mark.parametrize(
    ("language", "sentence"),
    [
        ("en", "I will inform other trade unionists of your answer."),
        ("en", "We shall inform our members of it."),
        ("de", "Wir werden die Gewerkschaften darüber informieren."),
        ("fr", "Nous informerons les syndicats de ce pays."),
        ("es", "Informaremos de ello a los sindicatos."),
        ("ru", "Мы сообщим об этом профсоюзам."),
    ],
)
def test_what_the_sender_will_tell_others_is_solidarity(language, sentence):
    found = adapt(letter("The police came on 4 May.", sentence), language=language)

    assert [each.role for each in found.paragraphs] == ["fact", "solidarity"]
