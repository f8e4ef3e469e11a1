import { describe, expect, test } from '@jest/globals';
import { parseHostsFile } from '../../../../src/net/host/hosts-file.ts';
import { factsOf } from './host-fixtures.ts';

const isTableHost = (host: string): boolean => host.endsWith('.amazonworkspaces.com');
const TEXT = [
  '# 10.0.0.1 clients.amazonworkspaces.com',
  '127.0.0.1\tlocalhost',
  '0.0.0.0 ads.example Clients.AmazonWorkSpaces.com. # blocked by somebody',
  'fe80::1%en0 drp-fra.amazonworkspaces.com',
  'nonsense drp-fra.amazonworkspaces.com',
  '10.1.1.1 other.example',
].join('\r\n');

test('entries that name hosts of the tables, nothing else', () => {
  expect(parseHostsFile(TEXT, isTableHost)).toEqual([
    { address: '0.0.0.0', names: ['clients.amazonworkspaces.com'] },
    { address: 'fe80::1%en0', names: ['drp-fra.amazonworkspaces.com'] },
  ]);
});

test('a list of 100,000 lines is bounded', () => {
  const many = Array.from({ length: 5000 }, (_, n) => `10.0.0.1 h${n}.amazonworkspaces.com`).join('\n');
  expect(parseHostsFile(many, isTableHost).length).toBe(200);
});

describe('the file of each system', () => {
  test.each([
    ['linux', '/etc/hosts'],
    ['darwin', '/etc/hosts'],
    ['win32', 'D:\\Windows\\System32\\drivers\\etc\\hosts'],
  ] as const)('%s', async (platform, path) => {
    const env = { SystemRoot: 'D:\\Windows' };
    const facts = await factsOf(platform, { files: { [path]: TEXT }, env, isTableHost });
    expect(facts.hostsFile?.length).toBe(2);
    expect(facts.unread).not.toHaveProperty('hostsFile');
  });

  test('one that cannot be read is unread, not empty', async () => {
    const facts = await factsOf('linux', { isTableHost });
    expect(facts.hostsFile).toBeNull();
    expect(facts.unread).toHaveProperty('hostsFile');
  });
});
