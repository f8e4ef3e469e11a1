import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { intervalToCidrs } from '../../../../src/regions/ip-interval.ts';
import type { AuditEntry, AuditFile } from '../../../../src/rules/audit/audit-entry.ts';
import { parseCsvRows } from '../../../../src/rules/audit/parse-csv-rows.ts';
import { readAuditText } from '../../../../src/rules/audit/read-audit-text.ts';

function read(text: string): AuditFile {
  const file = readAuditText(text);
  if (typeof file === 'string') throw new Error(file);
  return file;
}
/** `place target ports transports` in short. */
function brief({ place, target, ports, transports }: AuditEntry): string {
  const to =
    target.kind === 'addresses'
      ? target.intervals.flatMap(intervalToCidrs).join('+')
      : target.kind === 'name'
        ? target.name
        : target.kind === 'wildcard'
          ? `*.${target.suffix}`
          : 'anywhere';
  const port =
    ports?.map(({ first, last }) => (first === last ? `${first}` : `${first}-${last}`)).join('+') ?? 'any';
  return `${place} ${to} ${port} ${transports?.join('+') ?? 'any'}`;
}

describe('a plain list', () => {
  test('blocks, addresses, ranges, names, wildcards and URLs, with their lines', () => {
    const file = read(
      '# ours\n\n10.0.0.0/8\n192.0.2.1\n192.0.2.4-192.0.2.7\nExample.COM\n*.example.org # all of it\nhttps://a.example.net/path\n2001:db8::/32\n',
    );
    expect(file.entries.map(brief)).toEqual([
      'line 3 10.0.0.0/8 any any',
      'line 4 192.0.2.1/32 any any',
      'line 5 192.0.2.4/30 any any',
      'line 6 example.com any any',
      'line 7 *.example.org any any',
      'line 8 a.example.net any any',
      'line 9 2001:db8::/32 any any',
    ]);
    expect(file.assumptions.join()).toContain('no ports');
  });

  test('what is none of these is told with its line, never guessed', () => {
    const file = read('10.0.0.0/8\n10.0.0.1/8\n-rf /\n');
    expect(file.unread.map(({ place }) => place)).toEqual(['line 2', 'line 3']);
  });
});

describe('CSV', () => {
  test('the header decides the columns, whatever their order and separator', () => {
    const file = read(
      'Name;Protocol;Port;Destination\n"PCoIP; UDP";UDP;4172;10.0.0.0/24\nweb;tcp/udp;443,80;example.com\n',
    );
    expect(file.entries.map(brief)).toEqual([
      'line 2 10.0.0.0/24 4172 udp',
      'line 3 example.com 443+80 tcp+udp',
    ]);
  });

  test('without a header the order is destination, port, transport', () => {
    const file = read('10.0.0.0/24,4172-4195,tcp\nany,any,any\n');
    expect(file.entries.map(brief)).toEqual(['line 1 10.0.0.0/24 4172-4195 tcp', 'line 2 anywhere any any']);
    expect(file.assumptions.join()).toContain('no header');
  });

  test('a field may hold line breaks and quotes; the next record keeps its own line', () => {
    expect(parseCsvRows('a,"b\n""c""",d\r\ne,f')).toEqual([
      { line: 1, cells: ['a', 'b\n"c"', 'd'] },
      { line: 3, cells: ['e', 'f'] },
    ]);
  });

  test.each([
    ['a port beyond the last one', '10.0.0.0/24,70000,tcp'],
    ['a range that runs backwards', '10.0.0.0/24,443-80,tcp'],
    ['a protocol that is neither', '10.0.0.0/24,443,gre'],
    ['no destination', ',443,tcp'],
  ])('%s is not understood', (_name, text) => {
    expect(read(`10.0.0.0/24,1,tcp\n${text}`).unread.length).toBe(1);
  });

  test('any text is read without a throw, and quoting survives', () => {
    fc.assert(
      fc.property(
        fc.array(fc.array(fc.string({ unit: 'grapheme' }), { minLength: 2, maxLength: 4 }), {
          minLength: 1,
          maxLength: 4,
        }),
        (rows) => {
          const clean = rows.map((cells) => cells.map((cell) => cell.replaceAll('\r', '')));
          const text = clean
            .map((cells) => cells.map((cell) => `"${cell.replaceAll('"', '""')}"`).join(','))
            .join('\n');
          const first = text.split('\n', 1)[0] ?? '';
          fc.pre(first.split(',').length >= Math.max(first.split(';').length, first.split('\t').length));
          expect(parseCsvRows(text).map(({ cells }) => cells)).toEqual(clean);
        },
      ),
    );
    fc.assert(fc.property(fc.string(), (text) => void readAuditText(text)));
  });
});

describe('nft JSON', () => {
  const daddr = (right: unknown, protocol = 'ip') => ({
    match: { op: '==', left: { payload: { protocol, field: 'daddr' } }, right },
  });
  const dport = (right: unknown, protocol = 'tcp') => ({
    match: { op: '==', left: { payload: { protocol, field: 'dport' } }, right },
  });
  const chain = { chain: { family: 'inet', table: 't', name: 'out', hook: 'output', policy: 'drop' } };
  const rule = (handle: number, ...expr: unknown[]) => ({
    rule: { family: 'inet', table: 't', chain: 'out', handle, expr: [...expr, { accept: null }] },
  });
  const ruleset = (...objects: unknown[]): string =>
    JSON.stringify({ nftables: [{ metainfo: {} }, chain, ...objects] });

  test.each<readonly [string, unknown[], string]>([
    ['an address', [daddr('192.0.2.1'), dport(443)], '192.0.2.1/32 443 tcp'],
    [
      'a block',
      [daddr({ prefix: { addr: '192.0.2.0', len: 24 } }), dport(4172, 'udp')],
      '192.0.2.0/24 4172 udp',
    ],
    [
      'a range of addresses and of ports',
      [daddr({ range: ['192.0.2.0', '192.0.2.3'] }), dport({ range: [4172, 4195] })],
      '192.0.2.0/30 4172-4195 tcp',
    ],
    [
      'a set of each',
      [daddr({ set: ['192.0.2.1', { prefix: { addr: '192.0.2.8', len: 29 } }] }), dport({ set: [443, 80] })],
      '192.0.2.1/32+192.0.2.8/29 443+80 tcp',
    ],
    [
      'IPv6',
      [daddr({ prefix: { addr: '2001:db8::', len: 32 } }, 'ip6'), dport(443)],
      '2001:db8::/32 443 tcp',
    ],
    [
      'a transport by meta, ports by th',
      [
        { match: { op: '==', left: { meta: { key: 'l4proto' } }, right: { set: ['tcp', 'udp'] } } },
        dport(443, 'th'),
      ],
      'anywhere 443 tcp+udp',
    ],
    [
      'an interface and a counter',
      [
        { match: { op: '==', left: { meta: { key: 'oifname' } }, right: 'wan' } },
        { counter: { packets: 1 } },
        dport(443),
      ],
      'anywhere 443 tcp',
    ],
    [
      'new connections',
      [{ match: { op: 'in', left: { ct: { key: 'state' } }, right: ['new', 'established'] } }, dport(443)],
      'anywhere 443 tcp',
    ],
  ])('%s', (_name, expr, wanted) => {
    expect(read(ruleset(rule(5, ...expr))).entries.map(brief)).toEqual([`handle 5 (t out) ${wanted}`]);
  });

  test('a named set is looked up', () => {
    const set = {
      set: {
        family: 'inet',
        table: 't',
        name: 'gateways',
        elem: ['192.0.2.1', { prefix: { addr: '192.0.2.8', len: 29 } }],
      },
    };
    expect(read(ruleset(set, rule(5, daddr('@gateways'), dport(4172)))).entries.map(brief)).toEqual([
      'handle 5 (t out) 192.0.2.1/32+192.0.2.8/29 4172 tcp',
    ]);
  });

  test.each<readonly [string, unknown[]]>([
    [
      'known connections',
      [{ match: { op: 'in', left: { ct: { key: 'state' } }, right: ['established', 'related'] } }],
    ],
    ['the loopback interface', [{ match: { op: '==', left: { meta: { key: 'oif' } }, right: 'lo' } }]],
    [
      'neighbour discovery',
      [
        {
          match: {
            op: '==',
            left: { payload: { protocol: 'icmpv6', field: 'type' } },
            right: 'nd-neighbor-solicit',
          },
        },
      ],
    ],
  ])('%s open nothing', (_name, expr) => {
    expect(read(ruleset(rule(4, ...expr), rule(5, dport(443)))).entries.length).toBe(1);
  });

  test.each<readonly [string, unknown[]]>([
    [
      'a negation',
      [{ match: { op: '!=', left: { payload: { protocol: 'ip', field: 'daddr' } }, right: '192.0.2.1' } }],
    ],
    ['a user', [{ match: { op: '==', left: { meta: { key: 'skuid' } }, right: 1000 } }]],
    ['a set that is not there', [daddr('@gone')]],
    ['something unheard of', [{ teleport: {} }]],
  ])('%s is not understood, and told', (_name, expr) => {
    const file = read(ruleset(rule(4, ...expr), rule(5, dport(443))));
    expect([file.entries.length, file.unread.map(({ place }) => place)]).toEqual([1, ['handle 4 (t out)']]);
  });

  test('a router is read by its forward chain, not by its own output', () => {
    const forward = { chain: { family: 'inet', table: 't', name: 'fwd', hook: 'forward', policy: 'drop' } };
    const through = {
      rule: { family: 'inet', table: 't', chain: 'fwd', handle: 9, expr: [dport(443), { accept: null }] },
    };
    expect(read(ruleset(forward, rule(5, dport(80)), through)).entries.map(brief)).toEqual([
      'handle 9 (t fwd) anywhere 443 tcp',
    ]);
  });

  test('a policy that accepts is an entry of its own', () => {
    const open = { chain: { family: 'inet', table: 't', name: 'out', hook: 'output', policy: 'accept' } };
    const text = JSON.stringify({
      nftables: [open, { rule: { table: 't', chain: 'out', handle: 2, expr: [{ drop: null }] } }],
    });
    expect(read(text).entries.map(brief)).toEqual(['chain t out anywhere any any']);
  });
});

describe('what cannot be audited is one line', () => {
  test.each([
    ['nothing', '', /no rules/],
    ['comments alone', '# a\n# b\n', /no rules/],
    ['broken JSON', '{"nftables": [', /is none/],
    ['another JSON', '{"rules": []}', /no nftables ruleset/],
    ['prose', 'Dear team\nplease open the firewall\n', /no line could be read.*line 1/],
    ['too many entries', '10.0.0.0/8\n'.repeat(20_001), /more than 20000/],
  ])('%s', (_name, text, wanted) => {
    expect(readAuditText(text)).toMatch(wanted);
  });
});
