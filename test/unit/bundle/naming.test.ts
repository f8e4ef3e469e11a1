/** What of a host, an address, a hardware address, an interface stands in a bundle: itself, or a stand-in of its sort. `zq` may never be seen. */
import { describe, expect, test } from '@jest/globals';
import { makeNaming, type Naming } from '../../../src/bundle/naming.ts';
import { serviceFacts } from '../../../src/bundle/service-facts.ts';
import {
  addressStandInsIn,
  holdsStandIn,
  isCommonAddress,
  makeStandIns,
  representativeOf,
} from '../../../src/bundle/stand-ins.ts';
import { addressKind, parseIpAddress } from '../../../src/core/address.ts';
import type { RedactionLevel } from '../../../src/core/words.ts';
import { loadTables } from '../../../src/regions/tables.ts';

const service = serviceFacts(loadTables(), null);
const naming = (level: RedactionLevel = 'standard', publicAddress = false): Naming =>
  makeNaming({ level, publicAddress, service });

/** `=`: itself. A third column says what the level `full` makes of it, where that is not itself. */
test.each([
  ['ZQ.example.', 'host-1'],
  ['*.zq.example', '*.host-1'],
  ['.zq.example', '.host-1'],
  ['zq zq', 'host-1'],
  ['localhost', '='],
  ['', '='],
  ['*.', '='],
  ['drp-fra.amazonworkspaces.com', '='],
  ['DRP-FRA.amazonworkspaces.com.', 'drp-fra.amazonworkspaces.com'],
  ['*.eu-central-1.rdn.amazonaws.com', '='],
  ['eu-central-1.amazonaws.com', '='],
  ['<directory id>.awsapps.com', '='],
  ['d-zq.awsapps.com', 'name-1.awsapps.com'],
  ...['amazonworkspaces.com', 'amazonaws.com', 'amazonaws-us-gov.com', 'aws-us-gov.com', 'awsapps.com'].map(
    (zone) => [`zq.${zone}`, `name-1.${zone}`] as const,
  ),
  ...['amazon.com', 'cloudfront.net', 'signin.aws', 'api.aws', 'a2z.com', 'aws'].map(
    (zone) => [`zq.${zone}`, `name-1.${zone}`] as const,
  ),
  ...['amazonaws.com', 'aws', 'amazontrust.com'].map((zone) => [`zq${zone}`, 'host-1'] as const),
  ...['amazontrust.com', 'x.digicert.org', 'globalsign.net', 'com', 'clients.amazonworkspaces.com'].map(
    (host) => [host, '='] as const,
  ),
  ['zq.digicert.de', 'host-1'],
  ['zq.amazonaws.com.example', 'host-1'],
  ['10.1.2.3', 'private-1'],
  ['010.001.002.003', 'private-1', '10.1.2.3'],
  ['::ffff:10.1.2.3', 'private-1', '10.1.2.3'],
  ['[fd12::1]', 'private6-1', 'fd12::1'],
  ['fe80::1%en0', 'linklocal6-1', 'fe80::1'],
  ['81.77.66.55', 'public-1', 'public-1'],
  ['2a02:77::1', 'public6-1', 'public6-1'],
  ['240.1.2.3', 'address-1'],
  ['64:ff9b::1.2.3.4', 'nat646-1', '64:ff9b::102:304'],
  ...[
    '1.1.1.1',
    '1.0.0.1',
    '8.8.4.4',
    '8.8.8.8',
    '9.9.9.9',
    '149.112.112.112',
    '208.67.220.220',
    '208.67.222.222',
  ].map((own) => [own, '='] as const),
  ...[
    '2001:4860:4860::8844',
    '2001:4860:4860::8888',
    '2606:4700:4700::1001',
    '2606:4700:4700::1111',
    '2620:fe::fe',
  ].map((own) => [own, '='] as const),
  ['52.59.191.224', '='],
])('the host %j becomes %j', (host, becomes, full = '=') => {
  const itself = (said: string): string => (said === '=' ? host : said);
  expect(naming().host(host)).toBe(itself(becomes));
  expect(naming('minimal').host(host)).toBe(itself(becomes));
  expect(naming('full').host(host)).toBe(itself(full));
});

test('a public address stays where it is asked for, and a private one does not', () => {
  expect(['81.77.66.55', '10.1.2.3'].map(naming('standard', true).host)).toEqual([
    '81.77.66.55',
    'private-1',
  ]);
});

test.each(['08-00-27-4E-66-A1', '8:0:27:4e:66:a1', '0800.274e.66a1', '0800274e66a1'])(
  '%s is one card in every spelling',
  (mac) => {
    const names = naming();
    expect([names.mac('08:00:27:4e:66:a1'), names.mac(mac), names.mac('08:00:27:4e:66:a2')]).toEqual([
      'mac-1',
      'mac-1',
      'mac-2',
    ]);
    expect(naming('full').mac(mac)).toBe(mac);
  },
);

test.each([
  ['00:00:00:00:00:00', '='],
  ['ff-ff-ff-ff-ff-ff', '='],
  ['0f:f0:00:00:00:00', 'mac-1'],
  ['zq', 'mac-1'],
  ['08:00:27:4e:66', 'mac-1'],
])('the hardware address %s becomes %s', (mac, becomes) => {
  expect(naming().mac(mac)).toBe(becomes === '=' ? mac : becomes);
});

test.each([
  ...(
    'en0|eth0|eth|Wi-Fi|wifi 2|WLAN|Ethernet 3|Local Area Connection* 12|Loopback Pseudo-Interface 1|tun|utun12|wlp0s20f3|enp0s31f6:1|enp0s20f0u1u2i5|' +
    'eno1np0|enP4p1s0|veth12ab34c@if2|br-1234abcdef12|docker0|ip6tnl0|eth0.100@if5'
  )
    .split('|')
    .map((name) => [name, '='] as const),
  ...'zq0|eth0zq|eth0janedoe|xeth0|wlan0mon|ethernetx|xWi-Fi|Contoso VPN|enx0800274e66a|xenx0800274e66a1|enx0800274e66a12|eth-zq1'
    .split('|')
    .map((name) => [name, 'vpn-1'] as const),
  ...['enx', 'wlx', 'wwx'].map((lead) => [`${lead}0800274e66a1`, `${lead}-mac-1`] as const),
])('the interface %j becomes %j', (name, becomes) => {
  expect(naming().interfaceName(name)).toBe(becomes === '=' ? name : becomes);
  expect(naming('full').interfaceName(name)).toBe(name);
});

test('a machine is one host with and without its domain, and never a name of another kind', () => {
  const names = naming();
  expect(names.host('laptop')).toBe('host-1');
  expect(['laptop.zq.example', 'LAPTOP', '*.laptop.zq.example'].map(names.host)).toEqual([
    'host-1',
    'host-1',
    '*.host-1',
  ]);
  names.name('user', 'jane');
  expect([names.host('jane'), names.host('jane.zq.example')]).toEqual(['user-1', 'host-2']);
  expect(naming('full').name('user', 'jane')).toBe('jane');
});

test('a name is known URL-encoded, and another spelling never takes a name away', () => {
  const names = naming();
  names.name('wifi', 'Zq Net');
  names.alias('user-9', 'zq net');
  names.alias('user-9', 'Zq Other');
  expect([...names.names()]).toEqual([
    ['zq net', 'wifi-1'],
    ['zq%20net', 'wifi-1'],
    ['zq other', 'user-9'],
  ]);
  const full = naming('full');
  full.alias('user-9', 'zq');
  expect([...full.names()]).toEqual([]);
  expect([full.hidesNames, names.hidesNames]).toEqual([false, true]);
});

test('a TXT value is a number, and whether it has the form of an identifier', () => {
  const { identifier } = naming('full');
  const values = ['aZ9', 'a'.repeat(20), 'a'.repeat(21), '', 'a-b', 'aZ9'];
  expect(values.map(identifier)).toEqual([
    'identifier1',
    'identifier2',
    'no identifier 3',
    'no identifier 4',
    'no identifier 5',
    'identifier1',
  ]);
});

test.each([
  ...'127.0.0.1|::1|0.0.0.0|::|192.0.2.1|2001:db8::1|224.0.0.251|239.255.255.250|255.255.255.255|ff02::fb|ff0e::1'
    .split('|')
    .map((one) => [one, true] as const),
  ...'10.1.2.3|81.7.6.5|169.254.1.1|fe80::1|fd00::1|64:ff9b::1|240.0.0.1|255.255.255.254|223.1.1.1'
    .split('|')
    .map((one) => [one, false] as const),
])('whether %s is the same on every machine: %s', (address, wanted) => {
  expect(isCommonAddress(address)).toBe(wanted);
});

describe('stand-ins', () => {
  test('are numbered by sort, and the list says which sort', () => {
    const standIns = makeStandIns();
    const made = [
      '10.1.2.3',
      '81.7.6.5',
      '10.1.2.4',
      '10.1.2.3',
      'fd00::1',
      'fe80::1',
      '169.254.1.1',
      '2a02::1',
    ].map(standIns.addressFor);
    const names = (['host', 'user', 'wifi', 'vpn', 'mac', 'name', 'path'] as const).map((kind) =>
      standIns.nameFor(kind, `a ${kind}`),
    );
    expect(made).toEqual([
      'private-1',
      'public-1',
      'private-2',
      'private-1',
      'private6-1',
      'linklocal6-1',
      'linklocal-1',
      'public6-1',
    ]);
    expect(names).toEqual(['host-1', 'user-1', 'wifi-1', 'vpn-1', 'mac-1', 'name-1', 'path-1']);
    expect(standIns.nameFor('host', 'A HOST')).toBe('host-1');
    expect(standIns.list().slice(0, 3)).toEqual([
      { standIn: 'private-1', kind: 'private-address' },
      { standIn: 'public-1', kind: 'public-address' },
      { standIn: 'private-2', kind: 'private-address' },
    ]);
    expect(standIns.list().at(-1)).toEqual({ standIn: 'path-1', kind: 'path' });
    expect(standIns.list()).toHaveLength(14);
  });

  test.each([
    ['private-1', '10.255.0.1'],
    ['private6-258', 'fd00:ffff::102'],
    ['public-65535', '11.255.255.255'],
    ['public6-1', '2600:ffff::1'],
    ['linklocal-256', '169.254.1.0'],
    ['linklocal6-1', 'fe80::ffff:1'],
    ['nat646-1', '64:ff9b::bff:1'],
    ['address-1', '240.255.0.1'],
    ['address6-1', '100::1'],
    ['private-65536', null],
    ['private-123456', null],
    ['xprivate-1', null],
    ['private-1x', null],
    ['host-1', null],
    ['toString-1', null],
    ['private', null],
  ])('%s is judged as %s', (standIn, address) => {
    expect(representativeOf(standIn)).toBe(address);
    if (address === null) return;
    expect(parseIpAddress(address)).toBe(address);
    // Of the sort that the word names.
    const sort = addressKind(address).replace('-', '');
    expect(sort === 'other' ? 'address' : sort).toBe(standIn.replace(/6?-\d+$/, ''));
  });

  test('are found in a text, once each', () => {
    const text = 'private-1 xprivate-2 private-1, public6-12:443 host-3 private-1234567 nat646-2 linklocal-4';
    expect(addressStandInsIn(text)).toEqual(['private-1', 'public6-12', 'nat646-2', 'linklocal-4']);
    expect(addressStandInsIn('none')).toEqual([]);
    const words =
      'host user wifi vpn mac name path word private private6 public public6 linklocal linklocal6 nat646 address address6';
    for (const word of words.split(' ')) expect(holdsStandIn(`a ${word}-12, b`)).toBe(true);
    for (const none of ['host-', 'xhost-1', 'host-1x', 'other-1', 'host-1234567'])
      expect(holdsStandIn(none)).toBe(false);
  });
});
