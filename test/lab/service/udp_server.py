"""UDP ports that answer from the address that was asked: QUIC version negotiation (RFC 9000 6), STUN (RFC 8489), an echo, or nothing.

`manners` maps a port to what it does: `silent`, `answers` (QUIC to QUIC, an echo to the rest), `wrong-bytes`, `stun`,
`time` (NTP, RFC 5905; `time-late` runs an hour behind).
Only destinations in `prefixes` of a manner are answered; without any, all are.
"""

import ipaddress
import os
import socket
import struct
import time

from listening import bound_socket, in_background

IP_PKTINFO = 8
MAGIC = bytes.fromhex("2112a442")
QUIC_VERSIONS = bytes.fromhex("00000001" "6b3343cf")


def negotiate_version(datagram: bytes):
    """The answer to a long header of a version that nobody speaks; None when this is none of at least 1200 bytes."""
    if len(datagram) < 1200 or not datagram[0] & 0x80:
        return None
    version, at = datagram[1:5], 5
    if version == bytes(4) or version in (QUIC_VERSIONS[:4], QUIC_VERSIONS[4:]):
        return None
    wanted = datagram[at + 1 : at + 1 + datagram[at]]
    at += 1 + datagram[at]
    own = datagram[at + 1 : at + 1 + datagram[at]]
    first = bytes([0x80 | os.urandom(1)[0]])
    return first + bytes(4) + bytes([len(own)]) + own + bytes([len(wanted)]) + wanted + QUIC_VERSIONS


def bind_stun(datagram: bytes, peer):
    """A binding success with XOR-MAPPED-ADDRESS; None when this is no binding request."""
    if len(datagram) < 20 or datagram[:2] != b"\x00\x01" or datagram[4:8] != MAGIC:
        return None
    address = ipaddress.ip_address(peer[0])
    mask = MAGIC if address.version == 4 else datagram[4:20]
    masked = bytes(a ^ b for a, b in zip(address.packed, mask))
    value = struct.pack(">BBH", 0, 1 if address.version == 4 else 2, peer[1] ^ 0x2112) + masked
    attribute = struct.pack(">HH", 0x0020, len(value)) + value
    return b"\x01\x01" + struct.pack(">H", len(attribute)) + datagram[4:20] + attribute


def tell_time(datagram: bytes, offset: float):
    """A server's answer to a question of version 3 or 4; None when this is none."""
    if len(datagram) < 48 or datagram[0] & 0x07 != 3:
        return None
    now = time.time() + offset + 2208988800
    stamp = struct.pack(">II", int(now), int(now % 1 * 2**32))
    return bytes([0x24, 2, 6, 0xEC]) + bytes(8) + b"LAB\0" + stamp + datagram[40:48] + stamp + stamp


def answer(manner: str, datagram: bytes, peer):
    if manner == "stun":
        return bind_stun(datagram, peer)
    if manner.startswith("time"):
        return tell_time(datagram, -3600 if manner == "time-late" else 0)
    if manner == "wrong-bytes":
        return os.urandom(48)
    return negotiate_version(datagram) or (None if datagram[0] & 0x80 else datagram)


def asked_address(ancillary: list):
    """(destination address, control message that sends from it)."""
    for level, kind, data in ancillary:
        if level == socket.IPPROTO_IP and kind == IP_PKTINFO:
            return socket.inet_ntop(socket.AF_INET, data[8:12]), (level, kind, struct.pack("I", 0) + data[8:12] + bytes(4))
        if level == socket.IPPROTO_IPV6 and kind == socket.IPV6_PKTINFO:
            return socket.inet_ntop(socket.AF_INET6, data[:16]), (level, kind, data[:16] + struct.pack("I", 0))
    return None, None


def serve(sock: socket.socket, manner: dict) -> None:
    prefixes = [ipaddress.ip_network(prefix) for prefix in manner["prefixes"]]
    while True:
        datagram, ancillary, _flags, peer = sock.recvmsg(65536, 256)
        address, control = asked_address(ancillary)
        if not datagram or address is None or manner["manner"] == "silent":
            continue
        if prefixes and not any(ipaddress.ip_address(address) in prefix for prefix in prefixes):
            continue
        reply = answer(manner["manner"], datagram, peer)
        if reply is not None:
            try:
                sock.sendmsg([reply], [control], 0, peer)
            except OSError:
                pass  # a firewall of the scenario forbids the answer


def start(config: dict) -> None:
    for manner in config["ports"]:
        for address in [manner["address"]] if "address" in manner else ["0.0.0.0", "::"]:
            sock = bound_socket(address, manner["port"], socket.SOCK_DGRAM)
            if ":" in address:
                sock.setsockopt(socket.IPPROTO_IPV6, socket.IPV6_RECVPKTINFO, 1)
            else:
                sock.setsockopt(socket.IPPROTO_IP, IP_PKTINFO, 1)
            in_background(serve, sock, manner)
