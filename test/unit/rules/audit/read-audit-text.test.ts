import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { csvRows } from '../../../../src/rules/audit/csv/rows.ts';
import { readAuditText } from '../../../../src/rules/audit/read-audit-text.ts';
import { brief, read } from './audit-fixtures.ts';

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
      'line 8 a.example.net 443 tcp',
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

  test('the export of a firewall: objects, services, masks, groups in one cell', () => {
    const file = read(
      [
        'Rule;Action;Source;Destination Address;Service',
        '1;Allow;any;a.example.com;https',
        '2;permit;any;10.0.0.0/255.255.255.0;tcp/4172,udp_4172',
        '3;accept;any;10.0.0.0 255.0.0.0;443/tcp',
        '4;allow;any;"10.0.0.0/24, 10.0.2.1-10.0.2.2";TCP-443',
      ].join('\n'),
    );
    expect(file.entries.map(brief)).toEqual([
      'line 2 a.example.com 443 tcp',
      'line 3 10.0.0.0/24 4172 tcp',
      'line 3 10.0.0.0/24 4172 udp',
      'line 4 10.0.0.0/8 443 tcp',
      'line 5 10.0.0.0/24 443 tcp',
      'line 5 10.0.2.1/32+10.0.2.2/32 443 tcp',
    ]);
  });

  test('a row that refuses is no opening, one that is inbound or switched off is passed over', () => {
    const file = read(
      [
        'action,destination,port,transport,direction,enabled',
        'monitor,10.0.0.0/8,443,tcp,outbound,yes',
        'deny,any,any,any,outbound,yes',
        'allow,10.0.0.0/8,443,tcp,inbound,yes',
        'allow,10.0.0.0/8,443,tcp,outbound,no',
      ].join('\n'),
    );
    expect(file.entries.filter(({ doubt }) => doubt === null).map(brief)).toEqual([
      'refuses line 3 anywhere any any',
    ]);
    expect(file.unread.map(({ place, why }) => `${place} ${why}`)).toEqual([
      'line 2 the action neither lets out nor refuses',
    ]);
    expect(file.assumptions.join()).toContain('2 rows are inbound, switched off');
  });

  test('a field may hold line breaks and quotes; the next record keeps its own line', () => {
    expect([...csvRows('a,"b\n""c""",d\r\ne,f')]).toEqual([
      { line: 1, cells: ['a', 'b\n"c"', 'd'] },
      { line: 3, cells: ['e', 'f'] },
    ]);
  });

  test.each([
    ['a port beyond the last one', '10.0.0.0/24,70000,tcp'],
    ['a range that runs backwards', '10.0.0.0/24,443-80,tcp'],
    ['a protocol that nobody knows', '10.0.0.0/24,443,frob'],
    ['no destination', ',443,tcp'],
    ['a service that nobody knows', '10.0.0.0/24,frobnicate,tcp'],
    ['a port and a transport that contradict', '10.0.0.0/24,tcp/443,udp'],
    ['a mask that is none', '10.0.0.0 255.0.255.0,443,tcp'],
    ['a group with a stranger in it', '"10.0.0.0/24 office",443,tcp'],
    ['words that objects have by themselves', '__proto__,constructor,tcp'],
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
          expect([...csvRows(text)].map(({ cells }) => cells)).toEqual(clean);
        },
      ),
    );
    fc.assert(fc.property(fc.string(), (text) => void readAuditText(text)));
  });
});

describe('what cannot be audited is one line', () => {
  test.each([
    ['nothing', '', /no rules/],
    ['comments alone', '# a\n# b\n', /no rules/],
    ['broken JSON', '{"nftables": [', /is none/],
    ['another JSON', '{"rules": []}', /none that is read/],
    ['prose', 'Dear team\nplease open the firewall\n', /no line could be read.*line 1/],
    ['too many entries', '10.0.0.0/8\n'.repeat(20_001), /more than 20000/],
  ])('%s', (_name, text, wanted) => {
    expect(readAuditText(text)).toMatch(wanted);
  });
});
