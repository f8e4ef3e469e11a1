"""Sockets and threads that the servers of the lab share."""

import socket
import threading

IP_FREEBIND = 15  # an IPv6 address that is local by its route alone (AnyIP) cannot be bound otherwise

def in_background(function, *arguments) -> None:
    threading.Thread(target=function, args=arguments, daemon=True).start()


def bound_socket(address: str, port: int, kind: int) -> socket.socket:
    """A socket on one address, or on all of a family with `0.0.0.0` and `::`."""
    family = socket.AF_INET6 if ":" in address else socket.AF_INET
    sock = socket.socket(family, kind)
    sock.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    sock.setsockopt(socket.IPPROTO_IP, IP_FREEBIND, 1)
    if kind == socket.SOCK_STREAM:
        sock.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEPORT, 1)  # a real peer may take one address of the port
    if family == socket.AF_INET6:
        sock.setsockopt(socket.IPPROTO_IPV6, socket.IPV6_V6ONLY, 1)
    sock.bind((address, port))
    if kind == socket.SOCK_STREAM:
        sock.listen(2048)
    return sock


def serve_tcp(address: str, port: int, handle) -> None:
    """Accepts for ever; `handle(connection)` runs in a thread of its own, its errors end that connection alone."""
    listener = bound_socket(address, port, socket.SOCK_STREAM)

    def guarded(connection: socket.socket) -> None:
        try:
            with connection:
                connection.settimeout(60)
                handle(connection)
        except OSError:
            pass  # the client went away, which is its right

    def accept_all() -> None:
        while True:
            connection, _peer = listener.accept()
            in_background(guarded, connection)

    in_background(accept_all)


def reset(connection: socket.socket) -> None:
    """Closes with RST instead of FIN."""
    connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, b"\x01\x00\x00\x00\x00\x00\x00\x00")
    connection.close()


def wait_for_end(connection: socket.socket) -> None:
    """Says nothing until the other side closes."""
    while connection.recv(65536):
        pass


def read_head(receive, limit: int = 256 * 1024) -> bytes:
    """An HTTP head, up to its empty line; b"" when the client closed before."""
    head = b""
    while b"\r\n\r\n" not in head and len(head) < limit:
        part = receive(65536)
        if not part:
            return b""
        head += part
    return head


def header(head: bytes, name: str) -> str:
    for line in head.decode("latin-1").split("\r\n")[1:]:
        key, _, value = line.partition(":")
        if key.strip().lower() == name:
            return value.strip()
    return ""
