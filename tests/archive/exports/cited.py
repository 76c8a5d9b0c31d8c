"""References to export, and titles that break formats."""

from datetime import date

from archive.dates import DateSpan, Precision
from archive.dates.spans import from_value
from archive.reading.reference import Creator, Reference

HOSTILE = {
    "braces": "Free {them} all}}} {",
    "backslash": r"\input{/etc/passwd} \ \\ end\\",
    "specials": "50% & $5 #1 _a_ ^b~ \"quoted\" 'single' @misc{x,",
    "ligatures": "a -- b --- c ``d'' e '' f ,, g << h >> ?` !`",
    "emoji": "Strike 🔥👩‍🏭 won",
    "rtl": "إضراب العمال في الأحواز",
    "mixed": "Strike إضراب (2011) שביתה",
    "cyrillic": "Свободу нефтяникам Жаңаөзена!",
    "chinese": "释放被捕工人",
    "long": "long " * 1000 + "end",
    "markup": "</script><script>alert(1)</script><!-- & &amp;",
    "json": '"},{"a":"b\\u0000',
    "ris": "ER  - TY  - JOUR",
    "commas": "Tuesday, 3 May, and the day after; a, b and c",
    "formula": '=HYPERLINK("http://evil.example","x")',
}


def a_reference(**fields) -> Reference:
    given = {
        "slug": "a-report",
        "title": "A report",
        "kind": "report",
        "language": "en",
        "published": from_value("2011-06-16"),
        "page": "https://example.org/reports/a-report/",
        "address": "https://example.org/reports/a-report/r/1/",
        "revision": 1,
        "sha256": "ab" * 32,
    }
    return Reference(**given | fields)


def by(name, family="", given="", kind="") -> Creator:
    return Creator(name, family, given, kind)


def days(first, last) -> DateSpan:
    return DateSpan(
        date.fromisoformat(first), date.fromisoformat(last), Precision.INTERVAL
    )
