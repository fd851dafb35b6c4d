"""Relays on this machine: aiosmtpd with its mailbox, a relay that breaks off where it is told, and certificates."""

import asyncio
import datetime
import ipaddress
import socket
import ssl
import threading
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, AuthResult, Envelope, LoginPassword, Session
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

USER, PASSWORD = "house", "open sesame, 7 wells"


@dataclass
class Mailbox:
    """What a relay took, in order, as it stood on the wire; and what it answers: a reply for who is in `rcpt`, one at
    the end of a letter for who is in `data`, and "drop" there for taking it and breaking off without a word."""

    taken: list[tuple[str, list[str], bytes]] = field(default_factory=list)
    options: list[list[str]] = field(default_factory=list)
    rcpt: dict[str, str] = field(default_factory=dict)
    data: dict[str, str] = field(default_factory=dict)
    mail: str = "250 OK"
    connections: int = 0

    async def handle_EHLO(  # noqa: N802
        self, _server: SMTP, session: Session, _envelope: Envelope, hostname: str, responses: list[str]
    ) -> list[str]:
        session.host_name = hostname
        self.connections += 1
        return responses

    async def handle_MAIL(  # noqa: N802
        self, _server: SMTP, _session: Session, envelope: Envelope, address: str, options: list[str]
    ) -> str:
        if self.mail.startswith("250"):
            envelope.mail_from = address
            self.options.append(options)
        return self.mail

    async def handle_RCPT(  # noqa: N802
        self, _server: SMTP, _session: Session, envelope: Envelope, address: str, _options: list[str]
    ) -> str:
        if address in self.rcpt:
            return self.rcpt[address]
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server: SMTP, _session: Session, envelope: Envelope) -> str:  # noqa: N802
        (recipient,) = envelope.rcpt_tos
        answer = self.data.get(recipient, "250 2.0.0 queued")
        if answer == "drop" or answer.startswith("250"):
            assert isinstance(envelope.original_content, bytes)
            self.taken.append((str(envelope.mail_from), envelope.rcpt_tos, envelope.original_content))
        if answer == "drop":
            assert isinstance(server.transport, asyncio.WriteTransport)
            server.transport.abort()
        return answer


class _Controller(Controller):
    """Hangs up on whoever is still connected before it stops."""

    made: tuple[SMTP, ...] = ()

    def factory(self) -> SMTP:
        one: SMTP = super().factory()  # type: ignore[no-untyped-call]
        self.made = (*self.made, one)
        return one

    async def hang_up(self) -> None:
        for one in self.made:
            for transport in (one.transport, one._original_transport):
                if isinstance(transport, asyncio.WriteTransport):
                    with suppress(AttributeError):  # of a TLS connection that is gone, in Python 3.11.2
                        transport.abort()
        while any(one._handler_coroutine and not one._handler_coroutine.done() for one in self.made):
            await asyncio.sleep(0.001)


@contextmanager
def relay(box: Mailbox, **options: object) -> Iterator[int]:
    """A relay with this mailbox; gives its port. Options are those of aiosmtpd's SMTP."""
    with closing(socket.socket()) as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    server = _Controller(box, "127.0.0.1", port, **{"enable_SMTPUTF8": True, **options})  # type: ignore[arg-type]
    server.start()
    try:
        yield port
    finally:
        asyncio.run_coroutine_threadsafe(server.hang_up(), server.loop).result(10)
        server.stop()


def lets_in(_server: SMTP, _session: Session, _envelope: Envelope, _mechanism: str, data: object) -> AuthResult:
    """Asks for USER and PASSWORD. What it says to anyone else repeats the password, as bad relays do."""
    assert isinstance(data, LoginPassword)
    if (data.login, data.password) == (USER.encode(), PASSWORD.encode()):
        return AuthResult(success=True)
    words = f"535 5.7.8 no {data.password.decode()} here"
    return AuthResult(success=False, handled=False, message=words)


@contextmanager
def breaking(*script: str) -> Iterator[int]:
    """A relay of few words: to each line that it reads it gives the next of `script`, the greeting first; "drop" breaks
    off, "read" takes lines until the one that ends a letter. Each connection starts anew. Gives the port."""
    door = socket.create_server(("127.0.0.1", 0))

    def serve() -> None:
        while True:
            try:
                line, _ = door.accept()
            except OSError:
                return
            with line, line.makefile("rb") as lines, suppress(OSError):
                for number, word in enumerate(script):
                    if number and word != "drop" and not lines.readline():
                        break
                    if word == "read":
                        while lines.readline() not in (b".\r\n", b""):
                            pass
                    elif word == "drop":
                        line.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, b"\1\0\0\0\0\0\0\0")
                        break
                    else:
                        line.sendall(word.replace("\n", "\r\n").encode() + b"\r\n")

    worker = threading.Thread(target=serve, daemon=True)
    worker.start()
    try:
        yield door.getsockname()[1]
    finally:
        door.shutdown(socket.SHUT_RDWR)
        door.close()
        worker.join(5)


def certified(folder: Path, name: str, until: datetime.datetime) -> ssl.SSLContext:
    """What a relay by this name, at 127.0.0.1, is known by: a certificate of its own making, in `folder`/relay.pem."""
    key = ec.generate_private_key(ec.SECP256R1())
    subject = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, name)])
    names: list[x509.GeneralName] = [x509.DNSName(name)]
    names += [x509.IPAddress(ipaddress.ip_address("127.0.0.1"))] if name == "localhost" else []
    made = (
        x509.CertificateBuilder(subject, subject, key.public_key(), x509.random_serial_number())
        .not_valid_before(datetime.datetime(2020, 1, 1, tzinfo=datetime.UTC))
        .not_valid_after(until)
        .add_extension(x509.SubjectAlternativeName(names), critical=False)
        .add_extension(x509.BasicConstraints(ca=True, path_length=None), critical=True)
        .sign(key, hashes.SHA256())
    )
    plain = serialization.NoEncryption()
    pkcs8, pem = serialization.PrivateFormat.PKCS8, serialization.Encoding.PEM
    (folder / "relay.pem").write_bytes(made.public_bytes(pem))
    (folder / "relay.key").write_bytes(key.private_bytes(pem, pkcs8, plain))
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(folder / "relay.pem", folder / "relay.key")
    return context
