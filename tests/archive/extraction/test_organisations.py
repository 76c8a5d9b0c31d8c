import pytest


@pytest.mark.parametrize(
    "name",
    [
        "Organisation for Security and Co-operation in Europe",
        "United Federation of Petroleum Workers of Venezuela",
        "National Union of Mine, Metal and Steel Workers",
        "Transport and General Workers' Union",
        "Socialist Party of England and Wales",
        "Inter-American Commission on Human Rights",
        "İzmir Heavy Penal Court No. 8",
        "66th Infantry Battalion",
        "Committee to Protect Journalists",
        "Partido Revolucionario de los Trabajadores",
        "Kazakhstan Embassy",
        "Zimbabwean embassy",
        "Netherlands Consulate General",
        "Ministry of Health, Labour and Welfare",
        "National Union of Teachers, Lecturers and Librarians",
        "Association of Porters, Drivers and Cleaners",
        "Lusaka 3rd High Commercial Court",
        "March 23 Movement",
        "Committee on Freedom of Expression",
        "Front for the Defence of the Green Valley",
        "Mombasa Chief Magistrate's Court",
        "Friends of the Earth Nigeria",
        "Amnesty International Kenya",
        "Tata Steel",
        "Kenyan Army",
    ],
)
def test_a_body_is_found_whole(ask, name):
    found = ask(f"Yesterday the {name} answered the workers.")

    assert ("ORG", name) in found


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Letters went to Amnesty International and Human Rights Watch today.",
         ["Amnesty International", "Human Rights Watch"]),
        ("the Executive Committee of the Oil Workers Union met", ["Oil Workers Union"]),
        ("ITUC General Secretary Sharan Burrow spoke", ["ITUC"]),
        ("Turkey's Justice and Development Party won", ["Justice and Development Party"]),
        ("She wrote to the UN High Commissioner for Refugees.", ["UN"]),
        ("the Workers' Party of Rosa Mbeki won", ["Workers' Party"]),
        ("the State Council of General Juan Gómez met", ["State Council"]),
        ("Union of Bakers\nJuan Gómez MP", ["Union of Bakers"]),
        ("the Office for Human Growth and Charles Hectorin for help",
         ["Office for Human Growth"]),
        ("the Committee on Freedom of Association of the ILO met",
         ["Committee on Freedom of Association", "ILO"]),
        ("the Court of Sidi Karim ruled", ["Court of Sidi Karim"]),
        ("glass, Supramax and Brightweg Holdings stay banned",
         ["Supramax", "Brightweg Holdings"]),
        ("A complaint by Zorel against Prime Durby Plantation is pending.",
         ["Prime Durby Plantation"]),
        ("Konkolo Copper Mines and First Quantum Minerals closed.",
         ["Konkolo Copper Mines", "First Quantum Minerals"]),
        ("the pits of Asanki Gold went to Engineers & Planners in spring",
         ["Asanki Gold", "Engineers & Planners"]),
        ("The CTA Autónoma marched; TV Rosaro and Radio Okapa were cut.",
         ["CTA Autónoma", "TV Rosaro", "Radio Okapa"]),
        ("Dysone has ended its contract with the mill.", ["Dysone"]),
        ("ver.di and the GEW struck; the taz wrote of it", ["ver.di", "GEW", "taz"]),
    ],
)  # fmt: skip
def test_two_bodies_are_not_glued_together(ask, text, expected):
    assert [surface for kind, surface in ask(text) if kind == "ORG"] == expected


@pytest.mark.parametrize(
    "text",
    [
        "The police and the Kazakh authorities refused.",
        "Our Union is on strike. The Court decided.",
        "PLEASE WRITE IMMEDIATELY TO THE PRESIDENT",
    ],
)
def test_an_unnamed_body_is_none(ask, text):
    assert "ORG" not in {kind for kind, _ in ask(text)}
