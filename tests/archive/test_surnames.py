"""Family names that tell two people apart, and those print writes in many ways."""

import pytest

from archive import names
from archive.names import Kind, korean


def alike(a, b, kind=Kind.PERSON):
    found = names.compare(a, b, kind=kind)
    assert not found.suggest or names.blocks(a, kind) & names.blocks(b, kind)
    return found.suggest


@pytest.mark.parametrize(
    ("a", "b"),
    [
        ("Kim Sang-gyun", "Sang-kyun Kim"),
        ("Im Seong-jun", "Lim Sung-jun"),
        ("이재명", "Lee Jae-myung"),
        ("Namgung Min-soo", "남궁민수"),
        ("Chŏn T'ae-il", "Jeon Tae-il"),
        ("Kim Jongun", "Kim Jong-un"),
    ],
)
def test_a_korean_name_is_known_in_every_romanisation(a, b):
    assert korean.likeness(a, b) == korean.SAME
    assert alike(a, b)


@pytest.mark.parametrize(
    ("a", "b"),
    [
        ("Kim Young-hee", "Kim Young-hoon"),
        ("Park Jong-chul", "Park Jong-su"),
        ("이재명", "Lee Jae-yong"),
        ("Lee Ji-eun", "Kim Ji-eun"),
    ],
)
def test_another_syllable_is_another_korean(a, b):
    assert not alike(a, b)


@pytest.mark.parametrize(
    "text",
    ["", "Kim", "Wang Jin", "Chen Shui-bian", "Kim Philby", "김", "가나다라마바사"],
)
def test_what_is_no_korean_name_is_left_to_the_other_rules(text):
    assert korean.likeness(text, "Wang Jin") is None


@pytest.mark.parametrize(
    ("a", "b"),
    [
        ("Ali Mansour", "Ali Mansouri"),
        ("Ali Rashed", "Ali Rashidi"),
        ("Mohsen Amini", "Mohsen Aminian"),
        ("Hamid Hosseini", "Hamid Hassani"),
        ("کریم شریف", "Karim Sharifi"),
        ("Jean Dupont", "Jeanne Dupont"),
        ("Julien Moreau", "Julienne Moreau"),
        ("Nguyen Thi Lan", "Nguyen Thi Loan"),
    ],
)
def test_one_ending_more_is_another_person(a, b):
    assert not alike(a, b)


@pytest.mark.parametrize(
    ("a", "b"),
    [
        ("Hienadz Fiadynich", "Геннадий Федынич"),
        ("Viktar Babaryka", "Viktor Babariko"),
        ("Вольга Галубовіч", "Olga Golubovich"),
        ("Andrei Kavaliou", "Андрей Ковалёв"),
        ("Ксения Григоренко", "Kseniia Hryhorenko"),
        ("Mikola Dziadok", "Николай Дедок"),
    ],
)
def test_a_surname_is_known_in_the_language_next_door(a, b):
    assert alike(a, b)


@pytest.mark.parametrize(
    ("a", "b"),
    [
        ("Ömer Faruk Gergerlioğlu", "Omer Gergerlioglu"),
        ("María Fernanda Ríos Quispe", "Maria Rios"),
        ("Reza Shahabi Zakaria", "Reza Shahabi"),
        ("Lü Xiaomei", "Lyu Xiaomei"),
    ],
)
def test_a_name_left_out_is_asked_about(a, b):
    assert alike(a, b)


def test_a_machine_does_not_take_lyu_for_liu():
    assert not names.compare("Lyu Xiaomei", "Liu Xiaomei", kind=Kind.PERSON).auto


@pytest.mark.parametrize(
    ("a", "b"),
    [
        ("Karakol", "Karakul"),
        ("Каракол", "Karakul"),
        ("Lyon", "León"),
        ("Grodno", "Grozny"),
        ("Karaj", "Karachi"),
        ("San Pedro", "San Pedro Sula"),
    ],
)
def test_two_places_of_the_list_are_two(a, b):
    assert not alike(a, b, Kind.PLACE)


@pytest.mark.parametrize(
    ("a", "b"),
    [
        ("Polatsk", "Полоцк"),
        ("Daegu", "대구"),
        ("Tokmak", "Tokmok"),
        ("Prey Sar", "Prey Sar Prison"),
        ("Sistan va Baluchestan", "Sistan and Baluchistan"),
    ],
)
def test_but_not_where_they_may_be_one(a, b):
    assert alike(a, b, Kind.PLACE)


@pytest.mark.parametrize(
    ("a", "b"),
    [
        ("BKDP", "Belarusian Congress of Democratic Trade Unions"),
        ("КСПК", "Confederation of Free Trade Unions of Kazakhstan"),
        (
            "Bureau for Human Rights in Mali",
            "Bureau for Human Rights in Mali and Peace",
        ),
    ],
)
def test_a_body_is_known_by_a_foreign_acronym_and_by_its_beginning(a, b):
    assert alike(a, b, Kind.ORG)
    assert not names.compare(a, b, kind=Kind.ORG).auto
