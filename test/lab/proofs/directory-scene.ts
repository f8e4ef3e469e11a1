/** A directory on the service side: dnsmasq with service records, and a controller that listens on the documents' ports. */
import type { ChildProcess } from 'node:child_process';
import { execPath } from 'node:process';
import { loadDirectoryPorts } from '../../../src/regions/directory-ports.ts';
import type { Lab } from '../lab.ts';
import { findProgram } from '../../../scripts/system-packages.mjs';
import { PEER_ADDRESS } from '../places.ts';
import { runInside } from './inside.ts';

export const DIRECTORY = {
  domain: 'corp.example.com',
  dnsServer: PEER_ADDRESS.dnsmasq,
  controller: PEER_ADDRESS.coturn,
} as const;

interface Scene {
  /** Services whose records exist. */
  readonly records: readonly ('ldap' | 'kerberos')[];
  /** Ports on which nothing listens, as `tcp 389`. */
  readonly closed: readonly string[];
}

const LISTEN = `
const net = require('node:net'), dgram = require('node:dgram');
const [address, ...doors] = process.argv.slice(1);
let left = doors.length;
const up = () => { left -= 1; if (left === 0) console.log('up'); };
for (const door of doors) {
  const [transport, port] = door.split(' ');
  if (transport === 'tcp') net.createServer((socket) => socket.on('error', () => undefined).end()).listen(Number(port), address, up);
  else dgram.createSocket('udp4').on('message', function (text, from) { this.send(text, from.port, from.address); }).bind(Number(port), address, up);
}
`;

export async function withDirectory<T>(lab: Lab, scene: Scene, work: () => Promise<T>): Promise<T> {
  const running = [await startDns(lab, scene), await startController(lab, scene)];
  try {
    return await work();
  } finally {
    for (const child of running) child.kill('SIGKILL');
  }
}

async function startDns(lab: Lab, { records }: Scene): Promise<ChildProcess> {
  const program = findProgram('dnsmasq');
  if (program === null) throw new Error('dnsmasq is not installed (apt-get install dnsmasq-base)');
  const { domain, dnsServer, controller } = DIRECTORY;
  const ports = { ldap: 389, kerberos: 88 };
  const child = lab.spawnAtService(program, [
    ...['--keep-in-foreground', '--conf-file=/dev/null', '--bind-interfaces', '--no-hosts', '--no-resolv'],
    ...['--user=root', '--pid-file', `--listen-address=${dnsServer}`, `--local=/${domain}/`],
    `--host-record=dc1.${domain},${controller}`,
    ...records.map(
      (service) => `--srv-host=_${service}._tcp.${domain},dc1.${domain},${ports[service]},0,100`,
    ),
  ]);
  const ask = `for i in $(seq 330); do (exec 3<>/dev/tcp/${dnsServer}/53) 2>/dev/null && exit 0; sleep 0.03; done; exit 1`;
  const { exitCode } = await runInside(lab, 'service', ['bash', '-c', ask]);
  if (exitCode !== 0) throw new Error('dnsmasq does not listen');
  return child;
}

function startController(lab: Lab, { closed }: Scene): Promise<ChildProcess> {
  const doors = loadDirectoryPorts()
    .literal.map(({ transport, port }) => `${transport} ${port}`)
    .filter((door) => !closed.includes(door));
  const child = lab.spawnAtService(execPath, ['-e', LISTEN, '--', DIRECTORY.controller, ...doors]);
  return new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('exit', () => reject(new Error('the listeners ended')));
    child.stdout?.once('data', () => resolve(child));
  });
}
