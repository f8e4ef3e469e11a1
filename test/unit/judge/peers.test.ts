/** What the report says of a peer beside findings. */
import { expect, test } from '@jest/globals';
import { peerNat } from './peer-evidence.ts';
import { completed, replace } from './record-builder.ts';
import { judgeScenario } from './scenario.ts';

const run = { request: { peers: [{ kind: 'preflight' as const, host: '198.51.100.20', port: null }] } };

/** What each port of the peer saw of source port 50000. */
function outsideOf(...seen: readonly (readonly [string, number])[]) {
  const fault = replace(
    (step) => step.probe === 'peer-nat',
    (step) => completed(peerNat(step, seen)),
  );
  return judgeScenario({ run, fault }).peers?.[0]?.outside;
}

test.each([
  ['seen as one, under its own number', [['203.0.113.9', 50_000]], 'port-independent', true],
  ['seen as one, under another number', [['203.0.113.9', 1024]], 'port-independent', false],
  [
    'another number for each port',
    [
      ['203.0.113.9', 1],
      ['203.0.113.9', 2],
      ['203.0.113.9', 3],
    ],
    'per-destination',
    false,
  ],
  [
    'another address for each port',
    [
      ['203.0.113.9', 50_000],
      ['203.0.113.8', 50_000],
      ['203.0.113.9', 50_000],
    ],
    'per-destination',
    true,
  ],
] as const)('%s', (_name, seen, mapping, keepsPort) => {
  expect(outsideOf(...seen)).toMatchObject({ mapping, keepsPort });
});

test('nothing is translated where the peer sees an address of this machine; where one port alone told, nothing is said', () => {
  const here = replace(
    (step) => step.probe === 'peer-nat',
    (step) => completed(peerNat(step, [['192.168.1.20', 50_000]])),
  );
  const own = judgeScenario({
    run,
    fault: (record) => {
      const [first] = record.host.interfaces.flatMap(({ addresses }) => addresses);
      return here({
        ...record,
        host: {
          ...record.host,
          interfaces: record.host.interfaces.map((one) => ({
            ...one,
            addresses: first === undefined ? [] : [{ ...first, address: '192.168.1.20' }],
          })),
        },
      });
    },
  });
  expect(own.peers?.[0]?.outside).toMatchObject({ mapping: 'none', keepsPort: true });
  const alone = replace(
    (step) => step.probe === 'peer-nat',
    (step) => {
      const evidence = peerNat(step);
      const seen = evidence.seen.map((one, index) =>
        index === 0 ? one : { ...one, outsideAddress: null, outsidePort: null },
      );
      return completed({ ...evidence, seen });
    },
  );
  expect(judgeScenario({ run, fault: alone }).peers?.[0]?.outside).toMatchObject({
    mapping: null,
    keepsPort: null,
  });
});
