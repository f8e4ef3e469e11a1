import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from '@jest/globals';
import { factsOf } from '../../../src/regions/facts.ts';
import { lintTables } from '../../../src/regions/lint-tables.ts';
import { loadCorrectedTables } from '../../../src/regions/load-corrected-tables.ts';
import { tablesIdentity } from '../../../src/regions/model.ts';
import { tables as tablesSchema, type Region, type Tables } from '../../../src/regions/model.ts';
import { overlay, type OverlayChange } from '../../../src/regions/overlay-schema.ts';
import { applyOverlay } from '../../../src/regions/overlay.ts';
import { loadTables, regionByCode } from '../../../src/regions/tables.ts';

const why = 'ticket 7';
function apply(...changes: OverlayChange[]): Tables | string {
  const value = overlay.parse({ schema: 'preflight.overlay/1', name: 'corp', date: '2026-11-20', changes });
  const result = applyOverlay(loadTables(), { value, sha256: 'f'.repeat(64) });
  return result.kind === 'read' ? result.value : result.problem;
}
function changed(code: string, ...changes: OverlayChange[]): Region {
  const tables = apply(...changes);
  if (typeof tables === 'string') throw new Error(tables);
  const region = regionByCode(tables, code);
  if (!region) throw new Error(`no ${code}`);
  expect(tablesSchema.parse(tables)).toEqual(tables);
  return region;
}
const values = (region: Region, path: string): string[] =>
  factsOf(region).flatMap((fact) => (fact.path === path ? [fact.value] : []));

describe('an overlay', () => {
  test('adds a fact with its reason as provenance, and says who judged', () => {
    const region = changed('us-east-1', {
      action: 'add',
      region: 'us-east-1',
      fact: 'healthCheck.addresses',
      value: '192.0.2.7',
      why,
    });
    expect(region.healthCheck?.addresses.at(-1)).toEqual({
      address: '192.0.2.7',
      source: { document: 'overlay corp', lines: 'change 1', section: why },
      doubt: null,
    });
    const tables = apply();
    expect(typeof tables === 'string' ? tables : tablesIdentity(tables).overlay).toBe(
      `corp 2026-11-20 sha256:${'f'.repeat(64)}`,
    );
    expect(tablesIdentity(loadTables()).overlay).toBeNull();
  });

  test('settles the doubt of a fact that it replaces: Paris is trusted when no doubtful address is left', () => {
    const replace = (value: string, to: string): OverlayChange => ({
      action: 'replace',
      region: 'eu-west-3',
      fact: 'healthCheck.addresses',
      value,
      with: to,
      why,
    });
    const two = [replace('51.17.52.90', '192.0.2.1'), replace('51.17.109.231', '192.0.2.2')];
    expect(changed('eu-west-3', ...two).healthCheck?.addressesTrusted).toBe(false);
    const paris = changed('eu-west-3', ...two, {
      action: 'remove',
      region: 'eu-west-3',
      fact: 'healthCheck.addresses',
      value: '51.16.190.43',
      why,
    });
    expect([paris.healthCheck?.addressesTrusted, values(paris, 'healthCheck.addresses')]).toEqual([
      true,
      ['192.0.2.1', '192.0.2.2'],
    ]);
  });

  test('replaces the health-check name and keeps its addresses', () => {
    const region = changed('us-east-1', {
      action: 'replace',
      region: 'us-east-1',
      fact: 'healthCheck.host',
      value: 'drp-iad.amazonworkspaces.com',
      with: 'drp.example.com',
      why,
    });
    expect([region.healthCheck?.host, region.healthCheck?.addresses.length]).toEqual(['drp.example.com', 6]);
  });

  test('takes a PCoIP range as first - last or as a block, and splits it without widening', () => {
    const region = changed(
      'us-east-1',
      { action: 'add', region: 'us-east-1', fact: 'pcoip.ranges', value: '192.0.2.0 - 192.0.2.2', why },
      { action: 'remove', region: 'us-east-1', fact: 'pcoip.ranges', value: '3.217.228.0/22', why },
    );
    expect(region.pcoip?.ranges.at(-1)?.cidrs).toEqual(['192.0.2.0/31', '192.0.2.2/32']);
    expect(values(region, 'pcoip.ranges')).not.toContain('3.217.228.0 - 3.217.231.255');
  });

  test('a name that is removed is gone from every category', () => {
    const url = 'https://d32i4gd7pg4909.cloudfront.net/';
    const region = changed('us-east-1', {
      action: 'remove',
      region: 'us-east-1',
      fact: 'endpoints',
      value: url,
      why,
    });
    expect(region.endpoints.filter((endpoint) => endpoint.url === url)).toEqual([]);
  });

  test('a replaced name keeps its category, a new one gets the need of its category', () => {
    const region = changed(
      'us-east-1',
      {
        action: 'replace',
        region: 'us-east-1',
        fact: 'endpoints',
        value: 'https://skylight-cm.us-east-1.amazonaws.com',
        with: 'https://cm.example.com',
        why,
      },
      {
        action: 'add',
        region: 'us-east-1',
        fact: 'endpoints',
        value: 'https://wsb.example.com',
        category: 'wsBrokerIpv4',
        why,
      },
    );
    expect(region.endpoints.find(({ host }) => host === 'cm.example.com')?.category).toBe(
      'sessionBrokerIpv4',
    );
    expect(region.endpoints.find(({ host }) => host === 'wsb.example.com')?.need).toBe('essential');
  });

  test('brings a Region that the tables lack, fact by fact, and lint finds nothing new', () => {
    const code = 'ap-southeast-5';
    const at = { region: code, why } as const;
    const tables = apply(
      {
        action: 'add-region',
        ...at,
        name: 'Asia Pacific (Malaysia)',
        partition: 'aws',
        airport: 'kul',
        protocols: ['dcv'],
      },
      { action: 'add', ...at, fact: 'healthCheck.host', value: 'drp-kul.amazonworkspaces.com' },
      { action: 'add', ...at, fact: 'healthCheck.hostIpv6', value: `drp-workspaces.${code}.api.aws` },
      { action: 'add', ...at, fact: 'dcv.ranges', value: '43.216.0.0/22' },
      { action: 'add', ...at, fact: 'dcv.domains', value: `*.prod.${code}.highlander.aws.a2z.com` },
      { action: 'add', ...at, fact: 'management', value: '198.19.0.0/16', protocols: ['dcv'] },
      { action: 'verify-udp', ...at, protocols: ['dcv'] },
    );
    if (typeof tables === 'string') throw new Error(tables);
    const region = regionByCode(tables, code);
    expect([region?.udpAnswers.dcv, region?.verified[0]?.fact, region?.protocols]).toEqual([
      'verified',
      'udpAnswers.dcv',
      ['dcv'],
    ]);
    expect(lintTables(tables).filter(({ level }) => level === 'new')).toEqual([]);
  });

  test.each<readonly [string, OverlayChange, RegExp]>([
    [
      'an unknown Region',
      { action: 'remove', region: 'mars-1', fact: 'dcv.aga', value: '1.2.3.0/24', why },
      /no Region mars-1/,
    ],
    [
      'a value that is not there',
      { action: 'remove', region: 'us-east-1', fact: 'dcv.aga', value: '1.2.3.0/24', why },
      /has no dcv\.aga 1\.2\.3\.0\/24/,
    ],
    [
      'a block with bits behind its prefix',
      { action: 'add', region: 'us-east-1', fact: 'dcv.ranges', value: '1.2.3.4/24', why },
      /no CIDR block/,
    ],
    [
      'a range that runs backwards',
      { action: 'add', region: 'us-east-1', fact: 'pcoip.ranges', value: '1.2.3.4-1.2.3.1', why },
      /no range/,
    ],
    ...(
      [
        ['dcv.ranges', '2001:db8::/32', /not of IPv4/],
        ['dcv.aga', '2001:db8::/32', /not of IPv4/],
        ['dcv.ipv6', '198.51.100.0/24', /not of IPv6/],
        ['pcoip.ranges', '2001:db8::1 - 2001:db8::9', /not of IPv4/],
        ['pcoip.ipv6', '198.51.100.0/24', /not of IPv6/],
        ['pcoip.ipv6', '2001:db8::1/32', /no CIDR block/],
      ] as const
    ).map(([fact, value, problem]): [string, OverlayChange, RegExp] => [
      `${value} as ${fact}`,
      { action: 'add', region: 'us-east-1', fact, value, why },
      problem,
    ]),
    [
      'something there already',
      { action: 'add', region: 'us-east-1', fact: 'dcv.aga', value: '93.77.138.0/24', why },
      /already/,
    ],
    [
      'a name without category',
      { action: 'add', region: 'us-east-1', fact: 'endpoints', value: 'https://a.example.com', why },
      /needs a "category"/,
    ],
    ...['0.0.0.0/0', '128.0.0.0/1', '0.0.0.0 - 255.255.255.255'].map(
      (value): [string, OverlayChange, RegExp] => [
        `a block that would open everything (${value})`,
        { action: 'add', region: 'us-east-1', fact: 'pcoip.ranges', value, why },
        /wider than any range/,
      ],
    ),
    [
      'an IPv6 block that would open everything',
      { action: 'add', region: 'us-east-1', fact: 'dcv.ipv6', value: '::/0', why },
      /wider than any range/,
    ],
    [
      'a wildcard that would open everything',
      { action: 'add', region: 'us-east-1', fact: 'dcv.domains', value: '*.com', why },
      /wider than any name/,
    ],
    ...['0.0.0.0', '::', '127.0.0.1', '127.9.9.9', '::1', '::ffff:127.0.0.1'].map(
      (value): [string, OverlayChange, RegExp] => [
        `${value}, which is this computer`,
        { action: 'add', region: 'us-east-1', fact: 'healthCheck.addresses', value, why },
        /is no IP address of a server/,
      ],
    ),
    [
      'a name that is none',
      { action: 'add', region: 'us-east-1', fact: 'endpoints', value: 'http//', category: 'captcha', why },
      /no endpoint/,
    ],
    [
      'an address where no health-check name is',
      { action: 'add', region: 'us-east-2', fact: 'healthCheck.addresses', value: '192.0.2.1', why },
      /add that first/,
    ],
    [
      'a second health-check name',
      { action: 'add', region: 'us-east-1', fact: 'healthCheck.host', value: 'a.example.com', why },
      /replace it/,
    ],
    [
      'a Region twice',
      {
        action: 'add-region',
        region: 'us-east-1',
        name: 'x',
        partition: 'aws',
        airport: null,
        protocols: ['dcv'],
        why,
      },
      /already/,
    ],
  ])('with %s is refused as a whole, with the number of the change', (_name, change, wanted) => {
    const problem = apply({ action: 'verify-udp', region: 'us-east-1', protocols: ['dcv'], why }, change);
    expect(problem).toMatch(wanted);
    expect(problem).toMatch(/^overlay corp, change 2: /);
  });
});

describe('files', () => {
  const folder = mkdtempSync(join(tmpdir(), 'preflight-overlay-'));
  afterAll(() => rmSync(folder, { recursive: true }));
  const file = (value: unknown): string => {
    const path = join(folder, 'file.json');
    writeFileSync(path, JSON.stringify(value));
    return path;
  };
  const load = (value: unknown) => loadCorrectedTables({ overlay: file(value), calibrations: [] });

  test('no corrections give the embedded tables themselves', async () => {
    expect(await loadCorrectedTables({ overlay: null, calibrations: [] })).toMatchObject({
      value: loadTables(),
    });
  });

  test.each([
    ['another schema', { schema: 'preflight.overlay/2' }, /at schema/],
    [
      'an unknown field, which may be a slip',
      { schema: 'preflight.overlay/1', name: 'x', date: '2026-01-01', changes: [], chnages: [] },
      /chnages/,
    ],
    [
      'a date that is none',
      { schema: 'preflight.overlay/1', name: 'x', date: 'yesterday', changes: [] },
      /at date/,
    ],
    [
      'an unknown action',
      { schema: 'preflight.overlay/1', name: 'x', date: '2026-01-01', changes: [{ action: 'drop' }] },
      /at changes\.0\.action/,
    ],
    [
      'a name that would move the cursor of a terminal',
      { schema: 'preflight.overlay/1', name: 'x\u001b[2J', date: '2026-01-01', changes: [] },
      /at name: control characters are not accepted/,
    ],
    ['an array', [], /at the top/],
  ])('%s is one line', async (_name, value, wanted) => {
    const read = await load(value);
    const problem = read.kind === 'unreadable' ? read.problem : 'read';
    expect(problem).toMatch(wanted);
    expect(problem).not.toContain('\n');
  });

  test('calibrations come first and the overlay has the last word', async () => {
    const calibration = join(folder, 'calibration.json');
    const answers = [
      { target: 'health-check', probe: 'udp', protocol: 'dcv', port: 4195, sent: 3, answered: 1 },
    ];
    writeFileSync(
      calibration,
      JSON.stringify({
        schema: 'preflight.calibration/1',
        createdAt: '2026-11-19T10:00:00Z',
        agent: { name: 'preflight', version: '0.1.0' },
        tables: { edition: 'guide2025-1', sha256: 'a' },
        regions: [
          {
            code: 'us-east-1',
            answers,
            healthCheck: { addresses: ['192.0.2.7'], hostIpv6Addresses: null, open: ['192.0.2.7'] },
            statuses: [],
            missingNames: [],
          },
        ],
      }),
    );
    const remove = {
      action: 'remove',
      region: 'us-east-1',
      fact: 'healthCheck.addresses',
      value: '192.0.2.7',
      why,
    };
    const overlayFile = file({
      schema: 'preflight.overlay/1',
      name: 'corp',
      date: '2026-11-20',
      changes: [remove],
    });
    const loaded = await loadCorrectedTables({ overlay: overlayFile, calibrations: [calibration] });
    if (loaded.kind === 'unreadable') throw new Error(loaded.problem);
    const region = regionByCode(loaded.value, 'us-east-1');
    expect(region?.udpAnswers).toEqual({ pcoip: 'unverified', dcv: 'verified' });
    expect(region?.healthCheck?.addresses.length).toBe(6);
    expect(tablesIdentity(loaded.value).overlay).toMatch(
      /^corp 2026-11-20 sha256:[0-9a-f]{64}; calibration 2026-11-19/,
    );
  });
});
