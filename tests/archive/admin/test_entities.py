import pytest
from django.urls import reverse

from archive import curation
from archive.models import Name
from tests import make

pytestmark = [pytest.mark.django_db, pytest.mark.slow]


def url(name, *args):
    return reverse(f"admin:archive_{name}", args=args)


def test_a_spelling_typed_in_the_admin_gets_its_key(admin_client):
    person = make.person("Ana Testova")
    kept = person.names.get()

    answer = admin_client.post(
        url("entity_change", person.pk),
        {
            "kind": "PERSON",
            "slug": person.slug,
            "label": person.label,
            "sort_key": person.sort_key,
            "protection": "public",
            "names-TOTAL_FORMS": "2",
            "names-INITIAL_FORMS": "1",
            "names-0-id": kept.pk,
            "names-0-entity": person.pk,
            "names-0-text": kept.text,
            "names-0-kind": kept.kind,
            "names-1-entity": person.pk,
            "names-1-text": "Ana  Testowa",
            "names-1-kind": "alias",
        },
    )

    assert answer.status_code == 302
    added = Name.objects.get(text="Ana Testowa")
    assert added.key
    assert added.history.count() == 1


def save_entity(client, entity, *rows, initial=0):
    fields = {
        "label": entity.label,
        "sort_key": entity.sort_key,
        "protection": entity.protection,
        "names-TOTAL_FORMS": len(rows),
        "names-INITIAL_FORMS": initial,
    }
    for n, row in enumerate(rows):
        typed = {"entity": entity.pk, "kind": "alias"} | row
        fields |= {f"names-{n}-{name}": value for name, value in typed.items()}
    return client.post(url("entity_change", entity.pk), fields)


@pytest.mark.parametrize(
    ("row", "sentence"),
    [
        ({"text": "Another", "kind": "preferred"}, "Only one name"),
        ({"text": "Ana   Testova"}, "stands here twice"),
    ],
)
def test_spellings_that_do_not_fit_together_are_said(admin_client, row, sentence):
    person = make.person("Ana Testova")
    kept = {"id": person.names.get().pk, "text": "Ana Testova", "kind": "preferred"}

    answer = save_entity(admin_client, person, kept, row, initial=1)

    assert sentence in answer.content.decode()
    assert Name.objects.count() == 1


def test_two_spellings_that_change_places_are_said(admin_client):
    person = make.person("Ana Testova")
    first, second = person.names.get(), curation.add_name(person, "Ana Testowa")
    rows = [
        {"id": first.pk, "text": second.text, "kind": "preferred"},
        {"id": second.pk, "text": first.text, "kind": "alias"},
    ]

    answer = save_entity(admin_client, person, *rows, initial=2)

    assert "one after the other" in answer.content.decode()


@pytest.mark.parametrize("change", [{"DELETE": "on"}, {"kind": "alias"}])
def test_another_name_becomes_the_preferred_one_in_one_step(admin_client, change):
    person = make.person("Ana Testova")
    old = {"id": person.names.get().pk, "text": "Ana Testova", "kind": "preferred"}
    new = {"text": "Anna Testova", "kind": "preferred"}

    answer = save_entity(admin_client, person, old | change, new, initial=1)

    assert answer.status_code == 302
    assert person.names.get(kind="preferred").text == "Anna Testova"


def test_an_entry_made_in_the_admin_has_its_preferred_name(admin_client):
    admin_client.post(
        url("entity_add"),
        {
            "kind": "PERSON",
            "slug": "ana",
            "label": "Ana Testova",
            "protection": "public",
            "names-TOTAL_FORMS": "0",
            "names-INITIAL_FORMS": "0",
        },
    )

    name = Name.objects.get()
    assert (name.text, name.kind, bool(name.key)) == ("Ana Testova", "preferred", True)


def test_the_address_and_kind_of_an_entry_stay(admin_client):
    person = make.person("Ana Testova", slug="ana")
    page = admin_client.get(url("entity_change", person.pk)).content.decode()

    assert 'name="slug"' not in page
    assert 'name="kind"' not in page
