"""A web site on this machine, for what fetches pages."""

import contextlib
import socket
import ssl
import threading

from archive import fetching

PUBLIC = "93.184.216.34"
ALLOWED = [
    "reports.example.org",
    "*.example.net",
    "files.example.org:8443",
    "пример.рф",
]
PAGE = b"<p>Freedom for the oil workers!"


class Site:
    """A server on this machine; connects to it whatever address is asked for."""

    def __init__(
        self,
        *answers: bytes,
        endless: bytes = b"",
        tls: ssl.SSLContext | None = None,
    ) -> None:
        self.answers = list(answers)
        self.endless = endless
        self.tls = tls
        self.asked: list[str] = []
        self.connected_to: list[tuple[str, int, str]] = []
        self.looked_up: list[tuple[str, int]] = []
        self.listener = socket.create_server(("127.0.0.1", 0))
        self.is_closed = False
        self.thread = threading.Thread(target=self._serve)
        self.thread.start()

    def resolve(self, host: str, port: int) -> list[str]:
        self.looked_up.append((host, port))
        return [PUBLIC]

    def connect(self, address: str, port: int, name: str, seconds: float):
        self.connected_to.append((address, port, name))
        return socket.create_connection(self.listener.getsockname(), seconds)

    def fetch(self, url="https://reports.example.org/", **options):
        options = {"resolve": self.resolve, "connect": self.connect} | options
        return fetching.fetch(url, allowed=ALLOWED, **options)

    def close(self) -> None:
        self.is_closed = True
        # A listener that another thread waits on is woken by a visitor only.
        socket.create_connection(self.listener.getsockname()).close()
        self.thread.join()
        self.listener.close()

    def _serve(self) -> None:
        while True:
            visitor, _ = self.listener.accept()
            if self.is_closed:
                visitor.close()
                return
            # A visitor may well leave in the middle.
            with contextlib.suppress(OSError), self._greeted(visitor) as guest:
                self._answer(guest)

    def _greeted(self, visitor: socket.socket) -> socket.socket:
        if self.tls is None:
            return visitor
        try:
            return self.tls.wrap_socket(visitor, server_side=True)
        except OSError:
            visitor.close()
            raise

    def _answer(self, visitor: socket.socket) -> None:
        self.asked.append(_head(visitor))
        visitor.sendall(self.answers.pop(0) if self.answers else b"")
        while self.endless:
            visitor.sendall(self.endless)


def _head(visitor: socket.socket) -> str:
    head = b""
    while not head.endswith(b"\r\n\r\n"):
        piece = visitor.recv(4096)
        if not piece:
            return ""
        head += piece
    return head.decode("ascii")


def answer(
    body: bytes = PAGE, *, status="200 OK", media_type="text/html", **headers: str
) -> bytes:
    """What a site sends; an empty header is left out."""
    named = {"Content-Type": media_type, "Content-Length": str(len(body))}
    named |= {name.replace("_", "-"): value for name, value in headers.items()}
    lines = [f"{name}: {value}" for name, value in named.items() if value]
    return "\r\n".join([f"HTTP/1.1 {status}", *lines, "", ""]).encode("utf-8") + body


def moved(to: str, status="302 Found") -> bytes:
    return answer(b"", status=status, Location=to)
