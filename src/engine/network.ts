/** Puts the ports under a run: the real machine's, or a scripted network's. The one place that knows all of `src/net`. */
import { makeClock } from '../net/clock.ts';
import { makeCommandRunner } from '../net/command-runner.ts';
import { makeDatagram } from '../net/datagram.ts';
import { makeLookupHere } from '../net/dns/dns-lookup-here.ts';
import { makeLookupProcess } from '../net/dns/dns-lookup-process.ts';
import { makeDns } from '../net/dns/dns.ts';
import { makeHops } from '../net/hops/hops.ts';
import { makeHost } from '../net/host/host.ts';
import { makeHttps } from '../net/https/https.ts';
import { makeKernelTcpReader } from '../net/kernel-tcp-info.ts';
import { makePeerTalk } from '../net/peer/talk.ts';
import { makePing, systemPing } from '../net/ping/ping.ts';
import { makePlainHttp } from '../net/https/plain-http.ts';
import { makeProxyReader } from '../net/proxy/proxy.ts';
import { simulatedPorts } from '../net/simulated/simulated-ports.ts';
import { situationById } from '../net/simulated/situation.ts';
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
import type { Way } from '../request/accept.ts';

export interface NetworkChoice {
  readonly way: Way;
  readonly version: string;
  readonly tables: Tables;
  /** Region that a scripted network counts its distances from. */
  readonly homeRegion: string | null;
}

/** Figures of a scripted network repeat with this seed. */
const SEED = 1;

/** Opens nothing yet; every port acts when it is asked. `transcript` hears what the system's programs print. */
export function openNetwork(choice: NetworkChoice, transcript = makeToolTranscript()): Ports {
  const clock = makeClock();
  const { way, tables, homeRegion } = choice;
  if (way.scenario === null) return realPorts(choice, { clock, transcript });
  const situation = situationById(way.scenario);
  if (situation === null) throw new Error(`no scenario ${way.scenario}`);
  const ports = simulatedPorts({ situation, tables, homeRegion, clock, seed: SEED });
  return way.proxy.mode === 'none' ? { ...ports, proxy: { forHosts: () => Promise.resolve({}) } } : ports;
}

function realPorts(
  { version, tables, way: { publicRoots, peerKeys, proxy } }: NetworkChoice,
  { clock, transcript }: { readonly clock: Ports['clock']; readonly transcript: ToolTranscript },
): Ports {
  const { platform, env } = process;
  const commands = recordingRunner(makeCommandRunner(), transcript);
  const kernel = makeKernelTcpReader({ runner: commands });
  const dns = makeDns({ clock, lookupSource: canStartNode() ? makeLookupProcess() : makeLookupHere() });
  const choice = proxy.mode === 'url' ? proxy : proxy.mode;
  const userAgent = `Preflight/${version} (connectivity check)`;
  const proxies = makeProxyReader({ choice, env, platform, run: commands, dns, userAgent });
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
    hops: makeHops(commands),
    peer: makePeerTalk({ clock, keys: peerKeys }),
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
