import { EventEmitter } from 'node:events';
import { describe, expect, test } from '@jest/globals';
import type { DnsSd, DnsSdPacket, DiscoverOptions } from 'node-dns-sd';
import { failure } from '../../../../src/core/failure.ts';
import { findLocalServices, printersOf } from '../../../../src/net/host/local-services.ts';
import { quietSearch, type QuietSearch } from '../../../../src/net/host/mdns-quiet.ts';

const never = { timeoutMs: 5000, signal: new AbortController().signal };
const NAME = 'Office._ipp._tcp.local';
const PACKET: DnsSdPacket = {
  address: '192.0.2.7',
  answers: [{ name: '_ipp._tcp.local', type: 'PTR', rdata: NAME }],
  additionals: [
    { name: NAME, type: 'SRV', rdata: { port: 631, target: 'office.local' } },
    { name: 'office.local', type: 'A', rdata: '192.0.2.8' },
  ],
};

function search(over: Partial<QuietSearch>): QuietSearch & { closed: number } {
  const fake = {
    closed: 0,
    round: () => Promise.resolve([]),
    close() {
      fake.closed += 1;
    },
    sendFailure: () => null,
    ...over,
  };
  return fake;
}

describe('what an answer says', () => {
  test.each([
    ['name, port and own address', PACKET, [{ name: 'Office', address: '192.0.2.8', port: 631 }]],
    [
      'without an address of its own the sender counts',
      { ...PACKET, additionals: [] },
      [{ name: 'Office', address: '192.0.2.7', port: null }],
    ],
    [
      'other services are left out',
      { answers: [{ name: '_http._tcp.local', type: 'PTR', rdata: 'x._http._tcp.local' }] },
      [],
    ],
    [
      'data of the wrong kind is left out',
      { answers: [{ name: '_ipp._tcp.local', type: 'PTR', rdata: { a: 1 } }, { name: 7 }] },
      [],
    ],
    [
      'an impossible port is no port',
      { ...PACKET, additionals: [{ name: NAME, type: 'SRV', rdata: { port: 99999 } }] },
      [{ name: 'Office', address: '192.0.2.7', port: null }],
    ],
  ])('%s', (_name, packet, wanted) => {
    expect(printersOf(packet)).toEqual(wanted);
  });
});

describe('the search', () => {
  test('asks twice, counts each printer once, and closes', async () => {
    let rounds = 0;
    const fake = search({
      round() {
        rounds += 1;
        return Promise.resolve([PACKET]);
      },
    });
    const evidence = await findLocalServices(never, fake);
    expect([rounds, fake.closed, evidence.printers.length, evidence.failure]).toEqual([2, 1, 1, null]);
  });

  test('nobody answers: no printer and no failure', async () => {
    expect(await findLocalServices(never, search({}))).toEqual({
      kind: 'local-services',
      printers: [],
      failure: null,
    });
  });

  test('a question that could not be sent is said', async () => {
    const problem = failure('network-unreachable', 'send', 'ENETUNREACH');
    expect((await findLocalServices(never, search({ sendFailure: () => problem }))).failure).toEqual(problem);
  });

  test('a port that another program holds alone is a failure', async () => {
    const inUse = Object.assign(new Error('bind EADDRINUSE'), { code: 'EACCES' });
    const fake = search({ round: () => Promise.reject(inUse) });
    expect(await findLocalServices(never, fake)).toMatchObject({
      printers: [],
      failure: { operation: 'receive' },
    });
    expect(fake.closed).toBe(1);
  });

  test('a cancelled run rejects at once and closes the socket', async () => {
    const controller = new AbortController();
    const fake = search({ round: () => new Promise(() => undefined) });
    const found = findLocalServices({ timeoutMs: 5000, signal: controller.signal }, fake);
    controller.abort(new Error('stop now'));
    await expect(found).rejects.toThrow('stop now');
    expect(fake.closed).toBe(1);
  });
});

/** Behaves as version 1.0.1 does, without a socket. */
class FakePackage {
  _udp: EventEmitter & { setMulticastInterface(address: string): void } = Object.assign(new EventEmitter(), {
    setMulticastInterface: (address: string) => this.log.push(`interface ${address}`),
    addMembership: (_group: string, address: string) => {
      if (address === '192.0.2.2') throw new Error('EADDRINUSE');
      this.log.push(`join ${address}`);
    },
  });
  readonly log: string[] = [];
  readonly _MULTICAST_ADDR = '224.0.0.251';
  readonly _UDP_PORT = 5353;
  readonly _netif_address_list = ['192.0.2.1', '192.0.2.2', '198.51.100.1'];
  _is_discovering = true;
  _udpSend(): Promise<void> {
    return this.log.at(-1) === 'interface 198.51.100.1'
      ? Promise.reject(Object.assign(new Error('send'), { code: 'ENETUNREACH' }))
      : Promise.resolve();
  }
  _addMembership(): void {
    throw new Error('the noisy original must not run');
  }
  async _sendQueryPacket(_packet: Uint8Array): Promise<void> {
    return Promise.reject(new Error('the original must not run'));
  }
  _receivePacket(..._packet: unknown[]): void {
    throw new RangeError('cut packet');
  }
  _stopListening(): Promise<void> {
    this.log.push('closed');
    return Promise.resolve();
  }
  async discover({ filter }: DiscoverOptions): Promise<readonly never[]> {
    this._addMembership();
    await this._sendQueryPacket(new Uint8Array());
    this._receivePacket(new Uint8Array(), {});
    this._udp.emit('error', new Error('late'));
    filter?.({ packet: PACKET });
    return [];
  }
}

test('the package is kept quiet: every interface asked, failures kept, nothing thrown and nothing printed', async () => {
  const base = new FakePackage();
  const quiet = quietSearch(['_ipp._tcp.local'], base as unknown as DnsSd);
  expect(await quiet.round()).toEqual([PACKET]);
  quiet.close();
  expect(base.log).toEqual([
    'join 192.0.2.1',
    'join 198.51.100.1',
    'interface 192.0.2.1',
    'interface 192.0.2.2',
    'interface 198.51.100.1',
    'closed',
  ]);
  expect(quiet.sendFailure()?.code).toBe('network-unreachable');
});
