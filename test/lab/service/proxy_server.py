"""A small CONNECT proxy for the fast suite; squid stands in for it in the full matrix.

It has a resolver of its own (`names`): what the client's DNS says of a name does not matter here.
"""

import fnmatch
import socket

from listening import in_background, read_head, serve_tcp, wait_for_end


ESTABLISHED = b"HTTP/1.1 200 Connection established\r\n\r\n"


def refuse(connection: socket.socket, status: str, extra: str = "") -> None:
    connection.sendall(f"HTTP/1.1 {status}\r\n{extra}Content-Length: 0\r\nConnection: close\r\n\r\n".encode())


def copy(source: socket.socket, sink: socket.socket) -> None:
    try:
        while data := source.recv(65536):
            sink.sendall(data)
        sink.shutdown(socket.SHUT_WR)
    except OSError:
        pass


class Proxy:
    """`deny` holds patterns of a host or of `host:port` that get 403; `schemes` not empty: everybody gets 407 with them.

    `manner` is what every CONNECT meets instead: silence ("hang"), an end ("close"), or this status line; "early" is a yes to everything
    that is allowed, before anybody is asked.
    """

    def __init__(self, config: dict) -> None:
        self.names, self.deny, self.schemes, self.manner = config["names"], config["deny"], config["schemes"], config["manner"]

    def handle(self, connection: socket.socket) -> None:
        head = read_head(connection.recv)
        if not head:
            return
        method, target = head.split(b" ", 2)[:2]
        host, _, port = target.decode("latin-1").rpartition(":")
        if self.manner in ("hang", "close"):
            return wait_for_end(connection) if self.manner == "hang" else None
        if self.manner not in (None, "early"):
            return refuse(connection, self.manner)
        if self.schemes:
            challenges = "".join(f"Proxy-Authenticate: {scheme}\r\n" for scheme in self.schemes)
            return refuse(connection, "407 Proxy Authentication Required", challenges)
        if method != b"CONNECT" or any(fnmatch.fnmatch(text, pattern) for text in (host, f"{host}:{port}") for pattern in self.deny):
            return refuse(connection, "403 Forbidden")
        if self.manner == "early":
            connection.sendall(ESTABLISHED)
        addresses = self.names.get(host.lower(), {}).get("a", [])
        if not addresses:
            return None if self.manner == "early" else refuse(connection, "502 Bad Gateway")
        self.tunnel(connection, addresses[0], int(port))

    def tunnel(self, connection: socket.socket, address: str, port: int) -> None:
        with socket.create_connection((address, port), 10) as upstream:
            if self.manner != "early":
                connection.sendall(ESTABLISHED)
            in_background(copy, upstream, connection)
            copy(connection, upstream)


def start(config: dict) -> None:
    if config["listen"]:
        serve_tcp(config["listen"]["address"], config["listen"]["port"], Proxy(config).handle)
