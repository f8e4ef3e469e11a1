/** Evidence of peers (`--peer`): all is well unless a test says otherwise. */
import { failure } from '../../../src/core/failure.ts';
import type { EvidenceOf } from '../../../src/evidence/index.ts';
import { targetOf, type Step } from '../../../src/plan/step.ts';

/** A peer's TCP side that answers and takes the key. */
export function peerTcp(step: Step, changes: Partial<EvidenceOf<'peer-tcp'>> = {}): EvidenceOf<'peer-tcp'> {
  return {
    ...{
      kind: 'peer-tcp',
      address: targetOf(step).address ?? '198.51.100.20',
      port: targetOf(step).port ?? 443,
    },
    ...{ state: 'open', connectMs: 20, said: 'answer', failure: null },
    ...{ outsideAddress: '203.0.113.9', outsidePort: 40_000, ...changes },
  };
}

/** A whole series of measuring packets, none of them lost, to a peer that answered others a minute ago. */
export function stamp(step: Step, changes: Partial<EvidenceOf<'stamp'>> = {}): EvidenceOf<'stamp'> {
  const count = step.probe === 'stamp' ? step.samples : 25;
  return {
    ...{
      kind: 'stamp',
      address: targetOf(step).address ?? '198.51.100.20',
      port: targetOf(step).port ?? 4172,
    },
    localPort: step.probe === 'stamp' ? step.localPort : null,
    ...{
      signed: true,
      state: 'open',
      packetBytes: 160,
      hellos: 1,
      sent: count,
      received: count,
      duplicates: 0,
    },
    ...{ atPeer: count, answered: count, closedBy: 'tcp', offered: true, rttMs: { p50: 40, p90: 42 } },
    ...{ up: null, down: null, loopP99Ms: 1, peerLoopP99Ms: 1 },
    told: { hellos: 1, answered: 1, provenElsewhereAgo: 60 },
    ...{ outsideAddress: '203.0.113.9', outsidePort: 50_000, failure: null, ...changes },
  };
}

export function peerSize(
  step: Step,
  {
    up = 1500,
    down = 1500,
    ...changes
  }: Partial<Omit<EvidenceOf<'peer-size'>, 'up' | 'down'>> & {
    readonly up?: number | null;
    readonly down?: number | null;
  } = {},
): EvidenceOf<'peer-size'> {
  const way = (largestBytes: number | null) => ({
    ...{ tries: [], largestBytes },
    smallestLostBytes: largestBytes === null || largestBytes === 1500 ? null : largestBytes + 1,
  });
  return {
    ...{ kind: 'peer-size', address: targetOf(step).address ?? '198.51.100.20' },
    ...{ port: targetOf(step).port ?? 4172, family: 4, dfKnown: true, failure: null, ...changes },
    ...{ up: way(up), down: way(down) },
  };
}

/** Each port of the peer sees this address and port. */
export function peerNat(
  step: Step,
  seen: readonly (readonly [address: string, port: number])[] = [],
): EvidenceOf<'peer-nat'> {
  return {
    ...{ kind: 'peer-nat', address: targetOf(step).address ?? '198.51.100.20', localPort: 50_000 },
    seen: [4172, 4195, 443].map((port, index) => {
      const [outsideAddress, outsidePort] = seen[index] ?? seen[0] ?? ['203.0.113.9', 50_000];
      return { port, outsideAddress, outsidePort };
    }),
    failure: null,
  };
}

type LoadRun = EvidenceOf<'peer-load'>['runs'][number];

/** 1.7 Mbps up for three seconds, all of which came, 5 ms later than before. */
export function peerLoad(step: Step, run: Partial<LoadRun> = {}, loopP99Ms = 0): EvidenceOf<'peer-load'> {
  const whole: LoadRun = {
    ...{ direction: 'up', kbps: 1_700, seconds: 3, sent: 531, arrived: 531, bytes: 637_200 },
    ...{ sentKbps: 1_700, arrivedKbps: 1_700, idleRttMs: { p50: 40 }, loadRttMs: { p50: 45, p90: 50 } },
  };
  return {
    ...{ kind: 'peer-load', address: targetOf(step).address ?? '198.51.100.20', port: 4172 },
    ...{ allowedKbps: 2_000, runs: [{ ...whole, ...run }], loopP99Ms, peerLoopP99Ms: 0, failure: null },
  };
}

/** Held answers came up to so many seconds. */
export function peerIdle(step: Step, answeredS = 30): EvidenceOf<'peer-idle'> {
  const delaysS = step.probe === 'peer-idle' ? step.delaysS : [2, 5, 10, 15, 20, 30];
  return {
    ...{ kind: 'peer-idle', address: targetOf(step).address ?? '198.51.100.20', port: 4172 },
    held: delaysS.map((delayS) => ({ delayS, answered: delayS <= answeredS })),
    failure: null,
  };
}

/** Nothing of a series came back: the peer counted so many first packets, and answered so many. */
export function stampSilent(
  step: Step,
  told: EvidenceOf<'stamp'>['told'],
  changes: Partial<EvidenceOf<'stamp'>> = {},
): EvidenceOf<'stamp'> {
  return stamp(step, {
    ...{ state: 'open|filtered', hellos: 25, sent: 0, received: 0, atPeer: 0, answered: 0, told },
    ...{ offered: told === null ? null : true, rttMs: null, outsideAddress: null, outsidePort: null },
    ...{ failure: failure('no-reply', 'receive'), ...changes },
  });
}
