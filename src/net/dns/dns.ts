/** The DNS port: the operating system's resolver, and direct questions to a server. */
import type { Clock, DnsPort } from '../../probes/ports.ts';
import { makeLookupHere } from './dns-lookup-here.ts';
import { makeLookupProcess } from './dns-lookup-process.ts';
import { makeLookup, type LookupSource } from './dns-lookup.ts';
import { askOverTcp } from './dns-tcp.ts';
import { askOverUdp } from './dns-udp.ts';
import { assertTargetAllowed } from '../target-guard.ts';

/** `lookupSource` is chosen by the host program when it is left out: a child process, or this process inside Electron. */
export function makeDns(parts: { readonly clock: Clock; readonly lookupSource?: LookupSource }): DnsPort {
  return {
    lookup: makeLookup(parts.lookupSource ?? defaultSource(), parts.clock),
    async query(query, options) {
      assertTargetAllowed(query.server);
      const ask = query.transport === 'udp' ? askOverUdp : askOverTcp;
      return ask(query, parts.clock, options);
    },
  };
}

/** Electron's own executable is no Node: started with `-e` it would open a second app. */
function defaultSource(): LookupSource {
  return process.versions['electron'] === undefined ? makeLookupProcess() : makeLookupHere();
}
