/**
 * Two short words that tell whether two bundles come from one machine and from one network, without saying which. They are a few bits of a
 * digest: another word is certainly another machine or network, the same word is probably the same, and each fits very many names.
 */
import { createHash } from 'node:crypto';
import type { RunRecord } from '../reading/record.ts';
import type { Report } from '../report/report.ts';
import type { Manifest } from './bundle-format.ts';
import type { Identity } from './identity.ts';

/**
 * Hex digits: 1 in 4096, and 1 in a million. Few enough that nobody can read a name out of them, not so few that a guess cannot be tried:
 * the public address is therefore only in it when the person keeps public addresses (an Internet provider's range is small enough to try).
 */
const DIGITS = { machine: 3, network: 5 } as const;

interface Marked {
  readonly report: Report;
  readonly record: RunRecord | null;
  readonly identity: Identity;
}

export function markersOf({ report, record, identity }: Marked, publicAddress: boolean): Manifest['markers'] {
  const machine = report.host.hostName ?? identity.hostNames[0] ?? null;
  return {
    machine: marker('machine', machine),
    network: marker('network', networkOf(report, publicAddress ? record : null)),
  };
}

function marker(kind: keyof typeof DIGITS, name: string | null): string | null {
  if (name === null) return null;
  const digest = createHash('sha256').update(`preflight ${kind} ${name.toLowerCase()}`).digest('hex');
  return digest.slice(0, DIGITS[kind]);
}

/** The public address where it is kept and a control server told it, else the router with its Wi-Fi and the name servers. */
function networkOf({ host }: Report, record: RunRecord | null): string | null {
  const mapped = Object.values(record?.observations ?? {}).flatMap((observed) =>
    observed.outcome === 'completed' && observed.evidence.kind === 'stun'
      ? (observed.evidence.reply?.mappedAddress ?? [])
      : [],
  );
  if (mapped[0] !== undefined) return mapped[0];
  const routers = host.defaultGateways.map(({ address }) => address);
  if (routers.length === 0) return null;
  const servers = host.dnsServers.map(({ address }) => address);
  return [...routers.sort(), ...servers.sort(), host.wifi?.ssid ?? ''].join(' ');
}
