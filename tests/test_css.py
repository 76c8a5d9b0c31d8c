"""The stylesheet keeps its promises: contrast, weight, logical sides."""

import gzip
import re
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
CSS = (ROOT / "static/site.css").read_text()
SHEETS = sorted((ROOT / "static").glob("*.css"))
READING = (ROOT / "static/reading.css").read_text()
# A letter saved as a file has no site beside it and carries its own style.
TEMPLATES = [
    path
    for path in sorted((ROOT / "templates").rglob("*.html"))
    if not path.name.endswith("_file.html")
]
TOKENS = {
    name: themes
    for name, *themes in re.findall(r"--([\w-]+): light-dark\((#\w+), (#\w+)\);", CSS)
}
TEXT = [
    ("ink", "paper", 7),
    ("ink", "panel", 7),
    ("ink", "sheet", 7),
    ("ink", "mark", 7),
    ("muted", "paper", 4.5),
    ("muted", "panel", 4.5),
    ("muted", "sheet", 4.5),
    ("accent", "paper", 4.5),
    ("on-accent", "accent", 4.5),
    ("link", "paper", 4.5),
    ("link", "panel", 4.5),
    ("link", "sheet", 4.5),
    ("link", "mark", 4.5),
    ("wrong", "paper", 4.5),
    ("caution", "caution-ground", 4.5),
    ("good", "good-ground", 4.5),
    ("wrong", "wrong-ground", 4.5),
]
EDGES = [("line", "paper", 3), ("line", "panel", 3), ("accent", "panel", 3)]
PHYSICAL = re.compile(
    r"(?<![\w-])("
    r"(margin|padding|border)-(left|right|top|bottom)[\w-]*|left|right|top|bottom"
    r"|(min-|max-)?(width|height)|overflow-[xy]"
    r")\s*:"
    r"|(text-align|float|clear)\s*:\s*(left|right)"
)
FOUR_SIDES = re.compile(
    r"(margin|padding|inset|border-width):(\s+(?:[^\s;()]|\([^)]*\))+){4};"
)


def channel(value: int) -> float:
    """WCAG 2.2, relative luminance."""
    part = value / 255
    return part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4


def luminance(colour: str) -> float:
    digits = colour.lstrip("#")
    if len(digits) == 3:
        digits = "".join(digit * 2 for digit in digits)
    red, green, blue = (channel(int(digits[i : i + 2], 16)) for i in (0, 2, 4))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    darker, lighter = sorted((luminance(one), luminance(other)))
    return (lighter + 0.05) / (darker + 0.05)


def layer(name: str) -> str:
    return CSS.split(f"@layer {name} {{")[1].split("\n}\n")[0]


def rules() -> str:
    """The stylesheets without the conditions of their media queries."""
    return re.sub(r"@media[^{]*", "", CSS + READING)


@pytest.mark.parametrize("theme", [0, 1], ids=["light", "dark"])
@pytest.mark.parametrize(("front", "ground", "least"), [*TEXT, *EDGES])
def test_colours_can_be_told_apart(front, ground, least, theme):
    assert contrast(TOKENS[front][theme], TOKENS[ground][theme]) >= least


def test_black_on_white_is_twenty_one_to_one():
    assert contrast("#000", "#ffffff") == pytest.approx(21)


def test_colours_are_named_in_the_tokens_only():
    rest = CSS.replace(layer("tokens"), "") + READING

    assert not re.findall(r"#[0-9a-f]{3,8}\b|rgb|hsl|oklch", rest)


def test_every_token_is_defined_and_used():
    named = set(re.findall(r"(--[\w-]+):", CSS + READING))
    used = set(re.findall(r"var\((--[\w-]+)", CSS + READING))

    assert used <= named
    assert {f"--{name}" for name in TOKENS} <= used


def test_the_stylesheet_is_light():
    assert len(gzip.compress(CSS.encode(), 9)) <= 3584
    assert len(gzip.compress(READING.encode(), 9)) <= 1024


def test_all_scripts_together_are_light():
    scripts = b"".join(path.read_bytes() for path in (ROOT / "static").glob("*.js"))

    assert len(gzip.compress(scripts, 9)) <= 6 * 1024


@pytest.mark.parametrize("sheet", SHEETS, ids=lambda sheet: sheet.name)
def test_no_side_is_physical(sheet):
    bare = re.sub(r"/\*.*?\*/", "", sheet.read_text(), flags=re.DOTALL)
    written = re.sub(r"@(media|container|page)[^{]*", "", bare)

    assert not PHYSICAL.search(written)
    assert not FOUR_SIDES.search(written)


@pytest.mark.parametrize(
    "declaration", ["margin-left: 1rem;", "width: 3px;", "float: right;", "top: 0;"]
)
def test_a_physical_side_is_noticed(declaration):
    assert PHYSICAL.search(f"p {{ {declaration} }}")


def test_nothing_is_styled_by_id():
    selectors = re.findall(r"([^{};]+)\{", rules())

    assert not [
        selector for selector in selectors if "#" in selector or "[id" in selector
    ]


def test_nothing_is_fetched_by_the_stylesheet():
    assert "url(" not in CSS + READING
    assert "@import" not in CSS + READING


@pytest.mark.parametrize("path", TEMPLATES, ids=lambda path: path.name)
def test_a_template_has_nothing_inline(path):
    inline = r"<style|\sstyle=|\son\w+=|javascript:|<script(?![^>]*\ssrc=)"

    assert not re.search(inline, path.read_text())


@pytest.mark.parametrize("path", TEMPLATES, ids=lambda path: path.name)
def test_a_template_asks_no_other_host(path):
    remote = r"<(script|link|img|iframe|source)[^>]+(src|href)=[\"'](https?:)?//"

    assert not re.search(remote, path.read_text())
