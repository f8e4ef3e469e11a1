/** All options of a run to one `Request`, or the first usage error. Pure: files were read before. */
import { PROFILES, SYSTEM_TRUST } from '../core/words.ts';
import type { Request } from '../plan/request.ts';
import type { Region, Tables } from '../regions/model.ts';
import { allOf, isOn, oneOf, type GivenOptions } from './given-options.ts';
import { parseCategories } from './parse-categories.ts';
import { parseDirectoryId } from './parse-directory-id.ts';
import { parseHostPort, type HostPort } from './parse-host-port.ts';
import { DEADLINE, SAMPLES, parseNumber } from './parse-number.ts';
import { parseProtocols } from './parse-protocols.ts';
import { parseProxy, type ProxyChoice } from './parse-proxy.ts';
import { parseRegions, type AskedRegions } from './parse-regions.ts';
import type { Partition } from '../core/words.ts';
import { UsageError } from './usage-error.ts';

export interface ParsedRequest {
  readonly request: Request;
  readonly proxy: ProxyChoice;
  readonly asked: AskedRegions;
}

/** More hosts of one's own than this would be a scan, not a check. */
const ALSO_MAX = 50;

export interface RequestRules {
  readonly tables: Tables;
  /** Partition to take when no Region is given; null: that is an error. */
  readonly fallbackPartition: Partition | null;
  /** What to propose then. */
  readonly proposed?: Region | null;
}

export function parseRequest(
  options: GivenOptions,
  { tables, fallbackPartition, proposed = null }: RequestRules,
): ParsedRequest {
  const asked = parseRegions(
    {
      regions: allOf(options, 'region'),
      registrationCode: oneOf(options, 'registration-code'),
      fallback: fallbackPartition,
      proposed,
    },
    tables,
  );
  const proxy = parseProxy(oneOf(options, 'proxy'));
  const profile = PROFILES.find((word) => word === oneOf(options, 'profile')) ?? 'client';
  const request: Request = {
    regions: asked.regions.map((region) => region.code),
    allRegions: asked.all,
    ...(asked.all && asked.named !== null ? { namedRegion: asked.named.code } : {}),
    protocols: [...parseProtocols(oneOf(options, 'protocol'), asked)],
    profile,
    samples: parseNumber(oneOf(options, 'samples'), SAMPLES),
    deadlineMs: parseNumber(oneOf(options, 'deadline'), DEADLINE) * 1000,
    directoryId: parseDirectoryId(oneOf(options, 'directory-id')),
    registrationName: asked.registrationName,
    also: parseAlso(allOf(options, 'also')),
    require: [...parseCategories(allOf(options, 'require'), tables)],
    proxyMode: proxy.mode,
    stun: parseStun(oneOf(options, 'stun')),
    localDiscovery: isOn(options, 'local-discovery'),
    assumeUdpAnswers: isOn(options, 'assume-udp-answers'),
    customRoots: oneOf(options, 'public-roots') !== null,
    systemTrust: SYSTEM_TRUST.find((word) => word === oneOf(options, 'system-trust')) ?? 'auto',
  };
  return { request, proxy, asked };
}

function parseAlso(texts: readonly string[]): HostPort[] {
  if (texts.length > ALSO_MAX) {
    throw new UsageError(`--also was given ${texts.length} times; accepted: up to ${ALSO_MAX} hosts`);
  }
  return texts.map((text) => parseHostPort(text, { flag: 'also', defaultPort: 443 }));
}

/** 3478 is the port of STUN (RFC 8489, section 19). */
function parseStun(text: string | null): HostPort | null {
  return text === null ? null : parseHostPort(text, { flag: 'stun', defaultPort: 3478 });
}
