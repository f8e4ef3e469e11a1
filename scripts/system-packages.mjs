// The programs that tests and measurements need, the Debian packages that bring them, and their installation where that is allowed
// (root on a Debian). `npm start` never comes here: it installs no system package.
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';

/**
 * What each purpose needs, as `Debian package: a file or program that it brings`.
 * `tests`: programs that unit tests hold our output against. `lab`: nothing works without it. `peers`: real peers of some scenarios.
 * `arm64`: the Linux program for another processor, by qemu. `signing`: the step of a release that signs for Windows. `wine`: the Windows program in Wine, and the compiler of its stand-ins for Windows' tools. `browser`: the page in a real engine, with letters for Japanese. `firefox`: the same walks in a second engine. `alerts`: only `npm run alert-path`. `bench`: only `npm run bench`.
 */
const PACKAGES = {
  tests: {
    iproute2: 'ip',
    nftables: 'nft',
    iptables: 'iptables-restore',
    'iputils-ping': 'ping',
    'util-linux': 'unshare',
    squid: 'squid',
    zsh: 'zsh',
    fish: 'fish',
    tcpdump: 'tcpdump',
    strace: 'strace',
    // Their own readers of our rules, figures and units.
    prometheus: 'promtool',
    systemd: 'systemd-analyze',
    // An independent hand at the packets of `preflight peer`.
    'python3-scapy': '/usr/lib/python3/dist-packages/scapy/__init__.py',
  },
  lab: {
    gcc: 'gcc',
    'libc6-dev': '/usr/include/stdio.h',
    python3: 'python3',
    openssl: 'openssl',
    iproute2: 'ip',
    nftables: 'nft',
    'iputils-ping': 'ping',
    'util-linux': 'setpriv',
    traceroute: 'traceroute',
    'mtr-tiny': 'mtr',
    'netcat-openbsd': 'nc',
  },
  peers: {
    squid: 'squid',
    coturn: 'turnserver',
    caddy: 'caddy',
    'nginx-light': 'nginx',
    'dnsmasq-base': 'dnsmasq',
    'xdg-utils': 'xdg-mime',
    'libglib2.0-bin': 'gsettings',
    'gsettings-desktop-schemas': '/usr/share/glib-2.0/schemas/org.gnome.system.proxy.gschema.xml',
  },
  browser: {
    chromium: '/usr/bin/chromium',
    'fonts-noto-cjk': '/usr/share/fonts/opentype/noto/NotoSansCJK-Regular.ttc',
  },
  arm64: {
    'qemu-user-static': 'qemu-aarch64-static',
    'libc6-arm64-cross': '/usr/aarch64-linux-gnu/lib/libc.so.6',
    'libstdc++6-arm64-cross': '/usr/aarch64-linux-gnu/lib/libstdc++.so.6',
    'libgcc-s1-arm64-cross': '/usr/aarch64-linux-gnu/lib/libgcc_s.so.1',
  },
  firefox: { 'firefox-esr': '/usr/bin/firefox-esr' },
  signing: { osslsigncode: 'osslsigncode', openssl: 'openssl' },
  wine: {
    wine64: '/usr/lib/wine/wine64',
    'gcc-mingw-w64-x86-64-win32': 'x86_64-w64-mingw32-gcc',
  },
  alerts: {
    prometheus: 'promtool',
    'prometheus-alertmanager': 'prometheus-alertmanager',
    'victoria-metrics': 'victoria-metrics',
    'prometheus-node-exporter': 'prometheus-node-exporter',
    'nginx-light': 'nginx',
  },
  bench: {
    fping: 'fping',
    nmap: 'nmap',
    tcpdump: 'tcpdump',
    irtt: 'irtt',
    iperf3: 'iperf3',
    'prometheus-blackbox-exporter': 'prometheus-blackbox-exporter',
    'bind9-dnsutils': 'dig',
    curl: 'curl',
    'netcat-openbsd': 'nc',
  },
};

/**
 * Full path of a program; null when it is not installed. Administration folders count, also where PATH lacks them.
 * @param {string} name
 * @returns {string | null}
 */
export function findProgram(name) {
  const folders = ['/usr/sbin', '/usr/bin', '/sbin', '/bin', ...(process.env.PATH ?? '').split(delimiter)];
  const paths = name.startsWith('/') ? [name] : folders.map((folder) => join(folder, name));
  return paths.find((path) => existsSync(path)) ?? null;
}

/** @param {readonly string[]} purposes */
function missingPackages(purposes) {
  const wanted = Object.assign({}, ...purposes.map((purpose) => PACKAGES[purpose]));
  return Object.keys(wanted).filter((debian) => findProgram(wanted[debian]) === null);
}

/**
 * Installs what is missing with apt-get and says so in one line on stdout. Returns what is still missing afterwards, for the caller to
 * judge: elsewhere than on Debian, and without root, that is everything that was missing before.
 * @param {...(keyof typeof PACKAGES)} purposes
 * @returns {readonly string[]}
 */
export function ensureSystemPackages(...purposes) {
  const missing = missingPackages(purposes);
  if (missing.length === 0 || process.getuid?.() !== 0 || findProgram('apt-get') === null) return missing;
  console.log(`Installing Debian packages for ${purposes.join(', ')}: ${missing.join(' ')}`);
  aptGet('update', '-qq');
  aptGet('install', '-y', '-qq', '--no-install-recommends', ...missing);
  return missingPackages(purposes);
}

/** @param {...string} args */
function aptGet(...args) {
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  // Another apt-get on the machine is waited for.
  const run = spawnSync('apt-get', ['-o', 'DPkg::Lock::Timeout=120', ...args], { env, encoding: 'utf8' });
  if (run.status !== 0) console.log(`apt-get ${args[0]} failed: ${(run.stderr ?? '').trim().slice(-500)}`);
}
