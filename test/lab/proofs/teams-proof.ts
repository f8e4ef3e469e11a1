/** `prove`, `merge` and `directory` with real sockets. `npm run proofs -- teams`. */
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openLab, type Lab } from '../lab.ts';
import { NETWORK } from '../places.ts';
import { runCommand } from '../run-command.ts';
import { runPreflight, worldOf } from '../run-scenario.ts';
import { scenarioNamed } from '../scenarios/index.ts';
import { healthyWorld, type World } from '../world.ts';
import { controllerDoors, DIRECTORY, withDirectory } from './directory-scene.ts';
import { LAB_RUN, mustRunInside, type Claims } from './inside.ts';
import { forgetSeen, placeWitness, seenDoors } from './witness.ts';

const REGION = 'eu-central-1';

async function inLab<T>(world: World, work: (lab: Lab) => Promise<T>): Promise<T> {
  const lab = await openLab(world);
  try {
    return await work(lab);
  } finally {
    await lab.close();
  }
}

function world(scenario: string): World {
  const found = scenarioNamed(scenario);
  if (found === null) throw new Error(`no scenario ${scenario}`);
  return worldOf(found);
}

function prove(lab: Lab, ...more: string[]) {
  return runPreflight(lab, ['prove', '--region', REGION, ...LAB_RUN, ...more]);
}

interface ProofDocument {
  readonly rows: readonly {
    readonly rule: { readonly destination: string; readonly port: number; readonly transport: string };
    readonly state: string;
    readonly why: string;
  }[];
}

function stateOf({ rows }: ProofDocument, door: string): string {
  const row = rows.find(({ rule }) => `${rule.transport} ${rule.port} ${rule.destination}` === door);
  return row?.state ?? 'no row';
}

/** Berlin: TCP 4172 dropped on the way, later opened. */
async function proveAndRetest(claims: Claims, folder: string): Promise<void> {
  await inLab(world('pcoip-tcp-dropped'), async (lab) => {
    const before = join(folder, 'berlin.json');
    const first = await prove(lab, '--format', 'json', '--report', before);
    const proof = JSON.parse(first.stdout) as ProofDocument;
    const states = [
      stateOf(proof, 'tcp 443 connectivity.amazonworkspaces.com'),
      stateOf(proof, 'tcp 4172 drp-fra.amazonworkspaces.com'),
      stateOf(proof, 'tcp 4195 *.prod.eu-central-1.highlander.aws.a2z.com'),
    ];
    claims.add(
      'prove: open, silent and not testable, and exit 1',
      `${states.join(', ')}, ${first.exitCode}` === 'open, silent, not-tested, 1',
      `${states.join(', ')}, exit ${first.exitCode}, ${proof.rows.length} rows`,
    );
    const unexplained = proof.rows.filter(({ state, why }) => state === 'not-tested' && why.length < 20);
    claims.add(
      'prove: every row that is not tested says why',
      unexplained.length === 0,
      `${proof.rows.filter(({ state }) => state === 'not-tested').length} rows`,
    );
    await proveCard(claims, lab);
    await proveJunit(claims, lab, folder);
    await mustRunInside(lab, 'router', ['nft', 'delete', 'table', 'inet', 'lab']);
    await placeWitness(lab);
    await forgetSeen(lab);
    const retest = await prove(lab, '--retest', before);
    const again = await seenDoors(lab);
    const names = again.filter(({ port }) => port === 443).map(({ address }) => address);
    claims.add(
      'prove --retest: before and after, exit 0',
      retest.exitCode === 0 &&
        /^Destinations: 5 opened, 0 worse/.test(retest.stdout) &&
        /before silent, now open/.test(retest.stdout),
      `exit ${retest.exitCode}, ${retest.stdout.split('\n')[0]}`,
    );
    claims.add(
      'prove --retest: no host that was open is asked again',
      !names.some((address) => address.startsWith('99.86.')),
      `${again.length} doors crossed the router`,
    );
  });
}

async function proveCard(claims: Claims, lab: Lab): Promise<void> {
  const { stdout } = await prove(lab, '--format', 'card');
  const tuples = stdout
    .split('\n')
    .filter((line) => /^ {4}(tcp|udp), /.test(line))
    .map((line) => line.trim());
  const wanted = `tcp, ${NETWORK.client.ipv4}, any, 52.59.191.224/30, 4172`;
  claims.add(
    'the retest card holds exact five-tuples, and of this machine',
    tuples.includes(wanted),
    `${tuples.length} tuples; ${wanted}`,
  );
  claims.add(
    'the card keeps to 80 columns',
    stdout.split('\n').every((line) => line.length <= 80),
    `${stdout.split('\n').length} lines`,
  );
}

const READ_JUNIT = `
import sys, xml.etree.ElementTree as tree
root = tree.parse(sys.argv[1]).getroot()
cases = list(root.iter('testcase'))
failures = [case for case in cases if case.find('failure') is not None]
skipped = [case for case in cases if case.find('skipped') is not None]
assert len(cases) == int(root.get('tests')) and len(failures) == int(root.get('failures')) and len(skipped) == int(root.get('skipped'))
print(len(cases), len(failures), len(skipped))
`;

async function proveJunit(claims: Claims, lab: Lab, folder: string): Promise<void> {
  const file = join(folder, 'proof.xml');
  const run = await prove(lab, '--format', 'junit', '--output', file);
  const read = await runCommand('python3', ['-c', READ_JUNIT, file]);
  claims.add(
    'JUnit XML is read by a parser, its sums agree (tests, failures, skipped)',
    read.exitCode === 0 && run.exitCode === 1,
    read.stdout.trim() || read.stderr.slice(-200),
  );
}

/** Paris is healthy; in Tokyo something refuses UDP 4172. */
async function mergeSites(claims: Claims, folder: string): Promise<void> {
  for (const [site, scenario] of [
    ['paris', 'healthy'],
    ['tokyo', 'pcoip-udp-port-unreachable'],
  ] as const)
    // prettier-ignore
    await inLab(world(scenario), (lab) => prove(lab, '--report', join(folder, `${site}.json`)));
  await inLab(healthyWorld(REGION), async (lab) => {
    const files = ['berlin', 'paris', 'tokyo'].map((site) => join(folder, `${site}.json`));
    const text = (await runPreflight(lab, ['merge', ...files])).stdout;
    await writeFile(join(folder, 'merge.txt'), text);
    const rows = text.split('\n').filter((line) => /^ {2}[oX.-] [oX.-] [oX.-] /.test(line));
    const shown = (door: string): string => rows.find((line) => line.includes(door))?.slice(2, 7) ?? 'no row';
    const seen = [shown('TCP 4172  drp-fra'), shown('UDP 4172  drp-fra'), shown('TCP 443   connectivity')];
    claims.add(
      'merge: three sites beside each other (Berlin, Paris, Tokyo)',
      seen.join(' | ') === '. o o | o o X | o o o',
      `${seen.join(' | ')}; ${text.split('\n')[0]}`,
    );
    const wide = text.split('\n').filter((line) => line.length > 80);
    claims.add('merge keeps to 80 columns', wide.length === 0, `${rows.length} rows`);
  });
}

async function directories(claims: Claims): Promise<void> {
  await inLab(healthyWorld(REGION), async (lab) => {
    const { domain, dnsServer, controller } = DIRECTORY;
    const ask = (server: string) =>
      runPreflight(lab, [
        'directory',
        '--dns-server',
        server,
        '--domain',
        domain,
        '--controller',
        controller,
      ]);
    await placeWitness(lab);
    const both = ['ldap', 'kerberos'] as const;
    const good = await withDirectory(lab, { records: both, closed: [] }, () => ask(dnsServer));
    const doors = (await seenDoors(lab))
      .filter(({ address }) => address === controller)
      .map(({ transport, port }) => `${transport} ${port}`)
      .sort();
    claims.add(
      'directory: dnsmasq with records and a controller with every port: exit 0',
      good.exitCode === 0 && good.stdout.includes('0 100 389 dc1.corp.example.com'),
      `exit ${good.exitCode}, ${good.stdout.split('\n')[0]}`,
    );
    claims.add(
      'directory: what crossed the router to the controller is the plan: literal ports, no range',
      doors.join() === [...controllerDoors()].sort().join(),
      doors.join(', '),
    );
    const wrong = [
      { name: 'a server without Kerberos records', scene: { records: ['ldap'], closed: [] }, server: dnsServer, text: `SRV record for Kerberos does not exist for IP: ${dnsServer}` },
      { name: 'a DNS server that is not there', scene: { records: both, closed: [] }, server: '10.53.0.99', text: 'DNS unavailable (TCP port 53) for IP: 10.53.0.99' },
      { name: 'a controller that refuses LDAP', scene: { records: both, closed: ['tcp 389'] }, server: dnsServer, text: `LDAP unavailable (TCP port 389) for IP: ${controller}` },
      { name: 'a controller that refuses Kerberos', scene: { records: both, closed: ['tcp 88'] }, server: dnsServer, text: `Kerberos/authentication unavailable (TCP port 88) for IP: ${controller}` },
    ] as const; // prettier-ignore
    for (const { name, scene, server, text } of wrong) {
      const run = await withDirectory(lab, scene, () => ask(server));
      const said = run.stdout.replaceAll(/\s+/g, ' ').includes(text);
      const wide = run.stdout.split('\n').filter((line) => line.length > 80).length;
      claims.add(
        `directory: ${name}: exit 1 and the documents' own words`,
        run.exitCode === 1 && said && wide === 0,
        said ? text : run.stdout.slice(0, 300),
      );
    }
  });
}

export async function proveTeams(claims: Claims): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'preflight-teams-'));
  try {
    await proveAndRetest(claims, folder);
    await mergeSites(claims, folder);
    await directories(claims);
    return await readFile(join(folder, 'merge.txt'), 'utf8');
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
