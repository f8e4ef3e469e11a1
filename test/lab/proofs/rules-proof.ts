/**
 * The rule formats on real programs. Behind a default-deny firewall made of our own output `check` passes and nothing else gets out;
 * take one essential rule away, and `check` fails with the finding that names it. `npm run proofs -- rules`.
 */
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Protocol } from '../../../src/core/words.ts';
import type { Report } from '../../../src/report/report.ts';
import { resolvedNames } from '../../../src/report/resolved-names.ts';
import { nftables } from '../../../src/rules/formats/nftables.ts';
import { squid as squidFormat } from '../../../src/rules/formats/squid.ts';
import type { RuleSet } from '../../../src/rules/rule.ts';
import { openLab, type Lab } from '../lab.ts';
import { DNS_SERVERS, PROXY } from '../places.ts';
import { runPreflight } from '../run-scenario.ts';
import { applyChange, healthyWorld, type World } from '../world.ts';
import { dnsDoors, doorsToKnock, isAllowed, type Allowed } from './doors.ts';
import { LAB_RUN, mustRunInside, preflightText, runInside, type Claims } from './inside.ts';
import {
  canBeSeen,
  chooseRemovals,
  essentialRemovals,
  expectedFinding,
  removalName,
  without,
  type Removal,
} from './removals.ts';
import { askSquid, startSquid } from './squid.ts';
import { doorKey, forgetSeen, placeWitness, seenDoors, sweep, type Door } from './witness.ts';

export interface RemovalRow {
  readonly removed: string;
  readonly firewall: string;
  readonly expected: string;
  readonly got: string;
  readonly ok: boolean;
}

interface Asked {
  readonly region: string;
  readonly protocol: Protocol | 'both';
}

const DNS = DNS_SERVERS.ipv4[0];
const chosen = ({ region, protocol }: Asked): string[] => ['--region', region, '--protocol', protocol];

async function inLab<T>(world: World, work: (lab: Lab, folder: string) => Promise<T>): Promise<T> {
  const lab = await openLab(world);
  const folder = await mkdtemp(join(tmpdir(), 'preflight-proof-'));
  try {
    return await work(lab, folder);
  } finally {
    await rm(folder, { recursive: true, force: true });
    await lab.close();
  }
}

interface Material {
  readonly set: RuleSet;
  readonly report: Report;
  readonly reportFile: string;
}

/** A healthy check for the addresses of names, and the rule set: both by the command line. */
async function material(lab: Lab, asked: Asked, folder: string): Promise<Material> {
  const reportFile = join(folder, 'report.json');
  await preflightText(lab, [
    'check',
    ...chosen(asked),
    ...LAB_RUN,
    '--format',
    'json',
    '--output',
    reportFile,
  ]);
  const report = JSON.parse(await readFile(reportFile, 'utf8')) as Report;
  const set = JSON.parse(
    await preflightText(lab, ['rules', ...chosen(asked), '--format', 'json']),
  ) as RuleSet;
  return { set, report, reportFile };
}

const FIREWALLS = [
  { format: 'nftables', load: ['nft -f FILE'], unload: 'nft delete table inet preflight_workspaces' },
  {
    format: 'iptables-restore',
    load: ['iptables-restore --noflush FILE', 'ip6tables-restore --noflush FILE'],
    unload: 'for p in iptables ip6tables; do $p -P OUTPUT ACCEPT; $p -F; done',
  },
] as const;

async function shell(lab: Lab, command: string): Promise<void> {
  await mustRunInside(lab, 'client', ['sh', '-c', command]);
}

/** Check and sweep from behind a loaded firewall. */
async function observeBehind(lab: Lab, asked: Asked, doors: readonly Door[]) {
  await forgetSeen(lab);
  await sweep(lab, doors);
  return { ...(await strictCheck(lab, asked)), seen: await seenDoors(lab) };
}

async function strictCheck(lab: Lab, asked: Asked) {
  const run = await runPreflight(lab, [
    'check',
    ...chosen(asked),
    ...LAB_RUN,
    '--strict',
    '--format',
    'json',
  ]);
  return { report: JSON.parse(run.stdout) as Report, exitCode: run.exitCode };
}

interface Judged {
  readonly name: string;
  readonly doors: readonly Door[];
  readonly allowed: Allowed;
}

function judgeBehind(
  claims: Claims,
  behind: Awaited<ReturnType<typeof observeBehind>>,
  judged: Judged,
): void {
  const { report, exitCode, seen } = behind;
  const { name, doors, allowed } = judged;
  const codes = report.findings.map(({ severity, code }) => `${severity} ${code}`).join(', ');
  claims.add(
    `${name}: check passes (--strict)`,
    exitCode === 0 && report.verdict === 'ready',
    `exit ${exitCode}, ${report.verdict}; ${codes}`,
  );
  const leaks = seen.filter((door) => !isAllowed(door, allowed));
  claims.add(
    `${name}: nothing that the rules do not name left the machine`,
    leaks.length === 0,
    `${seen.length} doors crossed the router, ${leaks.length} of them not in the rules ${leaks.slice(0, 5).map(doorKey).join(', ')}`,
  );
  const passed = new Set(seen.map(doorKey));
  const wanted = doors.filter((door) => isAllowed(door, allowed));
  const shut = wanted.filter((door) => !passed.has(doorKey(door)));
  claims.add(
    `${name}: every door of the rules is open`,
    shut.length === 0,
    `${wanted.length} of ${doors.length} doors knocked at are in the rules, ${shut.length} of them shut ${shut.slice(0, 5).map(doorKey).join(', ')}`,
  );
}

/** The scene itself shuts nothing: without a firewall every knock crosses the router. */
async function control(lab: Lab, claims: Claims, doors: readonly Door[]): Promise<void> {
  await forgetSeen(lab);
  await sweep(lab, doors);
  const passed = new Set((await seenDoors(lab)).map(doorKey));
  const missing = doors.filter((door) => !passed.has(doorKey(door)));
  claims.add(
    'control: without a firewall every knock crosses the router',
    missing.length === 0,
    `${doors.length} doors, ${missing.length} missing ${missing.slice(0, 5).map(doorKey).join(', ')}`,
  );
}

async function proveFormats(claims: Claims, asked: Asked): Promise<void> {
  await inLab(healthyWorld(asked.region), async (lab, folder) => {
    await placeWitness(lab);
    const { set, report, reportFile } = await material(lab, asked, folder);
    const resolved = resolvedNames(report);
    const doors = doorsToKnock(set, resolved);
    await control(lab, claims, doors);
    for (const { format, load, unload } of FIREWALLS) {
      const file = join(folder, format);
      const options = ['--resolved', reportFile, '--dns-server', DNS, '--output', file, '--quiet'];
      await preflightText(lab, ['rules', ...chosen(asked), '--format', format, ...options]);
      for (const line of load) await shell(lab, line.replace('FILE', file));
      const behind = await observeBehind(lab, asked, doors);
      const allowed = { rules: set.rules, resolved, own: dnsDoors([DNS]) };
      judgeBehind(claims, behind, { name: `${format}, ${asked.region} ${asked.protocol}`, doors, allowed });
      await shell(lab, unload);
    }
  });
}

/** The first finding of a failed check, and whether it is the one that names what is missing. */
async function checkWithout(lab: Lab, asked: Asked, expected: { code: string; names: string }) {
  const { report, exitCode } = await strictCheck(lab, asked);
  const [first] = report.findings;
  const named = JSON.stringify([first?.params, first?.explanation]).includes(expected.names);
  const ok = exitCode === 1 && first?.code === expected.code && named;
  const got = `exit ${exitCode}, ${first?.severity} ${first?.code}${named ? `, names ${expected.names}` : ''}`;
  return { ok, got };
}

/** The firewall is our format's text for the set without one rule; complete, it equals what the command line prints. */
async function removeInTurn(claims: Claims, asked: Asked, count: number): Promise<RemovalRow[]> {
  return inLab(healthyWorld(asked.region), async (lab, folder) => {
    const { set, report, reportFile } = await material(lab, asked, folder);
    const options = { resolved: resolvedNames(report), dnsServers: [DNS], proxy: null };
    const printed = await preflightText(lab, [
      'rules',
      ...chosen(asked),
      '--format',
      'nftables',
      '--resolved',
      reportFile,
      '--dns-server',
      DNS,
    ]);
    claims.add(
      `${asked.region}: the text that rules are taken from is the command line's`,
      printed === nftables.render(set, options).text,
      `${printed.length} characters`,
    );
    const all = essentialRemovals(set);
    const rows: RemovalRow[] = [];
    for (const removal of chooseRemovals(all, count)) {
      await mustRunInside(
        lab,
        'client',
        ['nft', '-f', '-'],
        nftables.render(without(set, removal), options).text,
      );
      rows.push(await rowOf({ lab, asked, removal, firewall: 'nftables' }));
    }
    for (const removal of all.filter((one) => !canBeSeen(one))) {
      await mustRunInside(
        lab,
        'client',
        ['nft', '-f', '-'],
        nftables.render(without(set, removal), options).text,
      );
      const { exitCode } = await runPreflight(lab, ['check', ...chosen(asked), ...LAB_RUN, '--strict']);
      console.log(`note ${removalName(removal)}: no check can tell that it is missing (exit ${exitCode})`);
    }
    return rows;
  });
}

async function rowOf(one: {
  lab: Lab;
  asked: Asked;
  removal: Removal;
  firewall: string;
}): Promise<RemovalRow> {
  const { lab, asked, removal, firewall } = one;
  const wanted = expectedFinding(removal);
  const expected = firewall === 'squid' ? { ...wanted, code: 'proxy/denied' } : wanted;
  const { ok, got } = await checkWithout(lab, { ...asked, protocol: removal.protocol }, expected);
  const removed = removalName(removal);
  console.log(`${ok ? 'ok  ' : 'FAIL'} without ${removed} (${firewall}): ${got}`);
  return { removed, firewall, expected: expected.code, got, ok };
}

const FORBIDDEN = [
  'CONNECT idp.lab.test:443',
  'CONNECT clients.amazonworkspaces.com:443',
  'CONNECT below.connectivity.amazonworkspaces.com:443',
  'CONNECT connectivity.amazonworkspaces.com:4172',
  'CONNECT connectivity.amazonworkspaces.com:22',
  'CONNECT 99.86.0.30:443',
  'CONNECT 10.53.0.53:443',
  'GET http://connectivity.amazonworkspaces.com/',
  'GET http://idp.lab.test/',
];

function proxyWorld(region: string): World {
  return applyChange(healthyWorld(region), { kind: 'proxy', absent: true });
}

/** Squid with our allow list is the only way out for names; streaming goes by nftables. */
async function proveSquid(claims: Claims, asked: Asked): Promise<RemovalRow[]> {
  return inLab(proxyWorld(asked.region), async (lab, folder) => {
    await placeWitness(lab);
    const rules = (format: string, more: readonly string[] = []): Promise<string> =>
      preflightText(lab, ['rules', ...chosen(asked), '--format', format, '--quiet', ...more]);
    const set = JSON.parse(await rules('json')) as RuleSet;
    const file = join(folder, 'nft');
    const proxy = `${PROXY.address}:${PROXY.port}`;
    await writeFile(file, await rules('nftables', ['--dns-server', DNS, '--proxy-server', proxy]));
    const open = await startSquid(lab, 'http_access allow all\n');
    const before = await askSquid(lab, FORBIDDEN);
    await open.stop();
    const unasked = Object.values(before).filter((status) => status === 403 || status === 0);
    claims.add(
      'control: a squid that allows all forbids none of the strangers',
      unasked.length === 0,
      JSON.stringify(Object.values(before)),
    );
    await shell(lab, `nft -f ${file}`);
    const list = await rules('squid');
    const squid = await startSquid(lab, list);
    const doors = doorsToKnock(set, {});
    const behind = await observeBehind(lab, asked, doors);
    const own = [...dnsDoors([DNS]), { address: PROXY.address, transport: 'tcp', port: PROXY.port } as const];
    const allowed = { rules: set.rules.filter(({ kind }) => kind === 'cidr'), resolved: {}, own };
    judgeBehind(claims, behind, {
      name: `squid and nftables, ${asked.region} ${asked.protocol}`,
      doors,
      allowed,
    });
    const names = set.rules
      .filter((one) => one.kind === 'fqdn' && one.port === 443)
      .map((one) => `CONNECT ${one.destination}:443`);
    const through = await askSquid(lab, names);
    claims.add(
      'squid lets every name of the list through',
      Object.values(through).every((status) => status === 200),
      `${names.length} names`,
    );
    const refused = await askSquid(lab, FORBIDDEN);
    claims.add(
      'squid forbids everything else',
      Object.values(refused).every((status) => status === 403),
      JSON.stringify(refused),
    );
    await squid.stop();
    return removeFromSquid(lab, asked, set);
  });
}

async function removeFromSquid(lab: Lab, asked: Asked, set: RuleSet): Promise<RemovalRow[]> {
  const names = essentialRemovals(set).filter(({ port }) => port === 443);
  const rows: RemovalRow[] = [];
  for (const removal of chooseRemovals(names, 2)) {
    const options = { resolved: {}, dnsServers: [], proxy: null };
    const squid = await startSquid(lab, squidFormat.render(without(set, removal), options).text);
    rows.push(await rowOf({ lab, asked, removal, firewall: 'squid' }));
    await squid.stop();
  }
  return rows;
}

/** Whether jq itself finds the security group in order. */
async function proveAws(claims: Claims): Promise<void> {
  await inLab(healthyWorld('eu-central-1'), async (lab, folder) => {
    const file = join(folder, 'aws.json');
    await preflightText(lab, [
      'rules',
      '--region',
      'all',
      '--ipv6',
      '--aga',
      '--fips',
      '--format',
      'aws-security-group',
      '--output',
      file,
      '--quiet',
    ]);
    const schema = new URL('../../../schemas/aws-security-group.schema.json', import.meta.url).pathname;
    const program = new URL('schema.jq', import.meta.url).pathname;
    const run = await runInside(lab, 'client', [
      'jq',
      '-c',
      '--slurpfile',
      'schema',
      schema,
      '-f',
      program,
      file,
    ]);
    claims.add(
      'aws-security-group: jq finds no deviation from the published schema (all Regions)',
      run.stdout.trim() === '[]',
      run.stdout.trim().slice(0, 200) || run.stderr.trim(),
    );
    const bad = await runInside(lab, 'client', [
      'sh',
      '-c',
      `jq '.IpPermissions[0].FromPort = 70000 | .IpPermissions[0].IpRanges[0].CidrIp = "10.0.0.1"' ${file} | jq -c --slurpfile schema ${schema} -f ${program}`,
    ]);
    claims.add(
      'control: jq names what was spoiled on purpose',
      bad.stdout.includes('FromPort') && bad.stdout.includes('CidrIp'),
      bad.stdout.trim().slice(0, 200),
    );
  });
}

export async function proveRules(claims: Claims): Promise<readonly RemovalRow[]> {
  await proveAws(claims);
  await proveFormats(claims, { region: 'eu-central-1', protocol: 'dcv' });
  await proveFormats(claims, { region: 'us-east-1', protocol: 'pcoip' });
  const bySquid = await proveSquid(claims, { region: 'eu-central-1', protocol: 'both' });
  const first = await removeInTurn(claims, { region: 'eu-central-1', protocol: 'both' }, 10);
  return [...first, ...bySquid];
}
