/** The JSON that the service process (service/main.py) reads, out of a world. */
import { certificateFor, ensureAuthorities, ensureCertificates, PKI } from './pki.ts';
import { PROXY } from './places.ts';
import { httpsHosts, publishedNames } from './published-names.ts';
import type { HttpsManner } from './change.ts';
import type { World } from './world.ts';

/** Served for a wrong name: a certificate that is good, and somebody else's. */
const STRANGER = 'www.stranger.example';

export async function serviceConfig(world: World): Promise<object> {
  await ensureAuthorities();
  return {
    dns: {
      servers: world.dnsServers,
      names: world.names,
      dns64: world.dns64,
      nat64Prefix: world.nat64Prefix,
      rewrite: world.rewrite,
    },
    tls: {
      key: PKI.leafKey,
      ...(await namesOf(world, {})),
      overIpv6: await namesOf(world, world.httpsOverIpv6),
    },
    http: { manner: world.http80, pac: world.pac?.script ?? null },
    stream: {
      ports: world.tcpPorts,
      manners: world.tcpManners,
      certificate: await certificateFor(STRANGER, 'good'),
      key: PKI.leafKey,
    },
    udp: { ports: world.udpPorts },
    proxy: {
      listen: world.proxy === null ? null : { address: PROXY.address, port: PROXY.port },
      names: publishedNames(),
      deny: world.proxy?.deny ?? [],
      schemes: world.proxy?.schemes ?? [],
      manner: world.proxy?.manner ?? null,
    },
  };
}

/** The manner of each name, and of the rest. */
async function namesOf(world: World, more: Partial<HttpsManner>): Promise<object> {
  const manners = [...new Set([...httpsHosts(), ...Object.keys(world.httpsOf)])].map(
    (host) => [host, { ...world.https, ...world.httpsOf[host], ...more }] as const,
  );
  await ensureCertificates(manners.map(([host, manner]) => wantedCertificate(host, manner)));
  const names = await Promise.all(manners.map(async ([host, manner]) => [host, await toTls(host, manner)]));
  return {
    names: Object.fromEntries(names) as object,
    otherwise: await toTls(STRANGER, { ...world.https, ...more }),
  };
}

function wantedCertificate(
  host: string,
  manner: HttpsManner,
): { host: string; kind: Exclude<HttpsManner['certificate'], 'wrong-name'> } {
  return manner.certificate === 'wrong-name'
    ? { host: STRANGER, kind: 'good' }
    : { host, kind: manner.certificate };
}

async function toTls(host: string, manner: HttpsManner): Promise<object> {
  const wanted = wantedCertificate(host, manner);
  return { ...manner, certificate: await certificateFor(wanted.host, wanted.kind) };
}
