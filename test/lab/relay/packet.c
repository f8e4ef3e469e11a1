#include "packet.h"

#include <arpa/inet.h>
#include <stdlib.h>
#include <string.h>

static const uint8_t MAPPED[12] = {0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0xff, 0xff};

static void map_ipv4(const uint8_t *four, uint8_t out[16]) {
  memcpy(out, MAPPED, 12);
  memcpy(out + 12, four, 4);
}

bool parse_address(const char *text, uint8_t out[16]) {
  uint8_t four[4];
  if (inet_pton(AF_INET, text, four) == 1) {
    map_ipv4(four, out);
    return true;
  }
  return inet_pton(AF_INET6, text, out) == 1;
}

bool parse_prefix(const char *text, struct prefix *out) {
  char copy[80];
  strncpy(copy, text, sizeof copy - 1);
  copy[sizeof copy - 1] = 0;
  char *slash = strchr(copy, '/');
  if (slash) *slash++ = 0;
  if (!parse_address(copy, out->address)) return false;
  bool ipv4 = memcmp(out->address, MAPPED, 12) == 0;
  out->bits = slash ? atoi(slash) + (ipv4 ? 96 : 0) : 128;
  return out->bits >= 0 && out->bits <= 128;
}

bool in_prefix(const uint8_t address[16], const struct prefix *prefix) {
  int whole = prefix->bits / 8, rest = prefix->bits % 8;
  if (memcmp(address, prefix->address, whole) != 0) return false;
  return rest == 0 || ((address[whole] ^ prefix->address[whole]) >> (8 - rest)) == 0;
}

static void view_transport(const uint8_t *data, size_t length, struct packet_view *view) {
  if ((view->protocol != 6 && view->protocol != 17) || length < 8) return;
  view->destination_port = (uint16_t)(data[2] << 8 | data[3]);
  if (view->protocol == 6 && length >= 14) view->first_syn = (data[13] & 0x12) == 0x02;
}

static void view_ipv4(const uint8_t *data, size_t length, struct packet_view *view) {
  size_t header = (size_t)(data[0] & 15) * 4;
  if (length < 20 || length < header) return;
  view->family = 4;
  view->protocol = data[9];
  view->may_fragment = (data[6] & 0x40) == 0;
  map_ipv4(data + 12, view->source);
  map_ipv4(data + 16, view->destination);
  bool later_fragment = ((data[6] & 0x1f) | data[7]) != 0;
  if (!later_fragment) view_transport(data + header, length - header, view);
}

void view_packet(const uint8_t *data, size_t length, struct packet_view *view) {
  memset(view, 0, sizeof *view);
  if (length > 0 && data[0] >> 4 == 4) view_ipv4(data, length, view);
  if (length < 40 || data[0] >> 4 != 6) return;
  view->family = 6;
  view->protocol = data[6];
  memcpy(view->source, data + 8, 16);
  memcpy(view->destination, data + 24, 16);
  view_transport(data + 40, length - 40, view);
}

static uint32_t sum_words(const uint8_t *data, size_t length, uint32_t sum) {
  for (size_t i = 0; i + 1 < length; i += 2) sum += (uint32_t)(data[i] << 8 | data[i + 1]);
  return length % 2 ? sum + (uint32_t)(data[length - 1] << 8) : sum;
}

static void put_checksum(uint8_t *at, uint32_t sum) {
  while (sum >> 16) sum = (sum & 0xffff) + (sum >> 16);
  at[0] = (uint8_t)(~sum >> 8);
  at[1] = (uint8_t)~sum;
}

static void put16(uint8_t *at, size_t value) {
  at[0] = (uint8_t)(value >> 8);
  at[1] = (uint8_t)value;
}

static size_t too_big_ipv4(const uint8_t *original, size_t length, const uint8_t router[16], int mtu, uint8_t *out) {
  size_t quoted = length < 548 ? length : 548, total = 28 + quoted;
  memset(out, 0, 28);
  out[0] = 0x45;
  out[1] = 0xc0;
  put16(out + 2, total);
  out[8] = 64;
  out[9] = 1;
  memcpy(out + 12, router + 12, 4);
  memcpy(out + 16, original + 12, 4);
  put_checksum(out + 10, sum_words(out, 20, 0));
  out[20] = 3;
  out[21] = 4;
  put16(out + 26, (size_t)mtu);
  memcpy(out + 28, original, quoted);
  put_checksum(out + 22, sum_words(out + 20, 8 + quoted, 0));
  return total;
}

static size_t too_big_ipv6(const uint8_t *original, size_t length, const uint8_t router[16], int mtu, uint8_t *out) {
  size_t quoted = length < 1232 ? length : 1232, body = 8 + quoted;
  memset(out, 0, 48);
  out[0] = 0x60;
  put16(out + 4, body);
  out[6] = 58;
  out[7] = 64;
  memcpy(out + 8, router, 16);
  memcpy(out + 24, original + 8, 16);
  out[40] = 2;
  put16(out + 46, (size_t)mtu);
  memcpy(out + 48, original, quoted);
  put_checksum(out + 42, sum_words(out + 40, body, sum_words(out + 8, 32, (uint32_t)body + 58)));
  return 40 + body;
}

size_t make_too_big(const uint8_t *original, size_t length, const uint8_t router[16], int mtu, uint8_t *out) {
  struct packet_view view;
  view_packet(original, length, &view);
  bool is_error = view.family == 4 && view.protocol == 1 && length > 20 && original[20] == 3;
  if (view.family == 0 || is_error) return 0;
  return view.family == 4 ? too_big_ipv4(original, length, router, mtu, out)
                          : too_big_ipv6(original, length, router, mtu, out);
}

size_t make_fragment(const uint8_t *original, size_t length, size_t from, int mtu, uint8_t *out, size_t *next) {
  size_t header = (size_t)(original[0] & 15) * 4, room = ((size_t)mtu - header) / 8 * 8;
  size_t left = length - header - from, part = left < room ? left : room;
  size_t offset = ((size_t)(original[6] & 0x1f) << 8 | original[7]) + from / 8;
  bool more = part < left || (original[6] & 0x20) != 0;
  memcpy(out, original, header);
  memcpy(out + header, original + header + from, part);
  put16(out + 2, header + part);
  put16(out + 6, offset | (more ? 0x2000 : 0));
  put16(out + 10, 0);
  put_checksum(out + 10, sum_words(out, header, 0));
  *next = part < left ? from + part : 0;
  return header + part;
}
