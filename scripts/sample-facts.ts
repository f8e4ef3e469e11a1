/** Made-up facts of a cause, by the kinds in its schema: for the example texts of the pages and for tests. */
import { z } from 'zod';
import type { AnyCause } from '../src/causes/cause.ts';
import { factKind, type FactKind } from '../src/causes/facts.ts';

/** Where the name of a fact says more than its kind. */
const BY_NAME: Readonly<Record<string, unknown>> = {
  // The usual case: another side's rule.
  byThisMachine: false,
  firefox: false,
  about: ['latency'],
  added: ['203.0.113.20'],
  address: '203.0.113.10',
  addresses: ['203.0.113.10', '203.0.113.11'],
  announcedBytes: 1180,
  answers: 42,
  askedMs: 61,
  better: 'eu-west-1',
  betterMs: 40,
  betterName: 'Europe (Ireland)',
  conflicts: ['C03'],
  control: ['203.0.113.1:4172'],
  instead: '203.0.113.2:3128',
  settings: ['socks'],
  streaming: 'possible',
  details: ['a SOCKS proxy is set (203.0.113.1:1080)'],
  dcvFromMs: 250,
  dcvToMs: 400,
  edition: '2025',
  facts: ['health-check addresses of Paris'],
  failed: 1,
  failing: ['203.0.113.10'],
  fault: 'missing',
  gainMs: 21,
  gateway: '192.0.2.1',
  groups: ['mtu', 'streaming'],
  hopJitterMs: 4,
  hopLossPercent: 0,
  hopMs: 120,
  host: 'health-check.example',
  hosts: ['name.example'],
  how: ['tls-reset'],
  interface: 'tun0',
  interfaceMtuBytes: 1400,
  down: ['wlan0'],
  interfaces: ['eth0', 'wlan0'],
  issuers: ['CN=Example Web Gateway'],
  jitterMs: 34,
  kind: 'wireguard',
  largestPassedBytes: 1300,
  limitMs: 30,
  lost: 12,
  lossPercent: 8,
  medianMs: 214,
  methods: ['icmp-df', 'quic-ladder'],
  missing: ['203.0.113.12'],
  name: 'desk.corp.example',
  names: 12,
  needed: '5.1.0.329',
  neededBytes: 1228,
  os: 'Windows 11',
  pcoipFromMs: 200,
  pcoipToMs: 375,
  percent: 8,
  port: 4172,
  ports: ['4172', '4195'],
  probes: 12,
  proxy: 'proxy.example:3128',
  rcodes: ['SERVFAIL'],
  reasons: ['expired'],
  requiredBytes: 1200,
  samples: 60,
  sampled: 4,
  schemes: ['Negotiate', 'NTLM'],
  scope: 'some',
  seconds: 60,
  sent: 150,
  servers: ['192.0.2.53'],
  silent: ['192.0.2.54'],
  skew: 12,
  status: 302,
  statuses: ['503'],
  subjects: ['CN=name.example'],
  tested: 40,
  tried: 6,
  unit: 'minutes',
  untested: 31,
  values: 2,
  version: '5.0.1',
  working: ['203.0.113.11'],
};

const BY_KIND: Readonly<Record<FactKind, unknown>> = {
  address: '203.0.113.10',
  'host-name': 'name.example',
  'network-name': 'tun0',
  'foreign-text': 'CN=Example Web Gateway',
  'table-text': '2026-11-29',
  url: 'http://login.hotspot.example/',
  server: '203.0.113.1:4172',
  port: 4172,
  ms: 214,
  bytes: 1400,
  count: 4,
  percent: 8,
  limit: 200,
  region: 'eu-west-1',
  word: 'some',
  flag: true,
  version: '5.0.1',
};

/** Facts that fit the schema of the cause. Throws where no sample does: then a kind or a name is missing above. */
export function sampleFacts(cause: AnyCause): Readonly<Record<string, unknown>> {
  return Object.fromEntries(
    Object.entries(cause.facts.shape as Record<string, z.ZodType>).map(([name, schema]) => [
      name,
      sampleOf(name, schema),
    ]),
  );
}

function sampleOf(name: string, schema: z.ZodType): unknown {
  const kind = factKind(schema);
  const byKind = kind === null ? undefined : BY_KIND[kind];
  const candidates = [BY_NAME[name], byKind, [byKind], ...wordsIn(schema)];
  const fits = candidates.find((value) => value !== undefined && schema.safeParse(value).success);
  if (fits === undefined) throw new Error(`no sample for the fact ${name}`);
  return fits;
}

/** The words of a closed list, alone and as a list. */
function wordsIn(schema: z.ZodType): readonly unknown[] {
  if (schema instanceof z.ZodEnum) return [schema.options[0]];
  if (schema instanceof z.ZodNullable || schema instanceof z.ZodOptional)
    return wordsIn(schema.unwrap() as z.ZodType);
  return schema instanceof z.ZodArray ? wordsIn(schema.element as z.ZodType).map((word) => [word]) : [];
}
