/** What a face asks for, held against the tables: a validated request, or one closed code that says why not. Nothing was sent by then. */
import { ContractError, type RunRequest, type Settings } from '../contract/index.ts';
import type { Protocol } from '../core/words.ts';
import { situationById, type Situation } from '../net/simulated/situation.ts';
import type { Request } from '../plan/request.ts';
import type { Region, Tables } from '../regions/model.ts';
import { readRegistrationCode, type RegistrationCode } from '../regions/registration-code.ts';
import { regionByAirport, regionByCode, regionsOfPartition } from '../regions/tables.ts';

export interface AcceptedRequest {
  readonly request: Request;
  readonly situation: Situation | null;
  /** The first Region asked for; null with all of a partition, where the best one decides. */
  readonly decidingRegion: string | null;
}

export function requestOf(
  asked: RunRequest,
  settings: Settings,
  { tables, publicRoots }: { readonly tables: Tables; readonly publicRoots: readonly string[] | null },
): AcceptedRequest {
  const code = codeOf(asked);
  const regions = regionsOf(asked, code, tables);
  const [first] = regions;
  if (!first) throw new ContractError('region-needed');
  const request: Request = {
    regions: (asked.allRegions ? wholePartition(tables, first) : regions).map((region) => region.code),
    allRegions: asked.allRegions,
    ...(asked.allRegions ? { namedRegion: first.code } : {}),
    protocols: protocolsIn(first, asked.protocols),
    profile: 'client',
    samples: settings.samples,
    deadlineMs: settings.deadlineSeconds * 1000,
    directoryId: asked.directoryId,
    registrationName: code?.kind === 'name' ? code.name : null,
    also: [],
    require: [],
    proxyMode: settings.proxy.mode,
    stun: null,
    localDiscovery: false,
    assumeUdpAnswers: false,
    customRoots: publicRoots !== null,
    systemTrust: 'auto',
  };
  return { request, situation: situationOf(asked), decidingRegion: asked.allRegions ? null : first.code };
}

function codeOf({ registrationCode }: RunRequest): RegistrationCode | null {
  if (registrationCode === null) return null;
  const code = readRegistrationCode(registrationCode);
  if (code === null) throw new ContractError('unknown-registration-code');
  return code;
}

/** The Regions named, or the one that the code tells; refused when the two disagree. */
function regionsOf(
  { regions }: RunRequest,
  code: RegistrationCode | null,
  tables: Tables,
): readonly Region[] {
  const named = regions.map((text) => {
    const region = regionByCode(tables, text);
    if (region === null) throw new ContractError('unknown-region');
    return region;
  });
  if (code?.kind !== 'short') return named;
  const told = regionByAirport(tables, code.airport);
  if (named.length === 0) {
    if (told === null) throw new ContractError('unknown-registration-code');
    return [told];
  }
  if (told !== null && !named.includes(told)) throw new ContractError('code-and-region-disagree');
  return named;
}

function wholePartition(tables: Tables, first: Region): readonly Region[] {
  const others = regionsOfPartition(tables, first.partition).filter((region) => region !== first);
  return [first, ...others];
}

/** "Not sure" means those that the Region has; one asked for by name must be there. */
function protocolsIn(region: Region, asked: readonly Protocol[]): Protocol[] {
  const there = asked.filter((protocol) => region.protocols.includes(protocol));
  if (there.length === 0) throw new ContractError('protocol-not-in-region');
  return there;
}

function situationOf({ scenario }: RunRequest): Situation | null {
  if (scenario === null) return null;
  const situation = situationById(scenario);
  if (situation === null) throw new ContractError('unknown-scenario');
  return situation;
}
