"""The certificate must be for the name, whatever address answers."""

import shutil
import ssl
import subprocess

import pytest

from archive import fetching
from archive.fetching import NotFetched
from tests.website import PAGE, answer

CERTIFICATE = (
    "req -x509 -newkey ec -pkeyopt ec_paramgen_curve:prime256v1 -nodes -days 1 "
    "-subj /CN=test -addext subjectAltName=DNS:reports.example.org "
    "-keyout key.pem -out certificate.pem"
)


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    """A throw-away key and its certificate for reports.example.org."""
    openssl = shutil.which("openssl")
    assert openssl, "openssl is needed to make a certificate"
    path = tmp_path_factory.mktemp("tls")
    subprocess.run(  # noqa: S603 (a fixed command)
        [openssl, *CERTIFICATE.split()], cwd=path, check=True, capture_output=True
    )
    return path


@pytest.fixture
def secure_site(site, folder):
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(folder / "certificate.pem", folder / "key.pem")
    names = []
    context.sni_callback = lambda _connection, name, _context: names.append(name)
    opened = site(answer(), tls=context)
    opened.names = names
    return opened


@pytest.fixture
def connect(secure_site):
    """The connection that is made in earnest, but to this machine."""

    def connecting(*, context=None):
        port = secure_site.listener.getsockname()[1]
        return lambda _address, _port, name, seconds: fetching.connect_with_tls(
            "127.0.0.1", port, name, seconds, context=context
        )

    return connecting


@pytest.fixture
def trusting(folder):
    return ssl.create_default_context(cafile=folder / "certificate.pem")


def test_the_name_is_sent_and_proved(secure_site, connect, trusting):
    fetched = secure_site.fetch(connect=connect(context=trusting))

    assert fetched.content == PAGE
    assert secure_site.names == ["reports.example.org"]


def test_a_certificate_for_another_name_is_refused(secure_site, connect, trusting):
    with pytest.raises(NotFetched, match=r"cannot prove that it is a\.example\.net"):
        secure_site.fetch("https://a.example.net/", connect=connect(context=trusting))

    assert secure_site.asked == []


def test_a_certificate_nobody_vouches_for_is_refused(secure_site, connect):
    with pytest.raises(NotFetched, match="cannot prove"):
        secure_site.fetch(connect=connect())

    assert secure_site.asked == []


def test_a_site_that_speaks_no_tls_cannot_be_reached(site):
    plain = site(b"HTTP/1.1 200 OK\r\n\r\n", b"")
    port = plain.listener.getsockname()[1]

    with pytest.raises(NotFetched, match="cannot be reached"):
        plain.fetch(
            connect=lambda _address, _port, name, _seconds: fetching.connect_with_tls(
                "127.0.0.1", port, name, 0.2
            )
        )
