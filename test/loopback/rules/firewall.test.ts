/**
 * The firewall files on real packets: a client namespace with our rules loaded and a server namespace behind a veth pair that owns
 * every address (AnyIP) and listens on several ports. No route leads out. Skipped, with its name saying so, where it cannot run.
 */
import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from '@jest/globals';
import { loadTables } from '../../../src/regions/tables.ts';
import { RULE_FORMATS } from '../../../src/rules/formats/index.ts';
import { makeRules } from '../../../src/rules/make-rules.ts';
import { describeUnless, whyMissing, whyNotApart, whyNotLinux } from '../../setup/describe-unless.ts';

const RESOLVED = '203.0.113.7';
const set = makeRules(loadTables(), {
  regions: ['eu-central-1'],
  protocols: ['pcoip', 'dcv'],
  profile: 'client',
  withAga: false,
  withFips: false,
  withIpv6: false,
  directoryId: null,
});

const folder = mkdtempSync(join(tmpdir(), 'preflight-firewall-'));
afterAll(() => rmSync(folder, { recursive: true }));
const write = (name: string, text: string): string => {
  const path = join(folder, name);
  writeFileSync(path, text);
  return path;
};

const SERVER = `
const net = require('node:net');
const dgram = require('node:dgram');
let left = 10;
const up = () => { left -= 1; if (left === 0) console.log('up'); };
for (const port of [22, 80, 443, 4172, 4195]) {
  net.createServer((socket) => socket.end()).listen(port, '0.0.0.0', up);
  dgram.createSocket('udp4').bind(port, '0.0.0.0', up);
}
`;

/** One JSON object on stdout: whether each TCP connect opened and each UDP datagram was allowed to leave. */
const CLIENT = `
const net = require('node:net');
const dgram = require('node:dgram');
const tcp = (host, port) => new Promise((done) => {
  const socket = net.connect({ host, port, timeout: 1500 });
  const end = (open) => { socket.destroy(); done(open); };
  socket.once('connect', () => end(true)).once('error', () => end(false)).once('timeout', () => end(false));
});
const udp = (host, port) => new Promise((done) => {
  const socket = dgram.createSocket('udp4');
  socket.send('x', port, host, (error) => { socket.close(); done(error === null || error === undefined); });
});
(async () => {
  const targets = JSON.parse(process.argv[2]);
  const seen = await Promise.all(targets.map(async ([transport, host, port]) => [transport + ' ' + host + ' ' + port, await (transport === 'tcp' ? tcp : udp)(host, port)]));
  console.log(JSON.stringify(Object.fromEntries(seen)));
})();
`;

/** \$1 loader commands, \$2 targets as JSON. The server namespace dies with its \`sleep\`. */
const SCENE = `
set -e
: > "$6/up"
ip link set lo up
unshare -n sleep 60 & keeper=$!
trap 'kill $keeper $server 2>/dev/null || true' EXIT
there() { nsenter -t $keeper -n "$@"; }
until there ip link show lo >/dev/null 2>&1 && [ "$(readlink /proc/$keeper/ns/net)" != "$(readlink /proc/self/ns/net)" ]; do sleep 0.05; done
ip link add c0 type veth peer name s0
ip link set s0 netns $keeper
ip addr add 198.18.0.1/30 dev c0
ip link set c0 up
ip route add default via 198.18.0.2
there ip link set lo up
there ip addr add 198.18.0.2/30 dev s0
there ip link set s0 up
there ip route add local 0.0.0.0/1 dev lo
there ip route add local 128.0.0.0/2 dev lo
there ip route add local 192.0.0.0/3 dev lo
there ip route add 198.18.0.0/30 dev s0 2>/dev/null || true
nsenter -t $keeper -n "$3" "$4" > "$6/up" & server=$!
until grep -q up "$6/up"; do sleep 0.05; done
eval "$1"
"$3" "$5" "$2"
`;

type Target = readonly ['tcp' | 'udp', string, number];

function seenBehind(load: string, targets: readonly Target[]): Record<string, boolean> {
  const [scene, server, client] = [
    write('scene.sh', SCENE),
    write('server.cjs', SERVER),
    write('client.cjs', CLIENT),
  ];
  const args = [
    '-rn',
    'bash',
    scene,
    load,
    JSON.stringify(targets),
    process.execPath,
    server,
    client,
    folder,
  ];
  const text = execFileSync('unshare', args, { encoding: 'utf8', timeout: 30_000 });
  return JSON.parse(text) as Record<string, boolean>;
}

const block = (category: string): string => {
  const rule = set.rules.find((one) => one.category === category && one.kind === 'cidr');
  // The first address of the block.
  return rule?.destination.replace(/\/.*$/, '') ?? '';
};

const OPEN: readonly Target[] = [
  ['tcp', block('healthCheck'), 4172],
  ['udp', block('healthCheck'), 4172],
  ['tcp', block('healthCheck'), 4195],
  ['tcp', block('pcoipGateway'), 4172],
  ['udp', block('pcoipGateway'), 4172],
  ['tcp', block('dcvGateway'), 4195],
  ['udp', block('dcvGateway'), 443],
  ['tcp', RESOLVED, 443],
];
const SHUT: readonly Target[] = [
  ['tcp', block('healthCheck'), 443],
  ['tcp', block('pcoipGateway'), 4195],
  ['udp', block('pcoipGateway'), 4195],
  ['tcp', block('dcvGateway'), 22],
  ['tcp', RESOLVED, 80],
  ['tcp', '203.0.113.8', 443],
  ['udp', '203.0.113.8', 4172],
  ['tcp', '8.8.8.8', 443],
];

function fileOf(id: string): string {
  const format = RULE_FORMATS.find((one) => one.id === id);
  if (!format) throw new Error(`no format ${id}`);
  const resolved = { 'connectivity.amazonworkspaces.com': [RESOLVED] };
  return write(id, format.render(set, { resolved, dnsServers: [], proxy: null }).text);
}

const whyNot =
  whyNotLinux ??
  whyMissing('nft', 'iptables-restore', 'ip', 'nsenter') ??
  whyNotApart('nft', 'list', 'ruleset');
const keyOf = ([transport, host, port]: Target): string => `${transport} ${host} ${port}`;

describeUnless(whyNot, 'the loaded firewall', () => {
  test('without it everything is reachable: the scene itself proves nothing shut', () => {
    const seen = seenBehind('true', [...OPEN, ...SHUT]);
    expect(Object.entries(seen).filter(([, open]) => !open)).toEqual([]);
  });

  test.each([
    ['nftables', (path: string) => `nft -f ${path}`],
    [
      'iptables-restore',
      (path: string) => `iptables-restore --noflush ${path} && ip6tables-restore --noflush ${path}`,
    ],
  ])('%s lets out what the rules say and nothing else', (id, load) => {
    const seen = seenBehind(load(fileOf(id)), [...OPEN, ...SHUT]);
    expect(OPEN.map((target) => [keyOf(target), seen[keyOf(target)]])).toEqual(
      OPEN.map((target) => [keyOf(target), true]),
    );
    expect(SHUT.map((target) => [keyOf(target), seen[keyOf(target)]])).toEqual(
      SHUT.map((target) => [keyOf(target), false]),
    );
  });
});
