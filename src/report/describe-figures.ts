/** The figures of a Region with how each was measured: what was timed, how many samples, to where. Pure values, no layout. */
import { NETWORK } from '../causes/sources.ts';
import type { RegionFigures } from '../reading/region-figures.ts';
import { BAND_LIMIT, PROTOCOL_NAME, counted, methodName, milliseconds } from './plain-words.ts';
import { PROTOCOLS } from '../core/words.ts';

export interface Figure {
  readonly name: string;
  readonly value: string;
  /** Method, samples and target; null when nothing needs saying. */
  readonly how: string | null;
}

export function describeFigures(region: RegionFigures): readonly Figure[] {
  return [...roundTrip(region), ...packetSize(region)];
}

function roundTrip({ rtt, bands, grade, code }: RegionFigures): readonly Figure[] {
  if (rtt === null) return [{ name: 'Round trip', value: 'not measured', how: null }];
  const median = grade === null ? milliseconds(rtt.medianMs) : `${milliseconds(rtt.medianMs)}, ${grade}`;
  const servers = counted(rtt.servers.length, 'health-check server');
  const byProtocol = PROTOCOLS.flatMap((protocol) => {
    const band = bands[protocol];
    return band === null ? [] : [`${PROTOCOL_NAME[protocol]} ${band} (${BAND_LIMIT[protocol][band] ?? '?'})`];
  });
  return [
    {
      name: 'Round trip',
      value: median,
      how: `median of ${counted(rtt.received, 'TCP connect')} to port ${rtt.port} of ${servers} in ${code}`,
    },
    ...(byProtocol.length > 0 ? [{ name: 'Limits', value: byProtocol.join(', '), how: NETWORK }] : []),
    {
      name: 'Spread',
      value: `${milliseconds(rtt.minMs)} to ${milliseconds(rtt.maxMs)}`,
      how: `95 of 100 below ${milliseconds(rtt.p95Ms)}; varies by ${milliseconds(rtt.jitterMs)} from one to the next`,
    },
    { name: 'Lost', value: `${rtt.sent - rtt.received} of ${rtt.sent}`, how: null },
  ];
}

function packetSize({ mtu }: RegionFigures): readonly Figure[] {
  if (mtu === null) return [];
  const required = `${mtu.requiredBytes} bytes are needed`;
  const methods =
    mtu.methods.length === 0
      ? 'no method could tell'
      : `measured by ${mtu.methods.map(methodName).join(', ')}`;
  const hole = mtu.blackHole === true ? '; larger packets vanish without an answer' : '';
  const value = mtu.pathMtuBytes === null ? 'not measured' : `${mtu.pathMtuBytes} bytes pass`;
  return [{ name: 'Packet size', value, how: `${required}; ${methods}${hole}` }];
}
