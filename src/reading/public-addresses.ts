/** Under which public addresses this machine was seen from outside, by everybody who told. */
import { unique, measuredOf, type View } from './view.ts';

export interface SeenFromOutside {
  readonly addresses: readonly string[];
  readonly checks: readonly string[];
  /** How many told. */
  readonly answers: number;
}

export function publicAddresses(view: View): SeenFromOutside {
  const told = measuredOf(view, 'stun', 'udp-control').filter(
    ({ evidence }) => typeof evidence.reply?.mappedAddress === 'string',
  );
  return {
    addresses: unique(told.flatMap(({ evidence }) => evidence.reply?.mappedAddress ?? [])),
    checks: told.map(({ step }) => step.id),
    answers: told.length,
  };
}
