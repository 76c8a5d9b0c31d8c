"""Four letters as they are sent, two with their sources, one that says nothing."""

from dataclasses import replace
from datetime import date

import pytest

from campaign.letters import BLANK_LINE, Letter

LONDON = Letter(
    language="en",
    sender=("The Socialist Party of England and Wales", "London"),
    place_and_date="London, 16 June 2011",
    written_on=date(2011, 6, 16),
    addressee=(
        "The Ambassador",
        "Embassy of the Republic of Kazakhstan",
        "33 Thurloe Square",
        "LONDON",
        "SW7 2SD",
    ),
    reference="",
    subject="Stop repression of striking oil and gas workers",
    salutation="Your Excellency,",
    paragraphs=(
        (
            "We would like to protest in the strongest possible terms at the repression"
            " of striking oil and gas workers and their families by the authorities in"
            " Aktau, western Kazakhstan."
        ),
        (
            "The workers on strike are employed by KazMunaiGas. On Saturday 11 June 2011"
            " riot police went on the rampage against women workers and the wives of"
            " strikers. One of the victims, Aisula Amangeldieva, suffered particularly"
            " badly and had to undergo an emergency operation."
        ),
        (
            "Natalia Sokolova is being prosecuted on trumped-up charges and if found"
            " guilty will face up to seven years in prison. It is clear that the"
            " employers do not intend to recognise or negotiate with the independent"
            " trade union at the company."
        ),
        (
            "We demand an end to all repression and harassment of the striking workers"
            " and their families and the release of Natalia Sokolova."
        ),
        (
            "We intend to ensure that this repression of democratic rights is publicised"
            " and that international solidarity with the workers and their families is"
            " organised."
        ),
    ),
    closing="Yours faithfully,",
    signature=("The Socialist Party of England and Wales",),
    copies_label="Copy to:",
    copies=("Foreign and Commonwealth Office, London",),
    email_to="london@mfa.example",
    email_cc=("desk@campaign.example", "press@campaign.example"),
    is_draft=False,
)

BERLIN = Letter(
    language="de",
    sender=("Anna-Sophie Müller-Lüdenscheidt", "Vertrauenskörper", "Berlin"),
    place_and_date="Berlin, den 20. August 2011",
    written_on=date(2011, 8, 20),
    addressee=("Botschaft der Republik Kasachstan", BLANK_LINE, "Berlin"),
    reference="Ihr Zeichen: KZ 2011/08",
    subject="Schluss mit der Unterdrückung der Öl- und Gasarbeiter",
    salutation="Sehr geehrte Damen und Herren,",
    paragraphs=(
        "ich verurteile die Unterdrückung der streikenden Ölarbeiter in Schanaosen.",
        "Natalia Sokolova wurde am 8. August 2011 zu sechs Jahren Haft verurteilt.",
    ),
    closing="Mit freundlichen Grüßen",
    signature=(BLANK_LINE, "Anna-Sophie Müller-Lüdenscheidt", "Vertrauensfrau"),
    copies_label="Kopie an:",
    copies=("Auswärtiges Amt, Berlin",),
    email_to="",
    email_cc=(),
    is_draft=True,
)

ASTANA = Letter(
    language="ru",
    sender=("Әлия Құсайынова", "Конфедерация труда"),
    place_and_date="г. Астана, 20 августа 2011 г.",
    written_on=date(2011, 8, 20),
    addressee=("Посольство Республики Казахстан", "Чистопрудный бульвар, 3А", "Москва"),
    reference="",
    subject="Прекратите преследование бастующих нефтяников",
    salutation="Уважаемый господин посол!",
    paragraphs=(
        (
            "Мы решительно протестуем против репрессий в отношении бастующих нефтяников"
            " и их семей в городе Актау."
        ),
        "Жаңаөзен қаласының тұрғындары, ұлттық компанияның жұмысшылары, һәм басқалар.",
        (
            "Мы требуем немедленного освобождения Натальи Соколовой и прекращения"
            " преследования независимых профсоюзов."
        ),
    ),
    closing="С уважением,",
    signature=("Әлия Құсайынова", "председатель"),
    copies_label="Копия:",
    copies=("Генеральная прокуратура",),
    email_to="moscow@mfa.example",
    email_cc=(),
    is_draft=False,
)

TUNIS = Letter(
    language="ar",
    sender=("أحمد بن يوسف", "Tunis"),
    place_and_date="تونس، ٢٠ أغسطس ٢٠١١",
    written_on=date(2011, 8, 20),
    addressee=("السيد السفير", "سفارة جمهورية كازاخستان", "125 Pall Mall", "LONDON"),
    reference="",
    subject="أوقفوا قمع عمال النفط والغاز المضربين",
    salutation="سعادة السفير،",
    paragraphs=(
        "نحتج بأشد العبارات على قمع عمال النفط والغاز المضربين وعائلاتهم في أكتاو.",
        "يعمل العمال المضربون لدى شركة KazMunaiGas ونطالب بالإفراج عن ناتاليا سوكولوفا.",
    ),
    closing="وتفضلوا بقبول فائق الاحترام،",
    signature=("أحمد بن يوسف", "الأمين العام"),
    copies_label="",
    copies=(),
    email_to="",
    email_cc=(),
    is_draft=False,
)

SOURCED = replace(
    LONDON,
    reference="Ref. 1/2",
    facts_checked="Facts checked on 28 September 2011",
    notes=((1,), (1, 2), (2,), (), (1,)),
    sources_label="Sources",
    sources=(
        (
            "A publisher: “Protest at the embassy”, 16 June 2011,"
            " https://letters.example.org/reports/protest-at-the-embassy/"
        ),
        "Another publisher: “A picket in Berlin”, 28 September 2011",
    ),
    evidence_label="Evidence for each sentence:",
    evidence_url="https://letters.example.org/campaigns/oil-workers/evidence/",
)

TURNED = replace(
    TUNIS,
    facts_checked="تم التحقق من الوقائع في ٢٨ سبتمبر ٢٠١١",
    notes=((1,), (1, 2)),
    sources_label="المصادر",
    sources=SOURCED.sources,
    evidence_label="الدليل على كل جملة:",
    evidence_url=SOURCED.evidence_url,
)

EMPTY = Letter(
    language="",
    sender=(),
    place_and_date="",
    written_on=date(2011, 6, 16),
    addressee=(),
    reference="",
    subject="",
    salutation="",
    paragraphs=(),
    closing="",
    signature=(),
    copies_label="Copy to:",
    copies=(),
    email_to="",
    email_cc=(),
    is_draft=False,
)


@pytest.fixture(scope="session")
def london() -> Letter:
    return LONDON


@pytest.fixture(scope="session")
def berlin() -> Letter:
    """A draft to sign by hand, to a street nobody has verified."""
    return BERLIN


@pytest.fixture(scope="session")
def astana() -> Letter:
    """Cyrillic with every Kazakh letter."""
    return ASTANA


@pytest.fixture(scope="session")
def tunis() -> Letter:
    """Right to left, with a Latin line that begins with a number."""
    return TUNIS


@pytest.fixture(scope="session")
def sourced() -> Letter:
    """The letter to London with footnotes, and where its evidence is."""
    return SOURCED


@pytest.fixture(scope="session")
def turned() -> Letter:
    """The same from right to left, its sources Latin."""
    return TURNED


@pytest.fixture(scope="session")
def empty() -> Letter:
    return EMPTY


@pytest.fixture(
    scope="session",
    params=["london", "berlin", "astana", "tunis", "sourced", "turned"],
)
def letter(request) -> Letter:
    found: Letter = request.getfixturevalue(request.param)
    return found
