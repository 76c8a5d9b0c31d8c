"""Which model reads which language, and whether its weights are the known ones."""

from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from archive import extraction
from archive.extraction import ModelMissing, State

_WORDS = {
    State.VERIFIED: "weights verified",
    State.UNKNOWN: "weights not known here, nothing to compare with",
    State.CHANGED: "WEIGHTS CHANGED, not used",
}


class Command(BaseCommand):
    help = (
        "Shows for each language the model that reads it, loads it and compares its "
        "weights with the published ones. Exit code 1 when they were changed; a "
        "model that is missing is only a warning."
    )

    def handle(self, *_arguments: object, **_options: Any) -> None:
        pipelines = sorted(settings.EXTRACTION_PIPELINES.items())
        changed = [language for language, name in pipelines if _is_changed(name)]
        for language, name in pipelines:
            self.stdout.write(f"{language}: {_told(name)}")
        self.stdout.write(
            "any other language: no model; rules, curated names and dates"
        )
        if changed:
            raise CommandError(
                f"The model for {', '.join(changed)} is not the one that was "
                "published. Install it again from requirements.txt."
            )


def _is_changed(name: str) -> bool:
    try:
        return extraction.state(name) is State.CHANGED
    except ModelMissing:
        return False


def _told(name: str) -> str:
    try:
        state = extraction.state(name)
    except ModelMissing as error:
        return f"{name or 'no model'}: missing; rules and names alone. {error}"
    model = extraction.load_model(name)
    loaded = f"loaded as {model.name}" if model else extraction.why_not(name)
    return f"{name}: {loaded}; {_WORDS[state]}"
