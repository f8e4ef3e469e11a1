/** Somebody near accepts every connection, so that an open port proves nothing. */
import { z } from 'zod';
import { STREAMING_PORT } from '../../core/words.ts';
import { rttFigures } from '../../reading/rtt-figures.ts';
import { THRESHOLDS } from '../../reading/thresholds.ts';
import { measuredOf, type View } from '../../reading/view.ts';
import { defineCause } from '../cause.ts';
import { ms, region, server } from '../facts.ts';
import { idsOf } from '../found.ts';
import * as from from '../sources.ts';
import { listJa } from '../web/shared.ts';
import { isStreaming, isTcpProof } from './shared.ts';

const facts = z.object({
  /** Places where no host can be, and that opened nevertheless. */
  control: z.array(server()),
  /** Regions that all answer sooner than light allows; empty where they do not. */
  regions: z.array(region()),
  slowestMs: ms().nullable(),
});

const PORTS = Object.values(STREAMING_PORT).map(String);

export const acceptsAll = defineCause({
  code: 'local/accepts-all',
  layer: 'local',
  ceiling: 'error',
  side: 'this-machine',
  // This computer, or something right beside it: who it is was not seen.
  sideProven: () => false,
  facts,
  sources: ['RFC 5737 (documentation addresses have no hosts)', from.OWN],
  when: `A connect to documentation address space (TEST-NET) succeeds, or every Region answers within ${THRESHOLDS.acceptsAllMs} ms.`,
  hidesVerdict: () => true,
  /**
   * A connect to documentation address space opened, or Regions of two areas at least answer within the limit. A control on 443 alone
   * is a transparent web proxy: the handshake with a valid certificate proves what TCP does not, and streaming does not go through it.
   */
  holds: (view) => {
    const controls = measuredOf(view, 'tcp', 'accepts-all-control').filter(
      (entry) => entry.evidence.state === 'open' && entry.check.target.port !== 443,
    );
    const near = nearRegions(view);
    if (controls.length === 0 && near === null) return [];
    const rtt = near === null ? [] : measuredOf(view, 'rtt', 'health-check', 'path');
    const attempts = controls.flatMap((entry) => entry.evidence.attempts);
    return [
      {
        severity: 'error',
        protocols: view.protocols,
        region: null,
        facts: {
          control: attempts.map((one) => `${one.address}:${one.port}`),
          regions: near === null ? [] : [...near.regions],
          slowestMs: near === null ? null : Math.round(near.slowestMs * 10) / 10,
        },
        checks: idsOf([...controls, ...rtt]),
      },
    ];
  },
  // Somebody near accepts every connection: an open port and a short round trip prove nothing.
  root: {
    covers: (entry) => (isStreaming(entry) || entry.step.role === 'path') && isTcpProof(entry),
  },
  words: {
    en: (it, say) => ({
      headline: "Could not tell: something here answers in Amazon's place.",
      title: 'Something close by accepts every connection',
      explanation: say.sentences(
        it.control.length > 0 &&
          `A connection to ${say.list(it.control)} opened, although nobody can be there.`,
        it.slowestMs !== null &&
          `Every one of ${say.list(it.regions)} answered within ${say.ms(it.slowestMs)}, which light cannot do over such distances.`,
        'An agent on this computer or a proxy close to it accepts connections for everybody, so an open port proves nothing here.',
      ),
      you: 'Switch off the VPN, the secure web gateway or the web filter of your security software, if you may, and check again. Otherwise send this result to your helpdesk.',
      helpdesk:
        'Find the agent: VPN, secure web gateway, web filter or transparent proxy. Repeat the check with it off: only then do the streaming ports say anything.',
      network: `Exempt the WorkSpaces gateway and health-check addresses on TCP and UDP ${say.list(PORTS)} from the agent or transparent proxy; streaming does not work through one.`,
    }),
    ja: (it, say) => ({
      headline: '判定できません。このパソコンの近くで何かが Amazon の代わりに応答しています。',
      title: '近くの何かがすべての接続に応答しています',
      explanation: say.sentences(
        it.control.length > 0 && `何もないはずの ${listJa(it.control, say)}への接続が開きました。`,
        it.slowestMs !== null &&
          `${listJa(it.regions, say)}がすべて ${say.ms(it.slowestMs)} 以内に応答しました。この距離では光でも不可能です。`,
        'このパソコンのエージェントか近くのプロキシがすべての接続を代わりに受けているため、ポートが開いていても何の証明にもなりません。',
      ),
      you: '可能であれば VPN、Web ゲートウェイ、セキュリティソフトの Web フィルターを切って、もう一度チェックしてください。切れない場合は、この結果をヘルプデスクに送ってください。',
      helpdesk:
        'どのセキュリティエージェント、VPN、Web フィルター、透過プロキシが通信を扱っているかを調べ、切った状態でもう一度チェックしてください。そうしないとストリーミングのポートは判定できません。',
      network: `WorkSpaces のゲートウェイとヘルスチェックのアドレスへの TCP と UDP ${listJa(PORTS, say)}を、エージェントや透過プロキシの対象から外してください。ストリーミングはそれらを通せません。`,
    }),
  },
});

/**
 * Every measured Region within the limit, and these Regions are three or lie in two areas: light in fibre takes 5 ms for 500 km and
 * back, so both would have to be within 1000 km of each other.
 */
function nearRegions(view: View): { readonly regions: readonly string[]; readonly slowestMs: number } | null {
  const measured = view.record.request.regions.flatMap((code) => {
    const medianMs = rttFigures(view, code)?.rtt.medianMs ?? null;
    return medianMs === null ? [] : [{ code, medianMs }];
  });
  const slowestMs = Math.max(...measured.map(({ medianMs }) => medianMs));
  const apart = measured.length >= 3 || new Set(measured.map(({ code }) => areaOf(code))).size >= 2;
  return apart && slowestMs <= THRESHOLDS.acceptsAllMs
    ? { regions: measured.map(({ code }) => code), slowestMs }
    : null;
}

/** Continent, and where one is wide the part of it that the code names: the two coasts of the United States, the corners of Asia. */
function areaOf(code: string): string {
  const [continent = '', ...rest] = code.split('-');
  return continent === 'us' || continent === 'ap' ? [continent, ...rest.slice(0, -1)].join('-') : continent;
}
