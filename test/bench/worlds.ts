/** The networks of the bench: the lab's healthy one with its delay per Region, and one that drops everything. */
import { inCidr } from '../../src/core/address.ts';
import { loadTables, regionsOfPartition } from '../../src/regions/tables.ts';
import { openLab, type Lab } from '../lab/lab.ts';
import { worldOf } from '../lab/run-scenario.ts';
import { scenarioNamed } from '../lab/scenarios/index.ts';
import { applyChange, pathRules, type World } from '../lab/world.ts';

export const REGION = 'eu-central-1';

export function healthy(): World {
  const scenario = scenarioNamed('healthy');
  if (scenario === null) throw new Error('the lab has no scenario "healthy"');
  return worldOf(scenario);
}

/** The router drops whatever the client sends: UDP, TCP, DNS. */
export function everythingDropped(): World {
  return applyChange(healthy(), { kind: 'filter', to: 'everything', action: 'drop' });
}

export async function inLab<T>(world: World, use: (lab: Lab) => Promise<T>): Promise<T> {
  const lab = await openLab(world);
  try {
    return await use(lab);
  } finally {
    await lab.close();
  }
}

/** The round trip that the path emulator gives to an address, as configured. */
export function truthMs(world: World, address: string): number {
  const rule = pathRules(world).find(({ prefixes }) =>
    prefixes.some((prefix) => prefix === address || inCidr(address, withLength(prefix))),
  );
  return (rule?.upMs ?? 0) + (rule?.downMs ?? 0);
}

function withLength(prefix: string): string {
  return prefix.includes('/') ? prefix : `${prefix}/${prefix.includes(':') ? 128 : 32}`;
}

/** Region codes of the commercial partition, the near one first, as many as asked for. */
export function regionCodes(count: number): readonly string[] {
  const codes = regionsOfPartition(loadTables(), 'aws').map(({ code }) => code);
  return [REGION, ...codes.filter((code) => code !== REGION)].slice(0, count);
}
