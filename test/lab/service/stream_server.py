"""TCP streaming ports: they accept and say nothing, as far as anybody knows the service. One thread for all connections.

`manners` maps a port to what it does instead once a connection is open: `close`, `reset`, `garbage` (bytes, then the end), `page` (an
HTTP answer that nobody asked for), `tls` (a handshake with a certificate of somebody else).
"""

import selectors
import os
import socket
import ssl

from listening import bound_socket, in_background, reset, serve_tcp

PAGE = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Length: 15\r\nConnection: close\r\n\r\n<p>Welcome.</p>"


def serve(listeners: list) -> None:
    selector = selectors.DefaultSelector()
    for listener in listeners:
        listener.setblocking(False)
        selector.register(listener, selectors.EVENT_READ, "listener")
    while True:
        for key, _events in selector.select():
            if key.data == "listener":
                accept_waiting(key.fileobj, selector)
            else:
                take(key.fileobj, selector)


def accept_waiting(listener: socket.socket, selector) -> None:
    try:
        while True:
            connection, _peer = listener.accept()
            connection.setblocking(False)
            selector.register(connection, selectors.EVENT_READ, "connection")
    except BlockingIOError:
        pass


def take(connection: socket.socket, selector) -> None:
    try:
        if connection.recv(65536):
            return
    except OSError:
        pass
    selector.unregister(connection)
    connection.close()


def handlers(config: dict) -> dict:
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(config["certificate"], config["key"])
    return {
        "close": socket.socket.close,
        "reset": reset,
        "garbage": lambda connection: connection.sendall(os.urandom(700)),
        "page": lambda connection: connection.sendall(PAGE),
        "tls": lambda connection: context.wrap_socket(connection, server_side=True).close(),
    }


def start(config: dict) -> None:
    addresses = ("0.0.0.0", "::")
    odd = config["manners"]
    known = handlers(config) if odd else {}
    for port in config["ports"]:
        for address in addresses if str(port) in odd else ():
            serve_tcp(address, port, known[odd[str(port)]])
    listeners = [
        bound_socket(address, port, socket.SOCK_STREAM)
        for port in config["ports"]
        for address in addresses
        if str(port) not in odd
    ]
    in_background(serve, listeners)
