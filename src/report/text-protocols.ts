/** One line for each requested protocol: verdict, round trip, transport, proof of UDP, and the forecast of a session. Pure. */
import { PROTOCOLS, type Protocol } from '../core/words.ts';
import { PROTOCOL_NAME, TRANSPORT_NAME, UDP_PROOF_NAME, milliseconds } from './plain-words.ts';
import type { Report } from './report.ts';
import { terminalSafe } from './safe-text.ts';
import { VERDICT_SIGN, symbolOf, type Pen } from './text-style.ts';
import { hangText, lengthOf, padTo } from './wrap-text.ts';

type Forecast = NonNullable<Report['protocols']['pcoip']>;

export function protocolBlock(report: Report, pen: Pen): string[] {
  const asked = PROTOCOLS.flatMap((protocol) => {
    const forecast = report.protocols[protocol];
    return forecast === undefined ? [] : [{ protocol, forecast }];
  });
  const widest = Math.max(0, ...asked.map(({ forecast }) => lengthOf(VERDICT_SIGN[forecast.verdict].word)));
  return asked.flatMap(({ protocol, forecast }) =>
    protocolLines({ protocol, forecast, widest, report, pen }),
  );
}

interface Asked {
  readonly protocol: Protocol;
  readonly forecast: Forecast;
}

interface ProtocolLines extends Asked {
  /** Columns of the longest verdict word. */
  readonly widest: number;
  readonly report: Report;
  readonly pen: Pen;
}

function protocolLines({
  protocol,
  forecast,
  widest,
  report,
  pen: { style, paint },
}: ProtocolLines): string[] {
  const sign = VERDICT_SIGN[forecast.verdict];
  const word = padTo(`${symbolOf(sign, style)} ${sign.word}`, widest + 2);
  const lead = `  ${padTo(PROTOCOL_NAME[protocol], 6)} ${word}  `;
  const [head = '', ...more] = protocolFacts(report, { protocol, forecast });
  const indent = ' '.repeat(lengthOf(lead));
  return [
    ...hangText(terminalSafe(head), {
      lead,
      width: style.width,
      paint: (plain) => plain.replace(word, paint(sign.tone, word)),
    }),
    ...more.flatMap((text) => hangText(terminalSafe(text), { lead: indent, width: style.width })),
  ];
}

/** Round trip, then the forecast of a session; without a forecast the transport and the proof of UDP. */
function protocolFacts(report: Report, { protocol, forecast }: Asked): string[] {
  const deciding = report.regions.find((region) => region.code === report.decidingRegion);
  const median = deciding?.rtt?.medianMs ?? null;
  const band = forecast.band === null ? '' : `, ${forecast.band}`;
  const said = [
    forecast.transport === null ? null : TRANSPORT_NAME[forecast.transport],
    UDP_PROOF_NAME[forecast.udpProof],
  ];
  const session = forecast.forecast?.replace(`${PROTOCOL_NAME[protocol]}: `, '');
  return [
    ...(median === null ? [] : [`${milliseconds(median)}${band}`]),
    session ?? said.filter((fact) => fact !== null).join('; '),
  ];
}
