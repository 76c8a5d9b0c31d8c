import pytest
from django.core.management import call_command

from config.static import compact

pytestmark = pytest.mark.slow


@pytest.mark.parametrize(
    ("written", "kept"),
    [
        ("p {\n  color: red;\n}\n", "p{color:red}"),
        ("/* why */ p { margin: 0 auto; }", "p{margin:0 auto}"),
        ("main :is(p, a) { top: 0 }", "main :is(p,a){top:0}"),
        ("p:is(a) {}", "p:is(a){}"),
        ("ul > li { x: calc(1rem + 2px); }", "ul>li{x:calc(1rem + 2px)}"),
        ('q::before { content: "a ;  b: {"; }', 'q::before{content:"a ;  b: {"}'),
        (
            "@media print, (width > 9rem) and (x) { }",
            "@media print,(width>9rem) and (x){}",
        ),
        ("@layer tokens, elements;", "@layer tokens,elements;"),
    ],
)
def test_a_stylesheet_keeps_its_meaning_in_fewer_characters(written, kept):
    assert compact(written) == kept


def test_the_stylesheet_that_is_served_has_its_rules(tmp_path, settings):
    settings.STATIC_ROOT = tmp_path
    settings.STORAGES = settings.STORAGES | {
        "staticfiles": {"BACKEND": "config.static.CompactStaticFilesStorage"}
    }

    call_command("collectstatic", interactive=False, verbosity=0)

    (served,) = tmp_path.glob("site.*.css")
    assert served.read_text().count("{") == (
        (settings.BASE_DIR / "static" / "site.css").read_text().count("{")
    )


def test_compacting_twice_changes_nothing():
    css = "a :is(b, c) > d { e: f; }"

    assert compact(compact(css)) == compact(css)
