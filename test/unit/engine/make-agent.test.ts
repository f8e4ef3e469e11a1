import { mkdtemp, readdir, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type {
  AgentEvent,
  ArgumentOf,
  CommandName,
  ResultOf,
  RunRequest,
} from '../../../src/contract/index.ts';
import type { EngineAgent } from '../../../src/engine/agent.ts';
import { newCaseToken, newKeyText } from '../../../src/bundle/tag-key.ts';
import { newKeyLine } from '../../../src/peer/keys.ts';
import { policySchema } from '../../../src/policy/policy.ts';
import { makeAgent } from '../../../src/engine/make-agent.ts';
import { loadTables } from '../../../src/regions/tables.ts';

const DEMONSTRATION: RunRequest = {
  region: ['eu-central-1'],
  protocol: 'both',
  simulate: 'udp-blocked',
};

let folder = '';
let agent: EngineAgent;
const faults: unknown[] = [];
const call = <C extends CommandName>(command: C, argument: ArgumentOf<C>): Promise<ResultOf<C>> =>
  agent.call(command, argument) as Promise<ResultOf<C>>;

/** All events of the run up to its end. */
function eventsOf(runId: string): Promise<AgentEvent[]> {
  return new Promise((resolve) => {
    const seen: AgentEvent[] = [];
    const end = agent.subscribe((event) => {
      if (event.runId !== runId) return;
      seen.push(event);
      if (event.type !== 'stopped') return;
      end();
      resolve(seen);
    });
  });
}

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'preflight-agent-'));
  agent = makeAgent({
    face: 'browser',
    version: '0',
    tables: loadTables(),
    publicRoots: null,
    dataFolder: folder,
    onFault: (error) => faults.push(error),
  });
});
afterAll(async () => {
  agent.close();
  await rm(folder, { recursive: true, force: true });
});

describe('refused with a closed code, nothing started', () => {
  test.each<[string, Partial<RunRequest>, string]>([
    ['an unknown Region', { region: ['eu-nowhere-1'] }, 'unknown-word'],
    ['no Region and no code', { region: [] }, 'region-needed'],
    ['a malformed registration code', { registrationCode: 'hello' }, 'code-form'],
    [
      'an unknown airport without a Region',
      { registrationCode: 'WSxxx+ABC12D', region: [] },
      'region-beside-code',
    ],
    ['a code of another Region', { registrationCode: 'WSpdx+ABC12D' }, 'code-and-region'],
    ['a name without a Region', { registrationCode: 'work.example.com', region: [] }, 'region-beside-code'],
    ['PCoIP in Ohio', { region: ['us-east-2'], protocol: 'pcoip' }, 'protocol-not-in-region'],
    ['DCV on a zero client', { profile: 'zero-client', protocol: 'dcv' }, 'zero-client-without-pcoip'],
    ['an unknown demonstration', { simulate: 'nothing' }, 'unknown-word'],
  ])('%s', async (_why, changes, code) => {
    const refused = { code: 'refused', refusal: { code } };
    await expect(call('run.start', { ...DEMONSTRATION, ...changes })).rejects.toMatchObject(refused);
    expect((await call('run.snapshot', { runId: null })).run).toBeNull();
  });

  test.each([
    ['history.open', { id: 'nothing' }, 'unknown-entry'],
    ['run.cancel', { runId: 'nothing' }, 'unknown-run'],
    ['run.rerun', { runId: 'nothing', what: { kind: 'failed' } }, 'unknown-run'],
    ['bundle.open', { fileName: 'a.zip', base64: 'bm8gemlw' }, 'unreadable-bundle'],
    [
      'rules.make',
      { regions: ['eu-nowhere-1'], protocols: ['dcv'], syntax: 'nftables', language: 'en' },
      'refused',
    ],
    ['settings.set', { samples: 1 }, 'invalid-argument'],
    ['shell.run', {}, 'unknown-command'],
  ])('%s %j gives %s', async (command, argument, code) => {
    await expect(agent.call(command, argument)).rejects.toMatchObject({ code });
  });
});

test('a demonstration is run, watched, kept, bundled, opened, compared and done again in part', async () => {
  const { runId } = await call('run.start', { ...DEMONSTRATION, registrationCode: 'WSfra+ABC12D' });
  await expect(call('run.start', DEMONSTRATION)).rejects.toMatchObject({ code: 'already-running' });
  const events = await eventsOf(runId);
  expect(events.map(({ seq }) => seq)).toEqual(events.map((_, index) => index + events[0]!.seq));
  const past = (await call('run.events', { runId, afterSeq: 0 })).events;
  expect(past.at(0)?.type).toBe('planned');
  expect(past.at(-1)?.type).toBe('stopped');
  // The short code names a WorkSpace: no event and no stored file may hold it.
  expect(JSON.stringify(past)).not.toMatch(/ABC12D/i);

  const { report } = await call('history.open', { id: runId });
  expect(report.findings[0]?.code).toBe('pcoip/udp-rejected');
  expect((await call('history.list', {})).entries.map(({ id }) => id)).toEqual([runId]);
  const [entry] = (await call('history.list', {})).entries;
  const planned = past.find((event) => event.type === 'planned');
  expect(entry?.forecastMs).toBe(planned?.expectedMs);
  expect((await call('report.ticket', { of: { kind: 'history', id: runId }, language: 'en' })).text).toMatch(
    /PCoIP/,
  );

  const choice = { reportId: runId, level: 'standard' as const, leaveOut: [], putIn: [] };
  const preview = await call('bundle.preview', choice);
  expect(preview.files.map(({ name }) => name)).toContain('report.json');
  const written = await call('bundle.write', choice);
  const file = written.kind === 'download' ? agent.takeDownload(written.downloadId) : null;
  expect(file?.bytes.byteLength).toBeGreaterThan(1000);
  const opened = await call('bundle.open', {
    fileName: 'b.zip',
    base64: Buffer.from(file?.bytes ?? []).toString('base64'),
  });
  expect(opened.problems).toEqual([]);
  const compared = await call('bundle.compare', {
    a: { kind: 'history', id: runId },
    b: { kind: 'bundle', id: opened.bundleId },
  });
  expect(compared.comparison.causes.filter(({ change }) => change !== 'stayed')).toEqual([]);

  const again = await call('run.rerun', { runId, what: { kind: 'failed' } });
  const done = await eventsOf(again.runId);
  const announced = done.find((event) => event.type === 'planned');
  expect(announced?.basedOn).toBe(runId);
  expect(announced?.steps.length).toBeLessThan(report.checks.length / 2);
  // Of the part alone: no promise of a whole check, and no pace for later ones.
  expect(announced!.expectedMs).toBeLessThan(planned!.expectedMs);
  const kept = (await call('history.list', {})).entries.find(({ id }) => id === again.runId);
  expect(kept?.forecastMs).toBeNull();
  expect((await call('history.open', { id: again.runId })).report.checks.length).toBe(report.checks.length);
  expect(faults).toEqual([]);
}, 60_000);

test('what a run and the settings leave on the disk is read by this user alone', async () => {
  // Nothing is changed: the tests behind this one have the settings as they were.
  await call('settings.set', { samples: 10 });
  const names = await readdir(folder, { recursive: true });
  expect(names.filter((name) => /(?:run|entry|settings)\.json$/.test(name)).length).toBeGreaterThan(2);
  // Windows: what the folder of the profile lets in, nobody else, is inherited by all below it (%APPDATA%).
  const open = await Promise.all(
    names.map(async (name) => [name, (await stat(join(folder, name))).mode & 0o077]),
  );
  if (process.platform !== 'win32') expect(open.filter(([, mode]) => mode !== 0)).toEqual([]);
});

test('a cancelled run ends and keeps what was seen', async () => {
  const { runId } = await call('run.start', DEMONSTRATION);
  const ended = eventsOf(runId);
  await new Promise<void>((resolve) => {
    const end = agent.subscribe((event) => {
      if (event.type !== 'checked') return;
      end();
      resolve();
    });
  });
  await call('run.cancel', { runId });
  const last = (await ended).at(-1);
  expect(last?.type === 'stopped' && last.report?.completedBecause).toBe('cancelled');
}, 30_000);

test('a check that is repeated gives one report, and each run begins with its own plan', async () => {
  const twice = { ...DEMONSTRATION, simulate: 'pcoip-blocked', protocol: 'dcv', repeat: 2 } as const;
  await expect(call('run.start', { ...twice, region: ['all'] })).rejects.toMatchObject({
    code: 'invalid-argument',
  });
  const { runId } = await call('run.start', twice);
  const events = await eventsOf(runId);
  const plans = events.filter((event) => event.type === 'planned');
  expect(plans.map(({ turn }) => turn)).toEqual([
    { number: 1, of: 2 },
    { number: 2, of: 2 },
  ]);
  expect(events.filter(({ type }) => type === 'stopped').length).toBe(1);
  const { report } = await call('history.open', { id: runId });
  expect([report.id, report.repeat?.runs.length]).toEqual([runId, 2]);
  const of = { kind: 'history', id: runId } as const;
  const { repeat } = (await call('report.speak', { of, language: 'ja' })).spoken;
  expect([repeat?.head, repeat?.seen]).toEqual(['2 回の実行', '2 回とも同じ結果です。']);
  const { entries } = await call('history.list', {});
  expect(entries.filter(({ id }) => report.repeat?.runs.some((run) => run.id === id))).toEqual([]);
  const choice = { reportId: runId, level: 'standard' as const, leaveOut: [], putIn: [] };
  expect((await call('bundle.preview', choice)).level).toBe('standard');
}, 60_000);

test('all of it again is asked under the settings of today, a part under its own', async () => {
  const { runId } = await call('run.start', { ...DEMONSTRATION, protocol: 'dcv' });
  await eventsOf(runId);
  await call('settings.set', { samples: 3, proxy: { mode: 'none', url: null } });
  const asked = async (kind: 'all' | 'failed') => {
    const again = await call('run.rerun', { runId, what: { kind } });
    await eventsOf(again.runId);
    return (await call('history.open', { id: again.runId })).report.request;
  };
  const changed = { samples: 3, proxyMode: 'none', protocols: ['dcv'], regions: ['eu-central-1'] };
  expect(await asked('all')).toMatchObject(changed);
  expect(await asked('failed')).toMatchObject({ ...changed, samples: 10, proxyMode: 'auto' });
  await call('settings.set', { proxy: { mode: 'url', url: 'https://proxy.example:443' } });
  await expect(call('run.rerun', { runId, what: { kind: 'all' } })).rejects.toMatchObject({
    refusal: { code: 'proxy' },
  });
  await call('settings.set', { samples: 10, proxy: { mode: 'auto', url: null } });
}, 60_000);

test('every demonstration that is offered can be planned', async () => {
  const { scenarios } = await call('scenarios.list', {});
  expect(scenarios.length).toBeGreaterThanOrEqual(12);
  for (const { id } of scenarios) {
    expect((await call('plan.make', { ...DEMONSTRATION, simulate: id })).steps.length).toBeGreaterThan(50);
  }
});

test('a log is explained by its known lines, whoever reads it', async () => {
  const bytes = Buffer.from('14:30:01 net::ERR_NAME_NOT_RESOLVED\u001b[31m\nsecret of a user\n', 'utf16le');
  const log = { from: 'file', fileName: 'client.log', base64: bytes.toString('base64'), cut: true } as const;
  const told = await call('log.explain', { log, language: 'ja' });
  expect(told.log).toMatchObject({ file: 'client.log', lines: 2, knownLines: 1, cut: true });
  expect(told.matches.length).toBe(1);
  expect(JSON.stringify(told)).not.toMatch(/secret of a user|\\u001b/);
  const nothing = await call('message.explain', { text: '', language: 'en' });
  expect([nothing.matches, nothing.nearest, nothing.clearing.length]).toEqual([[], [], 4]);
});

test('a policy bounds what a bundle of the page says, tags it, and tells what it locks', async () => {
  const keyFile = join(folder, 'tag.key');
  await writeFile(keyFile, newKeyText());
  const policy = policySchema.parse({
    schema: 'preflight.policy/1',
    redaction: { value: 'standard', locked: true },
    samples: { value: 25, locked: true },
    deadline: { value: 90 },
    bundleKey: { value: keyFile },
    site: { value: 'Berlin' },
  });
  const options = { version: '0', tables: loadTables(), publicRoots: null, dataFolder: folder } as const;
  const bound = makeAgent({ ...options, face: 'browser', policy, onFault: (error) => faults.push(error) });
  const [entry] = (await call('history.list', {})).entries;
  const choice = { reportId: entry?.id ?? '', level: 'full', leaveOut: [], putIn: [] };
  const preview = (await bound.call('bundle.preview', choice)) as ResultOf<'bundle.preview'>;
  expect([preview.level, preview.tags?.site]).toEqual(['standard', 'Berlin']);
  expect((await call('bundle.preview', { ...choice, level: 'full' })).level).toBe('full');
  expect(((await bound.call('app.info', {})) as ResultOf<'app.info'>).locked).toEqual({ samples: 25 });
  bound.close();
});

test('a peer of ours is asked only with its key, which stays in the engine', async () => {
  const asked = { region: ['us-west-2'], peer: ['198.51.100.20'] };
  const refused = { code: 'refused', refusal: { code: 'peer-key' } };
  await expect(call('plan.make', asked)).rejects.toMatchObject(refused);
  const text = newKeyLine(Date.now(), 30);
  expect(await call('peer.key', { text })).toEqual({ keys: 1, problem: null });
  const plan = await call('plan.make', asked);
  expect(plan.steps.some(({ role }) => role === 'peer')).toBe(true);
  expect(JSON.stringify(plan)).not.toContain(text.trim());
  const wrong = await call('peer.key', { text: 'no key at all' });
  expect([wrong.keys, typeof wrong.problem]).toEqual([0, 'string']);
  expect((await call('plan.make', asked)).steps.length).toBe(plan.steps.length);
  await call('peer.key', { text: null });
  await expect(call('plan.make', asked)).rejects.toMatchObject(refused);
});

test('the token of a case tags one bundle, and no other text is taken for one', async () => {
  const [entry] = (await call('history.list', {})).entries;
  const choice = { reportId: entry?.id ?? '', level: 'standard' as const, leaveOut: [], putIn: [] };
  const tagged = await call('bundle.preview', { ...choice, caseToken: newCaseToken() });
  expect([tagged.tags?.scope, (await call('bundle.preview', choice)).tags]).toEqual(['case', null]);
  await expect(call('bundle.preview', { ...choice, caseToken: 'TICKET-48213' })).rejects.toMatchObject({
    code: 'invalid-argument',
  });
});

test('keys and sites of a helpdesk are taken all or not at all', async () => {
  const sites = JSON.stringify([{ name: 'Berlin', cidrs: ['10.20.0.0/24'] }]);
  const good = { keys: [newKeyText()], cases: [newCaseToken()], sites };
  expect(await call('bundle.tags', good)).toEqual({ keys: 2, sites: 1, problem: null });
  const none = { keys: 0, sites: 0 };
  expect(await call('bundle.tags', { ...good, cases: ['4711'] })).toEqual({ ...none, problem: 'key' });
  expect(await call('bundle.tags', { ...good, sites: '{}' })).toEqual({ ...none, problem: 'sites' });
  const wide = JSON.stringify([{ name: 'Everywhere', cidrs: ['10.0.0.0/8', '11.0.0.0/8', '12.0.0.0/8'] }]);
  expect(await call('bundle.tags', { ...good, sites: wide })).toEqual({ ...none, problem: 'sites' });
});
