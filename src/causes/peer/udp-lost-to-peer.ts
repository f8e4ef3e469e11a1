/**
 * A peer that is known to be open got nothing of a UDP port, or its answers did not come back. That is a fault of the way to the peer; of the
 * way to Amazon only where the peer stands in the same rule (`--peer-scope service`), so without that word it is never an error.
 */
import { z } from 'zod';
import type { Say } from '../../core/say.ts';
import { STREAMING_PORT, type Protocol, type Severity } from '../../core/words.ts';
import {
  lossOf,
  PEER_PORT_WORDS,
  peersOf,
  portWordsOf,
  type PeerFacts,
  type PortLoss,
} from '../../reading/peers.ts';
import { udpFacts } from '../../reading/udp-proof.ts';
import { unique, type View } from '../../reading/view.ts';
import { ADVICE } from '../advice.ts';
import { defineCause, type AnyFound, type CauseWords, type Found } from '../cause.ts';
import { flag, server, word } from '../facts.ts';
import * as from from '../sources.ts';
import { udpSilent } from '../streaming/udp-silent.ts';
import { udpUnproven } from '../streaming/udp-unproven.ts';

const DIRECTIONS = ['there', 'back', 'refused'] as const satisfies readonly PortLoss[];
type Direction = (typeof DIRECTIONS)[number];

const facts = z.object({
  peer: server(),
  ports: z.array(word(PEER_PORT_WORDS)),
  direction: word(DIRECTIONS),
  /** The operator says that the peer stands in the rule that holds the gateways. */
  inRule: flag(),
});
type Facts = z.infer<typeof facts>;

const ORDER: readonly Severity[] = ['notice', 'warning', 'error'];

/** Of a protocol that this finding speaks of, and no graver than it. */
function saysMore(mine: AnyFound, other: AnyFound): boolean {
  const isSameProtocol = mine.protocols.some((protocol) => other.protocols.includes(protocol));
  return isSameProtocol && ORDER.indexOf(mine.severity) >= ORDER.indexOf(other.severity);
}

const shared = {
  layer: 'path',
  side: 'path',
  // The peer's own security group stands on the way too.
  sideProven: () => false,
  facts,
  sources: [from.PORTS, from.STAMP, from.OWN],
  family: 'udp-lost-to-peer',
  offers: 'rules',
  words: { en, ja },
} as const;

function lost<P extends Protocol>(protocol: P) {
  return defineCause({
    ...shared,
    code: `${protocol}/udp-lost-to-peer`,
    ceiling: protocol === 'pcoip' ? 'error' : 'warning',
    when: `A peer that answered others within a day got nothing on UDP ${STREAMING_PORT[protocol]} of 25 datagrams, or its answers did not come back, and TCP to it works. An error (PCoIP) or warning (DCV) with --peer-scope service, else one less.`,
    holds: (view) =>
      lostAt(view, protocol).flatMap((found) => (found.isAll ? [] : [foundOf(view, found, protocol)])),
    supersedes: [{ cause: udpUnproven[protocol], when: saysMore }],
  });
}

export const udpLostToPeer = { pcoip: lost('pcoip'), dcv: lost('dcv') } as const;

export const streamingLostToPeer = defineCause({
  ...shared,
  code: 'streaming/udp-lost-to-peer',
  ceiling: 'error',
  when: 'The same on every UDP port that the peer has.',
  holds: (view) =>
    view.protocols.flatMap((protocol) =>
      lostAt(view, protocol).flatMap((found) => (found.isAll ? [foundOf(view, found, protocol)] : [])),
    ),
  supersedes: [
    { cause: udpUnproven.pcoip, when: saysMore },
    { cause: udpUnproven.dcv, when: saysMore },
    { cause: udpSilent, when: saysMore },
  ],
});

interface LostAt {
  readonly peer: PeerFacts;
  readonly direction: Direction;
  /** Every port that the peer has, and more than one. */
  readonly isAll: boolean;
  readonly ports: readonly number[];
  readonly checks: readonly string[];
}

/** One peer speaks: the first that lost the port. Where the service itself answered or refused, that is better known. */
function lostAt(view: View, protocol: Protocol): readonly LostAt[] {
  const isOpen = view.record.request.regions.every((region) => {
    const { proof } = udpFacts(view, region, protocol);
    return proof === 'unproven' || proof === 'not-tested';
  });
  if (!isOpen) return [];
  return peersOf(view)
    .flatMap((peer) => lostOf(peer, STREAMING_PORT[protocol]))
    .slice(0, 1);
}

function lostOf(peer: PeerFacts, port: number): readonly LostAt[] {
  const all = peer.series.filter(({ evidence }) => evidence.localPort === null && evidence.offered !== false);
  const own = all.find(({ evidence }) => evidence.port === port);
  const direction = DIRECTIONS.find((one) => own !== undefined && one === lossOf(own));
  const takesKey = peer.seen.tcp.some(({ answers }) => answers);
  if (own === undefined || direction === undefined || !takesKey) return [];
  const gone = all.filter((one) => DIRECTIONS.some((known) => known === lossOf(one)));
  const isAll = gone.length === all.length && all.length > 1;
  const named = isAll ? gone : [own];
  return [
    {
      ...{ peer, direction, isAll },
      ports: named.map(({ evidence }) => evidence.port),
      checks: unique(named.map(({ step }) => step.id)),
    },
  ];
}

function foundOf(view: View, { peer, direction, ports, checks }: LostAt, protocol: Protocol): Found<Facts> {
  const inRule = peer.seen.scope === 'service';
  const level = (protocol === 'pcoip' ? 1 : 0) + (inRule ? 1 : 0);
  return {
    severity: ORDER[level] ?? 'warning',
    protocols: view.protocols.filter((one) => one === protocol),
    region: null,
    facts: { peer: peer.seen.name, ports: portWordsOf(ports), direction, inRule },
    checks,
  };
}

function portsOf(family: readonly Facts[]): string[] {
  return [...new Set(family.flatMap(({ ports }) => ports))];
}

function en(it: Facts, say: Say, family: readonly Facts[]): CauseWords {
  const ports = say.list(portsOf(family));
  const how: Readonly<Record<Direction, string>> = {
    there: `No datagram to UDP ${ports} came to ${it.peer}, which counts them and answers others there.`,
    back: `${it.peer} got datagrams on UDP ${ports} and answered; no answer came back.`,
    refused: `Datagrams to UDP ${ports} of ${it.peer} are refused on the way; it answers others there.`,
  };
  return {
    headline: `UDP ${ports} does not pass to your peer.`,
    title: `UDP ${ports} does not pass to the peer`,
    explanation: say.sentences(
      how[it.direction],
      it.inRule
        ? 'You said that it stands in the rule that holds the gateways, so the gateways are most likely cut off alike.'
        : "It may not stand in the rule that holds Amazon's ranges: then this says nothing of WorkSpaces.",
      ADVICE.en.peerFirewall,
    ),
    you: `${ADVICE.en.otherNetwork} Tell your helpdesk: UDP ${ports} does not pass.`,
    helpdesk: it.inRule
      ? `Ask the network team about UDP ${ports}, in both directions.`
      : 'Add the peer to the group that holds the WorkSpaces ranges, and check again with --peer-scope service.',
    network: it.inRule
      ? ADVICE.en.allowUdp(ports)
      : `Add the peer to the group that holds the WorkSpaces ranges, and check again: only then does this speak of outbound UDP ${ports} to them.`,
  };
}

function ja(it: Facts, say: Say, family: readonly Facts[]): CauseWords {
  const ports = say.list(portsOf(family));
  const how: Readonly<Record<Direction, string>> = {
    there: `UDP ${ports} は ${it.peer} に 1 つも届いていません。ピアは届いた数を数えており、ほかの人には応答しています。`,
    back: `${it.peer} は UDP ${ports} を受け取って応答しましたが、その応答が返ってきません。`,
    refused: `${it.peer} への UDP ${ports} は途中で拒否されています。ピアはほかの人には応答しています。`,
  };
  return {
    headline: `UDP ${ports} がピアまで通りません。`,
    explanation: say.sentences(
      how[it.direction],
      it.inRule
        ? 'ピアはゲートウェイと同じ規則に入っているとのことなので、ゲートウェイにもおそらく通りません。'
        : 'ピアが Amazon の範囲と同じ規則に入っていなければ、WorkSpaces については何も分かりません。',
      ADVICE.ja.peerFirewall,
    ),
    you: `${ADVICE.ja.otherNetwork}ヘルプデスクには「UDP ${ports} が通らない」と伝えてください。`,
    helpdesk: it.inRule
      ? `ネットワークの担当者に、UDP ${ports} の両方向について確認してください。`
      : 'WorkSpaces の範囲を入れたグループにピアを加え、--peer-scope service を付けてもう一度チェックしてください。',
    network: it.inRule
      ? ADVICE.ja.allowUdp(ports)
      : `WorkSpaces の範囲を入れたグループにピアを加えて、もう一度チェックしてください。そうしてはじめて、その範囲への UDP ${ports} について分かります。`,
  };
}
