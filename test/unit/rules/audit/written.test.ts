/* eslint-disable max-lines -- rows are data */
/** Services, transports and destinations as people and firewalls write them in a cell: one row for each way. */
import { describe, expect, test } from '@jest/globals';
import {
  destinationProblem,
  parseDestination,
  parseDestinations,
} from '../../../../src/rules/audit/parse-destination.ts';
import {
  openingsOf,
  parseServices,
  parseTransports,
  type Opening,
} from '../../../../src/rules/audit/parse-services.ts';
import { targetText } from './audit-fixtures.ts';

const range = ({ first, last }: { first: number; last: number }): string =>
  first === last ? `${first}` : `${first}-${last}`;

/** `443/tcp 80-90`; any; none when it is no service. */
function services(written: string): string {
  const all = parseServices(written);
  if (all === undefined) return 'none';
  return all?.map((one) => [range(one), ...(one.transports ?? [])].join('/')).join(' ') ?? 'any';
}

describe('services', () => {
  test.each([
    ...[
      ['http', '80/tcp'],
      ['www', '80/tcp'],
      ['web', '80/tcp'],
      ['https', '443/tcp'],
      ['quic', '443/udp'],
    ],
    ...[
      ['ssl', '443/tcp'],
      ['tls', '443/tcp'],
      ['domain', '53'],
      ['dns', '53'],
      ['ntp', '123/udp'],
    ],
    ...[
      ['ssh', '22/tcp'],
      ['telnet', '23/tcp'],
      ['ftp', '21/tcp'],
      ['smtp', '25/tcp'],
      ['rdp', '3389/tcp'],
    ],
    ...[
      ['ldap', '389/tcp'],
      ['kerberos', '88'],
      ['pcoip', '4172'],
      ['imaps', '993'],
      ['proxy', '8080'],
    ],
    ...[
      ['service-https', '443/tcp'],
      ['my-service-https', 'none'],
      ['service-none', 'none'],
    ],
  ])('a name: %s is %s', (written, wanted) => expect(services(written)).toBe(wanted));

  test.each([
    ...[
      ['', 'any'],
      ['any', 'any'],
      ['IP', 'any'],
      ['both', 'any'],
      ['IPv4', 'any'],
      ['all services', 'any'],
    ],
    ...[
      ['all tcp', '0-65535/tcp'],
      ['ALL_UDP', '0-65535/udp'],
      ['tcp', '0-65535/tcp'],
      ['any - udp', '0-65535/udp'],
    ],
    ...[
      ['tcp/udp', '0-65535/tcp/udp'],
      ['udp  &  tcp any', '0-65535/tcp/udp'],
      ['tcp and udp', '0-65535/tcp/udp'],
    ],
    ...[
      ['tcp any', '0-65535/tcp'],
      ['udp/*', '0-65535/udp'],
      ['tcp : all', '0-65535/tcp'],
      ['alltcp', '0-65535/tcp'],
    ],
    ...[
      ['my tcp', 'none'],
      ['tcp x', 'none'],
    ],
  ])('every port: %s is %s', (written, wanted) => expect(services(written)).toBe(wanted));

  test.each([
    ...[
      ['443', '443'],
      [' 443 ', '443'],
      ['４４３', '443'],
      ['0', '0'],
      ['65535', '65535'],
      ['65536', 'none'],
    ],
    ...[
      ['4172-4195', '4172-4195'],
      ['4172 – 4195', '4172-4195'],
      ['80  to  90', '80-90'],
      ['80 bis 90', '80-90'],
    ],
    ...[
      ['80..90', '80-90'],
      ['80:90', '80-90'],
      ['80  :  90', '80-90'],
      ['443-', '443'],
      ['90-80', 'none'],
    ],
    ...[
      ['80-80', '80'],
      ['123456', 'none'],
      ['80-', '80'],
      ['-80', 'none'],
    ],
    ...[
      ['>1023', '1024-65535'],
      ['>=  1024', '1024-65535'],
      ['> 1023', '1024-65535'],
      ['<80', '0-79'],
      ['<= 80', '0-80'],
    ],
    ...[
      ['>65535', 'none'],
      ['<0', 'none'],
      ['>=65535', '65535'],
      ['=80', 'none'],
    ],
  ])('numbers: %s is %s', (written, wanted) => expect(services(written)).toBe(wanted));

  test.each([
    ...[
      ['tcp443', '443/tcp'],
      ['TCP 443', '443/tcp'],
      ['tcp/443', '443/tcp'],
      ['tcp : 443', '443/tcp'],
      ['udp_443', '443/udp'],
    ],
    ...[
      ['tcp-80-90', '80-90/tcp'],
      ['tcp  443', '443/tcp'],
      ['tcp/udp 443', '443/tcp/udp'],
      ['tcp & udp 443', '443/tcp/udp'],
    ],
    ...[
      ['tcp+udp_443', '443/tcp/udp'],
      ['TCP-UDP_443', '443/tcp/udp'],
      ['tcp und udp 443', '443/tcp/udp'],
    ],
    ...[
      ['tcp oder udp 443', '443/tcp/udp'],
      ['tcp  ou  udp 443', '443/tcp/udp'],
      ['tcp >1023', '1024-65535/tcp'],
    ],
    ...[
      ['443/tcp', '443/tcp'],
      ['443 udp', '443/udp'],
      ['443_tcp', '443/tcp'],
      ['443 (TCP/UDP)', '443/tcp/udp'],
    ],
    ...[
      ['443[udp]', '443/udp'],
      ['80-90/tcp', '80-90/tcp'],
      ['443  tcp', '443/tcp'],
      ['443tcp', '443/tcp'],
    ],
    ...[
      ['443 (tcp & udp)', '443/tcp/udp'],
      ['<80/tcp', '0-79/tcp'],
      ['a tcp 443', 'none'],
      ['tcp 443 a', 'none'],
    ],
    ...[
      ['a443 tcp', 'none'],
      ['443 tcp a', 'none'],
      ['443 tcp/', 'none'],
      ['icmp 443', 'none'],
    ],
  ])('with a transport: %s is %s', (written, wanted) => expect(services(written)).toBe(wanted));

  test.each([
    ...[
      ['80, 443', '80 443'],
      ['80;443|8080\n90', '80 443 8080 90'],
      ['80 & 443', '80 443'],
      ['80、443', '80 443'],
    ],
    ...[
      ['80  and  443', '80 443'],
      ['80 und 443', '80 443'],
      ['80 et 443', '80 443'],
      ['80 y 443', '80 443'],
      ['80&443', '80 443'],
    ],
    ...[
      ['80 443', '80 443'],
      ['http  https', '80/tcp 443/tcp'],
      ['http a', 'none'],
      ['80, a', 'none'],
      [', 443,', '443'],
    ],
    ...[
      [' , ', 'none'],
      ['tcp/80 udp/443', '80/tcp 443/udp'],
    ],
    ...[
      ['TCP 80, 443', '80/tcp 443/tcp'],
      ['80, TCP 443, 90', '80 443/tcp 90'],
      ['UDP 80, TCP 443, 90', '80/udp 443/tcp 90/tcp'],
    ],
    ...[
      ['http, 90', '80/tcp 90'],
      ['dns, tcp 90, 91', '53 90/tcp 91'],
    ],
  ])('several: %j is %s', (written, wanted) => expect(services(written)).toBe(wanted));
});

describe('transports', () => {
  const transports = (written: string): string => {
    const all = parseTransports(written);
    return all === undefined ? 'none' : (all?.join('+') ?? 'any');
  };

  test.each([
    ...[
      ['tcp', 'tcp'],
      ['UDP', 'udp'],
      ['6', 'tcp'],
      ['17', 'udp'],
      ['TCP(6)', 'tcp'],
      ['tcp tcp', 'tcp'],
    ],
    ...[
      ['tcp/udp', 'tcp+udp'],
      ['udp, tcp', 'udp+tcp'],
      ['tcp and udp', 'tcp+udp'],
      ['tcp or udp', 'tcp+udp'],
    ],
    ...[
      ['tcp;udp', 'tcp+udp'],
      ['tcp + udp', 'tcp+udp'],
      ['[tcp|udp]', 'tcp+udp'],
      ['tcp-udp', 'tcp+udp'],
      ['tcp&udp', 'tcp+udp'],
    ],
    ...[
      ['', 'any'],
      ['any', 'any'],
      ['ip', 'any'],
      ['both', 'any'],
      ['any ip', 'any'],
      ['*', 'any'],
      ['all protocols', 'any'],
    ],
    ...[
      ['IPv4', 'any'],
      ['IPv4 TCP', 'tcp'],
      ['IPv4+6 TCP', 'tcp'],
      ['IPv4+IPv6 *', 'any'],
      ['IPv4+6 *', 'any'],
      ['IPv4 4', 'any'],
    ],
    ...[
      ['IPv6 TCP', 'none'],
      ['IPv6', 'none'],
      ['IPv4 icmp6', ''],
      ['IPv4 47', ''],
      ['tcp any', 'none'],
      ['frob', 'none'],
      ['tcp frob', 'none'],
    ],
    ...[['icmp/tcp', 'tcp']],
  ])('%s is %s', (written, wanted) => expect(transports(written)).toBe(wanted));

  test.each(
    'icmp icmpv6 icmp4 icmp6 gre esp ah igmp sctp ospf eigrp pim vrrp 1 2 47 50 51 58 89 132 ipip l2tp'.split(
      ' ',
    ),
  )('%s is another protocol', (written) => expect(transports(written)).toBe(''));
});

test.each([
  ['443', 'tcp', '443 tcp'],
  ['', 'tcp', 'any tcp'],
  ['443', '', '443 any'],
  ['tcp 443', '', '443 tcp'],
  ['tcp 443', 'tcp/udp', '443 tcp'],
  ['tcp 443', 'udp', ''],
  ['tcp 443, udp 80, udp 90', 'tcp/udp', '443 tcp, 80+90 udp'],
  ['80, tcp 443, 90', 'udp', '80+90 udp'],
  ['tcp 80, udp 90, tcp 443', 'tcp', '80+443 tcp'],
])('ports %j and transports %j together: %s', (ports, transports, wanted) => {
  const text = ({ ports: own, transports: kinds }: Opening): string =>
    `${own?.map(range).join('+') ?? 'any'} ${kinds?.join('+') ?? 'any'}`;
  expect(
    openingsOf(parseServices(ports) ?? null, parseTransports(transports) ?? null)
      .map(text)
      .join(', '),
  ).toBe(wanted);
});

describe('destinations', () => {
  const one = (written: string): string => {
    const target = parseDestination(written);
    return target === null ? 'none' : targetText(target);
  };
  const several = (written: string): string =>
    parseDestinations(written)?.map(targetText).join(' ') ?? 'none';

  test.each([
    ...[
      [' 10.0.0.0/8 ', '10.0.0.0/8'],
      ['10.0.0.0  /  8', '10.0.0.0/8'],
      ['10.0.0.1', '10.0.0.1/32'],
      ['2001:DB8::/32', '2001:db8::/32'],
    ],
    ...[
      ['10.0.0.0/255.0.0.0', '10.0.0.0/8'],
      ['10.0.0.0  255.0.0.0', '10.0.0.0/8'],
      ['10.0.0.0 / 255.0.0.0', '10.0.0.0/8'],
    ],
    ...[
      ['10.0.0.0 0.255.255.255', '10.0.0.0/8'],
      ['10.0.0.0 254.0.0.0', '10.0.0.0/7'],
      ['0.0.0.0 0.0.0.0', '0.0.0.0/0'],
    ],
    ...[
      ['0.0.0.0 127.255.255.255', '0.0.0.0/1'],
      ['10.0.0.1 255.255.255.255', '10.0.0.1/32'],
      ['10.0.0.0 0.0.0.255', '10.0.0.0/24'],
    ],
    ...[
      ['10.0.0.0 255.0.255.0', 'none'],
      ['10.0.0.0 255.0.0', 'none'],
      ['10.0.0.0 255.0.0.0 a', 'none'],
      ['10.0.0.1 0.0.0.0', 'none'],
    ],
    ...[
      ['10.0.0.0 - 10.0.0.3', '10.0.0.0/30'],
      ['10.0.0.0-10.0.0.3', '10.0.0.0/30'],
      ['10.0.0.3-10.0.0.0', 'none'],
      ['10.0.0.1-10.0.0.2-10.0.0.3', 'none'],
    ],
    ...[
      ['web (10.0.0.1)', '10.0.0.1/32'],
      ['web[ 10.0.0.0/8 ]', '10.0.0.0/8'],
      ['10.0.0.1 (web)', '10.0.0.1/32'],
      ['(10.0.0.1)', '10.0.0.1/32'],
    ],
    ...[
      ['web (a)', 'none'],
      ['web (10.0.0.1) b', 'none'],
      ['a(b) (10.0.0.1)', 'none'],
      ['web (10.0.0.1', 'none'],
    ],
  ])('addresses: %s is %s', (written, wanted) => expect(one(written)).toBe(wanted));

  test.each([
    ...[
      ['any', 'anywhere'],
      ['Internet', 'anywhere'],
      ['everywhere', 'anywhere'],
      ['anywhere', 'anywhere'],
      ['*', 'anywhere'],
    ],
    ...[
      ['', 'none'],
      ['-', 'none'],
      ['any4', '0.0.0.0/0'],
      ['any-ipv4', '0.0.0.0/0'],
      ['any6', '::/0'],
      ['any-ipv6', '::/0'],
    ],
    ...[
      ['A.Example.COM', 'a.example.com'],
      ['a.example.com.', 'a.example.com'],
      ['*.example.com', '*.example.com'],
      ['.example.com', '*.example.com'],
    ],
    ...[
      ['https://a.example.com/b/c', 'a.example.com'],
      ['http://a.example.com:8080/b', 'a.example.com'],
      ['a.example.com:443', 'a.example.com'],
    ],
    ...[
      ['*example.com', 'none'],
      ['a*.example.com', 'none'],
      ['*.', 'none'],
      ['*.-', 'none'],
      ['office', 'none'],
      ['192.0.2.x', 'none'],
    ],
    ...[
      ['a.b2', 'a.b2'],
      ['a.2b', 'none'],
      ['a.b.c', 'none'],
      ['a1https://b.example.com', 'none'],
      ['a.example.com:44b', 'none'],
    ],
    ...[
      ['a.example.com/https://b', 'a.example.com'],
      ['a..com', 'none'],
      ['a.com b', 'none'],
    ],
  ])('names: %s is %s', (written, wanted) => expect(one(written)).toBe(wanted));

  test.each([
    ['10.0.0.1', '10.0.0.1/32'],
    ['10.0.0.1, 10.0.0.2', '10.0.0.1/32 10.0.0.2/32'],
    ['10.0.0.1;10.0.0.2|a.example.com', '10.0.0.1/32 10.0.0.2/32 a.example.com'],
    ['10.0.0.1\r\n10.0.0.2\n', '10.0.0.1/32 10.0.0.2/32'],
    ['10.0.0.1  a.example.com', '10.0.0.1/32 a.example.com'],
    ['10.0.0.0 255.0.0.0, 10.0.0.0 0.0.0.255', '10.0.0.0/8 10.0.0.0/24'],
    ['10.0.0.0 255.0.255.0', 'none'],
    ['10.0.0.0 0.255.0.255', 'none'],
    ['10.0.0.1 10.0.0.2,10.0.0.3', '10.0.0.1/32 10.0.0.2/32 10.0.0.3/32'],
    ['10.0.0.1 office', 'none'],
    ['10.0.0.1 , office', 'none'],
    [' , ', 'none'],
  ])('several: %j is %s', (written, wanted) => expect(several(written)).toBe(wanted));

  test.each([
    ['10.0.0.1/8', 'hostBits'],
    [' 10.0.0.1/33', 'hostBits'],
    ['10.0.0.1', 'noDestination'],
    ['office/8', 'noDestination'],
  ])('why %s is none: %s', (written, why) => expect(destinationProblem(written)).toBe(why));
});
