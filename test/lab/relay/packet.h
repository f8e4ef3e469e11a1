/* Reading and making IP packets for the path emulator: no I/O here. */
#ifndef PACKET_H
#define PACKET_H
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#define MAX_PACKET 65600

/* What the relay needs to know of a packet. Addresses are 16 bytes, IPv4 mapped (::ffff:a.b.c.d). */
struct packet_view {
  int family; /* 4 or 6; 0: neither, forwarded untouched */
  uint8_t protocol;
  uint8_t source[16], destination[16];
  uint16_t destination_port; /* TCP and UDP; 0 otherwise */
  bool first_syn;            /* TCP SYN without ACK */
  bool may_fragment;         /* IPv4 without DF */
};

struct prefix {
  uint8_t address[16];
  int bits; /* over the mapped form: an IPv4 /24 is 120 */
};

bool parse_address(const char *text, uint8_t out[16]);
bool parse_prefix(const char *text, struct prefix *out);
bool in_prefix(const uint8_t address[16], const struct prefix *prefix);
void view_packet(const uint8_t *data, size_t length, struct packet_view *view);

/* ICMP "fragmentation needed" or ICMPv6 "packet too big" for `original`, from `router`. Returns the length, 0: none to send. */
size_t make_too_big(const uint8_t *original, size_t length, const uint8_t router[16], int mtu, uint8_t *out);

/* One IPv4 fragment of `original` from payload offset `from`, at most `mtu` bytes. Returns its length; *next: the next offset. */
size_t make_fragment(const uint8_t *original, size_t length, size_t from, int mtu, uint8_t *out, size_t *next);
#endif
