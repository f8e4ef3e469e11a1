/** A real squid on the service side with our allow list, and what it answers to the client. */
import { chmod, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { execPath } from 'node:process';
import type { Lab } from '../lab.ts';
import { findProgram } from '../../../scripts/system-packages.mjs';
import { DNS_SERVERS, PROXY } from '../places.ts';
import { mustRunInside, runInside } from './inside.ts';

export interface Squid {
  stop(): Promise<void>;
}

/** `rules` is what `preflight rules --format squid` printed; squid.conf includes it as the file says. */
export async function startSquid(lab: Lab, rules: string, port: number = PROXY.port): Promise<Squid> {
  const program = findProgram('squid');
  if (program === null) throw new Error('squid is not installed (apt-get install squid)');
  const home = await mkdtemp(join(tmpdir(), 'preflight-squid-'));
  await chmod(home, 0o777); // squid gives up root
  await writeFile(join(home, 'rules.conf'), rules);
  await writeFile(join(home, 'squid.conf'), configuration(home, port));
  const child = lab.spawnAtService(program, ['-N', '-f', join(home, 'squid.conf')], { stdio: 'ignore' });
  const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()));
  await untilListening(lab, port);
  return {
    stop: async () => {
      child.kill('SIGKILL');
      await ended;
      await rm(home, { recursive: true, force: true });
    },
  };
}

function configuration(home: string, port: number): string {
  const lines = [
    `http_port ${PROXY.address}:${port}`,
    `dns_nameservers ${DNS_SERVERS.ipv4[0]}`,
    'visible_hostname proxy.lab.test',
    'pid_filename none',
    'cache deny all',
    'cache_log /dev/null',
    'access_log none',
    'pinger_enable off',
    'shutdown_lifetime 0 seconds',
    `include ${home}/rules.conf`,
  ];
  return `${lines.join('\n')}\n`;
}

async function untilListening(lab: Lab, port: number): Promise<void> {
  const ask = `for i in $(seq 330); do (exec 3<>/dev/tcp/${PROXY.address}/${port}) 2>/dev/null && exit 0; sleep 0.03; done; exit 1`;
  const { exitCode } = await runInside(lab, 'service', ['bash', '-c', ask]);
  if (exitCode !== 0) throw new Error('squid does not listen');
}

const ASK = `
const net = require('node:net');
const [address, port, ...lines] = process.argv.slice(1);
const ask = (line) => new Promise((done) => {
  const socket = net.connect({ host: address, port });
  let text = '';
  const end = () => { socket.destroy(); done([line, Number(/^HTTP\\/1.[01] (\\d+)/.exec(text)?.[1] ?? 0)]); };
  socket.on('connect', () => socket.write(line + ' HTTP/1.1\\r\\nHost: x\\r\\n\\r\\n'));
  socket.on('data', (part) => { text += part; end(); }).on('error', end).on('close', end);
  setTimeout(end, 5000);
});
Promise.all(lines.map(ask)).then((seen) => console.log(JSON.stringify(Object.fromEntries(seen))));
`;

/** The status of each request line (`CONNECT host:443`); 0 without an answer. */
export async function askSquid(
  lab: Lab,
  lines: readonly string[],
  port: number = PROXY.port,
): Promise<Readonly<Record<string, number>>> {
  const text = await mustRunInside(lab, 'client', [
    execPath,
    '-e',
    ASK,
    '--',
    PROXY.address,
    String(port),
    ...lines,
  ]);
  return JSON.parse(text) as Record<string, number>;
}
