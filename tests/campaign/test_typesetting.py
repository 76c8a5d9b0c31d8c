"""One compiler a thread and template, and a file for whatever is typed."""

from concurrent.futures import ThreadPoolExecutor
from datetime import date

import pytest

from campaign import typesetting

DAY = date(2026, 3, 1)


@pytest.fixture
def template(tmp_path):
    path = tmp_path / "line.typ"
    path.write_text('#set document(title: "A line")\n#sys.inputs.line')
    return path


def test_a_template_is_read_once_a_thread(template):
    ours = typesetting.compiler(template)

    with ThreadPoolExecutor(1) as other:
        theirs = other.submit(typesetting.compiler, template).result()

    assert typesetting.compiler(template) is ours
    assert theirs is not ours


def test_a_file_claims_the_standard_unless_a_letter_is_missing(template):
    whole = typesetting.pdf(template, {"line": "Free them"}, day=DAY)
    boxed = typesetting.pdf(template, {"line": "Free them 🏭"}, day=DAY)

    assert b"pdfuaid" in whole
    assert boxed.startswith(b"%PDF")
    assert b"pdfuaid" not in boxed


def test_the_same_inputs_give_the_same_file(template):
    made = {typesetting.pdf(template, {"line": "#x"}, day=DAY) for _ in range(2)}

    assert len(made) == 1


def test_what_is_typed_is_no_markup(template):
    assert typesetting.pdf(template, {"line": '#import "/etc/passwd"'}, day=DAY)
