/** What a bundle is made of, from a scripted situation through the real run under a virtual clock. */
import { unzipSync } from 'fflate';
import type { BundleInput } from '../../../src/bundle/bundle-input.ts';
import { situationById } from '../../../src/net/simulated/situation.ts';
import { simulatedPorts } from '../../../src/net/simulated/simulated-ports.ts';
import { tablesIdentity } from '../../../src/regions/model.ts';
import { loadTables } from '../../../src/regions/tables.ts';
import { assembleReport } from '../../../src/report/assemble-report.ts';
import { prepare } from '../../../src/run/prepare.ts';
import { run } from '../../../src/run/run.ts';
import { requestOf } from '../plan/plan-fixtures.ts';
import { virtualClock } from '../run/virtual-clock.ts';

export const tables = loadTables();
export const IDENTITY = { userNames: ['jane.doe'], hostNames: ['demo-laptop'], domains: ['CONTOSO'] };

export async function simulatedInput(
  id: string,
  request: Parameters<typeof requestOf>[0] = {},
): Promise<BundleInput> {
  const situation = situationById(id);
  if (situation === null) throw new Error(`no situation ${id}`);
  const homeRegion = 'eu-central-1';
  const ports = simulatedPorts({ situation, tables, homeRegion, clock: virtualClock(), seed: 7 });
  const { signal } = new AbortController();
  const asked = requestOf({ regions: [homeRegion], ...request });
  const plan = await prepare({ tables, request: asked, ports, signal });
  const agent = {
    name: 'preflight',
    version: '0.1.0',
    platform: 'linux',
    arch: 'x64',
    runtime: 'test',
  } as const;
  const { record, judgement } = await run({
    id: '7b1d2a52-0000-4000-8000-000000000001',
    plan,
    ports,
    signal,
    agent,
    scenario: id,
  });
  return {
    report: assembleReport(record, judgement, { tables: tablesIdentity(tables) }),
    record,
    tables,
    identity: IDENTITY,
    secrets: [],
    clientLogs: [],
    createdAt: '2026-11-20T12:00:00.000Z',
  };
}

/** Names and contents of everything inside, as bytes read one to one. */
export function insideOf(bytes: Uint8Array): ReadonlyMap<string, string> {
  return new Map(
    Object.entries(unzipSync(bytes)).map(([name, content]) => [
      name,
      Buffer.from(content).toString('latin1'),
    ]),
  );
}
