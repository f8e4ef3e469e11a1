/**
 * Real programs on the service side, for the scenarios that want more than our own servers. Each gets a configuration of a few
 * lines in the run's folder and is killed with the lab (or by its parent's death).
 */
import { spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { appendFile, chmod, mkdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { findProgram } from '../../scripts/system-packages.mjs';
import { certificateFor, PKI } from './pki.ts';
import {
  LAB_FOLDER,
  DNS_SERVERS,
  PEER_ADDRESS,
  PEER_MACHINE,
  PREFLIGHT,
  PROXY,
  REPOSITORY,
  STUN,
} from './places.ts';
import { mustRun, runCommand } from './run-command.ts';
import { regionFacts } from './table-facts.ts';
import type { Namespaces } from './namespaces.ts';
import type { World } from './world.ts';

export type PeerName =
  | 'squid'
  | 'squid-authenticated'
  | 'coturn'
  | 'coturn-4172'
  | 'caddy'
  | 'caddy-peer'
  | 'preflight'
  | 'preflight-alone'
  | 'preflight-with-load'
  | 'preflight-ipv6'
  | 'preflight-open'
  | 'preflight-by-the-page'
  | 'nginx'
  | 'dnsmasq';

export interface Peer {
  stop(): Promise<void>;
}

interface PeerPlan {
  readonly program: string;
  readonly args: readonly string[];
  /** Files of the run's folder, by name. */
  readonly files: Readonly<Record<string, string>>;
  /** On the machine of its own (`World.peerMachine`). */
  readonly isApart?: true;
  /** What makes it known to be open: somebody of another network has answers from it. Runs beside the service. */
  readonly provenBy?: readonly string[];
  /** Accepts TCP when the program is ready. */
  readonly ready: { readonly address: string; readonly port: number };
}

export async function startPeers(world: World, spaces: Namespaces, folder: string): Promise<Peer[]> {
  return Promise.all(
    world.peers.map(async (name) => {
      const home = join(folder, name);
      await mkdir(home, { recursive: true });
      const plan = await planOf(name, world, home);
      const at = plan.isApart === true ? (spaces.peer ?? spaces.service) : spaces.service;
      const peer = await startPeer(plan, at, home);
      if (plan.provenBy !== undefined) await mustRun('ip', [...inLab(spaces.service), ...plan.provenBy]);
      return peer;
    }),
  );
}

const inLab = (name: string) => ['netns', 'exec', name, 'env', 'PREFLIGHT_LAB=1', process.execPath];

async function startPeer(plan: PeerPlan, namespace: string, home: string): Promise<Peer> {
  const program = findProgram(plan.program);
  if (program === null)
    throw new Error(`${plan.program} is not installed (apt-get install, see scripts/system-packages.mjs)`);
  for (const [name, text] of Object.entries(plan.files)) await writeFile(join(home, name), text);
  const inside = ['--pdeathsig', 'KILL', 'ip', 'netns', 'exec', namespace, program, ...plan.args];
  const child = spawn('setpriv', inside, {
    stdio: ['ignore', 'pipe', 'pipe'],
    env: { PATH: process.env['PATH'], HOME: home, XDG_DATA_HOME: home, XDG_CONFIG_HOME: home },
  });
  const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()));
  const log = (part: Buffer): void => void appendFile(join(home, 'output.log'), part).catch(() => undefined);
  child.stdout.on('data', log);
  child.stderr.on('data', log);
  await untilReady(plan, namespace);
  return {
    stop: () => {
      child.kill('SIGKILL'); // its own children go with the namespace
      child.stdout.destroy();
      child.stderr.destroy();
      return ended;
    },
  };
}

/** Asks every 30 ms, for at most 10 s, because none of these programs tells when it listens. */
async function untilReady({ program, ready }: PeerPlan, namespace: string): Promise<void> {
  const ask = `for i in $(seq 330); do (exec 3<>/dev/tcp/${ready.address}/${ready.port}) 2>/dev/null && exit 0; sleep 0.03; done; exit 1`;
  const outcome = await runCommand('ip', ['netns', 'exec', namespace, 'bash', '-c', ask]);
  if (outcome.exitCode !== 0) throw new Error(`${program} does not listen on ${ready.address}:${ready.port}`);
}

function planOf(name: PeerName, world: World, home: string): Promise<PeerPlan> | PeerPlan {
  switch (name) {
    case 'squid':
    case 'squid-authenticated':
      return squid(name === 'squid-authenticated', home);
    case 'coturn':
      return coturn(home, { address: PEER_ADDRESS.coturn, port: STUN.port });
    case 'coturn-4172':
      return { ...coturn(home, { address: PEER_MACHINE.address, port: 4172 }), isApart: true };
    case 'caddy':
      return caddy(world, home, regionFacts(world.region).healthCheckAddresses);
    case 'caddy-peer':
      return caddy(world, home, [PEER_MACHINE.address]).then((plan) => ({ ...plan, isApart: true }));
    case 'preflight':
      return preflightPeer(home, true);
    case 'preflight-alone':
      return preflightPeer(home, false);
    case 'preflight-with-load': {
      const plan = preflightPeer(home, true);
      return { ...plan, args: [...plan.args, '--load-kbps', '2000'] };
    }
    case 'preflight-ipv6':
      return preflightPeer(home, true, PEER_MACHINE.ipv6);
    case 'preflight-open':
      return {
        ...preflightPeer(home, false),
        args: [PREFLIGHT, 'peer', '--listen', PEER_MACHINE.address, '--open'],
      };
    case 'preflight-by-the-page':
      return peerByThePage(home);
    case 'nginx':
      return nginx(home);
    case 'dnsmasq':
      return dnsmasq();
    default:
      return name satisfies never;
  }
}

async function squid(authenticated: boolean, home: string): Promise<PeerPlan> {
  await chmod(home, 0o777); // squid gives up root
  const password = [
    `auth_param basic program /usr/lib/squid/basic_ncsa_auth ${home}/passwords`,
    'auth_param basic realm lab',
    'acl known proxy_auth REQUIRED',
    'http_access allow known',
  ];
  const lines = [
    `http_port ${PROXY.address}:${PROXY.port}`,
    `dns_nameservers ${DNS_SERVERS.ipv4[0]}`,
    'visible_hostname proxy.lab.test',
    'pid_filename none',
    'cache deny all',
    'cache_log /dev/null',
    'access_log none',
    'pinger_enable off',
    'shutdown_lifetime 0 seconds',
    ...(authenticated ? password : []),
    authenticated ? 'http_access deny all' : 'http_access allow all',
  ];
  const files = { 'squid.conf': `${lines.join('\n')}\n`, passwords: 'u:$apr1$lab$XXXXXXXXXXXXXXXXXXXXXX\n' };
  const ready = { address: PROXY.address, port: PROXY.port };
  return { program: 'squid', args: ['-N', '-f', join(home, 'squid.conf')], files, ready };
}

function coturn(home: string, ready: PeerPlan['ready']): PeerPlan {
  const listen = ['-L', ready.address, '--listening-port', String(ready.port)];
  const args = [
    '-n',
    '--no-tls',
    '--no-dtls',
    '--no-cli',
    '--lt-cred-mech',
    '--user',
    'u:p',
    '--realm',
    'lab',
  ];
  const own = ['--pidfile', join(home, 'pid'), '--userdb', join(home, 'users'), '--log-file', 'stdout'];
  return { program: 'turnserver', args: [...args, ...listen, ...own], files: {}, ready };
}

/** QUIC and TLS on 4195 of these addresses. */
async function caddy(world: World, home: string, addresses: readonly string[]): Promise<PeerPlan> {
  const facts = regionFacts(world.region);
  const host = facts.healthCheckHost ?? '';
  const certificate = await certificateFor(host, 'good');
  const lines = [
    '{',
    '  admin off',
    '  skip_install_trust',
    '  auto_https off',
    '}',
    `https://${host}:4195 {`,
    `  bind ${addresses.join(' ')}`,
    `  tls ${certificate} ${PKI.leafKey}`,
    '  respond "ok"',
    '}',
  ];
  const ready = { address: addresses[0] ?? '', port: 4195 };
  const args = ['run', '--config', join(home, 'Caddyfile'), '--adapter', 'caddyfile'];
  return { program: 'caddy', args, files: { Caddyfile: `${lines.join('\n')}\n` }, ready };
}

/** The key that clients of the lab's peer give in PREFLIGHT_PEER_KEY. */
export const PEER_KEY = `lab 2999-01-01 ${'1a'.repeat(32)}`;

/** `isProven`: a client of another network had answers on every port before the check begins. */
function preflightPeer(home: string, isProven: boolean, address: string = PEER_MACHINE.address): PeerPlan {
  const keys = join(home, 'keys');
  const args = [PREFLIGHT, 'peer', '--listen', address, '--key-file', keys];
  const prove = [join(REPOSITORY, 'test/lab/prove-peer.ts'), address, keys, '4172', '4195', '443'];
  return {
    ...{ program: process.execPath, args, files: { keys: `${PEER_KEY}\n` }, isApart: true },
    ...(isProven ? { provenBy: ['--import', 'tsx', ...prove] } : {}),
    ready: { address, port: 4172 },
  };
}

/** Commands of "In five minutes" in docs/peer.md, as words; a file that they name stands where the lab wants it. */
export function commandsOfThePage(): readonly (readonly string[])[] {
  const page = readFileSync(join(REPOSITORY, 'docs/peer.md'), 'utf8');
  const [, section = ''] = page.split(/^## In five minutes$/m);
  const [steps = ''] = section.split(/^## /m);
  const lines = [...steps.matchAll(/^ *preflight (.*)$/gm)].map(([, line = '']) => line);
  return lines.map((line) => line.split(' ').map((word) => (word === 'peer.keys' ? PAGE_KEYS : word)));
}

const PAGE_KEYS = join(LAB_FOLDER, 'peer-page.keys');

/** The key is made and the peer started by the page's own commands, word by word. */
async function peerByThePage(home: string): Promise<PeerPlan> {
  const [newKey = [], start = []] = commandsOfThePage();
  await rm(PAGE_KEYS, { force: true });
  await mustRun(process.execPath, [PREFLIGHT, ...newKey]);
  const prove = [join(REPOSITORY, 'test/lab/prove-peer.ts'), PEER_MACHINE.address, PAGE_KEYS];
  return {
    ...preflightPeer(home, false),
    ...{ args: [PREFLIGHT, ...start], provenBy: ['--import', 'tsx', ...prove, '4172', '4195'] },
  };
}

async function nginx(home: string): Promise<PeerPlan> {
  const certificate = await certificateFor('ws-broker-service.eu-central-1.amazonaws.com', 'good');
  const text = `user root; daemon off; master_process off; pid ${home}/pid; error_log ${home}/error.log;
events { worker_connections 64; }
http {
  access_log off; client_body_temp_path ${home}/body; proxy_temp_path ${home}/proxy;
  fastcgi_temp_path ${home}/fastcgi; uwsgi_temp_path ${home}/uwsgi; scgi_temp_path ${home}/scgi;
  server {
    listen ${PEER_ADDRESS.nginx}:443 ssl reuseport;
    ssl_certificate ${certificate}; ssl_certificate_key ${PKI.leafKey};
    large_client_header_buffers 8 32k;
    location / { return 404; }
  }
}
`;
  const ready = { address: PEER_ADDRESS.nginx, port: 443 };
  const args = ['-c', join(home, 'nginx.conf'), '-p', home, '-e', join(home, 'error.log')];
  return { program: 'nginx', args, files: { 'nginx.conf': text }, ready };
}

function dnsmasq(): PeerPlan {
  const forward = [
    '--no-resolv',
    `--server=${DNS_SERVERS.ipv4[0]}`,
    `--listen-address=${PEER_ADDRESS.dnsmasq}`,
  ];
  const args = [
    '--keep-in-foreground',
    '--conf-file=/dev/null',
    '--bind-interfaces',
    '--no-hosts',
    '--user=root',
  ];
  const ready = { address: PEER_ADDRESS.dnsmasq, port: 53 };
  return { program: 'dnsmasq', args: [...args, '--pid-file', ...forward], files: {}, ready };
}

const PROGRAM: Partial<Readonly<Record<PeerName, string>>> = {
  'squid-authenticated': 'squid',
  coturn: 'turnserver',
  'coturn-4172': 'turnserver',
  'caddy-peer': 'caddy',
};

/** For tests: whether all programs of the peers can be found. */
export function missingPeers(world: World): readonly string[] {
  const names = world.peers.map(
    (name) => PROGRAM[name] ?? (name.startsWith('preflight') ? process.execPath : name),
  );
  const settings = world.pac === null ? [] : ['gsettings'];
  return [...names, ...settings].filter((name) => findProgram(name) === null);
}
