import { describe, expect, test } from '@jest/globals';
import type { Protocol } from '../../../src/core/words.ts';
import { inCidr } from '../../../src/core/address.ts';
import { expandPlan } from '../../../src/plan/expand-plan.ts';
import { makePlan } from '../../../src/plan/make-plan.ts';
import { rowOf, step as stepSchema, targetOf, type Step } from '../../../src/plan/step.ts';
import { loadTables } from '../../../src/regions/tables.ts';
import type { IpAddress } from '../../../src/core/address.ts';
import { hostFactsOf, planInputOf } from './plan-fixtures.ts';

const byId = (steps: readonly Step[], id: string): Step | undefined => steps.find((step) => step.id === id);

describe('every Region', () => {
  test.each(loadTables().regions.map((region) => [region.code, region] as const))(
    '%s: each literal host is asked on its port, each listed health-check address on each port',
    (code, region) => {
      const steps = makePlan(planInputOf({ regions: [code], protocols: region.protocols }));
      const literal = region.endpoints.filter(({ placeholder }) => placeholder !== 'host');
      for (const { host } of literal) expect(byId(steps, `https/${host}`)).toBeDefined();
      for (const { address } of region.healthCheck?.addresses ?? []) {
        for (const label of ['tcp-4172', 'udp-4172', 'tcp-4195', 'udp-4195', 'quic-4195']) {
          expect(byId(steps, `${code}/health-check/${label}/${address}`)).toBeDefined();
        }
      }
    },
  );

  test.each(loadTables().regions.map(({ code }) => code))(
    '%s: ids are unique and all dependencies are in the plan',
    (code) => {
      const steps = makePlan(planInputOf({ regions: [code] }));
      const ids = steps.map(({ id }) => id);
      expect(new Set(ids).size).toBe(ids.length);
      expect(steps.flatMap(({ dependsOn }) => dependsOn).filter((id) => !ids.includes(id))).toEqual([]);
      for (const step of steps) stepSchema.parse(step);
    },
  );

  test('all Regions of a partition together share the steps of shared names', () => {
    const regions = loadTables()
      .regions.filter(({ partition }) => partition === 'aws')
      .map(({ code }) => code);
    const steps = makePlan(planInputOf({ regions }));
    const shared = steps.filter(({ id }) => id === 'https/connectivity.amazonworkspaces.com');
    expect(shared.map(({ region, regions: of }) => [region, of.length])).toEqual([[null, 16]]);
  });
});

test('the same input gives the same plan', () => {
  expect(makePlan(planInputOf())).toEqual(makePlan(planInputOf()));
});

test('health-check servers are never asked on 443', () => {
  const steps = makePlan(planInputOf());
  expect(steps.filter((step) => step.role === 'health-check' && targetOf(step).port === 443)).toEqual([]);
});

test('the gateway sample takes one address inside each range, at most six, never Global Accelerator', () => {
  const region = loadTables().regions[0];
  const sampled = makePlan(planInputOf()).filter(({ role, probe }) => role === 'gateway' && probe === 'tcp');
  const cidrs = [
    ...(region?.pcoip?.ranges ?? []).flatMap((range) => range.cidrs),
    ...(region?.dcv?.ranges ?? []).map(({ cidr }) => cidr),
  ];
  expect(sampled.length).toBe(5);
  for (const target of sampled.map(targetOf)) {
    expect(cidrs.some((cidr) => inCidr(target.address ?? '', cidr))).toBe(true);
    expect((region?.dcv?.aga ?? []).some(({ cidr }) => inCidr(target.address ?? '', cidr))).toBe(false);
  }
});

describe('rows that are not probed stay in with the reason', () => {
  test('a placeholder in the host is never turned into an invented name', () => {
    const steps = makePlan(planInputOf());
    const rows = steps.filter((step) => /[<*]/.test(targetOf(step).host ?? ''));
    expect(rows.map(({ skipReason }) => skipReason)).toEqual(rows.map(() => 'placeholder-host'));
    expect(rows.length).toBeGreaterThan(1);
  });

  test('with --directory-id the login page has its real name and is essential', () => {
    const step = byId(
      makePlan(planInputOf({ directoryId: 'd-1234567890' })),
      'https/d-1234567890.awsapps.com',
    );
    expect([step?.need, step?.skipped]).toEqual(['essential', null]);
  });

  test('IPv6-only names are not tested without IPv6, and are with it', () => {
    const id = 'https/ws-broker-service.us-east-1.api.aws';
    expect(byId(makePlan(planInputOf()), id)?.skipReason).toBe('no-ipv6');
    const withIpv6 = planInputOf({}, { host: hostFactsOf({ hasIpv6: true }) });
    expect(byId(makePlan(withIpv6), id)?.skipReason).toBeNull();
  });

  test('IPv4 literals are not tested on a machine with IPv6 alone, whose names still are', () => {
    const host = hostFactsOf({ hasIpv4: false, hasIpv6: true });
    const steps = makePlan(planInputOf({}, { host }));
    const literal = steps.filter(({ role }) => role === 'health-check' || role.startsWith('gateway'));
    expect(new Set(literal.map(({ skipReason }) => skipReason))).toEqual(new Set(['no-ipv4']));
    expect(byId(steps, 'https/connectivity.amazonworkspaces.com')?.skipReason).toBeNull();
  });

  test('an offline machine keeps its steps: their failures are the evidence', () => {
    const host = hostFactsOf({ hasIpv4: false, hasIpv6: false });
    const step = byId(makePlan(planInputOf({}, { host })), 'us-east-1/health-check/tcp-4172/3.209.215.252');
    expect(step?.skipReason).toBeNull();
  });

  test('the listed addresses of Paris belong to another Region and are not used', () => {
    const steps = makePlan(planInputOf({ regions: ['eu-west-3'] })).filter(
      ({ role }) => role === 'health-check',
    );
    expect(new Set(steps.map(({ skipReason }) => skipReason))).toEqual(new Set(['unconfirmed-fact']));
  });
});

describe('needs', () => {
  test.each([
    [
      'the session broker is essential for PCoIP',
      'https/skylight-cm.us-east-1.amazonaws.com',
      {},
      'essential',
    ],
    [
      'and situational where only DCV is asked for',
      'https/skylight-cm.us-east-1.amazonaws.com',
      { protocols: ['dcv' as const] },
      'situational',
    ],
    [
      '--require makes a category essential',
      'https/opfcaptcha-prod.s3.amazonaws.com',
      { require: ['captcha'] },
      'essential',
    ],
    [
      '--also makes a host of the tables essential',
      'https/fls-na.amazon.com',
      { also: [{ host: 'fls-na.amazon.com', port: 443 }] },
      'essential',
    ],
    [
      'an own host is essential',
      'https/idp.example.com',
      { also: [{ host: 'idp.example.com', port: 443 }] },
      'essential',
    ],
    [
      'an own host on another port is asked by TCP',
      'also/tcp-8443/idp.example.com',
      { also: [{ host: 'idp.example.com', port: 8443 }] },
      'essential',
    ],
    [
      'an own address is named by its place, because the tables do not list it',
      'also/tcp-22/address-1',
      { also: [{ host: '192.0.2.7', port: 22 }] },
      'essential',
    ],
  ])('%s', (_why, id, request, need) => {
    expect(byId(makePlan(planInputOf(request)), id)?.need).toBe(need);
  });
});

test('the broker is asked for /ping, everybody else for /, and nobody for a path of the tables', () => {
  const paths = makePlan(planInputOf())
    .filter(({ role }) => role === 'endpoint')
    .map(rowOf)
    .map(({ category, path }) => [category?.startsWith('wsBroker') ?? false, path]);
  expect(new Set(paths.map((pair) => JSON.stringify(pair)))).toEqual(
    new Set(['[true,"/ping"]', '[false,"/"]', '[false,null]']),
  );
});

test('a peer is asked by its number: no id holds its address, and a name is looked up first', () => {
  const peers = [
    { kind: 'stun', host: '198.51.100.20', port: 4172 },
    { kind: 'quic', host: 'peer.example.org', port: 443 },
  ] as const;
  const own = makePlan(planInputOf({ peers: [...peers] })).filter(({ role }) => role === 'peer');
  expect(own.map(({ id, dependsOn }) => [id, ...dependsOn])).toEqual([
    ['peer/1/stun-4172'],
    ['dns/peer.example.org'],
    ['peer/2/quic-443', 'dns/peer.example.org'],
  ]);
});

test('a peer of ours is asked on its three ports, and from the source ports of PCoIP where that is asked about', () => {
  const peers = [{ kind: 'preflight', host: '198.51.100.20', port: null }] as const;
  const planOf = (protocols: readonly Protocol[]) =>
    makePlan(planInputOf({ peers: [...peers], protocols: [...protocols] }))
      .filter(({ role }) => role === 'peer')
      .map((step) => [step.id, rowOf(step).samples]);
  const tcp = [4172, 4195, 443].map((port) => [`peer/1/tcp-${port}`, null]);
  expect(planOf(['pcoip', 'dcv'])).toEqual([
    ...tcp,
    ['peer/1/stamp-4172', 500],
    ['peer/1/stamp-4195', 500],
    ['peer/1/stamp-443', 25],
    ['peer/1/stamp-4172-from-50002', 5],
    ['peer/1/stamp-4172-from-55002', 5],
    ['peer/1/size', null],
    ['peer/1/nat', null],
  ]);
  expect(planOf(['dcv'])).toEqual([
    ...tcp,
    ['peer/1/stamp-4172', 25],
    ['peer/1/stamp-4195', 500],
    ['peer/1/stamp-443', 25],
    ['peer/1/size', null],
    ['peer/1/nat', null],
  ]);
});

describe('expandPlan', () => {
  const input = planInputOf();
  const name = byId(makePlan(input), 'dns/drp-iad.amazonworkspaces.com') as Step;
  const addresses = (list: string[]) => list as IpAddress[];

  test('an address that the tables list brings nothing new', () => {
    expect(expandPlan(name, addresses(['3.209.215.252']), input)).toEqual([]);
  });

  test('an unlisted address gets its steps, and its id holds no address', () => {
    const steps = expandPlan(name, addresses(['3.209.215.252', '52.0.0.9']), input);
    expect(steps.map(({ id }) => id)).toContain('us-east-1/health-check/tcp-4172/resolved-1');
    expect(steps.every((step) => targetOf(step).address === '52.0.0.9' && !step.listed)).toBe(true);
  });

  test('this machine itself and IPv6 without IPv6 are never probed', () => {
    expect(expandPlan(name, addresses(['0.0.0.0', '127.0.0.1', '2600:1f32::1']), input)).toEqual([]);
  });

  test('a stranger who answers hundreds of addresses makes us probe eight', () => {
    const many = Array.from({ length: 300 }, (_, index) => `52.1.${Math.floor(index / 250)}.${index % 250}`);
    const steps = expandPlan(name, addresses(many), input);
    expect(new Set(steps.map((step) => targetOf(step).address)).size).toBe(8);
  });
});
