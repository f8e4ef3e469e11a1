/** A directory on the service side: dnsmasq with service records, and a controller that listens on the documents' ports. */
import { once } from 'node:events';
import type { ChildProcess } from 'node:child_process';
import { execPath } from 'node:process';
import { parseDirectoryRequest } from '../../../src/cli/actions/directory.ts';
import { loadDirectoryPorts } from '../../../src/regions/directory-ports.ts';
import { planDirectory } from '../../../src/rules/directory/directory-plan.ts';
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

/** Ends what it started before it returns: the next scene listens on the same addresses. */
export async function withDirectory<T>(lab: Lab, scene: Scene, work: () => Promise<T>): Promise<T> {
  const running: ChildProcess[] = [];
  try {
    running.push(startDns(lab, scene));
    await untilAnswers(lab);
    running.push(await startController(lab, scene));
    return await work();
  } finally {
    await Promise.all(running.map(ended));
  }
}

async function ended(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const exit = once(child, 'exit');
  child.kill('SIGKILL');
  await exit;
}

function startDns(lab: Lab, { records }: Scene): ChildProcess {
  const program = findProgram('dnsmasq');
  if (program === null) throw new Error('dnsmasq is not installed (apt-get install dnsmasq-base)');
  const { domain, dnsServer, controller } = DIRECTORY;
  const ports = { ldap: 389, kerberos: 88 };
  return lab.spawnAtService(
    program,
    [
      ...['--keep-in-foreground', '--conf-file=/dev/null', '--bind-interfaces', '--no-hosts', '--no-resolv'],
      ...['--user=root', '--pid-file', `--listen-address=${dnsServer}`, `--local=/${domain}/`],
      `--host-record=dc1.${domain},${controller}`,
      ...records.map(
        (service) => `--srv-host=_${service}._tcp.${domain},dc1.${domain},${ports[service]},0,100`,
      ),
    ],
    { stdio: ['ignore', 'ignore', 'inherit'] },
  );
}

async function untilAnswers(lab: Lab): Promise<void> {
  const ask = `for i in $(seq 330); do (exec 3<>/dev/tcp/${DIRECTORY.dnsServer}/53) 2>/dev/null && exit 0; sleep 0.03; done; exit 1`;
  const { exitCode } = await runInside(lab, 'service', ['bash', '-c', ask]);
  if (exitCode !== 0) throw new Error('dnsmasq does not listen');
}

/** The doors that the program asks at a controller, by its own plan: `tcp 389`. */
export function controllerDoors(): readonly string[] {
  const { domain, dnsServer, controller } = DIRECTORY;
  const request = parseDirectoryRequest(
    new Map(Object.entries({ 'dns-server': [dnsServer], domain: [domain], controller: [controller] })),
  );
  return planDirectory(request, loadDirectoryPorts()).steps.flatMap((step) =>
    step.kind === 'port' ? [`${step.transport} ${step.port}`] : [],
  );
}

function startController(lab: Lab, { closed }: Scene): Promise<ChildProcess> {
  const doors = controllerDoors().filter((door) => !closed.includes(door));
  const child = lab.spawnAtService(execPath, ['-e', LISTEN, '--', DIRECTORY.controller, ...doors], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  return new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('exit', () => reject(new Error('the listeners ended')));
    child.stdout?.once('data', () => resolve(child));
  });
}
