/** Servers of some names only are facts; the servers of all names are what a public name is asked of. */
import { describe, expect, test } from '@jest/globals';
import { parseResolvConf, splitResolved } from '../../../../src/net/host/host-linux-dns.ts';
import { parseScutilDns, parseScutilSplit } from '../../../../src/net/host/host-macos-dns.ts';
import { readFixture } from '../../../fixtures/read-fixtures.ts';
import { factsOf } from './host-fixtures.ts';

const addressesOf = (servers: readonly { readonly address: string }[]): string[] =>
  servers.map(({ address }) => address);

describe('systemd-resolved', () => {
  const dns = readFixture('resolvectl/split-dns-tailscale-linux.txt');
  const defaultRoute = readFixture('resolvectl/split-dns-tailscale-default-route-linux.txt');
  const domain = readFixture('resolvectl/split-dns-tailscale-domain-linux.txt');

  test('a link that is no default route serves its own domains', () => {
    const { servers, split } = splitResolved({ dns, domain, defaultRoute });
    expect(addressesOf(servers)).toEqual(['192.168.1.1']);
    expect(split).toEqual([
      {
        by: 'systemd-resolved',
        domains: ['example.ts.net', 'ts.net'],
        servers: ['100.100.100.100'],
        interfaceName: 'tailscale0',
      },
    ]);
  });

  test.each([
    ['an old version that does not say: routing-only domains tell it', { domain, defaultRoute: null }],
    ['without the domains', { domain: null, defaultRoute }],
  ])('%s', (_name, texts) => {
    expect(addressesOf(splitResolved({ dns, ...texts }).servers)).toEqual(['192.168.1.1']);
  });

  test('nothing but the servers is known: every server counts', () => {
    const { servers, split } = splitResolved({ dns, domain: null, defaultRoute: null });
    expect(addressesOf(servers)).toEqual(['192.168.1.1', '100.100.100.100']);
    expect(split).toEqual([]);
  });

  test('a full tunnel takes every name by "~.": then the local server is the special one', () => {
    const tunnelled = {
      dns: 'Global: 9.9.9.9\nLink 2 (eth0): 192.168.1.1\nLink 7 (wg0): 10.64.0.1\n',
      domain: 'Global:\nLink 2 (eth0): fritz.box\nLink 7 (wg0): ~.\n',
      defaultRoute: 'Global: yes\nLink 2 (eth0): yes\nLink 7 (wg0): yes\n',
    };
    const { servers, split } = splitResolved(tunnelled);
    expect(addressesOf(servers)).toEqual(['10.64.0.1']);
    expect(split.map(({ interfaceName, domains }) => [interfaceName, domains])).toEqual([
      [null, []],
      ['eth0', ['fritz.box']],
    ]);
  });

  test('the servers of no link answer for every name, whatever domain stands beside them', () => {
    const texts = {
      dns: 'Global: 9.9.9.9\nLink 7 (wg0): 10.64.0.1\n',
      domain: 'Global: ~corp.example\nLink 7 (wg0): ~vpn.example\n',
    };
    expect(addressesOf(splitResolved({ ...texts, defaultRoute: null }).servers)).toEqual(['9.9.9.9']);
  });

  test('of resolv.conf three servers are read, as the resolver reads them', () => {
    const lines = ['10.0.0.1', '# 10.0.0.9', '10.0.0.2', 'fd00::3', '10.0.0.4'].map(
      (one) => `nameserver ${one}`,
    );
    expect(parseResolvConf(lines.join('\n'))).toEqual(['10.0.0.1', '10.0.0.2', 'fd00::3']);
  });

  test('a search domain alone takes no link out', () => {
    const texts = { dns: 'Link 2 (eth0): 192.168.1.1\n', domain: 'Link 2 (eth0): fritz.box\n' };
    expect(addressesOf(splitResolved({ ...texts, defaultRoute: null }).servers)).toEqual(['192.168.1.1']);
  });
});

describe('a Linux machine behind the stub', () => {
  const files = { '/etc/resolv.conf': 'nameserver 127.0.0.53\n' };
  const links = JSON.stringify(
    ['enp3s0', 'tailscale0'].map((ifname) => ({ ifname, flags: ['UP', 'LOWER_UP'], addr_info: [] })),
  );

  test('asks the stub and the server of all names', async () => {
    const facts = await factsOf('linux', {
      files,
      answers: {
        'ip -j -d addr': links,
        'resolvectl dns': readFixture('resolvectl/split-dns-tailscale-linux.txt'),
        'resolvectl domain': readFixture('resolvectl/split-dns-tailscale-domain-linux.txt'),
        'resolvectl default-route': readFixture('resolvectl/split-dns-tailscale-default-route-linux.txt'),
      },
    });
    expect(addressesOf(facts.dnsServers)).toEqual(['127.0.0.53', '192.168.1.1']);
    expect(facts.splitDns).toMatchObject([{ servers: ['100.100.100.100'] }]);
  });

  test('without resolvectl the stub stands alone, and the rest is unread', async () => {
    const facts = await factsOf('linux', { files, answers: { 'ip -j -d addr': links } });
    expect(addressesOf(facts.dnsServers)).toEqual(['127.0.0.53']);
    expect(facts.splitDns).toBeNull();
    expect(facts.unread).toMatchObject({ splitDns: 'tool-missing: resolvectl' });
  });

  test('WSL 1: withdrawn site-local servers are what the system asks', async () => {
    const facts = await factsOf('linux', {
      files: { '/etc/resolv.conf': readFixture('resolvconf/wsl1-site-local-linux.txt') },
      answers: { 'ip -j -d addr': links },
    });
    expect(addressesOf(facts.dnsServers)).toEqual([1, 2, 3].map((n) => `fec0:0:0:ffff::${n}`));
    expect(facts.splitDns).toEqual([]);
  });
});

describe('a Mac', () => {
  test('a supplemental resolver without a domain serves every name', () => {
    const text = readFixture('scutil/supplemental-all-macos.txt');
    expect(addressesOf(parseScutilDns(text))).toEqual([
      '10.83.200.1',
      'fdbf:5677:c5d:e515::1',
      '192.0.2.8',
      '192.0.2.4',
    ]);
    expect(parseScutilSplit(text)).toEqual([]);
  });

  test('one with a domain is a fact', () => {
    const text = readFixture('scutil/supplemental-domains-macos.txt');
    expect(addressesOf(parseScutilDns(text))).toEqual(['192.168.178.1']);
    expect(parseScutilSplit(text)).toEqual([
      {
        by: 'macos-resolver',
        domains: ['corp.example'],
        servers: ['10.1.2.53', '10.1.2.54'],
        interfaceName: 'utun6',
      },
      { by: 'macos-resolver', domains: ['test'], servers: ['127.0.0.1'], interfaceName: null },
    ]);
  });
});

describe('name resolution policies of Windows', () => {
  const whole = readFixture('powershell/facts-windows.txt');
  const withPolicy = (nrpt: unknown): string =>
    JSON.stringify({ ...(JSON.parse(whole.replace(/^\uFEFF/, '')) as object), nrpt });

  test('a rule for a domain is a fact; one without servers is none', async () => {
    const facts = await factsOf('win32', { answers: { powershell: whole } });
    expect(facts.splitDns).toEqual([
      {
        by: 'windows-nrpt',
        domains: ['corp.example'],
        servers: ['10.20.0.53', '10.20.0.54'],
        interfaceName: null,
      },
    ]);
  });

  test('a rule for every name stands in for the servers of the interfaces', async () => {
    const powershell = withPolicy([{ namespace: ['.'], servers: ['10.9.9.9'] }]);
    const facts = await factsOf('win32', { answers: { powershell } });
    expect(addressesOf(facts.dnsServers)).toEqual(['10.9.9.9']);
    expect(facts.splitDns).toEqual([]);
  });

  test.each([undefined, null, 'x', [{ namespace: 3 }]])(
    'an unreadable policy is unread: %p',
    async (nrpt) => {
      const facts = await factsOf('win32', { answers: { powershell: withPolicy(nrpt) } });
      expect(facts.splitDns).toBeNull();
      expect(facts.unread).toMatchObject({ splitDns: 'tool-output-unreadable: powershell' });
      expect(facts.dnsServers.length).toBeGreaterThan(0);
    },
  );
});
