import { describe, expect, test } from '@jest/globals';
import { decodeLog } from '../../../src/core/client-files.ts';
import { explainLog } from '../../../src/explain/explain-log.ts';
import { readFixture } from '../../fixtures/read-fixtures.ts';

const LOG = readFixture('explain/linux-client-dcvclient-missing.log');

describe('the log of a client', () => {
  test('the lines that are known are named by number and time, the others are not interpreted', () => {
    const { lines, knownLines, cut, entries } = explainLog(LOG);
    expect({ lines, knownLines, cut }).toEqual({ lines: 8, knownLines: 2, cut: false });
    expect(entries.map(({ match, count, first, last }) => [match.entry.id, count, first, last])).toEqual([
      [
        'streaming-program',
        2,
        { line: 7, time: '2026-01-28T10:41.53Z' },
        { line: 8, time: '2026-01-28T10:41.53Z' },
      ],
    ]);
  });

  test('nothing of a line is kept but what was found', () => {
    expect(JSON.stringify(explainLog(LOG).entries.map(({ match }) => match.found))).not.toMatch(
      /jane|token|WSfra/i,
    );
  });

  test('the entry whose line is the last comes first', () => {
    const log =
      'a getaddrinfo ENOTFOUND x\nb\nc ERR_PROXY_CONNECTION_FAILED\nd getaddrinfo ENOTFOUND y\ne ok';
    expect(explainLog(log).entries.map(({ match, count }) => [match.entry.id, count])).toEqual([
      ['code-name-not-resolved', 2],
      ['code-proxy', 1],
    ]);
  });

  test('a line of healthy work is not taken for a message', () => {
    const healthy = [
      '[INFO] Registration code WSfra+ABC12D resolved, region eu-central-1',
      '[INFO] Health check drp-fra.amazonworkspaces.com:4195 TCP reachable 38 ms',
      '[INFO] network check UDP 4195 ok',
      '[INFO] Authentication succeeded',
      '[DEBUG] connection to WorkSpace established',
      '[INFO] Outlook plug-in: ECONNRESET',
      'heartbeat',
      '',
    ];
    expect(explainLog(healthy.join('\n')).knownLines).toBe(0);
  });

  test('line ends of every system, and times without a date', () => {
    const { entries, lines } = explainLog('x\r\n12:00:01.5 ECONNRESET\r\ry\n');
    expect(lines).toBe(4);
    expect(entries[0]?.last).toEqual({ line: 2, time: '12:00:01.5' });
  });

  test.each([
    ['UTF-8', Buffer.from('接続 ERR_TIMED_OUT\n')],
    ['UTF-8 with a mark', Buffer.from('\uFEFF接続 ERR_TIMED_OUT\n')],
    ['UTF-16LE with a mark', Buffer.from('\uFEFF接続 ERR_TIMED_OUT\n', 'utf16le')],
    ['UTF-16BE with a mark', Buffer.from('\uFEFF接続 ERR_TIMED_OUT\n', 'utf16le').swap16()],
    ['UTF-16LE without a mark', Buffer.from('a line before it\nERR_TIMED_OUT\n', 'utf16le')],
    ['UTF-16BE without a mark', Buffer.from('a line before it\nERR_TIMED_OUT\n', 'utf16le').swap16()],
  ])('%s', (_name, bytes) => {
    expect(explainLog(decodeLog(bytes)).entries.map(({ match }) => match.entry.id)).toEqual([
      'code-connection',
    ]);
  });

  test('bytes that are no text give no line and no error', () => {
    const bytes = Uint8Array.from({ length: 5_000 }, (_, index) => (index * 7919) % 256);
    expect(explainLog(decodeLog(bytes)).entries).toEqual([]);
    expect(explainLog(decodeLog(new Uint8Array())).lines).toBe(0);
  });

  test('of a long log the last lines are read, in bounded work', () => {
    const log = `ECONNRESET\n${'2026-11-29 10:00:00 INFO the session of the client goes on and on\n'.repeat(60_000)}ERR_TIMED_OUT`;
    const { lines, cut, entries } = explainLog(log);
    expect({ lines, cut }).toEqual({ lines: 60_002, cut: true });
    expect(entries.map(({ match, last }) => [match.found, last.line])).toEqual([['ERR_TIMED_OUT', 60_002]]);
  });
});
