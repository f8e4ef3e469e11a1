import { describe, expect, test } from '@jest/globals';
import { parsePingOutput } from '../../../../src/net/ping/ping-output.ts';
import { fixturePairs, readFixture, wantedOf } from '../../../fixtures/read-fixtures.ts';

describe('what ping printed is read by numbers alone', () => {
  test.each(fixturePairs('ping'))('%s', (name) => {
    const { target, ...wanted } = wantedOf<{ target: string }>('ping', name);
    expect(parsePingOutput(readFixture(`ping/${name}.txt`), target)).toEqual(wanted);
  });

  test.each([
    ['a number that no MTU can be is not taken for one', 'Frag needed and DF set (mtu = 9)', null],
    ['the smallest of several announcements counts', 'mtu = 1400\nmtu=1300', 1300],
  ])('%s', (_name, output, wanted) => {
    expect(parsePingOutput(output, '192.0.2.1').announcedMtuBytes).toBe(wanted);
  });

  test.each([
    ['the zone of a link-local address is no loss in percent', 'Antwort von fe80::1%12: Zeit=3ms', [3]],
    ['an unreadable unit over IPv6 leaves the one figure of the line', 'xx fe80::1%12: xxxx=3xx', [3]],
    [
      'an error from the target itself is no reply',
      'From fe80::1%12: icmp_seq=1 Destination unreachable',
      [],
    ],
  ])('%s', (_name, output, wanted) => {
    expect(parsePingOutput(output, 'fe80::1%12').rttsMs).toEqual(wanted);
  });
});
