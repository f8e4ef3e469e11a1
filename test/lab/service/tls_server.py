"""Port 443: TLS with a certificate per name, one HTTP answer, and every way in which the two can go wrong.

The name in the ClientHello is read before TLS starts (MSG_PEEK), because a filter that works by name acts at that point too.
"""

import email.utils
import socket
import ssl
import threading
import time

from listening import read_head, reset, serve_tcp, wait_for_end

SLOW_HANDSHAKE_SECONDS = 2.5
ALERT_UNRECOGNIZED_NAME = b"\x15\x03\x01\x00\x02\x02\x70"


def server_name(hello: bytes) -> str:
    """The SNI of a ClientHello (RFC 8446 4.1.2, RFC 6066 3); "" when it has none or is cut."""
    try:
        at = 43
        at += 1 + hello[at]
        at += 2 + int.from_bytes(hello[at : at + 2], "big")
        at += 1 + hello[at]
        end = at + 2 + int.from_bytes(hello[at : at + 2], "big")
        at += 2
        while at + 4 <= min(end, len(hello)):
            kind, size = int.from_bytes(hello[at : at + 2], "big"), int.from_bytes(hello[at + 2 : at + 4], "big")
            if kind == 0:
                return hello[at + 9 : at + 4 + size].decode("latin-1").lower()
            at += 4 + size
    except IndexError:
        pass
    return ""


def peek_hello(connection: socket.socket) -> bytes:
    """The first TLS record without taking it; b"" when the client closed."""
    for _ in range(500):
        seen = connection.recv(16384, socket.MSG_PEEK)
        if not seen or (len(seen) >= 5 and len(seen) >= 5 + int.from_bytes(seen[3:5], "big")):
            return seen
        time.sleep(0.005)
    return seen


class Contexts:
    """TLS contexts by certificate file, made when first needed."""

    def __init__(self, key_file: str) -> None:
        self.key_file, self.made, self.lock = key_file, {}, threading.Lock()

    def get(self, certificate: str, only_tls12: bool) -> ssl.SSLContext:
        """An old server speaks TLS 1.2 and resumes no session."""
        with self.lock:
            if (certificate, only_tls12) not in self.made:
                context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
                context.load_cert_chain(certificate, self.key_file)
                if only_tls12:
                    context.maximum_version = ssl.TLSVersion.TLSv1_2
                    context.options |= ssl.OP_NO_TICKET
                self.made[certificate, only_tls12] = context
            return self.made[certificate, only_tls12]


class Server:
    """`names` maps a host to its manner, `otherwise` is the manner of the rest (and of a hello without a name)."""

    def __init__(self, config: dict) -> None:
        self.names, self.otherwise = config["names"], config["otherwise"]
        self.contexts = Contexts(config["key"])
        self.seen = set()
        self.before_tls = {
            "reset": reset,
            "silent": wait_for_end,
            "close": socket.socket.close,
            "alert": lambda connection: connection.sendall(ALERT_UNRECOGNIZED_NAME),
            "plain-text": lambda connection: connection.sendall(b"SSH-2.0-Lab\r\nthis is no TLS\r\n"),
        }

    def handle(self, connection: socket.socket) -> None:
        if self.otherwise["behaviour"] == "reset-at-once":
            return reset(connection)
        hello = peek_hello(connection)
        if not hello:
            return
        manner = self.names.get(server_name(hello), self.otherwise)
        misbehave = self.before_tls.get(manner["behaviour"])
        if misbehave:
            connection.recv(len(hello))
            misbehave(connection)
            return
        if manner["behaviour"] == "slow-handshake":
            time.sleep(SLOW_HANDSHAKE_SECONDS)
        with self.contexts.get(manner["certificate"], manner["behaviour"] == "tls-1.2").wrap_socket(connection, server_side=True) as tls:
            self.answer(tls, manner)

    def answer(self, tls: ssl.SSLSocket, manner: dict) -> None:
        if not read_head(tls.recv):
            return
        if manner["behaviour"] == "http-silent":
            wait_for_end(tls)
        else:
            tls.sendall(http_answer(self.of_the_moment(manner)))

    def of_the_moment(self, manner: dict) -> dict:
        """`once-503` is unavailable for the first request to the name, and well after it."""
        name = id(manner)
        if manner["behaviour"] != "once-503" or name in self.seen:
            return manner
        self.seen.add(name)
        return {**manner, "status": 503}


def http_answer(manner: dict) -> bytes:
    if manner["behaviour"] == "no-http":
        return b"220 lab.test ESMTP ready\r\n" * 3
    body = b'{"message":"lab"}'
    headers = [
        f"HTTP/{'1.0' if manner['behaviour'] == 'http-1.0' else '1.1'} {manner['status']} Lab",
        "Content-Type: application/json",
        f"Content-Length: {len(body)}",
        f"Date: {email.utils.formatdate(time.time() + manner['dateOffsetSeconds'], usegmt=True)}",
        "Connection: close",
    ]
    if manner["ageSeconds"] is not None:
        headers.append(f"Age: {manner['ageSeconds']}")
    if manner["behaviour"] == "huge-header":
        headers.append("X-Huge: " + "x" * 1_000_000)
    return "\r\n".join([*headers, "", ""]).encode() + body


def start(config: dict) -> None:
    serve_tcp("0.0.0.0", 443, Server(config).handle)
    serve_tcp("::", 443, Server({**config, **config["overIpv6"]}).handle)
