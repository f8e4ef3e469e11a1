/**
 * Golden chains: for each named network the evidence as one run saw it, what judging makes of it, and what the one voice says in every
 * language. The evidence is kept; the rest is made from it. `npm run golden` writes the files anew, and a person reads the diff.
 */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { LANGUAGES, type Language } from '../../src/core/language.ts';
import { judge } from '../../src/judge/judge.ts';
import { SITUATIONS, situationById } from '../../src/net/simulated/situation.ts';
import { simulatedPorts } from '../../src/net/simulated/simulated-ports.ts';
import type { Request } from '../../src/plan/request.ts';
import { runRecord, type RunRecord } from '../../src/reading/record.ts';
import { assembleReport } from '../../src/report/assemble-report.ts';
import { renderText } from '../../src/report/render-text.ts';
import { PLAIN_TEXT } from '../../src/report/text-style.ts';
import { prepare } from '../../src/run/prepare.ts';
import { run } from '../../src/run/run.ts';
import { REGION, tables } from '../unit/judge/record-builder.ts';
import { requestOf } from '../unit/plan/plan-fixtures.ts';
import { virtualClock } from '../unit/run/virtual-clock.ts';

export const GOLDEN = 'test/golden';

interface Network {
  readonly id: string;
  readonly situation: string;
  readonly asked?: Partial<Request>;
}

/** Every demonstration, a run that its deadline cuts, and one protocol alone. */
export const NETWORKS: readonly Network[] = [
  ...SITUATIONS.map(({ id }) => ({ id, situation: id })),
  { id: 'cut-by-the-deadline', situation: 'pcoip-blocked', asked: { deadlineMs: 1500 } },
  { id: 'dcv-alone-goes-around', situation: 'streaming-blocked', asked: { protocols: ['dcv'] } },
];

export async function recordOf({ situation: id, asked }: Network): Promise<RunRecord> {
  const situation = situationById(id);
  if (situation === null) throw new Error(`no situation ${id}`);
  const ports = simulatedPorts({ situation, tables, homeRegion: REGION, clock: virtualClock(), seed: 7 });
  const { signal } = new AbortController();
  const plan = await prepare({ tables, request: requestOf({ regions: [REGION], ...asked }), ports, signal });
  const agent = {
    name: 'preflight',
    version: '0.0.0',
    platform: 'linux',
    arch: 'x64',
    runtime: 'golden',
  } as const;
  const { record } = await run({ id: 'golden', plan, ports, signal, agent, scenario: id });
  return { ...record, createdAt: '2026-11-29T12:00:00.000Z' };
}

export function keptRecord(id: string): RunRecord {
  const bytes = gunzipSync(readFileSync(join(GOLDEN, id, 'record.json.gz')));
  return runRecord.parse(JSON.parse(bytes.toString('utf8')));
}

/** File name to text: the judgement without its single checks, and the whole text in every language. */
export function chainOf(record: RunRecord): Readonly<Record<string, string>> {
  const judgement = judge(record, tables);
  const { verdict, protocols, decidingRegion, truth } = judgement;
  const findings = judgement.findings.map(({ checks, ...finding }) => ({
    ...finding,
    checks: checks.length,
  }));
  const identity = { edition: 'golden', sha256: '', overlay: null };
  const texts = LANGUAGES.map((language: Language) => {
    const report = assembleReport(record, judgement, { tables: identity, language });
    const text = renderText(report, { ...PLAIN_TEXT, language }, { verbose: true, exit: null });
    return [`${language}.txt`, text] as const;
  });
  const told = { verdict, protocols, decidingRegion, truth, findings };
  return { 'judgement.json': `${JSON.stringify(told, null, 2)}\n`, ...Object.fromEntries(texts) };
}
