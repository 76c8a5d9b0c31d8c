from archive import checks


def test_a_missing_model_is_a_warning_and_not_an_error(settings):
    settings.EXTRACTION_PIPELINES = {"en": "no_such_model"}

    (warning,) = checks.models_are_there()

    assert "no_such_model is not installed" in warning.msg
    assert not warning.is_serious(40)


def test_the_models_of_a_fresh_installation_are_there():
    assert checks.models_are_there() == []
