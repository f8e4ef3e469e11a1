import { describe, expect, test } from '@jest/globals';
import { readAuditText } from '../../../../src/rules/audit/read-audit-text.ts';
import { brief, read } from './audit-fixtures.ts';

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
    ['a user', [{ match: { op: '==', left: { meta: { key: 'skuid' } }, right: 1000 } }]],
    ['a set that is not there', [daddr('@gone')]],
    ['something unheard of', [{ teleport: {} }]],
  ])('%s is not understood, and told', (_name, expr) => {
    const file = read(ruleset(rule(4, ...expr), rule(5, dport(443))));
    const sure = file.entries.filter(({ doubt }) => doubt === null);
    expect([sure.length, [...new Set(file.unread.map(({ place }) => place))]]).toEqual([
      1,
      ['handle 4 (t out)'],
    ]);
  });

  test('a router is read by its forward chain when that is asked for', () => {
    const forward = { chain: { family: 'inet', table: 't', name: 'fwd', hook: 'forward', policy: 'drop' } };
    const through = {
      rule: { family: 'inet', table: 't', chain: 'fwd', handle: 9, expr: [dport(443), { accept: null }] },
    };
    expect(
      read(ruleset(forward, rule(5, dport(80)), through), { chain: 'forward' }).entries.map(brief),
    ).toEqual(['handle 9 (t fwd) anywhere 443 tcp']);
  });

  const out = (...statements: unknown[]) =>
    statements.map((statement, index) => ({
      rule: {
        family: 'inet',
        table: 't',
        chain: 'out',
        handle: index + 1,
        expr: Array.isArray(statement) ? (statement as unknown[]) : [statement],
      },
    }));
  const chainOf = (more: object) => ({ chain: { family: 'inet', table: 't', name: 'out', ...more } });
  const hooked = (policy: string, more: object = {}) =>
    chainOf({ type: 'filter', hook: 'output', policy, ...more });
  const entriesIn = (...objects: unknown[]) => read(JSON.stringify({ nftables: objects })).entries.map(brief);

  test('a policy that accepts is an entry of its own, behind the rules', () => {
    expect(entriesIn(hooked('accept'), ...out([dport(80), { drop: null }]))).toEqual([
      'refuses handle 1 (t out) anywhere 80 tcp',
      'chain t out anywhere any any',
    ]);
  });

  test.each([['drop'], ['reject']])(
    'a last rule that says %s leaves nothing to a policy that accepts',
    (word) => {
      expect(entriesIn(hooked('accept'), ...out([dport(443), { accept: null }], { [word]: null }))).toEqual([
        'handle 1 (t out) anywhere 443 tcp',
        'refuses handle 2 (t out) anywhere any any',
      ]);
    },
  );

  test('a chain of another kind (nat, as container engines have it) lets nothing out', () => {
    expect(
      entriesIn(
        hooked('drop'),
        hooked('accept', { table: 'nat', type: 'nat' }),
        ...out([dport(443), { accept: null }]),
      ),
    ).toEqual(['handle 1 (t out) anywhere 443 tcp']);
  });

  test('a jump takes its conditions along, and goes on behind it', () => {
    const sub = chainOf({ name: 'sub' });
    const inSub = { rule: { family: 'inet', table: 't', chain: 'sub', handle: 9, expr: [{ accept: null }] } };
    expect(
      entriesIn(
        hooked('drop'),
        sub,
        inSub,
        ...out([daddr('192.0.2.1'), { jump: { target: 'sub' } }], [dport(80), { accept: null }]),
      ),
    ).toEqual(['handle 9 (t sub) 192.0.2.1/32 any any', 'handle 2 (t out) anywhere 80 tcp']);
  });

  test('what a return sends back goes on where it came from', () => {
    const sub = chainOf({ name: 'sub' });
    const inSub = (handle: number, ...expr: unknown[]) => ({
      rule: { family: 'inet', table: 't', chain: 'sub', handle, expr },
    });
    expect(
      entriesIn(
        hooked('drop'),
        sub,
        inSub(8, dport(80), { return: null }),
        inSub(9, { drop: null }),
        ...out({ jump: { target: 'sub' } }, [dport({ range: [80, 443] }), { accept: null }]),
      ),
    ).toEqual([
      'handle 2 (t out) anywhere 80 tcp',
      'refuses chain t out anywhere 80 tcp',
      'refuses handle 9 (t sub) anywhere any any',
    ]);
  });

  test('a verdict map is as many rules as it has elements', () => {
    const map = {
      map: {
        family: 'inet',
        table: 't',
        name: 'm',
        elem: [
          [443, { accept: null }],
          [80, { drop: null }],
        ],
      },
    };
    const key = { payload: { protocol: 'tcp', field: 'dport' } };
    expect(entriesIn(hooked('drop'), map, ...out({ vmap: { key, data: '@m' } }))).toEqual([
      'handle 1 (t out) anywhere 443 tcp',
      'refuses handle 1 (t out) anywhere 80 tcp',
    ]);
  });

  test('a concatenation is as many rules as it has elements', () => {
    const left = {
      concat: [
        { payload: { protocol: 'ip', field: 'daddr' } },
        { payload: { protocol: 'tcp', field: 'dport' } },
      ],
    };
    const right = { set: [{ concat: ['192.0.2.1', 443] }, { concat: ['192.0.2.2', 80] }] };
    expect(
      entriesIn(hooked('drop'), ...out([{ match: { op: '==', left, right } }, { accept: null }])),
    ).toEqual(['handle 1 (t out) 192.0.2.1/32 443 tcp', 'handle 1 (t out) 192.0.2.2/32 80 tcp']);
  });

  test('a negation is everything else', () => {
    const not = {
      match: {
        op: '!=',
        left: { payload: { protocol: 'ip', field: 'daddr' } },
        right: { prefix: { addr: '128.0.0.0', len: 1 } },
      },
    };
    expect(entriesIn(hooked('drop'), ...out([not, { accept: null }]))).toEqual([
      'handle 1 (t out) 0.0.0.0/1 any any',
    ]);
  });

  test('what refuses one interface alone refuses nobody else', () => {
    const guest = { match: { op: '==', left: { meta: { key: 'oifname' } }, right: 'guest' } };
    const file = read(
      JSON.stringify({ nftables: [hooked('drop'), ...out([guest, { drop: null }], { accept: null })] }),
    );
    expect(file.views.map(({ sender, layers }) => [sender, layers[0]?.entries.map(brief)])).toEqual([
      [null, ['handle 2 (t out) anywhere any any']],
      ['out by guest', ['refuses handle 1 (t out) anywhere any any']],
    ]);
  });

  test('each of two chains that filter must let a packet pass', () => {
    const text = JSON.stringify({
      nftables: [hooked('drop'), hooked('drop', { table: 'u' }), ...out([dport(443), { accept: null }])],
    });
    expect(read(text).layers.map(({ entries }) => entries.length)).toEqual([1, 0]);
  });

  test('chains that lead to endless entries, and sets of sets, end in a word and not in a hang', () => {
    const chains = Array.from({ length: 13 }, (_, index) => chainOf({ name: `c${index}` }));
    const jump = (from: string, to: string) => ({
      rule: { family: 'inet', table: 't', chain: from, handle: 1, expr: [{ jump: { target: to } }] },
    });
    const jumps = chains.flatMap((_one, index) =>
      Array.from({ length: 6 }, () => jump(`c${index}`, `c${index + 1}`)),
    );
    const back = {
      rule: { family: 'inet', table: 't', chain: 'c12', handle: 2, expr: [dport(443), { return: null }] },
    };
    const text = JSON.stringify({
      nftables: [hooked('drop'), ...chains, ...jumps, back, ...out({ jump: { target: 'c0' } })],
    });
    expect(readAuditText(text)).toMatch(/more combinations/);

    const left = {
      concat: [
        { payload: { protocol: 'ip', field: 'daddr' } },
        { payload: { protocol: 'tcp', field: 'dport' } },
      ],
    };
    const set = Array.from({ length: 300 }, (_, index) => ({
      concat: [`192.0.${index >> 8}.${index % 256}`, 443],
    }));
    const twice = { match: { op: '==', left, right: { set } } };
    const file = read(
      JSON.stringify({ nftables: [hooked('drop'), ...out([twice, twice, { accept: null }])] }),
    );
    expect([file.entries.length, file.unread.length]).toEqual([300, 0]);
  });

  test.each([
    [
      'jumps in a circle',
      [
        hooked('drop'),
        chainOf({ name: 'sub' }),
        {
          rule: { family: 'inet', table: 't', chain: 'sub', handle: 9, expr: [{ jump: { target: 'sub' } }] },
        },
        ...out({ jump: { target: 'sub' } }),
      ],
      /jumps in jumps/,
    ],
  ])('%s are one line', (_name, objects, wanted) => {
    expect(readAuditText(JSON.stringify({ nftables: objects }))).toMatch(wanted);
  });
});
