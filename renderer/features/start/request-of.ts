/** What was typed and chosen as a request; null while something is missing. */
import type { Protocol } from '../../../src/core/words.ts';
import type { RegionChoice, RunRequest } from '../../../src/contract/index.ts';
import type { Typed } from './registration-code.ts';

interface Chosen {
  readonly typed: Typed;
  readonly regions: readonly RegionChoice[];
  /** Region chosen beside a code that does not say it. */
  readonly beside: string | null;
  readonly protocols: readonly Protocol[];
}

export function requestOf(chosen: Chosen): { request: RunRequest | null; region: RegionChoice | null } {
  const { typed, regions, beside } = chosen;
  const besideRegion = regions.find(({ code }) => code === beside) ?? null;
  switch (typed.kind) {
    case 'code':
      return made(chosen, typed.region, typed.code);
    case 'region':
      return made(chosen, typed.region, null);
    case 'name':
    case 'unknown-code':
      return besideRegion === null
        ? { request: null, region: null }
        : made(chosen, besideRegion, typed.kind === 'name' ? typed.code : null);
    case 'empty':
    case 'other':
      return { request: null, region: null };
  }
}

function made(chosen: Chosen, region: RegionChoice, registrationCode: string | null) {
  const protocols = chosen.protocols.filter((protocol) => region.protocols.includes(protocol));
  const request: RunRequest = {
    registrationCode,
    regions: [region.code],
    allRegions: false,
    protocols: protocols.length > 0 ? protocols : region.protocols,
    directoryId: null,
    scenario: null,
  };
  return { request, region };
}
