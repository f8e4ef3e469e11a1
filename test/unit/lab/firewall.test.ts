import { describe, expect, test } from '@jest/globals';
import { firewallText, type Filter } from '../../lab/firewall.ts';

const dropped: Filter = {
  at: 'router',
  to: ['1.2.3.4', '2001::/16'],
  transport: 'tcp',
  ports: [4172],
  action: 'drop',
};

describe('firewall faults as nftables text', () => {
  test.each([
    ['a filter stands at its place alone', 'client', [dropped], ''],
    ['no filter is no table', 'router', [], ''],
  ] as const)('%s', (_name, place, filters, text) => {
    expect(firewallText(place, filters)).toBe(text);
  });

  test('both families get their own rule', () => {
    expect(firewallText('router', [dropped])).toContain(
      '    ip daddr { 1.2.3.4 } meta l4proto tcp th dport { 4172 } drop\n    ip6 daddr { 2001::/16 } meta l4proto tcp th dport { 4172 } drop\n',
    );
  });

  test.each([
    ['drop', 'meta l4proto udp drop'],
    ['port-unreachable', 'meta l4proto udp reject with icmpx type port-unreachable'],
    ['admin-prohibited', 'meta l4proto udp reject with icmpx type admin-prohibited'],
  ] as const)('%s without destination and ports is "%s"', (action, rule) => {
    const text = firewallText('service', [{ at: 'service', to: null, transport: 'udp', ports: [], action }]);
    expect(text).toContain(`    ${rule}\n`);
  });

  test('a reset speaks of TCP alone', () => {
    const text = firewallText('router', [{ ...dropped, transport: 'any', ports: [], action: 'reset' }]);
    expect(text).not.toContain('{ tcp, udp }');
  });

  test('masquerade stands at the router alone', () => {
    expect(firewallText('router', [], { masquerade: true })).toContain(
      'oifname { "wan0", "up1" } masquerade',
    );
    expect(firewallText('client', [], { masquerade: true })).toBe('');
  });
});
