/** The line to a peer does not carry what the documents ask for, or carries it only late. */
import { z } from 'zod';
import type { Protocol } from '../../core/words.ts';
import { isShort, lateMsOf, type LoadRun } from '../../reading/peer-figures.ts';
import { peersOf, type PeerFacts } from '../../reading/peers.ts';
import type { View } from '../../reading/view.ts';
import { ADVICE } from '../advice.ts';
import { defineCause } from '../cause.ts';
import { count, limit, ms, percent, server, word } from '../facts.ts';
import { tenth } from '../path/round-trip.ts';
import * as from from '../sources.ts';
import { peerWarning, WAY } from './shared.ts';

const WAYS = ['there', 'back'] as const;

const facts = z.object({
  peer: server(),
  direction: word(WAYS),
  needKbps: limit(),
  /** Null: not told. */
  arrivedKbps: count().nullable(),
  lostPercent: percent().nullable(),
  /** How much later the median answer was than before. */
  addedMs: ms().nullable(),
});
type Facts = z.infer<typeof facts>;

export const belowNeed = defineCause({
  code: 'peer/below-need',
  layer: 'path',
  ceiling: 'warning',
  side: 'path',
  sideProven: () => false,
  facts,
  sources: [from.BANDWIDTH, from.STAMP, from.OWN],
  when: 'Of load at a documented need (--peer-load) two of three hold: less than 97 % came, at least 1 % was lost, the median answer was at least 25 ms later than before. What this computer or the peer was itself late by (99th percentile) is taken off; beyond 100 ms nothing is said.',
  holds: (view) => peerWarning(view, shortTo),
  words: {
    en: (it, say) => ({
      headline: `The line carries less than ${say.number(it.needKbps)} kbps ${WAY.en[it.direction]}.`,
      explanation: say.sentences(
        it.arrivedKbps !== null &&
          `Of ${say.number(it.needKbps)} kbps ${WAY.en[it.direction]} between here and ${it.peer}, ${say.number(it.arrivedKbps)} kbps came.`,
        it.lostPercent !== null && `${say.percent(it.lostPercent)} were lost.`,
        it.addedMs !== null && `Answers came ${say.ms(it.addedMs)} later than on the idle line.`,
        `That is what the documents ask for. ${ADVICE.en.peerShares}`,
      ),
      you: ADVICE.en.freeTheLine,
      helpdesk: 'Check again at a quiet hour and without the VPN: what stays is the line.',
      network: `Look for a full line or a limit on UDP below ${say.number(it.needKbps)} kbps.`,
    }),
    ja: (it, say) => ({
      headline: `回線が${WAY.ja[it.direction]} ${say.number(it.needKbps)} kbps に足りません。`,
      explanation: say.sentences(
        it.arrivedKbps !== null &&
          `${it.peer} との間で${WAY.ja[it.direction]} ${say.number(it.needKbps)} kbps を流したところ、届いたのは ${say.number(it.arrivedKbps)} kbps でした。`,
        it.lostPercent !== null && `${say.percent(it.lostPercent)} が失われました。`,
        it.addedMs !== null && `応答は、空いているときより ${say.ms(it.addedMs)}遅れました。`,
        `これは資料が求める帯域です。${ADVICE.ja.peerShares}`,
      ),
      you: ADVICE.ja.freeTheLine,
      helpdesk: '空いている時間に、VPN なしで、もう一度チェックしてください。それでも残れば回線が原因です。',
      network: `回線の混雑や、${say.number(it.needKbps)} kbps 未満の UDP の制限を調べてください。`,
    }),
  },
});

const slowFacts = z.object({
  peer: server(),
  idleMs: ms(),
  loadMs: ms(),
  limitMs: limit(),
});

export const slowUnderLoad = defineCause({
  code: 'peer/slow-under-load',
  layer: 'path',
  ceiling: 'warning',
  side: 'local-network',
  sideProven: () => false,
  facts: slowFacts,
  sources: [from.NETWORK, from.STAMP, from.OWN],
  when: "Load at a documented need passes (--peer-load), but meanwhile the median answer is outside the protocol's best band of round trips by more than this computer or the peer was late, and not on the idle line.",
  holds: (view) => slowOf(view),
  words: {
    en: (it, say) => ({
      headline: `Under load the round trip rises to ${say.ms(it.loadMs, [it.limitMs])}.`,
      title: 'The line gets slow under load',
      explanation: say.sentences(
        `While the documented need passed to ${it.peer}, answers took ${say.ms(it.loadMs, [it.limitMs])} instead of ${say.ms(it.idleMs, [it.limitMs])} (limit: ${say.ms(it.limitMs)}).`,
        'A queue on the line fills: the desktop gets slow whenever somebody sends or loads much.',
      ),
      you: 'Stop large uploads and downloads, and check again.',
      helpdesk: 'A home router with a long queue is the usual cause; many have a setting against it (SQM).',
      network:
        'Shorten the queue of the line (active queue management), and give UDP 4172 and 4195 priority after voice.',
    }),
    ja: (it, say) => ({
      headline: `負荷がかかると往復時間が ${say.ms(it.loadMs, [it.limitMs])}に伸びます。`,
      title: '負荷がかかると回線が遅くなります',
      explanation: say.sentences(
        `資料が求める帯域を ${it.peer} に流している間、応答は ${say.ms(it.idleMs, [it.limitMs])}から ${say.ms(it.loadMs, [it.limitMs])}に伸びました（限度 ${say.ms(it.limitMs)}）。`,
        '回線の待ち行列がたまっています。だれかが大量に送受信するたびに、デスクトップが遅くなります。',
      ),
      you: '大きな送受信を止めて、もう一度チェックしてください。',
      helpdesk: '待ち行列の長い家庭用ルーターがよくある原因です。対策の設定（SQM）を持つものが多くあります。',
      network: '回線の待ち行列を短くし（AQM）、UDP 4172 と 4195 を音声の次に優先してください。',
    }),
  },
});

const WAY_OF = { up: 'there', down: 'back' } as const;

function shortTo({ seen, load }: PeerFacts): { readonly facts: Facts; readonly check: string }[] {
  const lateMs = load === null ? null : lateMsOf(load.evidence);
  if (load === null || lateMs === null) return [];
  return (seen.load?.runs ?? [])
    .filter((run) => isShort(run, lateMs))
    .map((run) => ({
      facts: {
        peer: seen.name,
        direction: WAY_OF[run.direction],
        needKbps: run.kbps,
        arrivedKbps: run.arrivedKbps,
        lostPercent: lostPercent(run),
        addedMs: run.loadRttMs && run.idleRttMs && tenth(run.loadRttMs.p50 - run.idleRttMs.p50),
      },
      check: load.step.id,
    }));
}

function lostPercent({ sent, arrived }: LoadRun): number | null {
  return sent === null || arrived === null || sent === 0
    ? null
    : Math.round(((sent - Math.min(arrived, sent)) / sent) * 1000) / 10;
}

/** Where the best band of round trips ends. */
function bestMs(view: View, protocol: Protocol): number {
  return view.tables.rtt[protocol][0]?.to ?? Number.POSITIVE_INFINITY;
}

function slowOf(view: View) {
  return peersOf(view)
    .flatMap((peer) => slowTo(peer, view))
    .slice(0, 1);
}

function slowTo({ seen, load }: PeerFacts, view: View) {
  const lateMs = load === null ? null : lateMsOf(load.evidence);
  if (load === null || lateMs === null || load.evidence.runs.some((run) => isShort(run, lateMs))) return [];
  const { idle, under } = slowest(load.evidence.runs);
  const protocols = view.protocols.filter(
    (one) => under - lateMs > bestMs(view, one) && idle <= bestMs(view, one),
  );
  if (protocols.length === 0) return [];
  const limitMs = Math.max(...protocols.map((one) => bestMs(view, one)));
  return [
    {
      severity: 'warning' as const,
      protocols,
      region: null,
      facts: { peer: seen.name, idleMs: tenth(idle), loadMs: tenth(under), limitMs },
      checks: [load.step.id],
    },
  ];
}

/** Medians of the slowest load; 0 where none was told. */
function slowest(runs: readonly LoadRun[]): { readonly idle: number; readonly under: number } {
  const told = runs.flatMap(({ idleRttMs, loadRttMs }) =>
    idleRttMs === null || loadRttMs === null ? [] : [{ idle: idleRttMs.p50, under: loadRttMs.p50 }],
  );
  return told.toSorted((a, b) => b.under - a.under)[0] ?? { idle: 0, under: 0 };
}
