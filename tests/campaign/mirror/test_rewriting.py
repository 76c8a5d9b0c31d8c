"""A page of the copy: links changed, forms gone, all else letter by letter."""

import pytest

from campaign.mirror.rewriting import Online, Words, links, read, rewritten

WORDS = Words(
    menu="<li>Search</li>",
    foot="<p>A copy.</p>",
    form="<p>A form.</p>",
    online="online",
)


def lead(link):
    if link.startswith("/no/"):
        return Online(f"https://archive.example{link}")
    return f"..{link}" if link.startswith("/") else None


@pytest.mark.parametrize(
    "page",
    [
        "<!doctype html>\n<p lang=ru>Жаңаөзен &amp; &#39;x&#39; &nbsp;<br>",
        '<svg viewBox="0 0 1 1"><path d="M0,0"/></svg>',
        "<!-- a comment --><textarea readonly>\n a &lt;b&gt;</textarea>",
        '<script type="application/ld+json">{"a": "</b> & <c>"}</script>',
        '<a href="https://elsewhere.example/?a=1&amp;b=2">x</a>',
        "<p dir='auto' hidden>no end",
        "",
    ],
)
def test_what_leads_nowhere_else_stays_as_it_was(page):
    assert rewritten(page, lead, Words()) == page


@pytest.mark.parametrize(
    ("page", "made"),
    [
        ('<a class="b" href="/x/">x</a>', '<a class="b" href="../x/">x</a>'),
        ("<img src=/x.png alt>", '<img src="../x.png" alt>'),
        ('<link rel="icon" href="/i.svg">', '<link rel="icon" href="../i.svg">'),
        (
            '<a href="/no/x?a=1&amp;b=2">x</a>',
            (
                '<a href="https://archive.example/no/x?a=1&amp;b=2">x <small>(online)'
                "</small></a>"
            ),
        ),
    ],
)
def test_a_link_leads_to_its_file_or_is_marked(page, made):
    assert rewritten(page, lead, WORDS) == made


def test_the_address_of_the_original_is_kept():
    page = '<link rel="canonical" href="/x/">'

    assert rewritten(page, lead, WORDS) == page


def test_a_form_is_left_out_with_all_there_is_in_it():
    page = '<p>a</p><form action="/x/"><a href="/y/">y</a> &amp; <b>z</b></form><p>b'

    assert rewritten(page, lead, WORDS) == "<p>a</p><p>A form.</p><p>b"


def test_a_link_into_a_form_leads_to_what_stands_in_its_place():
    page = '<a href="#of">State</a><form><input id="of"><input id="from"></form>'

    made = rewritten(page, lead, WORDS)

    assert made == '<a href="#of">State</a><p>A form.</p><span id="of"></span>'


def test_a_search_form_is_kept_and_searches_the_copy():
    words = Words(form="no", search="../search/")
    page = '<form action="/search/" method="get"><input name="q"></form>'

    assert rewritten(page, lead, words) == page.replace("/search/", "../search/")
    assert rewritten(page.replace("get", "post"), lead, words) == "no"


def test_scripts_that_a_disk_does_not_run_are_left_out():
    page = '<script type="module" src="/x.js"></script>'

    assert rewritten(page, lead, WORDS) == ""
    assert rewritten('<script src="/x.js" data-copy></script>', lead, WORDS) == (
        '<script src="../x.js" data-copy></script>'
    )


def test_the_copy_says_what_it_is_once():
    page = (
        "<header><ul><li>Reports</li></ul><ul></ul></header>"
        "<main><ul></ul></main><footer></footer>"
    )

    made = rewritten(page, lead, WORDS)

    assert made.count("<li>Search</li>") == 1
    assert "<li>Reports</li><li>Search</li></ul>" in made
    assert made.endswith("<footer><p>A copy.</p></footer>")


def test_every_address_of_a_page_is_heard_once():
    page = '<a href="/x/"><img src="/y.png"></a><a href="/x/"><form action="/z/">'

    assert list(links(page)) == ["/x/", "/y.png", "/z/"]


@pytest.mark.parametrize(
    "link", ['"><script>alert(1)</script>', "' onclick='x", "</a><b>", "&quot;"]
)
def test_no_address_breaks_out_of_its_attribute(link):
    made = rewritten('<a href="/x/">x</a>', lambda _each: link, WORDS)

    assert list(links(made)) == [link]
    assert made.count("<") == 2


def test_what_a_page_says_is_read_without_what_stands_around_it():
    page = (
        "<title>No</title><main><h1 lang='ru'>Тітул <i>x</i></h1>"
        "<time datetime='2011-06-16'>June</time><script>no()</script>"
        "<p>One</p><p>two &amp; three</p></main><footer>No</footer>"
    )

    found = read(page)

    assert (found.title, found.language, found.day) == ("Тітул x", "ru", "2011-06-16")
    assert found.text == "Тітул x June One two & three"
