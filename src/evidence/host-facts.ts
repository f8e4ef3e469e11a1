/** What is read of this machine before the plan is made. Everything that could not be read is null, with the reason in `unread`. */
import { z } from 'zod';

export const networkInterface = z.object({
  name: z.string(),
  /** `wifi`, `ethernet`, `tunnel`, `loopback`, `other`. */
  kind: z.enum(['wifi', 'ethernet', 'tunnel', 'loopback', 'other']),
  up: z.boolean(),
  mtuBytes: z.number().int().nullable(),
  mac: z.string().nullable(),
  addresses: z.array(
    z.object({
      address: z.string(),
      family: z.union([z.literal(4), z.literal(6)]),
      prefixLength: z.number().int().nullable(),
    }),
  ),
});

/** What a setting is that is on and that Preflight cannot follow; the client may go by it. */
const notFollowed = z.object({
  kind: z.enum(['socks', 'wpad', 'per-interface', 'kde', 'other']),
  /** One sentence, with the address or the interface. */
  text: z.string(),
});

/** One value about proxies as the machine has it, whether it works or not. Never a password. */
const proxyFact = z.object({
  place: z.enum(['user', 'user-policy', 'machine', 'machine-policy', 'environment', 'system']),
  name: z.string(),
  value: z.string(),
});

export const proxySetting = z.object({
  /** Where the setting was found. */
  source: z.enum([
    'option',
    'environment',
    'windows-registry',
    'macos-scutil',
    'gnome',
    'kde',
    'pac',
    'none',
  ]),
  /** Proxy for https URLs as `http://host:port`, without credentials; null: direct. */
  httpsProxy: z.string().nullable(),
  hasCredentials: z.boolean(),
  /** Hosts and suffixes that go direct. */
  bypass: z.array(z.string()),
  pacUrl: z.string().nullable(),
  /** Only with a PAC file: what it answers for a client's host, in its order; the first entry that is `used` decides. */
  pacEntries: z
    .array(
      z.object({
        kind: z.enum(['proxy', 'direct', 'unusable']),
        /** `http://host:port` without credentials; null for the other kinds. */
        proxy: z.string().nullable(),
        /** First word of the entry, as it stands there: `PROXY`, `SOCKS5`, `HTTPS`. */
        word: z.string(),
        /** `dead`: it took no connection; `passed-over`: of no use to the client; `not-asked`: nothing depended on it. */
        outcome: z.enum(['used', 'answered', 'dead', 'passed-over', 'not-asked']),
        /** Why it is dead, as a failure code. */
        failure: z.string().nullable(),
      }),
    )
    .optional(),
  /** Why a setting that exists could not be used (a PAC file that cannot be had or read). */
  problem: z.string().nullable(),
  notFollowed: z.array(notFollowed).optional(),
  /** Everything that was seen, by place. Null: the tool of the system failed, `unread` has the reason. */
  seen: z.array(proxyFact).nullable().optional(),
});

/** Servers that the system asks for some names only, and that say nothing of the resolution of any other. */
const splitDns = z.object({
  by: z.enum(['systemd-resolved', 'macos-resolver', 'windows-nrpt']),
  /** The names, and all below them; empty where the link names none. */
  domains: z.array(z.string()),
  servers: z.array(z.string()),
  interfaceName: z.string().nullable(),
});

export const hostFacts = z.object({
  os: z.object({ platform: z.string(), release: z.string(), name: z.string().nullable(), arch: z.string() }),
  hostName: z.string().nullable(),
  timezone: z.string(),
  interfaces: z.array(networkInterface),
  defaultGateways: z.array(
    z.object({
      family: z.union([z.literal(4), z.literal(6)]),
      address: z.string(),
      interfaceName: z.string(),
    }),
  ),
  /** Whether the machine has a usable global address and a default route, by family. */
  hasIpv4: z.boolean(),
  hasIpv6: z.boolean(),
  /** Servers that the system asks for public names, in its order. */
  dnsServers: z.array(
    z.object({ address: z.string(), port: z.number().int(), interfaceName: z.string().nullable() }),
  ),
  /** Null: could not be read. Absent: of an older version, or a system without such servers. */
  splitDns: z.array(splitDns).nullable().optional(),
  /** Entries of this machine's hosts file that name hosts of the tables. Null: the file could not be read. */
  hostsFile: z
    .array(z.object({ address: z.string(), names: z.array(z.string()) }))
    .nullable()
    .optional(),
  proxy: proxySetting,
  wifi: z
    .object({
      ssid: z.string().nullable(),
      signalDbm: z.number().nullable(),
      linkMbps: z.number().nullable(),
      channel: z.number().nullable(),
    })
    .nullable(),
  /** What could not be read and why, by fact name. */
  unread: z.record(z.string(), z.string()),
});
export type HostFacts = z.infer<typeof hostFacts>;
export type ProxySetting = z.infer<typeof proxySetting>;
