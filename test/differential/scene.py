"""Knocks on doors behind a ruleset that the real program has loaded.

Three network namespaces of its own: this process (the machine that knocks), a router and a server that owns every address and answers on
the ports of the service. No route leads out. Reads one JSON object a line and writes one:
  {"kind": "nft", "where": "output", "text": "...", "doors": [["tcp", "192.0.2.1", 443]], "wait": 0.15}
  {"error": null, "listing": "...", "seen": [true]}
A door is open when a TCP connect and a byte behind it, or two UDP datagrams, are answered.
"""
import ctypes
import json
import os
import select
import signal
import socket
import struct
import subprocess
import sys
import time

LIBC = ctypes.CDLL(None, use_errno=True)
CLONE_NEWNET = 0x40000000
PORTS = (80, 443, 4172, 4195)
PATH = {"PATH": "/usr/sbin:/usr/bin:/sbin:/bin"}


def apart():
    if LIBC.unshare(CLONE_NEWNET) != 0:
        raise OSError(ctypes.get_errno(), "unshare")


def run(*words, text=None, check=True):
    done = subprocess.run(words, input=text, env=PATH, capture_output=True, text=True)
    if check and done.returncode != 0:
        raise RuntimeError(f"{words}: {done.stderr.strip()}")
    return done


def child(work):
    """A process in a network namespace of its own; ends with this one."""
    ready, told = os.pipe()
    pid = os.fork()
    if pid == 0:
        LIBC.prctl(1, signal.SIGKILL)
        apart()
        os.write(told, b"x")
        work()
        os._exit(0)
    os.read(ready, 1)
    return pid


def inside(pid, *words):
    run("nsenter", "-t", str(pid), "-n", *words)


def serve():
    """Answers on every address: AnyIP takes them all."""
    poll = select.epoll()
    sockets = {}
    for port in PORTS:
        for family in (socket.AF_INET, socket.AF_INET6):
            for kind in (socket.SOCK_STREAM, socket.SOCK_DGRAM):
                one = socket.socket(family, kind)
                one.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
                if family == socket.AF_INET6:
                    one.setsockopt(socket.IPPROTO_IPV6, socket.IPV6_V6ONLY, 1)
                if kind == socket.SOCK_DGRAM and family == socket.AF_INET:
                    one.setsockopt(socket.IPPROTO_IP, 8, 1)  # IP_PKTINFO
                if kind == socket.SOCK_DGRAM and family == socket.AF_INET6:
                    one.setsockopt(socket.IPPROTO_IPV6, 49, 1)  # IPV6_RECVPKTINFO
                one.bind(("", port))
                if kind == socket.SOCK_STREAM:
                    one.listen(512)
                    LISTENERS.add(one.fileno())
                one.setblocking(False)
                sockets[one.fileno()] = one
                poll.register(one.fileno(), select.EPOLLIN)
    while True:
        for number, _event in poll.poll():
            try:
                answer(sockets, number, poll)
            except OSError:
                pass


def answer(sockets, number, poll):
    one = sockets[number]
    if one.type == socket.SOCK_DGRAM:
        return echo(one)
    if number in LISTENERS:
        peer, _ = one.accept()
        peer.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
        peer.setblocking(False)
        sockets[peer.fileno()] = peer
        poll.register(peer.fileno(), select.EPOLLIN)
        return None
    try:
        data = one.recv(64)
        if data:
            one.send(data)
            return None
    except OSError:
        pass
    poll.unregister(number)
    del sockets[number]
    one.close()
    return None


LISTENERS = set()


def echo(one):
    data, extra, _flags, peer = one.recvmsg(2048, 256)
    for level, kind, value in extra:
        if (level, kind) == (socket.IPPROTO_IP, 8):
            value = struct.pack("i4s4s", 0, value[8:12], b"\0\0\0\0")
        one.sendmsg([data], [(level, kind, value)], 0, peer)


def build():
    run("ip", "link", "set", "lo", "up")
    router = child(signal.pause)
    server = child(lambda: (signal.pause(), None))
    run("ip", "link", "add", "wan0", "type", "veth", "peer", "name", "lan0", "netns", str(router))
    inside(router, "ip", "link", "add", "wan0", "type", "veth", "peer", "name", "srv0", "netns", str(server))
    for name, pid, device, v4, v6 in (
        ("client", os.getpid(), "wan0", "198.18.0.2/24", "fd00:1::2/64"),
        ("router", router, "lan0", "198.18.0.1/24", "fd00:1::1/64"),
        ("router", router, "wan0", "198.19.0.1/24", "fd00:2::1/64"),
        ("server", server, "srv0", "198.19.0.2/24", "fd00:2::2/64"),
    ):
        inside(pid, "ip", "link", "set", "lo", "up")
        inside(pid, "ip", "addr", "add", v4, "dev", device)
        inside(pid, "ip", "-6", "addr", "add", v6, "dev", device, "nodad")
        inside(pid, "ip", "link", "set", device, "up")
    inside(router, "sh", "-c", "echo 1 > /proc/sys/net/ipv4/ip_forward; echo 1 > /proc/sys/net/ipv6/conf/all/forwarding")
    inside(server, "sh", "-c", "for one in 0.0.0.0/1 128.0.0.0/2 192.0.0.0/3; do ip route add local $one dev lo; done; ip -6 route add local 2000::/3 dev lo; echo 1 > /proc/sys/net/ipv6/ip_nonlocal_bind")
    run("ip", "route", "add", "default", "via", "198.18.0.1")
    inside(router, "ip", "route", "add", "default", "via", "198.19.0.2")
    inside(server, "ip", "route", "add", "198.18.0.0/24", "via", "198.19.0.1")
    run("ip", "-6", "route", "add", "default", "via", "fd00:1::1")
    inside(router, "ip", "-6", "route", "add", "default", "via", "fd00:2::2")
    inside(server, "ip", "-6", "route", "add", "fd00:1::/64", "via", "fd00:2::1")
    neighbours(os.getpid(), router, server)
    return router, server


def neighbours(client, router, server):
    """Fixed ones: a ruleset that shuts neighbour discovery is not what is tested."""
    def address(pid, device):
        done = run("nsenter", "-t", str(pid), "-n", "cat", f"/sys/class/net/{device}/address", check=False)
        shown = run("nsenter", "-t", str(pid), "-n", "ip", "-o", "link", "show", device)
        return shown.stdout.split("link/ether ")[1].split()[0] if done else ""
    for here, device, there, other, v4, v6 in (
        (client, "wan0", router, "lan0", "198.18.0.1", "fd00:1::1"),
        (router, "lan0", client, "wan0", "198.18.0.2", "fd00:1::2"),
        (router, "wan0", server, "srv0", "198.19.0.2", "fd00:2::2"),
        (server, "srv0", router, "wan0", "198.19.0.1", "fd00:2::1"),
    ):
        mac = address(there, other)
        for target in (v4, v6):
            inside(here, "ip", "neigh", "replace", target, "lladdr", mac, "dev", device, "nud", "permanent")


FIRST_PORT = 33000
COUNT = 26993
NEXT = [0]


def knock(doors, wait):
    poll = select.epoll()
    waiting = {}
    seen = [False] * len(doors)
    for index, (transport, host, port) in enumerate(doors):
        family = socket.AF_INET6 if ":" in host else socket.AF_INET
        one = socket.socket(family, socket.SOCK_STREAM if transport == "tcp" else socket.SOCK_DGRAM)
        one.setblocking(False)
        one.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        # A port of its own each time: a connection that is tracked already would not be new.
        NEXT[0] += 1
        try:
            one.bind(("", FIRST_PORT + NEXT[0] % COUNT))
            if transport == "tcp":
                one.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
                one.connect_ex((host, port))
            else:
                one.connect((host, port))
                one.send(b"knock")
        except OSError:
            one.close()
            continue
        waiting[one.fileno()] = (index, one, 0)
        poll.register(one.fileno(), (select.EPOLLOUT if transport == "tcp" else select.EPOLLIN) | select.EPOLLERR)
    end = time.monotonic() + wait
    while waiting and time.monotonic() < end:
        for number, _event in poll.poll(max(0.0, end - time.monotonic())):
            index, one, step = waiting[number]
            over = go_on(one, step)
            waiting[number] = (index, one, step + 1)
            if over is None:
                poll.modify(number, select.EPOLLIN | select.EPOLLERR)
                continue
            del waiting[number]
            poll.unregister(number)
            seen[index] = over
            one.close()
    for _index, one, _step in waiting.values():
        one.close()
    poll.close()
    return seen


def go_on(one, step):
    """None: go on waiting. A door is open when two datagrams, or a connect and a byte behind it, were answered."""
    try:
        if one.getsockopt(socket.SOL_SOCKET, socket.SO_ERROR) != 0:
            return False
        if step == 0 and one.type == socket.SOCK_STREAM:
            one.send(b"knock")
            return None
        answered = len(one.recv(64)) > 0
        if step == 0 and answered:
            one.send(b"again")
            return None
        return answered
    except OSError:
        return False


def asked(line, router):
    where = ["nsenter", "-t", str(router), "-n"] if line["where"] == "forward" else []
    nft = line["kind"] == "nft"
    run(*where, "nft", "flush", "ruleset")
    loaded = run(*where, *(["nft", "-f", "-"] if nft else ["iptables-restore"]), text=line["text"], check=False)
    if loaded.returncode != 0:
        return {"error": loaded.stderr.strip(), "listing": "", "seen": []}
    listing = run(*where, *(["nft", "-j", "list", "ruleset"] if nft else ["iptables-save"])).stdout
    seen = knock(line["doors"], line["wait"])
    run(*where, "nft", "flush", "ruleset")
    return {"error": None, "listing": listing, "seen": seen}


def main():
    apart()
    router, server = build()
    pid = os.fork()
    if pid == 0:
        LIBC.prctl(1, signal.SIGKILL)
        with open(f"/proc/{server}/ns/net") as there:
            LIBC.setns(there.fileno(), CLONE_NEWNET)
        serve()
    time.sleep(0.3)
    print("ready", flush=True)
    for line in sys.stdin:
        print(json.dumps(asked(json.loads(line), router)), flush=True)


main()
