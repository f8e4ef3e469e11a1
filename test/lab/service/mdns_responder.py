"""Multicast DNS on the client's own network (RFC 6762, 6763), run in the router's namespace: `mdns_responder.py ADDRESS MANNER`.

`printer` announces one printer (PTR, SRV, TXT, A); `malformed` answers a pointer loop, a cut record and bytes that are no DNS. Says
"ready" and ends with its stdin.
"""

import socket
import struct
import sys

from listening import in_background

GROUP, PORT = "224.0.0.251", 5353
TYPE, INSTANCE, HOST = "_ipp._tcp.local", "Lab Printer._ipp._tcp.local", "lab-printer.local"
A, PTR, TXT, SRV = 1, 12, 16, 33


def encode_name(name: str) -> bytes:
    return b"".join(bytes([len(label)]) + label.encode() for label in name.split(".")) + b"\x00"


def record(owner: str, kind: int, data: bytes) -> bytes:
    return encode_name(owner) + struct.pack(">HHIH", kind, 1, 120, len(data)) + data


def header(answers: int) -> bytes:
    return struct.pack(">HHHHHH", 0, 0x8400, 0, answers, 0, 0)


def announcement(address: str) -> list:
    srv = struct.pack(">HHH", 0, 0, 631) + encode_name(HOST)
    text = b"\x09txtvers=1"
    records = [
        record(TYPE, PTR, encode_name(INSTANCE)),
        record(INSTANCE, SRV, srv),
        record(INSTANCE, TXT, text),
        record(HOST, A, socket.inet_aton(address)),
    ]
    return [header(len(records)) + b"".join(records)]


def nonsense() -> list:
    loop = header(1) + b"\xc0\x0c" + struct.pack(">HHIH", PTR, 1, 120, 2) + b"\xc0\x0c"
    cut = (header(1) + record(TYPE, PTR, encode_name(INSTANCE)))[:-9]
    return [loop, cut, b"\xff" * 60, b"", header(0xFFFF)]


def serve(sock: socket.socket, answers: list) -> None:
    while True:
        question, _peer = sock.recvfrom(9000)
        if TYPE.encode().split(b".")[0] in question:
            for answer in answers:
                sock.sendto(answer, (GROUP, PORT))


def main(address: str, manner: str) -> None:
    sock = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
    sock.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    sock.bind(("", PORT))
    sock.setsockopt(socket.IPPROTO_IP, socket.IP_ADD_MEMBERSHIP, socket.inet_aton(GROUP) + socket.inet_aton(address))
    sock.setsockopt(socket.IPPROTO_IP, socket.IP_MULTICAST_IF, socket.inet_aton(address))
    sock.setsockopt(socket.IPPROTO_IP, socket.IP_MULTICAST_LOOP, 0)
    in_background(serve, sock, announcement(address) if manner == "printer" else nonsense())
    print("ready", flush=True)
    sys.stdin.buffer.read()


main(*sys.argv[1:])
