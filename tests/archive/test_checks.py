from archive import checks


def test_a_missing_model_is_a_warning_and_not_an_error(settings):
    settings.EXTRACTION_PIPELINES = {"en": "no_such_model"}

    (warning,) = checks.models_are_there()

    assert "no_such_model is not installed" in warning.msg
    assert not warning.is_serious(40)


def test_the_models_of_a_fresh_installation_are_there():
    assert checks.models_are_there() == []


def test_a_bad_site_in_the_list_is_said_with_the_entry(settings):
    settings.INGEST_URLS = ["news.example.org", "https://union.example/"]

    (warning,) = checks.sites_can_be_read()

    assert "“https://union.example/”" in warning.msg


def test_a_good_list_of_sites_is_no_trouble(settings):
    settings.INGEST_URLS = ["news.example.org", "*.union.example"]

    assert checks.sites_can_be_read() == []
