"""Port 80: redirects to https as the real service does, or is a captive portal; beside that the server of a PAC file."""

import socket

from listening import header, read_head, serve_tcp

PAC_HOST = "pac.lab.test"
PORTAL_PAGE = b"<html><head><title>Hotel Wi-Fi login</title></head><body>Please accept the terms.</body></html>"


def respond(status: str, extra: str, body: bytes) -> bytes:
    return f"HTTP/1.1 {status}\r\nContent-Type: text/html\r\nContent-Length: {len(body)}\r\n{extra}Connection: close\r\n\r\n".encode() + body


def answer(manner: str, host: str) -> bytes:
    if manner == "portal-page":
        return respond("200 OK", "", PORTAL_PAGE)
    if manner == "portal-redirect":
        return respond("302 Found", "Location: http://login.hotel-wifi.example/?from=lab\r\n", b"")
    if manner == "portal-511":
        return respond("511 Network Authentication Required", "", PORTAL_PAGE)
    if manner == "portal-json":
        return respond("200 OK", "", b'{"captive":true}')
    if manner == "portal-https":
        return respond("302 Found", "Location: https://login.hotel-wifi.example/\r\n", b"")
    if manner == "amazon-redirect":
        return respond("302 Found", "Location: http://aws.amazon.com/workspaces/\r\n", b"")
    return respond("301 Moved Permanently", f"Location: https://{host}/\r\n", b"")


def pac_answer(script) -> bytes:
    if script is None:
        return respond("404 Not Found", "", b"")
    body = script.encode()
    return f"HTTP/1.1 200 OK\r\nContent-Type: application/x-ns-proxy-autoconfig\r\nContent-Length: {len(body)}\r\nConnection: close\r\n\r\n".encode() + body


def start(config: dict) -> None:
    if config["manner"] == "closed":
        return

    def handle(connection: socket.socket) -> None:
        head = read_head(connection.recv)
        if not head:
            return
        host = header(head, "host")
        free = not config["manner"].startswith("portal-")  # a portal answers for everybody
        connection.sendall(pac_answer(config["pac"]) if free and host == PAC_HOST else answer(config["manner"], host))

    for address in ("0.0.0.0", "::"):
        serve_tcp(address, 80, handle)
