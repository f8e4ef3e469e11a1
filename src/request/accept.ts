/**
 * The one place where what was asked for becomes a request: held against the tables, filled from the settings, or refused. Pure. Whatever
 * runs, on the command line, in the page, from a config file or again, runs on an `Accepted` value made here.
 */
import { PEER_KINDS, PROTOCOLS, type PeerKind, type Protocol } from '../core/words.ts';
import type { Peer, Request, Shaper } from '../plan/request.ts';
import { saidText } from '../core/plain-text.ts';
import type { Region, Tables } from '../regions/model.ts';
import { protocolsFor } from '../core/protocols-for.ts';
import type { Asked } from './asked.ts';
import {
  DEADLINE,
  parseDirectoryId,
  parseHost,
  parseHostPort,
  parseNumber,
  parseProxy,
  parseRange,
  SAMPLES,
  type HostPort,
  type ProxyChoice,
} from './fields.ts';
import { unknownWord } from './near.ts';
import { RequestRefused } from './refusal.ts';
import { regionsOf, type AskedRegions } from './regions.ts';

/** What holds where nothing was asked. */
export interface RunSettings {
  /** `auto`, `none` or a URL. */
  readonly proxy: string;
  readonly samples: number;
  readonly deadlineSeconds: number;
  /** PEM texts that count as public roots; null: the bundled ones. Read by the face: they are a file of this machine. */
  readonly publicRoots: readonly string[] | null;
  /** Files that what was asked, or these settings, came from. */
  readonly shapedBy: readonly Shaper[];
  /** Text of a key file for peers; null: none. Read by the face, and a secret: no request, step or report has it. */
  readonly peerKeys: string | null;
}

export const DEFAULT_RUN_SETTINGS: RunSettings = {
  proxy: 'auto',
  samples: 10,
  deadlineSeconds: 60,
  publicRoots: null,
  shapedBy: [],
  peerKeys: null,
};

/** The network that a run goes over. Proxy, roots and scenario stand here and nowhere else. */
export interface Way {
  /** Id of the demonstration; null: the real network. */
  readonly scenario: string | null;
  readonly proxy: ProxyChoice;
  readonly publicRoots: readonly string[] | null;
  readonly shapedBy: readonly Shaper[];
  readonly peerKeys: string | null;
}

export interface Accepted extends AskedRegions {
  /** What the plan is made from and the report echoes. */
  readonly request: Request;
  readonly way: Way;
}

/** What an `Asked` is held against. */
export interface Known {
  readonly tables: Tables;
  /** Ids of the demonstrations. */
  readonly scenarios: readonly string[];
}

/** More hosts of one's own than this would be a scan, not a check. */
const ALSO_MAX = 50;

/** Throws `RequestRefused`, and nothing else. */
export function accept(asked: Asked, settings: RunSettings, { tables, scenarios }: Known): Accepted {
  const places = possible(asked, regionsOf(asked, tables));
  const { publicRoots, peerKeys, shapedBy } = settings;
  const proxy = parseProxy(asked.proxy ?? settings.proxy);
  const way: Way = { scenario: scenarioOf(asked, scenarios), proxy, publicRoots, peerKeys, shapedBy };
  return {
    ...places,
    way,
    request: {
      regions: places.regions.map(({ code }) => code),
      allRegions: places.all,
      ...(places.all && places.named !== null ? { namedRegion: places.named.code } : {}),
      protocols: protocolsOf(asked, places),
      profile: asked.profile ?? 'client',
      samples: parseNumber(asked.samples ?? settings.samples, SAMPLES),
      deadlineMs: deadlineOf(asked, settings) * 1000,
      directoryId: given(asked.directoryId, parseDirectoryId),
      registrationName: places.registrationName,
      also: alsoOf(asked),
      require: categoriesOf(asked, tables),
      stun: given(asked.stun, parseStun),
      ...peersOf(asked, way),
      ...clientOf(asked),
      ...(asked.where === true ? { where: true } : {}),
      ...(asked.gentle === true ? { gentle: true } : {}),
      localDiscovery: asked.localDiscovery ?? false,
      assumeUdpAnswers: asked.assumeUdpAnswers ?? false,
      systemTrust: systemTrustOf(asked, publicRoots),
    },
  };
}

/** All Regions without those in which the kind of client has the protocol not although the Region has: one of them could be the best. */
function possible(asked: Asked, places: AskedRegions): AskedRegions {
  const named = PROTOCOLS.find((protocol) => protocol === asked.protocol);
  if (!places.all || named === undefined || asked.profile !== 'web-access') return places;
  const regions = places.regions.filter(
    (region) => !region.protocols.includes(named) || isThere(named, region, asked),
  );
  const [first] = regions.length > 0 ? [] : places.regions;
  if (first !== undefined) throw noBrowser(first.code);
  return { ...places, regions };
}

/** All Regions take a quarter of an hour where few sessions may be opened; who says a deadline has it. */
const GENTLE_DEADLINE_SECONDS = 1_800;

function deadlineOf({ deadline, gentle }: Asked, { deadlineSeconds }: RunSettings): number {
  const usual = gentle === true ? Math.max(deadlineSeconds, GENTLE_DEADLINE_SECONDS) : deadlineSeconds;
  return parseNumber(deadline ?? usual, DEADLINE);
}

function given<T>(text: string | undefined, parse: (text: string) => T): T | null {
  return text === undefined ? null : parse(text);
}

/** 3478 is the port of STUN (RFC 8489, section 19). */
const parseStun = (text: string): HostPort => parseHostPort(text, { field: 'stun', defaultPort: 3478 });

/** More peers than this say nothing more. */
const PEERS_MAX = 4;
/** Ports of STAMP (RFC 8762), STUN (RFC 8489) and HTTP/3 (RFC 9114); a peer of ours has several. */
const PEER_PORT: Readonly<Record<Exclude<PeerKind, 'preflight'>, number>> = {
  stamp: 862,
  stun: 3478,
  quic: 443,
};

function peersOf(
  { peer = [], peerScope, peerLoad, peerIdle }: Asked,
  { peerKeys, scenario }: Way,
): Pick<Request, 'peers' | 'peerScope' | 'peerLoad' | 'peerIdle'> {
  if (peer.length > PEERS_MAX)
    throw new RequestRefused({ code: 'too-many', field: 'peer', count: peer.length, most: PEERS_MAX });
  const peers = peer.map(parsePeer);
  const hasKey = peerKeys !== null || scenario !== null;
  if (!hasKey && peers.some(({ kind }) => kind === 'preflight'))
    throw new RequestRefused({ code: 'peer-key' });
  return {
    ...(peers.length === 0 ? {} : { peers }),
    ...(peerScope === undefined ? {} : { peerScope }),
    ...(peerLoad === true ? { peerLoad } : {}),
    ...(peerIdle === true ? { peerIdle } : {}),
  };
}

/** `HOST` is a `preflight peer`, on its three ports. */
function parsePeer(text: string): Peer {
  const [, word, rest = ''] = /^\s*(stamp|stun|quic):(.*)$/i.exec(text) ?? [];
  const kind = PEER_KINDS.find((one) => one === word?.toLowerCase()) ?? 'preflight';
  if (kind !== 'preflight')
    return { kind, ...parseHostPort(rest, { field: 'peer', defaultPort: PEER_PORT[kind] }) };
  const host = parseHost(text);
  if (host === null) throw new RequestRefused({ code: 'peer', said: saidText(text) });
  return { kind, host, port: null };
}

function scenarioOf({ simulate }: Asked, scenarios: readonly string[]): string | null {
  if (simulate === undefined || scenarios.includes(simulate)) return simulate ?? null;
  throw unknownWord('simulate', simulate, scenarios);
}

/** More ranges than an IP access control group holds rules for (guide2025, 8661) say nothing more. */
const RANGES_MAX = 50;

/** What the client is to do; left out where nobody asked for it. */
function clientOf(asked: Asked): Pick<Request, 'signIn' | 'fips' | 'accessControl'> {
  return {
    ...(asked.signIn === undefined ? {} : { signIn: asked.signIn }),
    ...(asked.fips === true ? { fips: true } : {}),
    ...accessControlOf(asked),
  };
}

function accessControlOf({ accessControl = [] }: Asked): Pick<Request, 'accessControl'> {
  if (accessControl.length > RANGES_MAX)
    throw new RequestRefused({
      code: 'too-many',
      field: 'accessControl',
      count: accessControl.length,
      most: RANGES_MAX,
    });
  return accessControl.length === 0 ? {} : { accessControl: accessControl.map(parseRange) };
}

function alsoOf({ also = [] }: Asked): HostPort[] {
  if (also.length > ALSO_MAX)
    throw new RequestRefused({ code: 'too-many', field: 'also', count: also.length, most: ALSO_MAX });
  return also.map((text) => parseHostPort(text, { field: 'also', defaultPort: 443 }));
}

/** In any case; each once. */
function categoriesOf({ require = [] }: Asked, tables: Tables): string[] {
  const listed = tables.regions.flatMap(({ endpoints }) => endpoints.map(({ category }) => category));
  const known = [...new Set([...listed, 'healthCheck'])].sort();
  const found = require.map((text) => {
    const wanted = text.trim().toLowerCase();
    const category = known.find((each) => each.toLowerCase() === wanted);
    if (category === undefined) throw unknownWord('require', text.trim(), known);
    return category;
  });
  return [...new Set(found)];
}

/** The system's own roots are no judge where own roots stand for the public ones, unless that is asked for. */
function systemTrustOf({ systemTrust = 'auto' }: Asked, roots: RunSettings['publicRoots']): 'yes' | 'no' {
  if (systemTrust !== 'auto') return systemTrust;
  return roots === null ? 'yes' : 'no';
}

/**
 * `both` means those that the deciding Region and the kind of client have (us-east-2 has DCV alone, a zero client PCoIP alone). One
 * asked for by name must be there in every Region asked for by name: testing another one instead would be no answer.
 */
function protocolsOf(asked: Asked, { regions, all, named: given }: AskedRegions): Protocol[] {
  const named = PROTOCOLS.find((protocol) => protocol === asked.protocol);
  if (named === undefined) return whatIsThere(asked, all ? regions : regions.slice(0, 1));
  if (all && named === 'dcv' && asked.profile === 'zero-client') throw zeroClient(null);
  for (const region of all ? [] : regions) refuseMissing(named, region, asked);
  if (all && given !== null) refuseMissing(named, given, asked);
  return [named];
}

function whatIsThere(asked: Asked, regions: readonly Region[]): Protocol[] {
  const found = PROTOCOLS.filter((protocol) => regions.some((region) => isThere(protocol, region, asked)));
  if (found.length > 0) return found;
  const region = regions[0]?.code ?? '';
  throw asked.profile === 'zero-client' ? zeroClient(region) : noBrowser(region);
}

function isThere(protocol: Protocol, region: Region, { profile = 'client' }: Asked): boolean {
  return protocolsFor(region, profile).includes(protocol);
}

function refuseMissing(protocol: Protocol, region: Region, asked: Asked): void {
  if (isThere(protocol, region, asked)) return;
  if (protocol === 'dcv' && asked.profile === 'zero-client') throw zeroClient(null);
  if (!region.protocols.includes(protocol)) {
    const accepted = [...region.protocols];
    throw new RequestRefused({ code: 'protocol-not-in-region', protocol, region: region.code, accepted });
  }
  throw noBrowser(region.code);
}

function noBrowser(region: string): RequestRefused {
  return new RequestRefused({ code: 'web-access-without-pcoip', region });
}

/** `region`: the one without PCoIP; null where DCV was asked for. */
function zeroClient(region: string | null): RequestRefused {
  return new RequestRefused({ code: 'zero-client-without-pcoip', region });
}
