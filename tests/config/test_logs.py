"""What a log may say about a visitor: nothing."""

import logging

from config.logs import Discreet, ErrorInfo


def line(message: str, *args: object, error: ErrorInfo | None = None) -> str:
    record = logging.LogRecord("site", logging.ERROR, "", 0, message, args, error)
    return Discreet().format(record)


def failed_with(typed: str) -> ErrorInfo:
    try:
        try:
            int(typed)
        except ValueError as cause:
            raise RuntimeError(f"cannot read {typed}") from cause
    except RuntimeError as error:
        return RuntimeError, error, error.__traceback__
    raise AssertionError(f"{typed} is a number")


def test_a_query_string_is_cut():
    assert line("Error handling request %s", "/search/?q=Sokolova") == (
        "ERROR site: Error handling request /search/"
    )


def test_what_was_typed_is_not_in_the_report_of_a_fault():
    assert "Nadia" not in line("fault", error=failed_with("Nadia"))


def test_the_report_of_a_fault_names_its_kind_its_cause_and_its_place():
    report = line("fault", error=failed_with("Nadia"))

    assert "builtins.RuntimeError" in report
    assert "builtins.ValueError" in report
    assert "in failed_with" in report


def test_a_line_without_a_fault_is_one_line():
    assert line("started") == "ERROR site: started"
