/**
 * The tools of a network team on the targets of one check, each as such a team would start it: a port scan, a ping of many, an exporter that
 * probes once, and a loop of dig, curl and nc. What each says is read out of its own output.
 */
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { execPath } from 'node:process';
import type { Report } from '../../src/report/report.ts';
import type { Lab } from '../lab/lab.ts';
import { PKI } from '../lab/pki.ts';
import { PREFLIGHT } from '../lab/places.ts';
import { nmapArgs } from './peers.ts';
import { checkArgs, evidenceIn, runCheck, runProgram, type ProgramRun } from './programs.ts';
import { REGION } from './worlds.ts';

const ARGS = checkArgs([REGION]);
const PORTS = [4172, 4195];

/** What the check touched: names with their addresses on 443, and health-check servers. */
export interface Targets {
  readonly names: readonly string[];
  readonly web: readonly string[];
  readonly servers: readonly string[];
}

export async function targetsOf(lab: Lab): Promise<Targets> {
  const { report } = await runCheck(lab, ARGS);
  const pages = evidenceIn(report).filter((evidence) => evidence.kind === 'https');
  const servers = report.checks.flatMap(({ id, target }) =>
    id.includes('/health-check/tcp-') ? (target.address ?? []) : [],
  );
  return {
    names: unique(pages.map(({ host }) => host)),
    web: unique(pages.flatMap(({ attempts }) => attempts.flatMap(({ address }) => address ?? []))),
    servers: unique(servers),
  };
}

function unique(all: readonly string[]): readonly string[] {
  return [...new Set(all)];
}

export interface Tool {
  readonly id: string;
  /** As the document shows it. */
  readonly command: string;
  readonly run: (lab: Lab, targets: Targets, folder: string) => Promise<ProgramRun>;
  /** What its output says, in a few words. */
  readonly says: (run: ProgramRun) => string;
  readonly cannotTell: string;
}

function counted(text: string, ...patterns: readonly RegExp[]): string {
  return patterns.map((pattern) => String(text.match(pattern)?.length ?? 0)).join(' of ');
}

/** In one shell, so that one clock and one sum of CPU hold all of them. */
function shell(lab: Lab, script: string): Promise<ProgramRun> {
  return runProgram(lab, 'bash', ['-c', script]);
}

const check: Tool = {
  id: 'check',
  command: 'preflight check --region eu-central-1 --format json',
  run: (lab) => runProgram(lab, execPath, [PREFLIGHT, ...ARGS]),
  says: ({ stdout }) => {
    const { verdict, findings } = JSON.parse(stdout) as Report;
    const first = findings.find(({ severity }) => severity !== 'notice');
    return `${verdict}${first === undefined ? '' : `, ${first.code}`}`;
  },
  cannotTell: 'a session, and what only the service answers',
};

const connects: Tool = {
  id: 'nmap-tcp',
  command: 'nmap -n -Pn -sT -T4 on 443 and on 4172,4195, side by side',
  run: (lab, { web, servers }) => {
    const scans = [
      nmapArgs({ kind: 'connect', addresses: web, ports: [443] }),
      nmapArgs({ kind: 'connect', addresses: servers, ports: PORTS }),
    ];
    return shell(lab, `${scans.map((args) => `nmap ${args.join(' ')} & `).join('')}wait`);
  },
  says: ({ stdout }) =>
    `${counted(stdout, /^\d+\/tcp +open/gm, /^\d+\/tcp/gm)} open, ${counted(stdout, /^\d+\/tcp +filtered/gm)} filtered`,
  cannotTell: 'names, certificates, who answers, UDP, delay and loss, a cause',
};

const datagrams: Tool = {
  id: 'nmap-udp',
  command: 'nmap -n -Pn -sU -T4 on 4172,4195',
  run: (lab, { servers }) =>
    runProgram(lab, 'nmap', ['-T4', ...nmapArgs({ kind: 'udp', addresses: servers, ports: PORTS })]),
  says: ({ stdout }) => `${counted(stdout, /^\d+\/udp +open\|filtered/gm, /^\d+\/udp/gm)} open|filtered`,
  cannotTell: 'whether UDP passes: it knows no text that these ports answer',
};

const pings: Tool = {
  id: 'fping',
  command: 'fping -q -C 10 -p 100',
  run: (lab, { servers }) => runProgram(lab, 'fping', ['-q', '-C', '10', '-p', '100', ...servers]),
  says: ({ stderr }) => `${counted(stderr, /^\S+ +: (?!- )/gm, /^\S+ +: /gm)} answer`,
  cannotTell: 'ports, names, certificates; where ping is filtered, everything',
};

const MODULES = `modules:
  web:
    prober: http
    timeout: 4s
    http: { method: GET, fail_if_not_ssl: true, follow_redirects: false, valid_status_codes: [200, 403, 404], preferred_ip_protocol: ip4, tls_config: { ca_file: ${PKI.publicRoot} } }
  port:
    prober: tcp
    timeout: 4s
  ping:
    prober: icmp
    timeout: 4s
`;

const EXPORTER = 'http://127.0.0.1:9115';

const exporter: Tool = {
  id: 'exporter',
  command: 'prometheus-blackbox-exporter, every target once, eight at a time (curl --parallel)',
  async run(lab, { names, servers }, folder) {
    const config = join(folder, 'blackbox.yml');
    await writeFile(config, MODULES);
    const probes = [
      ...names.map((name) => `web&target=https://${name}/`),
      ...servers.flatMap((server) => PORTS.map((port) => `port&target=${server}:${port}`)),
      ...servers.map((server) => `ping&target=${server}`),
    ].map((query) => `url="${EXPORTER}/probe?module=${query}"`);
    const list = join(folder, 'probes.txt');
    await writeFile(list, `${probes.join('\n')}\n`);
    const wait = `until (exec 3<>/dev/tcp/127.0.0.1/9115) 2>/dev/null; do sleep 0.01; done`;
    return shell(
      lab,
      `prometheus-blackbox-exporter --config.file=${config} --web.listen-address=127.0.0.1:9115 2>/dev/null & id=$!; ${wait}; curl -s --parallel --parallel-max 8 -K ${list}; kill $id; wait $id 2>/dev/null; true`,
    );
  },
  says: ({ stdout }) => `${counted(stdout, /^probe_success 1/gm, /^probe_success \d/gm)} succeed`,
  cannotTell:
    'why: refused, silent and reset are one 0. Streaming over UDP, packet size, loss, a second DNS server, a control, a cause',
};

const loop: Tool = {
  id: 'loop',
  command: 'for each name dig and curl, for each port nc -z and nc -zu',
  run: (lab, { names, servers }) => {
    const lines = [
      ...names.flatMap((name) => [
        `dig +short +time=2 +tries=1 ${name} >/dev/null`,
        `curl -s -o /dev/null -m 10 --cacert ${PKI.publicRoot} https://${name}/ && echo page`,
      ]),
      ...servers.flatMap((server) =>
        PORTS.flatMap((port) => [
          `nc -z -w 3 ${server} ${port} && echo tcp`,
          `nc -zu -w 1 ${server} ${port} && echo udp-${port}`,
        ]),
      ),
    ];
    return shell(lab, lines.join('\n'));
  },
  says: ({ stdout }) =>
    `${counted(stdout, /^page/gm)} pages, ${counted(stdout, /^tcp/gm)} TCP ports, ${counted(stdout, /^udp-/gm)} UDP ports "open"`,
  cannotTell:
    'whether UDP passes: nc calls a port open that is only silent. Delay, loss, packet size, a second DNS server, a cause',
};

export const TOOLS: readonly Tool[] = [check, connects, datagrams, pings, exporter, loop];
