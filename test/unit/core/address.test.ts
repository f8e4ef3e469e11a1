import { describe, expect, test } from '@jest/globals';
import { addressKind, inCidr, parseHostName, parseIpAddress } from '../../../src/core/address.ts';

describe('parseHostName', () => {
  test.each([
    ['a plain name in lower case', 'Drp-FRA.amazonworkspaces.com', 'drp-fra.amazonworkspaces.com'],
    ['a final dot is dropped', 's3.amazonaws.com.', 's3.amazonaws.com'],
    ['a 300-byte name is none', `${'a'.repeat(60)}.`.repeat(5) + 'com', null],
    ['an option is no host name', '-oProxyCommand=x', null],
    ['a placeholder is no host name', '<directory id>.awsapps.com', null],
    ['an address is no host name', '10.0.0.1', null],
  ])('%s', (_why, text, wanted) => {
    expect(parseHostName(text)).toBe(wanted);
  });
});

describe('parseIpAddress', () => {
  test.each([
    ['four decimal parts', '3.209.215.252', '3.209.215.252'],
    ['octal is refused', '010.0.0.1', null],
    ['short forms are refused', '127.1', null],
    ['IPv6 is made canonical', '[2001:0DB8::0001]', '2001:db8::1'],
  ])('%s', (_why, text, wanted) => {
    expect(parseIpAddress(text)).toBe(wanted);
  });
});

test.each([
  ['0.0.0.0', 'unspecified'],
  ['127.0.0.1', 'loopback'],
  ['10.1.2.3', 'private'],
  ['100.64.0.1', 'private'],
  ['203.0.113.1', 'documentation'],
  ['64:ff9b::3.4.5.6', 'nat64'],
  ['fe80::1', 'link-local'],
  ['3.209.215.252', 'public'],
])('%s is %s', (address, kind) => {
  expect(addressKind(address)).toBe(kind);
});

test('inCidr compares within one family only', () => {
  expect(inCidr('3.227.4.9', '3.227.4.0/22')).toBe(true);
  expect(inCidr('3.227.8.0', '3.227.4.0/22')).toBe(false);
  expect(inCidr('::1', '0.0.0.0/0')).toBe(false);
});
