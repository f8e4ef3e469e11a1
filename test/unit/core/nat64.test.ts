import { describe, expect, test } from '@jest/globals';
import { isUnderPrefix, nat64PrefixOf, throughNat64 } from '../../../src/core/nat64.ts';

/** RFC 6052, 2.4: 192.0.2.33 under a prefix of each length, as RFC 5952 writes it. */
const RFC_ROWS = [
  [32, '2001:db8:c000:221::'],
  [40, '2001:db8:1c0:2:21::'],
  [48, '2001:db8:122:c000:2:2100::'],
  [56, '2001:db8:122:3c0:0:221::'],
  [64, '2001:db8:122:344:c0:2:2100:0'],
  [96, '2001:db8:122:344::c000:221'],
] as const;
/** The same prefixes with 192.0.0.170. */
const TOLD = {
  32: '2001:db8:c000:aa::',
  40: '2001:db8:1c0:0:aa::',
  48: '2001:db8:122:c000:0:aa00::',
  56: '2001:db8:122:3c0:0:aa::',
  64: '2001:db8:122:344:c0:0:aa00::',
  96: '2001:db8:122:344::c000:aa',
} as const;

describe('the prefix of a network with NAT64', () => {
  test.each(RFC_ROWS)('of %i bits is learnt, and gives the address of RFC 6052', (bits, address) => {
    const prefix = nat64PrefixOf(['192.0.0.170', TOLD[bits]]);
    expect(prefix?.bits).toBe(bits);
    expect(prefix && throughNat64('192.0.2.33', prefix)).toBe(address);
    expect(prefix && isUnderPrefix(address, prefix)).toBe(true);
  });

  test('the well-known one by its second address', () => {
    const prefix = nat64PrefixOf(['64:ff9b::c000:ab']);
    expect(prefix && throughNat64('18.156.52.7', prefix)).toBe('64:ff9b::129c:3407');
    expect(prefix && isUnderPrefix('64:ff9c::1', prefix)).toBe(false);
    expect(prefix && isUnderPrefix('192.0.2.1', prefix)).toBe(false);
  });

  test.each([[[]], [['192.0.0.170']], [['2001:db8::1']], [['nonsense']]])('is none in %j', (addresses) => {
    expect(nat64PrefixOf(addresses)).toBeNull();
  });
});
