/*
 * The path emulator of the lab. This kernel has no netem, so a path is a user program between two TUN (or TAP) devices in two
 * network namespaces. It delays, loses and refuses packets by rules, first match on the far side's address:
 *
 *   wire NAME tun|tap NAMESPACE INTERFACE NAMESPACE INTERFACE     near side first; "up" is near to far
 *   router IPV4 IPV6                                              the address of "fragmentation needed" and "packet too big"
 *   rule WIRE PREFIX [up=US] [down=US] [swing=US] [loss=PPM] [drop-syn=N] [mtu=BYTES] [mtu-mode=icmp|silent] [mtu-way=both|up|down] [rate=KBPS] [queue=US] [pool=N]
 *
 * Everything is deterministic. `loss` takes the n-th packets at even distance, `swing` adds its time to every second packet, both
 * counted per rule, protocol, port and kind (first SYN, other); rules of one pool count their losses together. `drop-syn` loses the
 * N-th first SYN alone (from 1). `rate` is a line of its own for each way of a rule: packets (IP alone) go one after the other, and what would
 * wait longer than `queue` is dropped.
 *
 * It says "ready" on stdout, answers the line "stats" on stdin with one JSON line, "reset" clears the figures, and the end of stdin ends it: no
 * relay outlives the lab that started it. Timing: ppoll until shortly before the next packet is due, then a short spin.
 */
#define _GNU_SOURCE
#include <errno.h>
#include <fcntl.h>
#include <linux/if.h>
#include <linux/if_tun.h>
#include <poll.h>
#include <sched.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/mman.h>
#include <time.h>
#include <unistd.h>

#include "packet.h"

#define MAX_WIRES 4
#define MAX_RULES 2048
#define COUNTERS 16384
#define LATENESS_KEPT 200000
#define SPIN_NS 80000
#define BURST_WINDOW_NS 100000000LL

enum direction { UP, DOWN };

struct wire {
  char name[32];
  int fd[2]; /* near, far */
  size_t skip; /* bytes before the IP header: 14 on TAP */
};

struct rule {
  int wire;
  struct prefix far;
  long delay_us[2], swing_us, loss_ppm, drop_syn, pool, rate_kbps, queue_us;
  int mtu;
  bool mtu_silent, mtu_way[2];
  long long last_due[2], free_at[2];
};

struct pending {
  long long due;
  unsigned long order;
  int fd;
  size_t length;
  uint8_t *data;
};

struct counter {
  uint64_t key;
  long count;
};

static struct wire wires[MAX_WIRES];
static int wire_count;
static struct rule rules[MAX_RULES];
static int rule_count;
static uint8_t router4[16], router6[16];
static struct counter counters[COUNTERS];

static struct pending *heap;
static size_t heap_size, heap_room;
static unsigned long next_order;

static long passed[2], dropped, burst_max;
static long long burst_ring[65536];
static unsigned long burst_head, burst_tail;
static int lateness_us[LATENESS_KEPT];
static size_t lateness_count;

static void die(const char *what) {
  fprintf(stderr, "relay: %s: %s\n", what, strerror(errno));
  exit(1);
}

static long long now_ns(void) {
  struct timespec t;
  clock_gettime(CLOCK_MONOTONIC, &t);
  return t.tv_sec * 1000000000LL + t.tv_nsec;
}

/* --- the queue of packets on their way: a binary heap by due time, first in first out among equals --- */

static bool before(const struct pending *a, const struct pending *b) {
  return a->due < b->due || (a->due == b->due && a->order < b->order);
}

static void swap_pending(size_t a, size_t b) {
  struct pending t = heap[a];
  heap[a] = heap[b];
  heap[b] = t;
}

static void push_pending(long long due, int fd, const uint8_t *data, size_t length) {
  if (heap_size == heap_room) {
    heap_room = heap_room ? heap_room * 2 : 1024;
    heap = realloc(heap, heap_room * sizeof *heap);
    if (!heap) die("memory");
  }
  uint8_t *copy = malloc(length);
  if (!copy) die("memory");
  memcpy(copy, data, length);
  size_t at = heap_size++;
  heap[at] = (struct pending){due, next_order++, fd, length, copy};
  for (; at > 0 && before(&heap[at], &heap[(at - 1) / 2]); at = (at - 1) / 2) swap_pending(at, (at - 1) / 2);
}

static struct pending pop_pending(void) {
  struct pending top = heap[0];
  heap[0] = heap[--heap_size];
  for (size_t at = 0;;) {
    size_t least = at, left = 2 * at + 1, right = left + 1;
    if (left < heap_size && before(&heap[left], &heap[least])) least = left;
    if (right < heap_size && before(&heap[right], &heap[least])) least = right;
    if (least == at) return top;
    swap_pending(at, least);
    at = least;
  }
}

/* --- counting, so that every run loses the same packets --- */

static long next_count(uint64_t key) {
  for (size_t i = key % COUNTERS, tries = 0; tries < COUNTERS; i = (i + 1) % COUNTERS, tries++) {
    if (counters[i].count == 0) counters[i].key = key;
    if (counters[i].key == key) return ++counters[i].count;
  }
  return 1;
}

static uint64_t mix(uint64_t hash, uint64_t value) { return (hash ^ (value + 1)) * 0x100000001b3ULL; }

/* Loss counts all addresses of a rule together; swing counts each address, so that its consecutive samples differ by the swing. */
static uint64_t flow_key(long pool, const struct packet_view *view, const uint8_t *address) {
  uint64_t hash = mix(0xcbf29ce484222325ULL, (uint64_t)pool);
  hash = mix(mix(hash, view->protocol), view->destination_port);
  hash = mix(hash, view->first_syn);
  for (int i = 0; address && i < 16; i++) hash = mix(hash, address[i]);
  return hash | 1;
}

static bool is_lost(struct rule *rule, const struct packet_view *view, enum direction way) {
  if (way == DOWN || (rule->loss_ppm == 0 && rule->drop_syn == 0)) return false;
  long n = next_count(flow_key(rule->pool, view, NULL));
  if (rule->drop_syn != 0 && view->first_syn && n == rule->drop_syn) return true;
  return n * rule->loss_ppm / 1000000 > (n - 1) * rule->loss_ppm / 1000000;
}

static long swing_of(struct rule *rule, const struct packet_view *view, enum direction way) {
  if (rule->swing_us == 0 || way == DOWN) return 0;
  return next_count(flow_key(rule->pool, view, view->destination)) % 2 ? 0 : rule->swing_us;
}

static void count_burst(long long now) {
  burst_ring[burst_head++ % 65536] = now;
  while (burst_ring[burst_tail % 65536] < now - BURST_WINDOW_NS) burst_tail++;
  if ((long)(burst_head - burst_tail) > burst_max) burst_max = (long)(burst_head - burst_tail);
}

/* --- one packet through a wire --- */

static struct rule *match_rule(int wire, const struct packet_view *view, enum direction way) {
  const uint8_t *far = way == UP ? view->destination : view->source;
  for (int i = 0; i < rule_count; i++)
    if (rules[i].wire == wire && in_prefix(far, &rules[i].far)) return &rules[i];
  return NULL;
}

/* When the packet has left the rule's line; -1: its queue is full. */
static long long through_line(struct rule *rule, enum direction way, size_t length, long long now) {
  if (rule->rate_kbps == 0) return now;
  long long start = rule->free_at[way] > now ? rule->free_at[way] : now;
  if (start - now > rule->queue_us * 1000LL) return -1;
  return rule->free_at[way] = start + (long long)length * 8 * 1000000LL / rule->rate_kbps;
}

/*
 * Only the later packets of TCP connections keep their order: the swing of one packet must not delay what does not belong to it,
 * and a first SYN, a ping or a datagram has nobody before it.
 */
static void send_after(struct rule *rule, struct wire *wire, enum direction way, const uint8_t *data, size_t length,
                       long long now, long extra_us) {
  struct packet_view view;
  long long left = rule ? through_line(rule, way, length - wire->skip, now) : now;
  if (left < 0) {
    dropped++;
    return;
  }
  long long due = left + (rule ? (rule->delay_us[way] + extra_us) * 1000LL : 0);
  view_packet(data + wire->skip, length - wire->skip, &view);
  if (rule && view.protocol == 6 && !view.first_syn) {
    if (due < rule->last_due[way]) due = rule->last_due[way];
    rule->last_due[way] = due;
  }
  push_pending(due, wire->fd[way == UP ? 1 : 0], data, length);
}

static void refuse_size(struct rule *rule, struct wire *wire, enum direction way, const struct packet_view *view,
                        const uint8_t *data, size_t length, long long now) {
  static uint8_t made[MAX_PACKET];
  if (view->family == 4 && view->may_fragment) {
    for (size_t from = 0, first = 1; first || from; first = 0) {
      size_t size = make_fragment(data, length, from, rule->mtu, made, &from);
      send_after(rule, wire, way, made, size, now, 0);
    }
    return;
  }
  dropped++;
  if (rule->mtu_silent) return;
  size_t size = make_too_big(data, length, view->family == 4 ? router4 : router6, rule->mtu, made);
  if (size) push_pending(now, wire->fd[way], made, size);
}

static void carry(int index, enum direction way, const uint8_t *frame, size_t length, long long now) {
  struct wire *wire = &wires[index];
  struct packet_view view;
  if (length < wire->skip) return;
  view_packet(frame + wire->skip, length - wire->skip, &view);
  struct rule *rule = view.family ? match_rule(index, &view, way) : NULL;
  passed[way]++;
  if (way == UP) count_burst(now);
  if (!rule) return send_after(NULL, wire, way, frame, length, now, 0);
  if (is_lost(rule, &view, way)) {
    dropped++;
    return;
  }
  if (rule->mtu && rule->mtu_way[way] && wire->skip == 0 && length > (size_t)rule->mtu)
    return refuse_size(rule, wire, way, &view, frame, length, now);
  send_after(rule, wire, way, frame, length, now, swing_of(rule, &view, way));
}

static void release_due(void) {
  for (long long now = now_ns(); heap_size > 0 && heap[0].due <= now; now = now_ns()) {
    struct pending packet = pop_pending();
    if (write(packet.fd, packet.data, packet.length) < 0) dropped++;
    free(packet.data);
    if (lateness_count < LATENESS_KEPT) lateness_us[lateness_count++] = (int)((now_ns() - packet.due) / 1000);
  }
}

/* --- figures --- */

static int compare_int(const void *a, const void *b) { return *(const int *)a - *(const int *)b; }

static void print_stats(void) {
  size_t n = lateness_count;
  qsort(lateness_us, n, sizeof *lateness_us, compare_int);
  printf("{\"up\":%ld,\"down\":%ld,\"dropped\":%ld,\"maxUpIn100Ms\":%ld,\"latenessUs\":{\"p50\":%d,\"p99\":%d,\"max\":%d}}\n",
         passed[UP], passed[DOWN], dropped, burst_max, n ? lateness_us[n / 2] : 0, n ? lateness_us[n * 99 / 100] : 0,
         n ? lateness_us[n - 1] : 0);
  fflush(stdout);
}

static void reset_stats(void) {
  passed[UP] = passed[DOWN] = dropped = burst_max = 0;
  lateness_count = 0;
  burst_tail = burst_head;
}

/* Returns false at the end of stdin. Lines are short and come whole through the pipe. */
static bool obey(void) {
  char line[256];
  ssize_t got = read(0, line, sizeof line - 1);
  if (got <= 0) return false;
  line[got] = 0;
  if (strstr(line, "stats")) print_stats();
  if (strstr(line, "reset")) reset_stats();
  return true;
}

/* --- reading the description --- */

static void enter_namespace(const char *name) {
  char path[256];
  snprintf(path, sizeof path, "/run/netns/%s", name);
  int fd = open(path, O_RDONLY | O_CLOEXEC);
  if (fd < 0 || setns(fd, CLONE_NEWNET) < 0) die(path);
  close(fd);
}

static int open_device(const char *name_space, const char *name, bool tap) {
  enter_namespace(name_space);
  int fd = open("/dev/net/tun", O_RDWR | O_NONBLOCK | O_CLOEXEC);
  if (fd < 0) die("/dev/net/tun");
  struct ifreq request;
  memset(&request, 0, sizeof request);
  request.ifr_flags = (short)((tap ? IFF_TAP : IFF_TUN) | IFF_NO_PI);
  snprintf(request.ifr_name, IFNAMSIZ, "%.15s", name);
  if (ioctl(fd, TUNSETIFF, &request) < 0) die(name);
  return fd;
}

static void read_wire(char *rest) {
  char mode[8], space[2][80], interface[2][32];
  struct wire *wire = &wires[wire_count];
  if (wire_count == MAX_WIRES || sscanf(rest, "%31s %7s %79s %31s %79s %31s", wire->name, mode, space[0], interface[0],
                                        space[1], interface[1]) != 6)
    die("a wire line");
  bool tap = strcmp(mode, "tap") == 0;
  wire->skip = tap ? 14 : 0;
  for (int side = 0; side < 2; side++) wire->fd[side] = open_device(space[side], interface[side], tap);
  wire_count++;
}

static int wire_index(const char *name) {
  for (int i = 0; i < wire_count; i++)
    if (strcmp(wires[i].name, name) == 0) return i;
  errno = EINVAL;
  die(name);
  return 0;
}

static void read_option(struct rule *rule, const char *key, const char *value) {
  long number = atol(value);
  if (strcmp(key, "up") == 0) rule->delay_us[UP] = number;
  else if (strcmp(key, "down") == 0) rule->delay_us[DOWN] = number;
  else if (strcmp(key, "swing") == 0) rule->swing_us = number;
  else if (strcmp(key, "loss") == 0) rule->loss_ppm = number;
  else if (strcmp(key, "drop-syn") == 0) rule->drop_syn = number;
  else if (strcmp(key, "rate") == 0) rule->rate_kbps = number;
  else if (strcmp(key, "queue") == 0) rule->queue_us = number;
  else if (strcmp(key, "pool") == 0) rule->pool = number;
  else if (strcmp(key, "mtu") == 0) rule->mtu = (int)number;
  else if (strcmp(key, "mtu-mode") == 0) rule->mtu_silent = strcmp(value, "silent") == 0;
  else if (strcmp(key, "mtu-way") == 0) {
    rule->mtu_way[UP] = strcmp(value, "down") != 0;
    rule->mtu_way[DOWN] = strcmp(value, "up") != 0;
  } else {
    errno = EINVAL;
    die(key);
  }
}

static void read_rule(char *rest) {
  if (rule_count == MAX_RULES) die("too many rules");
  struct rule *rule = &rules[rule_count++];
  rule->mtu_way[UP] = rule->mtu_way[DOWN] = true;
  rule->pool = -rule_count;
  char *save, *wire = strtok_r(rest, " \n", &save), *far = strtok_r(NULL, " \n", &save);
  errno = EINVAL;
  if (!wire || !far || !parse_prefix(far, &rule->far)) die("a rule line");
  rule->wire = wire_index(wire);
  for (char *word; (word = strtok_r(NULL, " \n", &save));) {
    char *equals = strchr(word, '=');
    if (!equals) die(word);
    *equals = 0;
    read_option(rule, word, equals + 1);
  }
}

static void read_description(const char *path) {
  FILE *file = fopen(path, "r");
  if (!file) die(path);
  char line[512], four[64], six[64];
  while (fgets(line, sizeof line, file)) {
    if (strncmp(line, "wire ", 5) == 0) read_wire(line + 5);
    else if (strncmp(line, "rule ", 5) == 0) read_rule(line + 5);
    else if (sscanf(line, "router %63s %63s", four, six) == 2) {
      if (!parse_address(four, router4) || !parse_address(six, router6)) die("the router line");
    }
  }
  fclose(file);
}

/* --- the loop --- */

static void drain(int wire, enum direction way) {
  static uint8_t frame[MAX_PACKET];
  for (int i = 0; i < 64; i++) {
    ssize_t got = read(wires[wire].fd[way == UP ? 0 : 1], frame, sizeof frame);
    if (got <= 0) return;
    carry(wire, way, frame, (size_t)got, now_ns());
  }
}

static struct timespec *until_next(struct timespec *wait) {
  if (heap_size == 0) return NULL;
  long long left = heap[0].due - now_ns() - SPIN_NS;
  if (left < 0) left = 0;
  wait->tv_sec = left / 1000000000LL;
  wait->tv_nsec = left % 1000000000LL;
  return wait;
}

static void run(void) {
  struct pollfd polled[1 + 2 * MAX_WIRES] = {{.fd = 0, .events = POLLIN}};
  for (int i = 0; i < 2 * wire_count; i++) polled[i + 1] = (struct pollfd){.fd = wires[i / 2].fd[i % 2], .events = POLLIN};
  for (;;) {
    struct timespec wait;
    release_due();
    if (ppoll(polled, (nfds_t)(1 + 2 * wire_count), until_next(&wait), NULL) < 0 && errno != EINTR) die("ppoll");
    if (polled[0].revents && !obey()) return;
    for (int i = 0; i < 2 * wire_count; i++)
      if (polled[i + 1].revents & POLLIN) drain(i / 2, i % 2 == 0 ? UP : DOWN);
  }
}

int main(int argc, char **argv) {
  if (argc != 2) {
    fprintf(stderr, "usage: relay DESCRIPTION\n");
    return 2;
  }
  read_description(argv[1]);
  struct sched_param priority = {.sched_priority = 10};
  sched_setscheduler(0, SCHED_FIFO, &priority); /* best effort: without it packets are a little later */
  mlockall(MCL_CURRENT);
  puts("ready");
  fflush(stdout);
  run();
  return 0;
}
