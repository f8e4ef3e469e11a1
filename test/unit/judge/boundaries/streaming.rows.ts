/** findings.md, "Streaming": judged over the addresses that the health-check name resolves to now. */
import { targetOf } from '../../../../src/plan/step.ts';
import type { Protocol } from '../../../../src/core/words.ts';
import type { FailureCode } from '../../../../src/core/failure.ts';
import { client, tcpEvidence } from '../evidence-builder.ts';
import { dnsSays, httpsFails, onPort, tcp } from '../faults.ts';
import { alter, hasRole, pipe, type Mutator, type Wanted } from '../record-builder.ts';
import { fine, rowsOf } from './boundary.ts';

/** As the tables list them for the Region of these tests. */
const SERVERS = ['52.59.191.224', '52.59.191.225', '52.59.191.226', '52.59.191.227'] as const;
export const [FIRST] = SERVERS;
export const PORT = { pcoip: 4172, dcv: 4195 } as const;
export const SILENT_UDP = (...protocols: readonly Protocol[]) =>
  protocols.map((protocol) => `${protocol}/udp-unproven@here`);

export const at =
  (wanted: Wanted, ...addresses: readonly string[]): Wanted =>
  (step) =>
    wanted(step) && addresses.includes(targetOf(step).address ?? '');
export const others = SERVERS.slice(1);
const gateway443: Mutator = alter('tcp', hasRole('gateway-443'), (_evidence, step) =>
  tcpEvidence(step, 'open'),
);
const installed = (version: string | null): Mutator =>
  alter(
    'client',
    () => true,
    () => client({ installed: true, version }),
  );

const tcpRows = (protocol: Protocol) => {
  const port = onPort(PORT[protocol]);
  const own = { protocols: [protocol] } as const;
  const blocked = `${protocol}/tcp-blocked` as const;
  const refused = `${protocol}/tcp-refused` as const;
  const unproven = { ...own, explains: SILENT_UDP(protocol) };
  return [
    ...rowsOf({
      code: blocked,
      side: 'path',
      rows: [
        ['silent on every health-check address while 443 works', tcp('filtered', port), 'error', unproven],
        [
          'silent on every address but one',
          tcp('filtered', at(port, ...others)),
          null,
          { beside: ['streaming/partial:warning'] },
        ],
        [
          'silent on every address, and one refuses: none works',
          pipe(tcp('filtered', port), tcp('closed', at(port, FIRST))),
          'error',
          unproven,
        ],
        [
          'this machine forbids it',
          tcp('filtered', port, 'permission-denied'),
          'error',
          { ...unproven, side: 'this-machine' },
        ],
        [
          '443 is silent as well, and so is the other port: that is the wall',
          pipe(tcp('filtered', hasRole('health-check')), httpsFails('connection-timeout')),
          null,
          { beside: ['https/blocked:error'] },
        ],
        [
          'a listed address that DNS no longer returns is silent',
          pipe(dnsSays(others, hasRole('health-check-name')), tcp('filtered', at(port, FIRST))),
          null,
        ],
        [
          'only a listed address that DNS no longer returns is open',
          pipe(dnsSays(others, hasRole('health-check-name')), tcp('filtered', at(port, ...others))),
          'error',
          unproven,
        ],
      ],
    }),
    ...rowsOf({
      code: refused,
      side: 'path',
      rows: [
        ['refused on every address', tcp('closed', port), 'error', unproven],
        ['reset on every address', tcp('closed', port, 'connection-reset'), 'error', unproven],
        [
          'refused on every address but one, and that one is silent',
          pipe(tcp('closed', port), tcp('filtered', at(port, FIRST))),
          null,
          { beside: [`${blocked}:error`] },
        ],
        [
          'refused on every address but one, and that one is open',
          tcp('closed', at(port, ...others)),
          null,
          { beside: ['streaming/partial:warning'] },
        ],
      ],
    }),
  ];
};

const fallback = [
  ...rowsOf({
    code: 'dcv/tcp-blocked',
    side: 'path',
    protocols: ['dcv'],
    rows: (
      [
        ['and a gateway is open on TCP 443', gateway443, 'warning'],
        [
          'and a gateway is open on TCP 443, the client of unknown version',
          pipe(gateway443, installed(null)),
          'warning',
        ],
        [
          'and a gateway is open on TCP 443, the client unreadable',
          pipe(
            gateway443,
            alter(
              'client',
              () => true,
              () => client(),
            ),
          ),
          'warning',
        ],
        [
          'and a gateway is open on TCP 443, the client 2024.7',
          pipe(gateway443, installed('2024.7')),
          'warning',
        ],
        [
          'and a gateway is open on TCP 443, the client 2024.6: too old for it',
          pipe(gateway443, installed('2024.6.9')),
          'error',
        ],
        ['and no gateway is open on TCP 443', fine, 'error'],
      ] as const
    ).map(
      ([name, more, severity]) =>
        [
          `4195 is silent everywhere, ${name}`,
          pipe(tcp('filtered', onPort(4195)), more),
          severity,
          { explains: SILENT_UDP('dcv') },
        ] as const,
    ),
  }),
  ...rowsOf({
    code: 'pcoip/tcp-blocked',
    side: 'path',
    protocols: ['pcoip'],
    rows: [
      [
        'a gateway on TCP 443 is no help to PCoIP',
        pipe(tcp('filtered', onPort(4172)), gateway443),
        'error',
        { explains: SILENT_UDP('pcoip') },
      ],
    ],
  }),
];

const either = hasRole('health-check');
const partial = rowsOf({
  code: 'streaming/partial',
  side: 'path',
  rows: [
    [
      'one address of four is silent on both ports',
      tcp('filtered', at(either, FIRST)),
      'warning',
      { params: { failing: [FIRST] } },
    ],
    [
      'one address of four refuses on both ports',
      tcp('closed', at(either, FIRST)),
      'warning',
      { params: { failing: [FIRST] } },
    ],
    [
      'three of four are silent on 4172',
      tcp('filtered', at(onPort(4172), ...others)),
      'warning',
      { protocols: ['pcoip'], params: { failing: others } },
    ],
    [
      'one of four is silent on 4195',
      tcp('filtered', at(onPort(4195), FIRST)),
      'warning',
      { protocols: ['dcv'] },
    ],
    ['every address works', fine, null],
    [
      'no address works',
      tcp('filtered', either),
      null,
      { beside: ['pcoip/tcp-blocked:error', 'dcv/tcp-blocked:error'] },
    ],
    [
      'the one that is silent is listed, and DNS no longer returns it',
      pipe(dnsSays(others, hasRole('health-check-name')), tcp('filtered', at(either, FIRST))),
      null,
    ],
  ],
});

const gateways = (code: FailureCode, wanted: Wanted = onPort(4172, 'gateway')): Mutator =>
  alter(
    'tcp',
    (step) => step.role === 'gateway' && wanted(step),
    (_evidence, step) => tcpEvidence(step, 'filtered', code),
  );
/** Three gateways of PCoIP are sampled here, one a range; the id names the range. */
const PCOIP = { protocols: ['pcoip'], params: { sampled: 3 } } as const;
const butOne = (make: Mutator): Mutator => pipe(gateways('host-unreachable'), make);
const last: Wanted = ({ id }) => id.endsWith('/gateway/tcp-4172/52.59.127.0');

const rejected = rowsOf({
  code: 'gateway/rejected',
  side: 'path',
  rows: [
    [
      'EPERM from every sampled gateway of PCoIP',
      gateways('permission-denied'),
      'error',
      { ...PCOIP, side: 'this-machine' },
    ],
    ['EHOSTUNREACH from every one', gateways('host-unreachable'), 'error', PCOIP],
    ['ENETUNREACH from every one', gateways('network-unreachable'), 'error', PCOIP],
    [
      'a different refusal from each',
      pipe(gateways('host-unreachable'), gateways('permission-denied', last)),
      'error',
      PCOIP,
    ],
    [
      'from every one of DCV',
      gateways('host-unreachable', onPort(4195, 'gateway')),
      'error',
      { protocols: ['dcv'] },
    ],
    [
      'from every one of both',
      gateways('host-unreachable', () => true),
      [
        ['error', ['pcoip']],
        ['error', ['dcv']],
      ],
    ],
    [
      'from every one but one, which is silent',
      butOne(alter('tcp', last, (_evidence, step) => tcpEvidence(step, 'filtered'))),
      null,
    ],
    [
      'from every one but one, which resets',
      butOne(alter('tcp', last, (_evidence, step) => tcpEvidence(step, 'closed'))),
      null,
    ],
    [
      'from every one but one, which opens',
      butOne(alter('tcp', last, (_evidence, step) => tcpEvidence(step, 'open'))),
      null,
    ],
    [
      'a RST from every one',
      alter('tcp', hasRole('gateway'), (_evidence, step) => tcpEvidence(step, 'closed')),
      null,
    ],
    ['silence of every one', gateways('connection-timeout'), null],
    [
      'the health-check servers do not work either',
      pipe(gateways('host-unreachable'), tcp('filtered', onPort(4172))),
      null,
      { beside: ['pcoip/tcp-blocked:error'] },
    ],
    [
      'one health-check server works',
      pipe(gateways('host-unreachable'), tcp('filtered', at(onPort(4172), ...others))),
      'error',
      { ...PCOIP, beside: ['streaming/partial:warning'] },
    ],
  ],
});

export const streaming = [...tcpRows('pcoip'), ...tcpRows('dcv'), ...fallback, ...partial, ...rejected];
