/** findings.md, "Streaming": UDP, where silence proves nothing. */
import type { Protocol } from '../../../../src/core/words.ts';
import type { Tables } from '../../../../src/regions/model.ts';
import { onPort, tcp, udp, udpAnswers } from '../faults.ts';
import { hasRole, pipe, tables } from '../record-builder.ts';
import { fine, rowsOf } from './boundary.ts';
import { at, FIRST, others, PORT, SILENT_UDP } from './streaming.rows.ts';

const VERIFIED = { run: { request: { assumeUdpAnswers: true } } };

/** Gateways are asked over UDP for DCV alone. */
const gatewayRows: Parameters<typeof rowsOf>[0]['rows'] = [
  [
    "this machine's EPERM at the gateways alone",
    udp('filtered', hasRole('gateway')),
    'warning',
    { side: 'this-machine', params: { byThisMachine: true } },
  ],
  ['an ICMP refusal of the gateways, which may be idle', udp('closed', hasRole('gateway')), null],
];

const rejectedRows = (protocol: Protocol) => {
  const port = onPort(PORT[protocol]);
  const severity = protocol === 'pcoip' ? 'error' : 'warning';
  return rowsOf({
    code: `${protocol}/udp-rejected`,
    side: 'path',
    protocols: [protocol],
    rows: [
      ['an ICMP refusal from every server', udp('closed', port), severity],
      ['an ICMP refusal from one server, silence from the others', udp('closed', at(port, FIRST)), severity],
      ["this machine's EPERM", udp('filtered', port), severity, { side: 'this-machine' }],
      [
        'a refusal from one server, and a reply of another on the same port',
        pipe(udp('closed', at(port, FIRST)), udp('open', at(port, ...others))),
        null,
      ],
      [
        'a refusal from a server that refuses TCP as well is that server’s',
        pipe(udp('closed', at(port, FIRST)), tcp('closed', at(port, FIRST))),
        null,
        { beside: ['streaming/partial:warning'] },
      ],
      ['silence', fine, null],
      ...(protocol === 'dcv' ? gatewayRows : []),
    ],
  });
};

const unprovenRows = (protocol: Protocol) => {
  const port = onPort(PORT[protocol]);
  const other = protocol === 'pcoip' ? onPort(4195) : onPort(4172);
  const otherRejected = protocol === 'pcoip' ? 'dcv/udp-rejected:warning' : 'pcoip/udp-rejected:error';
  const answered = pipe(udpAnswers, udp('open|filtered', port));
  return rowsOf({
    code: `${protocol}/udp-unproven`,
    side: 'us',
    protocols: [protocol],
    rows: [
      [
        'no reply here, and UDP is proved elsewhere',
        answered,
        'notice',
        { params: { elsewhere: true, verified: false } },
      ],
      [
        'the same where the answers are verified',
        answered,
        'notice',
        { ...VERIFIED, params: { elsewhere: true, verified: true } },
      ],
      [
        'no reply here, and the control alone answered',
        udp('open', hasRole('udp-control')),
        'notice',
        { params: { elsewhere: true, control: true } },
      ],
      [
        'no proof either way: the other port is refused',
        udp('closed', other),
        'notice',
        { beside: [otherRejected], first: false, params: { elsewhere: false } },
      ],
      ['one server of four replied', pipe(answered, udp('open', at(port, FIRST))), null],
      ['nothing at all replied: said once, of all UDP', fine, null],
    ],
  });
};

const verifiedFor = (...protocols: readonly Protocol[]): Tables => ({
  ...tables,
  regions: tables.regions.map((region) => ({
    ...region,
    udpAnswers: {
      ...region.udpAnswers,
      ...Object.fromEntries(protocols.map((protocol) => [protocol, 'verified'])),
    },
  })),
});
const BOTH_UNPROVEN = SILENT_UDP('pcoip', 'dcv');

const udpSilent = rowsOf({
  code: 'streaming/udp-silent',
  side: 'path',
  rows: [
    [
      'TCP works and no UDP was answered, as shipped: unverified',
      fine,
      'notice',
      { explains: BOTH_UNPROVEN, params: { verified: false } },
    ],
    [
      'the same where the person says that the service answers',
      fine,
      'warning',
      { ...VERIFIED, explains: BOTH_UNPROVEN, params: { verified: true } },
    ],
    [
      'the same where a calibration verified both',
      fine,
      'warning',
      { tables: verifiedFor('pcoip', 'dcv'), explains: BOTH_UNPROVEN },
    ],
    [
      'a calibration verified DCV alone: PCoIP stays unverified',
      fine,
      [
        ['warning', ['dcv']],
        ['notice', ['pcoip']],
      ],
      { tables: verifiedFor('dcv'), explains: BOTH_UNPROVEN },
    ],
    ['the control alone answered', udp('open', hasRole('udp-control')), null, VERIFIED],
    ['one health-check server alone answered', udp('open', at(onPort(4172), FIRST)), null, VERIFIED],
    ['a gateway alone answered', udp('open', hasRole('gateway')), null, VERIFIED],
    [
      'a refusal is an answer of a sort',
      udp('closed', at(onPort(4195), FIRST)),
      null,
      { ...VERIFIED, beside: ['dcv/udp-rejected:warning'] },
    ],
    [
      'TCP works on 4172 alone: said of PCoIP alone',
      tcp('filtered', onPort(4195)),
      'notice',
      {
        protocols: ['pcoip'],
        beside: ['dcv/tcp-blocked:error'],
        first: false,
        explains: SILENT_UDP('pcoip'),
      },
    ],
    [
      'TCP works on neither port',
      tcp('filtered', hasRole('health-check')),
      null,
      { ...VERIFIED, beside: ['pcoip/tcp-blocked:error', 'dcv/tcp-blocked:error'] },
    ],
  ],
});

export const udpPorts = [
  ...rejectedRows('pcoip'),
  ...rejectedRows('dcv'),
  ...unprovenRows('pcoip'),
  ...unprovenRows('dcv'),
  ...udpSilent,
];
