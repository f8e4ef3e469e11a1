/** The delay of one way to a peer varies more than sound and pointer bear. How long that way takes is never told: the two clocks differ. */
import { z } from 'zod';
import type { Written } from '../../core/language.ts';
import { lateMsOf } from '../../reading/peer-figures.ts';
import { peersOf, type PeerFacts } from '../../reading/peers.ts';
import { THRESHOLDS } from '../../reading/thresholds.ts';
import { ADVICE } from '../advice.ts';
import { defineCause } from '../cause.ts';
import { limit, ms, port, server, word } from '../facts.ts';
import { tenth } from '../path/round-trip.ts';
import * as from from '../sources.ts';
import { WAY, wayOf, type Way } from './shared.ts';

const WAYS = ['there', 'back', 'both'] as const satisfies readonly Way[];

const facts = z.object({
  peer: server(),
  port: port(),
  direction: word(WAYS),
  thereMs: ms(),
  backMs: ms(),
  limitMs: limit(),
});
type Facts = z.infer<typeof facts>;

const { jitterMs: limitMs } = THRESHOLDS;

export const peerJitter = defineCause({
  code: 'peer/jitter',
  layer: 'path',
  ceiling: 'warning',
  side: 'path',
  sideProven: () => false,
  facts,
  sources: [from.STAMP, from.OWN],
  when: `One datagram of ten to a peer is more than ${limitMs} ms later in one direction than the quickest, beyond what this computer or the peer was itself late by (99th percentile).`,
  holds: (view) => {
    const [worst] = peersOf(view)
      .flatMap(variesTo)
      .toSorted((a, b) => most(b.facts) - most(a.facts));
    if (worst === undefined) return [];
    return [
      {
        severity: 'warning',
        protocols: view.protocols,
        region: null,
        facts: worst.facts,
        checks: [worst.check],
      },
    ];
  },
  words: {
    en: (it, say) => ({
      headline: `The delay to your peer varies too much ${WAY.en[it.direction]}.`,
      title: `The delay to the peer varies ${WAY.en[it.direction]}`,
      explanation: say.sentences(
        `One datagram of ten to UDP ${it.port} of ${it.peer} is later than the quickest by ${say.ms(it.thereMs, [it.limitMs])} or more on the way there, and by ${say.ms(it.backMs, [it.limitMs])} on the way back (limit: ${say.ms(it.limitMs)}).`,
        ADVICE.en.stutters,
        ADVICE.en.peerShares,
      ),
      you: ADVICE.en.freeTheLine,
      helpdesk: ADVICE.en.cableWithoutVpn,
      network: `Look at queues ${QUEUE.en[it.direction]} and at Wi-Fi.`,
    }),
    ja: (it, say) => ({
      headline: `ピアとの遅延が${WAY.ja[it.direction]}大きく揺れています。`,
      title: `ピアとの遅延が${WAY.ja[it.direction]}揺れています`,
      explanation: say.sentences(
        `${it.peer} の UDP ${it.port} に送ったうちの 1 割は、最も速いものより行きで ${say.ms(it.thereMs, [it.limitMs])}以上、帰りで ${say.ms(it.backMs, [it.limitMs])}以上遅れました（限度 ${say.ms(it.limitMs)}）。`,
        ADVICE.ja.stutters,
        ADVICE.ja.peerShares,
      ),
      you: ADVICE.ja.freeTheLine,
      helpdesk: ADVICE.ja.cableWithoutVpn,
      network: `${QUEUE.ja[it.direction]}の待ち行列と Wi-Fi を調べてください。`,
    }),
  },
});

const QUEUE: Readonly<Record<Written, Readonly<Record<(typeof WAYS)[number], string>>>> = {
  en: { there: 'on the uplink', back: 'on the downlink', both: 'on the line' },
  ja: { there: '上り回線', back: '下り回線', both: '回線' },
};

const most = ({ thereMs, backMs }: Facts): number => Math.max(thereMs, backMs);

function variesTo({ seen, series }: PeerFacts): { readonly facts: Facts; readonly check: string }[] {
  return series.flatMap(({ step, evidence }) => {
    const { port: number, up, down } = evidence;
    const lateMs = lateMsOf(evidence);
    const direction =
      up === null || down === null || lateMs === null
        ? null
        : wayOf(up.pdvMs.p90 - lateMs > limitMs, down.pdvMs.p90 - lateMs > limitMs);
    if (up === null || down === null || direction === null) return [];
    const [thereMs, backMs] = [tenth(up.pdvMs.p90), tenth(down.pdvMs.p90)];
    return [
      { facts: { peer: seen.name, port: number, direction, thereMs, backMs, limitMs }, check: step.id },
    ];
  });
}
