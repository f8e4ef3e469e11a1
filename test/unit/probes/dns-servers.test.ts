import { expect, test } from '@jest/globals';
import { serversToAsk } from '../../../src/probes/dns-servers.ts';
import { hostFactsOf } from '../plan/plan-fixtures.ts';

const upAndDown = ['eth0', 'wlan0'].map((name, index) => ({
  name,
  kind: 'ethernet' as const,
  up: index === 0,
  mtuBytes: null,
  mac: null,
  addresses: [],
}));

function server(address: string, interfaceName: string | null = null, port = 53) {
  return { address, port, interfaceName };
}

test.each([
  [
    'at most three, in the system order',
    ['10.0.0.1', '10.0.0.2', '10.0.0.3', '10.0.0.4'].map((a) => server(a)),
    3,
  ],
  ['the same server twice is one', [server('10.0.0.1'), server('10.0.0.1', 'eth0')], 1],
  ['another port is another server', [server('127.0.0.1'), server('127.0.0.1', null, 5353)], 2],
  ['a server of an interface that is down does not count', [server('10.0.0.1', 'wlan0')], 0],
])('%s', (...[, dnsServers, wanted]) => {
  expect(serversToAsk(hostFactsOf({ dnsServers, interfaces: upAndDown })).length).toBe(wanted);
});
