"""DNS servers that answer, or misbehave as a scenario says. UDP and TCP, A, AAAA and TXT (RFC 1035)."""

import ipaddress
import random
import socket
import struct
import time

from listening import bound_socket, in_background, serve_tcp

NOERROR, SERVFAIL, NXDOMAIN, REFUSED = 0, 2, 3, 5
RCODES = {"noerror": NOERROR, "servfail": SERVFAIL, "nxdomain": NXDOMAIN, "refused": REFUSED}
A, CNAME, TXT, AAAA, OPT = 1, 5, 16, 28, 41
KINDS = {A: "a", AAAA: "aaaa", TXT: "txt"}


class Question:
    """The first question of a message, and where it ends."""

    def __init__(self, message: bytes) -> None:
        labels, at = [], 12
        while message[at] != 0:
            labels.append(message[at + 1 : at + 1 + message[at]].decode("latin-1"))
            at += 1 + message[at]
        self.name = ".".join(labels).lower()
        self.type = struct.unpack(">H", message[at + 1 : at + 3])[0]
        self.raw = message[12 : at + 5]
        self.name_length = at - 12
        self.has_edns = struct.unpack(">H", message[10:12])[0] > 0

    def mangle_case(self) -> None:
        """Letters of random case. The length bytes are below 64 and stay as they are."""
        name = bytes(random.choice((byte, byte ^ 0x20)) if chr(byte).isalpha() else byte for byte in self.raw[: self.name_length])
        self.raw = name + self.raw[self.name_length :]


CHAIN_LENGTH = 8


def encode_name(name: str) -> bytes:
    return b"".join(bytes([len(label)]) + label.encode() for label in name.split(".")) + b"\x00"


def chain_to(question: Question, ttl: int):
    """The name at the end of a chain of aliases that starts at the question, and the records of the chain."""
    names = [question.name, *(f"alias-{step}.cdn.lab.test" for step in range(1, CHAIN_LENGTH + 1))]
    records = [encode_record(CNAME, ttl, encode_name(to), encode_name(name)) for name, to in zip(names, names[1:])]
    return encode_name(names[-1]), records


def encode_record(kind: int, ttl: int, data: bytes, owner: bytes = b"\xc0\x0c") -> bytes:
    return owner + struct.pack(">HHIH", kind, 1, ttl, len(data)) + data


def encode_value(kind: int, value: str) -> bytes:
    if kind == TXT:
        text = value.encode()
        return bytes([len(text)]) + text
    return ipaddress.ip_address(value).packed


def reply(message: bytes, question: Question, rcode: int, records: list, truncated: bool = False) -> bytes:
    flags = 0x8180 | rcode | (0x0200 if truncated else 0)
    count = 0 if truncated else len(records)
    body = b"" if truncated else b"".join(records)
    return message[:2] + struct.pack(">HHHHH", flags, 1, count, 0, 0) + question.raw + body


class Zone:
    """What the names say. `names` maps a name to {a, aaaa, txt, rcode, silent, delayMs, ttl}."""

    def __init__(self, config: dict) -> None:
        self.names = config["names"]
        self.dns64 = config["dns64"]
        self.nat64_prefix = int(ipaddress.IPv6Address(config["nat64Prefix"]))
        self.rewrite = config["rewrite"]

    def answer(self, question: Question):
        """(rcode, values) of a question."""
        entry = self.names.get(question.name)
        if entry is None:
            return (NOERROR, [self.rewrite]) if self.rewrite and question.type == A else (NXDOMAIN, [])
        own = entry.get("aaaaRcode") if question.type == AAAA else None
        rcode = RCODES[own or entry.get("rcode", "noerror")]
        if rcode != NOERROR:
            return rcode, []
        return NOERROR, self.values(entry, question.type)

    def values(self, entry: dict, kind: int) -> list:
        if kind == AAAA and self.dns64 and not entry.get("aaaa"):
            return [str(ipaddress.IPv6Address(self.nat64_prefix + int(ipaddress.IPv4Address(a)))) for a in entry.get("a", [])]
        return entry.get(KINDS.get(kind, ""), [])


class Server:
    """One server address with its manner."""

    def __init__(self, config: dict, zone: Zone) -> None:
        self.address, self.manner, self.delay = config["address"], config["manner"], config["delayMs"] / 1000
        self.zone = zone
        self.answered_one = False
        self.turn = 0

    def start(self) -> None:
        sock = bound_socket(self.address, 53, socket.SOCK_DGRAM)
        in_background(self.serve_udp, sock)
        serve_tcp(self.address, 53, self.serve_tcp_connection)

    def serve_udp(self, sock: socket.socket) -> None:
        while True:
            message, peer = sock.recvfrom(4096)
            in_background(self.answer_udp, sock, message, peer)

    def answer_udp(self, sock: socket.socket, message: bytes, peer) -> None:
        answer = self.respond(message, over_tcp=False)
        if answer is not None:
            sock.sendto(answer, peer)

    def serve_tcp_connection(self, connection: socket.socket) -> None:
        while True:
            size = connection.recv(2, socket.MSG_WAITALL)
            if len(size) < 2:
                return
            message = connection.recv(struct.unpack(">H", size)[0], socket.MSG_WAITALL)
            answer = self.respond(message, over_tcp=True)
            if answer is not None:
                connection.sendall(struct.pack(">H", len(answer)) + answer)

    def respond(self, message: bytes, over_tcp: bool):
        """The bytes of the answer, None for silence."""
        try:
            question = Question(message)
        except IndexError:
            return None
        entry = self.zone.names.get(question.name, {})
        silent = self.manner == "silent" or (self.manner == "aaaa-silent" and question.type == AAAA)
        if silent or entry.get("silent") or KINDS.get(question.type) in entry.get("silentFor", []):
            return None
        self.take_time(entry)
        odd = self.odd_answer(message, question, over_tcp)
        return odd if odd is not None else self.plain_answer(message, question, over_tcp)

    def take_time(self, entry: dict) -> None:
        slow_first = self.manner == "slow-first" and not self.answered_one
        self.answered_one = True
        time.sleep(self.delay if slow_first or self.manner != "slow-first" else 0)
        time.sleep(entry.get("delayMs", 0) / 1000)

    def odd_answer(self, message: bytes, question: Question, over_tcp: bool):
        if self.manner.startswith("aaaa-") and question.type == AAAA:
            return reply(message, question, RCODES[self.manner.removeprefix("aaaa-")], [])
        if self.manner in RCODES and self.manner != "noerror":
            return reply(message, question, RCODES[self.manner], [])
        if self.manner == "garbage":
            return message[:2] + b"\x81\x80" + b"\xff" * 40
        if self.manner == "other-question":
            other = Question(message[:12] + b"\x05other\x07example\x00" + struct.pack(">HH", question.type, 1))
            return reply(message, other, NOERROR, [encode_record(A, 60, b"\x33\x00\x00\x01")])
        if self.manner == "truncate" and not over_tcp:
            return reply(message, question, NOERROR, [], truncated=True)
        return None

    def plain_answer(self, message: bytes, question: Question, over_tcp: bool) -> bytes:
        rcode, values = self.zone.answer(question)
        ttl = self.zone.names.get(question.name, {}).get("ttl", 60)
        if self.manner == "rotating" and values:
            self.turn, ttl = self.turn + 1, 0
            values = [values[self.turn % len(values)]]
        owners, chain = chain_to(question, ttl) if self.manner == "cname-chain" and values else (b"\xc0\x0c", [])
        records = chain + [encode_record(question.type, ttl, encode_value(question.type, value), owners) for value in values]
        if self.manner == "case-mangled":
            question.mangle_case()
        answer = reply(message, question, rcode, records)
        if not over_tcp and len(answer) > (1232 if question.has_edns else 512):
            return reply(message, question, rcode, records, truncated=True)
        return answer


def start(config: dict) -> None:
    zone = Zone(config)
    for server in config["servers"]:
        Server(server, zone).start()
