/** Controls, hosts of the person's choice and facts about this machine. */
import { parseIpAddress } from '../core/address.ts';
import { NAT64_NAME } from '../core/nat64.ts';
import { STREAMING_PORT } from '../core/words.ts';
import { profileTargets, WEB_PAGE, type ProfileTarget } from '../regions/profile-targets.ts';
import { makeStep, type Lenient, type StepSeed } from './make-step.ts';
import { requestedRegions, type PlanInput } from './plan-input.ts';
import { planNames } from './plan-names.ts';
import { canSendIpv4, CONTROL_ADDRESS } from './probeable.ts';
import type { Step } from './step.ts';

/** A public suffix under which the `dns` probe makes up a name of 16 letters for each server. */
const CONTROL_SUFFIX = 'com';

type Rest = Lenient<StepSeed, 'regions' | 'protocols'>;

export function planLocal(input: PlanInput): Step[] {
  const seed = (rest: Rest): Step =>
    makeStep({
      regions: [...input.request.regions],
      protocols: [...input.request.protocols],
      listed: false,
      ...rest,
    });
  return [
    // Before the controls: of two steps with one id (the name of the page) the first one stays.
    ...forProfile(input, seed),
    ...controls(input, seed),
    ...nat64(input, seed),
    ...registration(input, seed),
    ...alsoHosts(input, seed),
    ...udpControls(input, seed),
    seed({
      id: 'client/installed',
      probe: 'client',
      role: 'client',
      group: 'client',
      reason: 'which client and version is installed; read only',
    }),
    ...systemTrust(input, seed),
    ...discovery(input, seed),
  ];
}

/** Such a step needs a name that is asked on 443 anyway: the first essential one of the first Region. */
function systemTrust(input: PlanInput, seed: Seed): Step[] {
  const page = planNames(input).find(
    (step) =>
      step.probe === 'https' &&
      step.role === 'endpoint' &&
      step.need === 'essential' &&
      step.skipped === null &&
      step.target.port === 443,
  );
  if (input.request.systemTrust !== 'yes' || page?.probe !== 'https') return [];
  const { host } = page.target;
  return [
    seed({
      id: `client/system-trust/${host}`,
      probe: 'system-tls',
      role: 'system-trust',
      group: 'client',
      need: 'essential',
      target: { host, address: null, port: 443 },
      dependsOn: [page.id],
      reason:
        'one handshake that the operating system verifies itself: does this machine hold the public roots?',
    }),
  ];
}

type Seed = (rest: Rest) => Step;

/** The page of Web Access on 443; port 80 is the portal's control. The clock of a zero client is set over UDP. */
function forProfile(input: PlanInput, seed: Seed): Step[] {
  return profileTargets(input.tables, input.request.profile).flatMap((target) => {
    const { category, host, need, port, transport } = target;
    const shared = { category, need, listed: true };
    const name = seed({
      ...shared,
      id: `dns/${host}`,
      probe: 'dns',
      role: 'name',
      group: 'dns',
      target: { host },
      reason: `${category}: the name must resolve`,
    });
    if (port === 443) return [name, ...pageSteps(target, name.id, { input, seed })];
    if (transport === 'tcp') return [];
    const time = seed({
      ...shared,
      id: `time/${host}`,
      probe: 'ntp',
      role: 'time-server',
      group: 'local',
      target: { host, address: null, port },
      dependsOn: [name.id],
      reason: 'one question of 48 bytes for the time (NTP); certificates are checked against the clock',
    });
    return [name, time];
  });
}

function pageSteps(
  { category, need, host, port }: ProfileTarget,
  name: string,
  { input, seed }: { readonly input: PlanInput; readonly seed: Seed },
): Step[] {
  const shared = { category, need, listed: true, group: 'https', target: { host, port }, path: '/' } as const;
  const page = { ...shared, probe: 'https', reason: `${category}: TLS and HTTP on ${port}` } as const;
  const id = `https/${host}`;
  const proxy = input.proxies[host];
  const direct = seed({ ...page, id, role: 'endpoint', proxy: null, dependsOn: [name] });
  if (proxy === undefined) return [direct];
  return [direct, seed({ ...page, id: `${id}@proxy`, role: 'endpoint-by-proxy', proxy })];
}

function controls({ request, host }: PlanInput, seed: Seed): Step[] {
  // Without IPv4 a connection to an IPv4 literal fails on every machine, and says nothing of this one.
  const address = CONTROL_ADDRESS[canSendIpv4(host) ? 4 : 6];
  const ports = [443, ...request.protocols.map((protocol) => STREAMING_PORT[protocol])];
  const acceptsAll = ports.map((port) =>
    seed({
      id: `local/accepts-all/tcp-${port}`,
      probe: 'tcp',
      role: 'accepts-all-control',
      group: 'local',
      target: { host: null, address, port },
      reason:
        'documentation address space: a connection that opens here proves that somebody near accepts everything',
    }),
  );
  const name = seed({
    id: 'dns/control',
    probe: 'dns',
    role: 'control-name',
    group: 'dns',
    target: { host: CONTROL_SUFFIX },
    reason: 'random names of 16 letters that cannot exist, another one for each server',
  });
  const portal = seed({
    id: `dns/${WEB_PAGE}`,
    probe: 'dns',
    role: 'name',
    group: 'dns',
    target: { host: WEB_PAGE },
    reason: 'name for the captive-portal control',
  });
  const page = seed({
    id: 'local/captive/http',
    probe: 'captive',
    role: 'captive-control',
    group: 'local',
    target: { host: WEB_PAGE, port: 80 },
    path: '/',
    dependsOn: [portal.id],
    reason: 'plain HTTP: a portal answers in the place of the service',
  });
  return [...acceptsAll, ...(host.dnsServers.length > 0 ? [name] : []), portal, page];
}

/** Asked wherever there is IPv6: addresses under the prefix are the network's own translation, and IPv4 alone is reached by it. */
function nat64({ host }: PlanInput, seed: Seed): Step[] {
  if (!host.hasIpv6) return [];
  return [
    seed({
      id: `dns/${NAT64_NAME}`,
      probe: 'dns',
      role: 'nat64-name',
      group: 'dns',
      target: { host: NAT64_NAME },
      reason: 'which prefix, if any, this network translates IPv4 addresses with (RFC 7050)',
    }),
  ];
}

function registration({ request }: PlanInput, seed: Seed): Step[] {
  if (request.registrationName === null) return [];
  return [
    seed({
      id: 'dns/registration',
      probe: 'dns',
      role: 'registration-name',
      group: 'dns',
      need: 'essential',
      category: 'registrationName',
      target: { host: request.registrationName },
      reason: 'the TXT record of the registration name holds the connection identifier',
    }),
  ];
}

function alsoHosts(input: PlanInput, seed: Seed): Step[] {
  const planned = new Set(
    requestedRegions(input).flatMap((region) => region.endpoints.map((endpoint) => endpoint.host)),
  );
  return input.request.also.flatMap(({ host, port }) =>
    port === 443 && planned.has(host) ? [] : alsoSteps({ host, port }, input, seed),
  );
}

function alsoSteps({ host, port }: { host: string; port: number }, input: PlanInput, seed: Seed): Step[] {
  const address = parseIpAddress(host);
  const shared = { role: 'also' as const, category: 'also', need: 'essential' as const };
  const target = { host: address === null ? host : null, address, port };
  const dns = seed({
    ...shared,
    id: `dns/${host}`,
    probe: 'dns',
    group: 'dns',
    target: { host },
    reason: 'a host of your choice (--also)',
  });
  const dependsOn = address === null ? [dns.id] : [];
  const isWeb = port === 443 && address === null;
  const common = { ...shared, group: 'https' as const, reason: 'a host of your choice (--also)' };
  if (!isWeb) {
    const id = `also/tcp-${port}/${nameOf(host, input)}`;
    const tcp = seed({ ...common, id, probe: 'tcp', target, dependsOn });
    return [...(address === null ? [dns] : []), tcp];
  }
  const proxy = input.proxies[host];
  const web = { ...common, probe: 'https', target: { host, port }, path: '/' } as const;
  const direct = seed({ ...web, id: `https/${host}`, proxy: null, dependsOn });
  const id = `https/${host}@proxy`;
  const byProxy = proxy === undefined ? [] : [seed({ ...web, id, role: 'endpoint-by-proxy', proxy })];
  return [dns, direct, ...byProxy];
}

/** An id holds an address only if the tables list it (report-contract.md): an own address is named by its place among them. */
function nameOf(host: string, { request }: PlanInput): string {
  if (parseIpAddress(host) === null) return host;
  const addresses = request.also.map((asked) => asked.host).filter((one) => parseIpAddress(one) !== null);
  return `address-${[...new Set(addresses)].indexOf(host) + 1}`;
}

/** UDP to somebody who is not the target: QUIC on 443 to a name of the allow list, and STUN where the person names a server. */
function udpControls(input: PlanInput, seed: Seed): Step[] {
  const [region] = requestedRegions(input);
  const web = region?.endpoints.find(
    ({ category, placeholder }) => category === 'clientAutoUpdate' && placeholder !== 'host',
  );
  const shared = { role: 'udp-control' as const, group: 'streaming' as const };
  const quic = web
    ? [
        seed({
          ...shared,
          id: `control/quic-443/${web.host}`,
          probe: 'quic',
          target: { host: web.host, address: null, port: 443 },
          dependsOn: [`dns/${web.host}`],
          reason: 'UDP control: QUIC to a name of the allow list; silence proves nothing',
        }),
      ]
    : [];
  return [...quic, ...stunControl(input, seed)];
}

function stunControl({ request }: PlanInput, seed: Seed): Step[] {
  if (request.stun === null) return [];
  const { host, port } = request.stun;
  const address = parseIpAddress(host);
  const dns = seed({
    id: `dns/${host}`,
    probe: 'dns',
    role: 'udp-control',
    group: 'dns',
    target: { host },
    reason: 'name of the STUN server (--stun)',
  });
  const target = { host: address === null ? host : null, address, port };
  const stun = seed({
    // An id holds an address only if the tables list it; there is one such server at most.
    id: parseIpAddress(host) === null ? `control/stun/${host}` : 'control/stun/address',
    probe: 'stun',
    role: 'udp-control',
    group: 'streaming',
    target,
    dependsOn: address === null ? [dns.id] : [],
    reason: 'UDP control: STUN to a server of your choice',
  });
  // Asked twice, from two sockets: a network that leaves by several addresses may show it here.
  const again = { ...stun, id: `${stun.id}/2` };
  return address === null ? [dns, stun, again] : [stun, again];
}

function discovery({ request }: PlanInput, seed: Seed): Step[] {
  if (!request.localDiscovery) return [];
  return [
    seed({
      id: 'local/services',
      probe: 'local-services',
      role: 'local-services',
      group: 'local',
      reason: 'printers announced on this network (--local-discovery)',
    }),
  ];
}
