/** What causes about the DNS servers share. */
import { unique, type Entry, type View } from '../../reading/view.ts';

/** Servers that were asked for these names; where none was, those that are set. */
export function serversOf(view: View, entries: readonly Entry[]): string[] {
  const asked = entries.flatMap((entry) =>
    entry.evidence?.kind === 'dns' ? entry.evidence.servers.map((one) => one.server) : [],
  );
  return unique(asked.length > 0 ? asked : view.record.host.dnsServers.map((one) => one.address));
}

/** A proxy without a name follows from names that do not resolve. */
export function isProxyWithoutName({ evidence }: Entry): boolean {
  return (
    evidence?.kind === 'https' &&
    evidence.attempts.some((one) => one.failure?.code === 'proxy-name-not-found')
  );
}
