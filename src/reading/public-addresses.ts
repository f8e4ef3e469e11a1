/** Under which public addresses this machine was seen from outside, by everybody who told. */
import { publicAtPeers } from './peers.ts';
import { unique, measuredOf, type View } from './view.ts';

export interface SeenFromOutside {
  readonly addresses: readonly string[];
  readonly checks: readonly string[];
  /** How many told. */
  readonly answers: number;
}

export function publicAddresses(view: View): SeenFromOutside {
  const control = measuredOf(view, 'stun', 'udp-control').flatMap(({ step, evidence }) => {
    const address = evidence.reply?.mappedAddress ?? null;
    return address === null ? [] : [{ address, check: step.id }];
  });
  const told = [...control, ...publicAtPeers(view)];
  return {
    addresses: unique(told.map(({ address }) => address)),
    checks: told.map(({ check }) => check),
    answers: told.length,
  };
}
