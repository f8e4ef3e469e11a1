// Loaded before the program by `npm run watch-proof`: writes what it cost to $WATCH_PROOF at its end, and with $WATCH_HOURS lets the time between two runs
// of a watch pass at once, while the runs themselves take the time that they take.
import { appendFileSync, readFileSync } from 'node:fs';
import os from 'node:os';

const HOURS = Number(process.env.WATCH_HOURS ?? 0);
const SHORT_MS = 1000;
const found = { sockets: 0, shortTimers: 0 };

/** Packets and bytes that left by the lab's interface. */
function left() {
  const words = /eth0:\s*(.*)/.exec(readFileSync('/proc/net/dev', 'utf8'))?.[1]?.split(/\s+/) ?? [];
  return { bytes: Number(words[8]), packets: Number(words[9]) };
}

const before = left();
const real = { setTimeout, clearTimeout, now: performance.now.bind(performance), Date, uptime: os.uptime };
const short = new Set();
let passedMs = 0;
let isAfterWait = false;

/** Whether a function of that name waits for the answer. */
const isOf = (name) => new Error('where').stack.includes(name);

function passTime() {
  performance.now = () => real.now() + passedMs;
  os.uptime = () => real.uptime() + passedMs / 1000;
  // The watch's own wall clock alone: a check holds the machine's against that of the servers, which stay.
  globalThis.Date = class extends real.Date {
    constructor(...args) {
      super(...(args.length === 0 && isOf('Watch.') ? [real.Date.now() + passedMs] : args));
    }
  };
  globalThis.setTimeout = (callback, ms = 0, ...args) => {
    if (isOf('Watch.wait')) return pass(callback, ms);
    isAfterWait = false;
    if (ms >= SHORT_MS) return real.setTimeout(callback, ms, ...args);
    const timer = real.setTimeout(() => {
      short.delete(timer);
      callback(...args);
    }, ms);
    short.add(timer);
    return timer;
  };
  globalThis.clearTimeout = (timer) => {
    short.delete(timer);
    real.clearTimeout(timer);
  };
}

/** The first wait after a run may still see its last sockets close. */
function pass(callback, ms) {
  passedMs += ms;
  if (isAfterWait) {
    const open = process.getActiveResourcesInfo().filter((name) => /TCPSocket|TLS|UDP/i.test(name));
    found.sockets = Math.max(found.sockets, open.length);
    found.shortTimers = Math.max(found.shortTimers, short.size);
  }
  isAfterWait = true;
  if (real.now() + passedMs >= HOURS * 3_600_000) process.kill(process.pid, 'SIGTERM');
  return real.setTimeout(callback, 1);
}

if (HOURS > 0) passTime();

process.on('exit', () => {
  const now = left();
  const { user, system } = process.cpuUsage();
  const result = {
    ...found,
    hours: (real.now() + passedMs) / 3_600_000,
    cpuSeconds: (user + system) / 1e6,
    residentMb: process.memoryUsage.rss() / 1024 / 1024,
    peakMb: process.resourceUsage().maxRSS / 1024,
    packets: now.packets - before.packets,
    bytes: now.bytes - before.bytes,
  };
  appendFileSync(process.env.WATCH_PROOF, `${JSON.stringify(result)}\n`);
});
