from datetime import date

import pytest

from archive import dates

WEDNESDAY = date(2011, 6, 22)


def read(text, *, on=WEDNESDAY, language="en"):
    """Surface = value, one after the other."""
    found = dates.find(text, published_on=on, language=language)
    return "; ".join(f"{one.surface} = {one.span.value}" for one in found)


OTHER_LANGUAGES = [
    ("de", "am Samstag, dem 11. Juni 2011,", "Samstag, dem 11. Juni 2011 = 2011-06-11"),
    ("de", "Am 8. August begann", "8. August = 2011-08-08"),
    ("de", "den 11.06.2011", "11.06.2011 = 2011-06-11"),
    ("de", "am 11.6. und am 12.06.11", "11.6. = 2011-06-11; 12.06.11 = 2011-06-12"),
    ("de", "vom 3. bis 5. Juni", "3. bis 5. Juni = 2011-06-03/2011-06-05"),
    ("de", "seit Mai im Streik", "Mai = 2011-05/.."),
    ("de", "Anfang Mai, Ende Juni 2010", "Anfang Mai = 2011-05; Ende Juni 2010 = 2010-06"),
    ("de", "letzte Woche und gestern", "letzte Woche = 2011-06-13/2011-06-19; gestern = 2011-06-21"),
    ("de", "im Jahr 2010; im Jahre 2009", "2010 = 2010; 2009 = 2009"),
    ("de", "vor zwei Tagen", "vor zwei Tagen = 2011-06-20"),
    ("de", "am Montag, letzten Freitag", "Montag = 2011-06-20; letzten Freitag = 2011-06-17"),
    ("de", "heute Abend; am Morgen; vor Gericht", "heute Abend = 2011-06-22"),
    ("de", "im vergangenen Jahr", "vergangenen Jahr = 2010"),
    ("de", "Um 17.00 Uhr, Paragraph 3.11., seit Jahren", ""),
    ("fr", "le samedi 11 juin 2011", "samedi 11 juin 2011 = 2011-06-11"),
    ("fr", "le 1er mai, le premier mai", "1er mai = 2011-05-01; premier mai = 2011-05-01"),
    ("fr", "du 3 au 5 juin", "3 au 5 juin = 2011-06-03/2011-06-05"),
    ("fr", "entre le 3 et le 7 juin", "3 et le 7 juin = 2011-06-03/2011-06-07"),
    ("fr", "la semaine dernière", "semaine dernière = 2011-06-13/2011-06-19"),
    ("fr", "l’année dernière, le mois dernier", "année dernière = 2010; mois dernier = 2011-05"),
    ("fr", "hier, aujourd’hui et demain", "hier = 2011-06-21; aujourd’hui = 2011-06-22; demain = 2011-06-23"),
    ("fr", "il y a deux jours", "il y a deux jours = 2011-06-20"),
    ("fr", "vendredi dernier", "vendredi dernier = 2011-06-17"),
    ("fr", "depuis mai ; fin juin ; début 2010", "mai = 2011-05/..; fin juin = 2011-06; début 2010 = 2010"),
    ("fr", "en juin 2010, en décembre", "juin 2010 = 2010-06; décembre = 2010-12"),
    ("fr", "la planète Mars, dix ans, chaque lundi", ""),
    ("es", "el sábado 11 de junio de 2011", "sábado 11 de junio de 2011 = 2011-06-11"),
    ("es", "el 1º de mayo", "1º de mayo = 2011-05-01"),
    ("es", "del 3 al 5 de junio", "3 al 5 de junio = 2011-06-03/2011-06-05"),
    ("es", "la semana pasada", "semana pasada = 2011-06-13/2011-06-19"),
    ("es", "el pasado lunes; el lunes pasado", "pasado lunes = 2011-06-20; lunes pasado = 2011-06-20"),
    ("es", "ayer por la mañana; esta mañana; mañana", "ayer por la mañana = 2011-06-21; esta mañana = 2011-06-22; mañana = 2011-06-23"),
    ("es", "hace dos días", "hace dos días = 2011-06-20"),
    ("es", "desde mayo; a finales de junio", "mayo = 2011-05/..; finales de junio = 2011-06"),
    ("es", "en junio del año pasado", "junio del año pasado = 2010-06"),
    ("es", "en la Plaza de Mayo, cada lunes, por la mañana", ""),
    ("ru", "11 июня 2011 года", "11 июня 2011 года = 2011-06-11"),
    ("ru", "16 декабря 2011 г. в Жанаозене", "16 декабря 2011 г. = 2011-12-16"),
    ("ru", "в субботу, 11 июня,", "субботу, 11 июня = 2011-06-11"),
    ("ru", "в июне 2010 года; в 2009 году", "июне 2010 года = 2010-06; 2009 году = 2009"),
    ("ru", "на прошлой неделе; в прошлом году", "прошлой неделе = 2011-06-13/2011-06-19; прошлом году = 2010"),
    ("ru", "вчера, сегодня, завтра", "вчера = 2011-06-21; сегодня = 2011-06-22; завтра = 2011-06-23"),
    ("ru", "с 3 по 5 июня", "3 по 5 июня = 2011-06-03/2011-06-05"),
    ("ru", "с мая; в понедельник", "мая = 2011-05/..; понедельник = 2011-06-20"),
    ("ru", "два дня назад, неделю назад", "два дня назад = 2011-06-20; неделю назад = 2011-06-13/2011-06-19"),
    ("ru", "22.06.2011", "22.06.2011 = 2011-06-22"),
    ("ru", "окружающая среда, десять лет, статья 164, Марта", ""),
    ("kk", "2011-06-11 және 11.06.2011", "2011-06-11 = 2011-06-11; 11.06.2011 = 2011-06-11"),
    ("zz", "3 June 2011", ""),
]  # fmt: skip


@pytest.mark.parametrize(("language", "text", "expected"), OTHER_LANGUAGES)
def test_a_date_in_another_language(language, text, expected):
    assert read(text, language=language) == expected
