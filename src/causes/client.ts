/** Rules on the client of this machine, from what can be read; nothing is said where it cannot. */
import { neededVersion, usesClientHere } from '../reading/client-version.ts';
import { idsOf, type Draft } from './draft.ts';
import { measuredOf, type View } from '../reading/view.ts';

export function missing(view: View): readonly Draft[] {
  if (!usesClientHere(view)) return [];
  return measuredOf(view, 'client', 'client')
    .filter((entry) => entry.evidence.installed === false)
    .map((entry) => ({
      code: 'client/missing',
      severity: 'notice',
      protocols: view.protocols,
      region: null,
      params: { os: osOf(view), browsers: entry.evidence.browsers.map(({ name }) => name) },
      checks: idsOf([entry]),
    }));
}

/** Older than what the documents ask of the protocol. */
export function outdated(view: View): readonly Draft[] {
  if (!usesClientHere(view)) return [];
  const entries = measuredOf(view, 'client', 'client').filter((entry) => entry.evidence.version !== null);
  return entries.flatMap((entry) => {
    const needs = view.protocols.flatMap((protocol) => {
      const version = neededVersion(view, protocol);
      return version === null ? [] : [{ protocol, version }];
    });
    if (needs.length === 0) return [];
    return [
      {
        code: 'client/outdated' as const,
        severity: 'warning' as const,
        protocols: needs.map(({ protocol }) => protocol),
        region: null,
        params: { version: entry.evidence.version, needed: needs[0]?.version ?? null, os: osOf(view) },
        checks: idsOf([entry]),
      },
    ];
  });
}

export function unsupportedOs(view: View): readonly Draft[] {
  if (!usesClientHere(view)) return [];
  return measuredOf(view, 'client', 'client')
    .filter((entry) => entry.evidence.osSupported === false)
    .map((entry) => ({
      code: 'client/unsupported-os',
      severity: 'warning',
      protocols: view.protocols,
      region: null,
      params: { os: osOf(view) },
      checks: idsOf([entry]),
    }));
}

function osOf(view: View): string {
  const { name, platform, release } = view.record.host.os;
  return name ?? `${platform} ${release}`;
}
