import pytest
from django.urls import reverse

from archive import curation
from archive.desk import keymap
from archive.models import DeskKeys

# whole pages of the desk: left to make test
pytestmark = [pytest.mark.django_db, pytest.mark.slow]
KEYS = "/admin/desk/keys/"


def keep(client, **changed):
    own = {act: key for act, (key, _does) in keymap.ACTS.items()}
    return client.post(KEYS, {"are_on": "on"} | own | changed)


def test_no_two_acts_come_with_one_key():
    own = {act: key for act, (key, _does) in keymap.ACTS.items()}

    assert keymap.collisions(own) == []


def test_a_key_is_changed_and_shown_on_its_button(admin_client, admin_user):
    assert keep(admin_client, help="b").status_code == 303

    html = admin_client.get(reverse("desk:home")).content.decode()
    assert DeskKeys.objects.get().changed == {"help": "b"}
    assert 'data-key="b"' in html
    assert 'data-key="?"' not in html


def test_two_acts_may_change_places(admin_client):
    keep(admin_client, accept="x", reject="a")

    assert DeskKeys.objects.get().changed == {"accept": "x", "reject": "a"}


@pytest.mark.parametrize(
    ("key", "sentence"),
    [("a", "Another act has this key"), ("ab", "at most 1"), ("\x07", "or sign")],
)
def test_a_key_that_does_not_fit_is_said_and_not_kept(admin_client, key, sentence):
    answer = keep(admin_client, undo=key)

    assert sentence in answer.content.decode()
    assert not DeskKeys.objects.exists()


def test_an_empty_field_takes_the_key_the_desk_comes_with(admin_client):
    keep(admin_client, undo="b")

    keep(admin_client, undo="")

    assert DeskKeys.objects.get().changed == {}


def test_all_keys_are_switched_off_and_remembered(admin_client, admin_user):
    curation.set_keys(admin_user, are_on=False, changed={"undo": "b"})

    html = admin_client.get(reverse("desk:home")).content.decode()

    assert "<kbd>" not in html
    assert 'value="b"' in admin_client.get(KEYS).content.decode()


def test_one_curators_keys_are_nobody_elses(admin_client, colleague):
    curation.set_keys(colleague, are_on=False, changed={})

    assert "<kbd>" in admin_client.get(reverse("desk:home")).content.decode()


def test_the_help_lists_every_key(admin_client):
    html = admin_client.get(reverse("desk:home")).content.decode()

    assert html.count("<dt><kbd>") == len(keymap.ACTS)
