"""Pages as a reader opens them, and documents no reader is shown."""

import re
from datetime import date

from archive.models import Document
from tests import make


def page(client, address):
    response = client.get(address)
    assert response.status_code == 200, address
    return response.content.decode()


def main_of(html):
    return html.partition("<main")[2].partition("</main>")[0]


def follow(client, address, pattern):
    """What a list shows, page after page, and how many pages it took."""
    found, pages = [], 0
    while address:
        html = main_of(page(client, address))
        found += re.findall(pattern, html)
        pages += 1
        more = re.search(r'href="(\?[^"]*after=[^"]*)" rel="next"', html)
        path = address.partition("?")[0]
        address = path + more[1].replace("&amp;", "&") if more else ""
    return found, pages


def hidden_documents():
    return [
        make.document(slug="draft", visibility=Document.Visibility.DRAFT),
        make.document(slug="taken-back", visibility=Document.Visibility.WITHDRAWN),
        make.document(slug="embargo", embargo_until=date(9999, 1, 1)),
    ]
