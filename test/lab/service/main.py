"""The service side of the lab in one process: DNS, TLS, plain HTTP, streaming ports, UDP, a proxy.

Reads one JSON file (service-config.ts writes it), waits for a line on stdin (the namespace is being configured meanwhile; a
socket bound before its address is local would answer from another one), says "ready" when every socket listens and ends with
its stdin, so that it never outlives the lab. Python because one wildcard UDP socket must answer from the address that was asked (IP_PKTINFO), which
Node's dgram cannot, and because it starts in 60 ms. A thread per connection keeps the misbehaviours (silence, slowness) plain.
"""

import json
import sys
import threading

import dns_server
import http_server
import proxy_server
import stream_server
import tls_server
import udp_server


def main() -> None:
    sys.setswitchinterval(0.0005)  # a busy TLS thread must not hold a datagram back for Python's usual 5 ms
    threading.stack_size(256 * 1024)
    with open(sys.argv[1], encoding="utf-8") as file:
        config = json.load(file)
    sys.stdin.buffer.readline()
    dns_server.start(config["dns"])
    tls_server.start(config["tls"])
    http_server.start(config["http"])
    stream_server.start(config["stream"])
    udp_server.start(config["udp"])
    proxy_server.start(config["proxy"])
    print("ready", flush=True)
    sys.stdin.buffer.read()


main()
