/** The contract of the command line and the report, asked of the program as it ships, in scripted networks: nothing is sent. */
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { SITUATIONS } from '../../src/net/simulated/situation.ts';
import type { Report } from '../../src/report/report.ts';
import { validateReport } from '../../src/report/validate-report.ts';
import { buildProgram, type BuiltProgram, type Ran } from '../unit/cli/built-program.ts';
import { brokenPromises } from './report-promises.ts';

const REGION = ['--region', 'us-east-1'];
const FEW = ['--samples', '3', '--format', 'json'];

/** Every run of this file by its name, started a few at a time: they mostly wait. */
const RUNS: Readonly<Record<string, readonly string[]>> = {
  ...Object.fromEntries(SITUATIONS.map(({ id }) => [id, [...REGION, '--simulate', id, ...FEW]])),
  'ready again': [...REGION, '--simulate', 'ready', ...FEW],
  'ten samples': [...REGION, '--simulate', 'ready', '--format', 'json'],
  'every Region, nothing gets out': ['--region', 'all', '--simulate', 'streaming-blocked', ...FEW],
  'two Regions': ['--region', 'us-west-2', '--region', 'us-east-1', '--simulate', 'pcoip-blocked', ...FEW],
  'a Region without a health check': ['--region', 'us-east-2', '--simulate', 'ready', ...FEW],
  'one protocol': [...REGION, '--protocol', 'pcoip', '--simulate', 'streaming-blocked', ...FEW],
  GovCloud: ['--region', 'us-gov-west-1', '--simulate', 'ready', ...FEW],
  'web access': [...REGION, '--profile', 'web-access', '--simulate', 'ready', ...FEW],
  'cut by the deadline': [...REGION, '--deadline', '1', '--simulate', 'streaming-blocked', ...FEW],
  'a registration name': [
    ...REGION,
    '--registration-code',
    'desk.example.com',
    '--simulate',
    'ready',
    ...FEW,
  ],
  'own hosts': [
    ...REGION,
    '--also',
    '[2001:db8::1]:8443',
    '--also',
    '192.0.2.7:22',
    '--simulate',
    'ready',
    ...FEW,
  ],
};
const AT_ONCE = 8;

const KEYS = {
  report: [
    ...['schema', 'id', 'createdAt', 'durationMs', 'completed', 'completedBecause', 'simulated', 'agent'],
    ...['criticalPathMs', 'tables', 'request', 'host', 'verdict', 'summary', 'protocols', 'regions'],
    ...['bestRegion', 'checks', 'findings', 'language', 'limits', 'truth'],
  ],
  host: ['os', 'timezone', 'interfaces', 'dnsServers', 'proxy', 'vpn', 'client'],
  region: ['code', 'name', 'reachable', 'rank', 'scoreMs', 'rtt', 'grade', 'bands', 'mtu'],
  rtt: [
    ...['method', 'port', 'sent', 'received', 'lossRatio', 'minMs', 'medianMs', 'p95Ms', 'maxMs'],
    ...['jitterMs', 'servers'],
  ],
  mtu: [
    ...['requiredBytes', 'pathMtuBytes', 'interfaceMtuBytes', 'interface', 'target', 'family', 'methods'],
    ...['blackHole', 'verdict'],
  ],
  check: [
    ...['id', 'group', 'category', 'need', 'region', 'target', 'status', 'state', 'startMs', 'durationMs'],
    ...['failure', 'notTestedBecause', 'evidence'],
  ],
  finding: [
    ...['id', 'code', 'severity', 'side', 'protocols', 'region', 'params', 'title', 'explanation', 'checks'],
    ...['explains', 'remedies', 'sources'],
  ],
};

let program: BuiltProgram;
let listed: ReadonlySet<string>;
const ran = new Map<string, Ran>();

beforeAll(async () => {
  program = buildProgram();
  const shown = await program.run(['tables', 'show', '--format', 'json']);
  listed = new Set(shown.stdout.match(/\d{1,3}(?:\.\d{1,3}){3}|[0-9a-f]{1,4}(?::[0-9a-f]{0,4}){2,7}/gi));
  const todo = Object.entries(RUNS);
  const work = async (): Promise<void> => {
    for (let next = todo.shift(); next !== undefined; next = todo.shift())
      ran.set(next[0], await program.run(['check', ...next[1]]));
  };
  await Promise.all(Array.from({ length: AT_ONCE }, work));
}, 120_000);
afterAll(() => program.remove());

function of(name: string): Ran {
  const found = ran.get(name);
  if (found === undefined) throw new Error(`no run ${name}`);
  return found;
}

function reportOf(name: string): Report {
  return JSON.parse(of(name).stdout) as Report;
}

test.each(Object.keys(RUNS))(
  '%s: one valid document alone, which keeps what the contract promises',
  (name) => {
    const { code, stdout, stderr } = of(name);
    expect(stderr).toBe('');
    const report = JSON.parse(stdout) as Report;
    expect(validateReport(report)).toMatchObject({ ok: true });
    expect(brokenPromises(report, listed)).toEqual([]);
    const verdicts = Object.values(report.protocols).map((protocol) => protocol?.verdict);
    expect(code).toBe(verdicts.every((verdict) => verdict === 'ready' || verdict === 'degraded') ? 0 : 1);
  },
);

test('ids are the same in two runs of one network', () => {
  const idsOf = (name: string) => {
    const { checks, findings } = reportOf(name);
    return { checks: checks.map(({ id }) => id), findings: findings.map(({ id }) => id) };
  };
  expect(idsOf('ready again')).toEqual(idsOf('ready'));
});

test('the keys of the contract are all there', () => {
  const { checks, findings, host, regions, ...report } = reportOf('ten samples');
  const [region] = regions;
  const missing = (value: object | null | undefined, keys: readonly string[]) =>
    keys.filter((key) => !(key in (value ?? {})));
  expect([
    ...missing({ checks, findings, host, regions, ...report }, KEYS.report),
    ...missing(host, KEYS.host),
    ...missing(region, KEYS.region),
    ...missing(region?.rtt, KEYS.rtt),
    ...missing(region?.mtu, KEYS.mtu),
    ...checks.flatMap((check) => missing(check, KEYS.check)),
    ...findings.flatMap((finding) => missing(finding, KEYS.finding)),
  ]).toEqual([]);
  expect(region?.rtt).toMatchObject({ method: 'tcp-connect', port: 4172, sent: 60, received: 60 });
});

describe('what was asked', () => {
  test('all Regions and none of them reachable: not ready, and not "could not tell"', () => {
    expect(reportOf('every Region, nothing gets out')).toMatchObject({
      bestRegion: null,
      protocols: { pcoip: { verdict: 'not-ready' } },
    });
  });

  test('a run that was cut before a streaming port had passed says what it did not test', () => {
    const report = reportOf('cut by the deadline');
    expect(report).toMatchObject({ completed: false, completedBecause: 'deadline', verdict: 'unknown' });
    expect(report.findings.map(({ code }) => code)).toContain('agent/deadline');
    expect(report.checks.some(({ notTestedBecause: why }) => why?.reason === 'deadline')).toBe(true);
  });

  test('the registration name is not in the request', () => {
    expect(JSON.stringify(reportOf('a registration name').request)).not.toContain('desk.example.com');
  });

  test('every check was shown by the plan of the same options', async () => {
    const { stdout } = await program.run(['plan', ...REGION, '--simulate', 'ready', '--format', 'json']);
    const { schema, steps } = JSON.parse(stdout) as { schema: string; steps: { id: string }[] };
    expect(schema).toBe('preflight.plan/1');
    const shown = new Set(steps.map(({ id }) => id));
    expect(reportOf('ready').checks.filter(({ id }) => !shown.has(id))).toEqual([]);
  });

  test('neither the code nor the password of the proxy is in any form of the result', async () => {
    const secrets = ['--registration-code', 'wsPDX+s3Cr9t', '--proxy', 'http://us3r:hunter2@proxy.example'];
    const args = ['check', ...secrets, '--simulate', 'ready', '--deadline', '1', '--format'];
    const formats = ['text', 'json', 'markdown', 'csv', 'junit', 'html'];
    const said = await Promise.all(formats.map((format) => program.run([...args, format])));
    for (const { stdout, stderr } of said) {
      expect(stdout.length).toBeGreaterThan(300);
      expect(`${stdout}${stderr}`).not.toMatch(/s3cr9t|hunter2|us3r/i);
    }
  }, 60_000);
});
