import pytest

from archive import languages

TEXTS = {
    "en": "The court in the city sentenced her to six years and the police were there.",
    "de": "Das Gericht hat die Angeklagten verurteilt, und die Polizei ist nicht da.",
    "fr": "Le tribunal a condamné les grévistes et la police est dans la ville.",
    "es": "El tribunal condenó a los huelguistas y la policía se fue de las calles.",
    "it": "Il tribunale ha condannato gli operai che sono stati arrestati nella città.",
    "pt": "O tribunal condenou os grevistas e a polícia não foi à cidade com eles.",
    "pl": "Sąd skazał robotników, którzy nie byli na miejscu, i policja jest w mieście.",
    "tr": "Mahkeme işçileri mahkum etti ve polis bir kez daha bu şehre geldi.",
    "ru": "Суд приговорил рабочих, и полиция не была на площади, как это было раньше.",
    "uk": "Суд засудив робітників, і поліція не була на площі, як це було в Києві її.",
    "kk": "Сот жұмысшыларды кінәлі деп тапты және бұл туралы Жаңаөзен қаласында айтты.",
    "ar": "حكمت المحكمة على العمال الذين كانوا في المدينة مع الشرطة",
    "fa": "دادگاه کارگران را به زندان محکوم کرد و پلیس در شهر بود",
    "zh": "法院判处工人六年徒刑，警察在城里。",
    "ja": "裁判所は労働者に六年の刑を言い渡した。",
    "ko": "법원은 노동자들에게 징역 6년을 선고했다.",
    "el": "Το δικαστήριο καταδίκασε τους εργάτες.",
    "ka": "სასამართლომ მუშებს ექვსი წელი მიუსაჯა.",
}


@pytest.mark.parametrize(("language", "text"), TEXTS.items(), ids=list(TEXTS))
def test_the_language_of_a_sentence_is_told(language, text):
    assert languages.guess(text) == language


@pytest.mark.parametrize("text", ["", "12345 — 2011", "…", "\u200f", "🙂" * 50])
def test_what_has_no_letters_has_no_language(text):
    assert languages.guess(text) == ""


def test_one_foreign_name_does_not_change_the_language():
    text = TEXTS["en"] + " She is Наталья Соколова."

    assert languages.guess(text) == "en"


def test_latin_letters_without_a_known_word_are_no_guess():
    assert languages.guess("Zzyzx qwv 7731") == ""


def test_spanish_is_not_taken_for_romanian():
    text = "El sindicato denuncia la detención de tres trabajadores de la ciudad."

    assert languages.guess(text) == "es"


@pytest.mark.parametrize("language", ["ru", "ar", "zh", "ka"])
def test_a_stretch_in_another_script_is_in_another_language(language):
    assert languages.other_than("en", TEXTS[language]) == language


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("en", TEXTS["en"]),
        ("ru", TEXTS["ru"]),
        ("en-GB", TEXTS["en"]),
        ("en", "Наталья Соколова"),
        ("en", "Liberté pour les prisonniers !"),
        ("kk", "Bul turaly Zhanaozen qalasynda aitty dep habarlady tilshi."),
        ("en", ""),
    ],
)
def test_a_name_or_a_slogan_makes_no_other_language(language, words):
    assert languages.other_than(language, words) == ""


def test_a_longer_stretch_in_the_same_script_is_told_by_its_words():
    german = (
        "Das Gericht hat die Angeklagten verurteilt, und die Polizei ist nicht da. "
    )

    assert languages.other_than("en", german * 3) == "de"
    assert languages.other_than("en", german * 2 + TEXTS["en"] * 2) == ""


def test_a_short_russian_line_is_not_taken_for_serbian():
    line = "Полиция задержала двух рабочих у ворот завода, сообщил профсоюз вечером."

    assert languages.guess(line) == "ru"
