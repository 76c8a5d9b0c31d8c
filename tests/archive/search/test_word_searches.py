"""Words typed in another form, spelling or script than the text has them in.

One table on both databases: forms no ending leads to, nouns and their verbs, British
and American spellings, letters typed without their marks.
"""

from datetime import date

import pytest

from archive import search
from archive.search import forms, words
from tests import make
from tests.archive.search.shelf import slugs

pytestmark = [pytest.mark.django_db, pytest.mark.slow]

TEXTS = {
    "harbour": ("en", "Guards struck at the harbour. Three women were beaten."),
    "licence": ("en", "Organisers of labour lost the licence for their centre."),
    "defense": ("en", "An organization was unauthorized; its defense was detained."),
    "spokesmen": ("en", "The spokesmen sought talks while teachers were held."),
    "jail": ("en", "Two children died in jail, a killer was never tried."),
    "zabastovok": ("ru", "Число забастовок растёт, из тюрем не доходит писем."),
    "arestovany": ("ru", "Арестованы двое. Журналистку избили у конторы."),
    "lyudi": ("ru", "Людям угрожали много дней, их детей задержали."),
    "gestreikt": ("de", "Es wird gestreikt. Zwei Journalistinnen festgenommen."),
    "streikende": ("de", "Streikende protestierten, die Häuser wurden durchsucht."),
    "grevistes": ("fr", "Des grévistes licenciés. Les ouvrières manifestent."),
    "detenus": ("fr", "Trois détenus, œuvre d’une milice. La vendeuse blessée."),
    "huelguistas": ("es", "Los huelguistas y dos señores ante los jueces."),
    "senor": ("es", "El señor Núñez murió. Años de represión y de despidos."),
    "prisoes": ("pt", "As prisões não param em São Paulo."),
    "isciler": ("tr", "Diyarbakır’da işçiler grevde."),
    "lodz": ("pl", "Górnicy strajkują, związek z Łodzi milczy."),
    "stavka": ("cs", "Stávka hutníků v Třinci trvá."),
}

TABLE = [
    ("woman", "harbour"),
    ("strike", "harbour"),
    ("strikers", "harbour"),
    ("beating", "harbour"),
    ("harbor", "harbour"),
    ("labor organizers", "licence"),
    ("license", "licence"),
    ("center", "licence"),
    ("organisation", "defense licence"),
    ("unauthorised", "defense"),
    ("defence", "defense"),
    ("detention", "defense detenus"),
    ("spokesman", "spokesmen"),
    ("seeking", "spokesmen"),
    ("hold", "spokesmen"),
    ("teach", "spokesmen"),
    ("child", "jail"),
    ("death", "jail"),
    ("gaol", "jail"),
    ("killed", "jail"),
    ("забастовка", "zabastovok"),
    ("забастовками", "zabastovok"),
    ("бастуют", "zabastovok"),
    ("тюрьма", "zabastovok"),
    ("письмо", "zabastovok"),
    ("арест", "arestovany"),
    ("журналисты", "arestovany"),
    ("избиение", "arestovany"),
    ("человек", "lyudi"),
    ("день", "lyudi"),
    ("ребёнок", "lyudi"),
    ("угрозы", "lyudi"),
    ("задержание", "lyudi"),
    ("streiken", "gestreikt streikende"),
    ("Streik", "gestreikt streikende"),
    ("Journalist", "gestreikt"),
    ("Festnahmen", "gestreikt"),
    ("Protest", "streikende"),
    ("Haus", "streikende"),
    ("greve", "grevistes"),
    ("greviste", "grevistes"),
    ("ouvrier", "grevistes"),
    ("détention", "detenus"),
    ("detenu", "detenus"),
    ("oeuvres", "detenus"),
    ("vendeurs", "detenus"),
    ("huelga", "huelguistas"),
    ("senor", "huelguistas senor"),
    ("señora", "huelguistas senor"),
    ("juez", "huelguistas"),
    ("nunez", "senor"),
    ("año", "senor"),
    ("muerte", "senor"),
    ("represion", "senor"),
    ("despedidos", "senor"),
    ("prisoes", "prisoes"),
    ("sao paulo", "prisoes"),
    ("isciler", "isciler"),
    ("lodzi", "lodz"),
    ("stavka hutniku", "stavka"),
]


@pytest.fixture
def texts():
    rows = [
        make.document(
            text, title="", slug=slug, language=language, published_on=date(2020, 1, 1)
        )
        for slug, (language, text) in TEXTS.items()
    ]
    search.index_documents(each.pk for each in rows)


def test_words_are_found_in_other_forms_and_spellings(texts):
    found = {typed: sorted(slugs(typed, similar=False)) for typed, _slugs in TABLE}
    assert found == {typed: sorted(told.split()) for typed, told in TABLE}


def test_a_word_is_looked_for_in_the_languages_of_its_script():
    marks = {each[0] for each in forms.stems("забастовка")}
    assert marks == {words.STEMMED["ru"]}
    assert words.STEMMED["ru"] not in {each[0] for each in forms.stems("strike")}
    assert forms.stems("石油") == forms.stems("2011") == ()


@pytest.mark.parametrize("typed", [row[0] for row in TABLE])
def test_a_word_has_few_forms(typed):
    """Each is one more that the databases look up."""
    assert all(len(forms.stems(each)) <= 20 for each in words.tokens(typed))
