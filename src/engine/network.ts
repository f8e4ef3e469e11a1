/** Puts the ports under a run: the real machine's, or a scripted network's. The one place that knows all of `src/net`. */
import { makeClock } from '../net/clock.ts';
import { makeCommandRunner } from '../net/command-runner.ts';
import { makeDatagram } from '../net/datagram.ts';
import { makeLookupHere } from '../net/dns/dns-lookup-here.ts';
import { makeLookupProcess } from '../net/dns/dns-lookup-process.ts';
import { makeDns } from '../net/dns/dns.ts';
import { makeHost } from '../net/host/host.ts';
import { makeHttps } from '../net/https/https.ts';
import { makeKernelTcpReader } from '../net/kernel-tcp-info.ts';
import { makePing, systemPing } from '../net/ping/ping.ts';
import { makePlainHttp } from '../net/https/plain-http.ts';
import { makeProxyReader } from '../net/proxy/proxy.ts';
import { simulatedPorts } from '../net/simulated/simulated-ports.ts';
import type { Situation } from '../net/simulated/situation.ts';
import { makeTcp } from '../net/tcp.ts';
import {
  makeToolTranscript,
  recordingPing,
  recordingRunner,
  type ToolTranscript,
} from '../net/tool-transcript.ts';
import { makeSystemTls } from '../net/trust/system-tls.ts';
import { makeMachineRoots } from '../net/trust/trust-machine.ts';
import type { Ports } from '../probes/ports.ts';
import type { Tables } from '../regions/model.ts';

export interface NetworkChoice {
  readonly version: string;
  /** A scripted network; null: the real one. */
  readonly situation: Situation | null;
  readonly tables: Tables;
  /** Region that the scripted distances are counted from. */
  readonly homeRegion: string | null;
  /** PEM texts that count as public roots; null: the bundled ones. */
  readonly publicRoots: readonly string[] | null;
  readonly proxy: { readonly mode: 'auto' | 'none' | 'url'; readonly url: string | null };
}

/** Figures of a scripted network repeat with this seed. */
const SEED = 1;

/**
 * Opens nothing yet; every port acts when it is asked. `transcript` hears what the system's programs print. Throws for a proxy URL or a root
 * that does not parse.
 */
export function openNetwork(choice: NetworkChoice, transcript = makeToolTranscript()): Ports {
  const clock = makeClock();
  const { situation, tables, homeRegion } = choice;
  return situation === null
    ? realPorts(choice, { clock, transcript })
    : simulatedPorts({ situation, tables, homeRegion, clock, seed: SEED });
}

function realPorts(
  { version, publicRoots, proxy, tables }: NetworkChoice,
  { clock, transcript }: { readonly clock: Ports['clock']; readonly transcript: ToolTranscript },
): Ports {
  const { platform, env } = process;
  const commands = recordingRunner(makeCommandRunner(), transcript);
  const kernel = makeKernelTcpReader({ runner: commands });
  const dns = makeDns({ clock, lookupSource: canStartNode() ? makeLookupProcess() : makeLookupHere() });
  const userAgent = `Preflight/${version} (connectivity check)`;
  const proxies = makeProxyReader({ ...proxy, env, platform, run: commands, dns, userAgent });
  return {
    clock,
    dns,
    tcp: makeTcp({ clock, kernel }),
    datagram: makeDatagram({ clock }),
    https: makeHttps({
      roots: publicRoots,
      machineRoots: makeMachineRoots({ platform, env, run: commands }),
      proxyCredentials: (to) => proxies.credentials(to),
      userAgent,
      dns,
      kernel,
    }),
    plainHttp: makePlainHttp({ userAgent }),
    ping: makePing(recordingPing(systemPing, transcript)),
    host: makeHost({
      ...{ commands, env, platform },
      readProxy: (signal) => proxies.setting(signal),
      proxyUnread: (signal) => proxies.unread(signal),
      isTableHost: tableHosts(tables),
    }),
    proxy: proxies,
    systemTls: makeSystemTls({ run: commands, platform, env, userAgent }),
  };
}

/** Whether a host is one of the tables', also behind their own placeholders (`<directory id>`, `*`). */
function tableHosts({ regions }: Tables): (host: string) => boolean {
  const listed = regions.flatMap(({ endpoints, healthCheck, dcv }) => [
    ...endpoints.map(({ host }) => host),
    ...(healthCheck === null ? [] : [healthCheck.host, healthCheck.hostIpv6 ?? healthCheck.host]),
    ...(dcv?.domains ?? []).map(({ name }) => name),
  ]);
  const names = new Set(listed);
  const suffixes = [...names].flatMap((name) => /[*>]([^*>]+)$/.exec(name)?.[1] ?? []);
  return (host) => names.has(host) || suffixes.some((suffix) => host.endsWith(suffix));
}

/** In the packed desktop app the binary is no Node (the fuse is off), so lookups stay in the engine process. */
function canStartNode(): boolean {
  return process.versions['electron'] === undefined;
}
