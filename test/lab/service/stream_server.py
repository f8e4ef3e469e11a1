"""TCP streaming ports: they accept and say nothing, as far as anybody knows the service. One thread for all connections."""

import selectors
import socket

from listening import bound_socket, in_background


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


def start(config: dict) -> None:
    listeners = [
        bound_socket(address, port, socket.SOCK_STREAM) for port in config["ports"] for address in ("0.0.0.0", "::")
    ]
    in_background(serve, listeners)
