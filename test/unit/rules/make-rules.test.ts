import { describe, expect, test } from '@jest/globals';
import { PROFILES, PROTOCOLS } from '../../../src/core/words.ts';
import { factsOf } from '../../../src/regions/facts.ts';
import {
  mergeIntervals,
  parseCidr,
  subtractIntervals,
  type IpInterval,
} from '../../../src/regions/ip-interval.ts';
import type { Region } from '../../../src/regions/model.ts';
import { loadTables, regionByCode } from '../../../src/regions/tables.ts';
import { ruleSet, type Rule } from '../../../src/rules/rule.ts';
import { rulesFor } from './rule-fixtures.ts';

const tables = loadTables();
const codes = tables.regions.map(({ code }) => code);
const regionOf = (code: string): Region => {
  const region = regionByCode(tables, code);
  if (!region) throw new Error(`no ${code}`);
  return region;
};
const blocks = (rules: readonly Rule[]): IpInterval[] =>
  rules.flatMap(({ kind, destination }) => (kind === 'cidr' ? (parseCidr(destination) ?? []) : []));
const intervalsAt = (code: string, path: string): IpInterval[] =>
  factsOf(regionOf(code)).flatMap((fact) => (fact.path === path && fact.interval ? [fact.interval] : []));
const keys = (rules: readonly Rule[]): string[] =>
  rules.map(({ destination, transport, port }) => `${transport}-${port} ${destination}`);

describe.each(codes)('%s', (code) => {
  const everything = rulesFor(code, { withAga: true, withFips: true, withIpv6: true });
  const select = (path: RegExp, port: number) =>
    everything.rules.filter((rule) => path.test(rule.category) && rule.port === port);

  test('the rules have the shape of the contract and ids of their own', () => {
    expect(ruleSet.parse(everything)).toEqual(everything);
    expect(new Set(everything.rules.map(({ id }) => id)).size).toBe(everything.rules.length);
  });

  test.each([
    ['pcoip.ranges', /^pcoipGateway$/, 4172],
    ['pcoip.ipv6', /^pcoipGatewayIpv6$/, 4172],
    ['dcv.ranges', /^dcvGateway$/, 4195],
    ['dcv.ipv6', /^dcvGatewayIpv6$/, 4195],
    ['dcv.aga', /^dcvAccelerator$/, 4195],
  ] as const)(
    'the blocks for %s hold exactly the addresses of the tables, by TCP and by UDP',
    (path, category, port) => {
      const listed = mergeIntervals(intervalsAt(code, path));
      for (const transport of ['tcp', 'udp'])
        expect(
          mergeIntervals(blocks(select(category, port).filter((rule) => rule.transport === transport))),
        ).toEqual(listed);
    },
  );

  test('no block reaches beyond what the tables list', () => {
    const listed = factsOf(regionOf(code)).flatMap(({ interval }) => interval ?? []);
    expect(subtractIntervals(blocks(everything.rules), listed)).toEqual([]);
  });

  test('every testable name of the Region is there, and no health-check name on 443', () => {
    const names = new Set(
      everything.rules.filter(({ port }) => port === 443).map(({ destination }) => destination),
    );
    expect([...names].filter((name) => name.startsWith('drp-'))).toEqual([]);
    const essential = regionOf(code).endpoints.filter(
      ({ need, host }) => need === 'essential' && !host.includes('<'),
    );
    for (const { host, category } of essential)
      if (regionOf(code).protocols.includes('pcoip') || !category.startsWith('session'))
        expect(names).toContain(host);
  });
});

describe('what is asked for decides', () => {
  test('one protocol leaves the other one out', () => {
    const pcoip = rulesFor('us-east-1', { protocols: ['pcoip'] }).rules;
    expect(pcoip.filter(({ port, protocol }) => port === 4195 || protocol === 'dcv')).toEqual([]);
    const dcv = rulesFor('us-east-1', { protocols: ['dcv'] }).rules;
    expect(dcv.filter(({ port, protocol }) => port === 4172 || protocol === 'pcoip')).toEqual([]);
    expect(keys(dcv)).not.toContain('tcp-443 skylight-cm.us-east-1.amazonaws.com');
  });

  test.each([
    ['FIPS', { withFips: true }, /fips/],
    ['IPv6', { withIpv6: true }, /api\.aws|:/],
    ['Global Accelerator', { withAga: true }, /^93\.77\./],
  ])('%s names and blocks come only on request, and are situational', (_name, flag, pattern) => {
    expect(rulesFor('us-east-1').rules.filter(({ destination }) => pattern.test(destination))).toEqual([]);
    const asked = rulesFor('us-east-1', flag).rules.filter(({ destination }) => pattern.test(destination));
    expect(asked.length).toBeGreaterThan(1);
    expect(new Set(asked.map(({ need }) => need))).toEqual(new Set(['situational']));
  });

  test('GovCloud East keeps its only sign-in names, although they are FIPS ones', () => {
    expect(keys(rulesFor('us-gov-east-1').rules)).toContain(
      'tcp-443 us-gov-east-1.signin-fips.amazonaws-us-gov.com',
    );
  });

  test('Web Access brings its start page on 80 and 443, TURN and the registration dependency', () => {
    const web = keys(rulesFor('us-east-1', { profile: 'web-access' }).rules);
    expect(web).toEqual(
      expect.arrayContaining([
        'tcp-80 clients.amazonworkspaces.com',
        'tcp-443 clients.amazonworkspaces.com',
        'udp-3478 *.us-east-1.rdn.amazonaws.com',
        'tcp-443 s3.amazonaws.com',
      ]),
    );
    expect(
      keys(rulesFor('us-east-1').rules).filter((key) => /clients\.|rdn| s3\.amazonaws/.test(key)),
    ).toEqual([]);
  });

  test('notes name what no rule opens: bandwidth of the tables, priority, where Global Accelerator ends', () => {
    const notes = (request: Parameters<typeof rulesFor>[1]) =>
      rulesFor('us-east-1', request).notes.join('\n');
    expect(notes({})).toMatch(/1\.7 Mbps of upload for each webcam use with DCV/);
    expect(notes({ protocols: ['pcoip'] })).toContain('UDP 4172 carries the picture');
    expect(notes({ protocols: ['dcv'] })).not.toContain('UDP 4172 carries the picture');
    expect(notes({ withAga: true })).toContain('both FIPS and IP access control groups');
    expect(notes({})).not.toContain('Global Accelerator');
  });

  test.each([
    ['eu-west-1', true, true],
    ['us-east-2', true, true],
    ['us-west-2', true, false],
    ['us-gov-east-1', true, false],
    ['eu-west-1', false, false],
  ])('%s with --fips %p: says that the documents name none: %p', (code, withFips, said) => {
    const notes = rulesFor(code, { withFips }).notes.join('\n');
    expect(notes.includes(`no FIPS endpoints for ${code}`)).toBe(said);
  });

  test('a directory id makes its login page a rule; without it the page is told as left out', () => {
    const without = rulesFor('us-east-1');
    expect(without.omitted.map(({ destination }) => destination)).toEqual(['<directory id>.awsapps.com']);
    const named = rulesFor('us-east-1', { directoryId: 'd-1234567890' });
    expect(named.omitted).toEqual([]);
    expect(named.rules.find(({ destination }) => destination === 'd-1234567890.awsapps.com')?.need).toBe(
      'essential',
    );
  });

  test('no rule holds a placeholder, and every wildcard is marked as one', () => {
    for (const profile of PROFILES)
      for (const { kind, destination } of rulesFor('us-east-1', { profile, withFips: true }).rules) {
        expect(destination).not.toMatch(/[<>]/);
        expect(destination.includes('*')).toBe(kind === 'wildcard');
      }
  });
});

describe('doubt and sharing', () => {
  test('the doubtful health-check addresses of Paris are no rules: the name is, and the reason is told', () => {
    const paris = rulesFor('eu-west-3');
    expect(paris.rules.filter(({ category, kind }) => category === 'healthCheck' && kind === 'cidr')).toEqual(
      [],
    );
    expect(keys(paris.rules)).toContain('tcp-4172 drp-cdg.amazonworkspaces.com');
    expect(paris.omitted.find(({ category }) => category === 'healthCheck')?.reason).toContain('C03');
  });

  test('a doubtful block carries its doubt', () => {
    const doubts = rulesFor('il-central-1')
      .rules.filter(({ category }) => category === 'pcoipGateway')
      .map(({ doubt }) => doubt?.slice(0, 3));
    expect(new Set(doubts)).toEqual(new Set(['C30']));
  });

  test('a name that Regions share belongs to none of them and comes once', () => {
    const rules = rulesFor('us-east-1', { regions: ['us-east-1', 'eu-west-1'] }).rules.filter(
      ({ destination }) => destination === 'connectivity.amazonworkspaces.com',
    );
    expect(rules.map(({ region }) => region)).toEqual([null]);
  });

  test('every rule says where it comes from', () => {
    for (const protocol of PROTOCOLS)
      for (const { source } of rulesFor('us-east-1', { protocols: [protocol] }).rules)
        expect(source).toMatch(/^\w+ .*\d/);
  });

  test('Ohio has gateways and shared names, no health check', () => {
    const ohio = rulesFor('us-east-2').rules;
    expect(ohio.some(({ category }) => category === 'healthCheck')).toBe(false);
    expect(keys(ohio)).toContain('tcp-4195 3.146.84.0/22');
  });

  test('names come before addresses, and within them what matters most', () => {
    const order = rulesFor('us-east-1').rules.map(
      ({ kind, need }) =>
        `${['fqdn', 'wildcard', 'cidr'].indexOf(kind)}${['essential', 'supporting', 'situational'].indexOf(need)}`,
    );
    expect(order).toEqual([...order].sort());
  });
});
