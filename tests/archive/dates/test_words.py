from archive.dates import words


def row(text, language="en"):
    read = words.read(text, words.language_of(language))
    return read.kinds, read.values, read.starts, read.ends


def afresh(text, language="en"):
    words.language_of.cache_clear()
    return row(text, language)


def test_a_word_seen_before_means_what_it_meant():
    text = "In May they may march; in may, on 9 May, en la noche of May 9th. May 9%"

    assert row(text) == row(text) == afresh(text)


def test_a_number_is_read_by_what_stands_beside_it():
    first = row("on 12 June")
    row("for $12 and 12% of 12 June")

    assert row("on 12 June") == first == afresh("on 12 June")


def test_a_word_that_opens_a_phrase_is_looked_at_again():
    spanish = "por la noche del 3 de mayo, por la tarde, por la calle"
    row("por la calle, la noche", "es")

    assert row(spanish, "es") == afresh(spanish, "es")


def test_what_was_seen_is_kept_within_bounds(monkeypatch):
    language = words.language_of("en")
    monkeypatch.setattr(words, "_SEEN_KEPT", 50)

    words.read(" ".join(f"word{'a' * n} x{'b' * n}" for n in range(90)), language)

    assert len(language.seen) <= 50
    assert max(map(len, language.seen)) <= 40
