/**
 * Do datagrams pass to this UDP port of a peer and back, and which way are they lost? Answers carry the reflector's own numbers; what came
 * there is asked on TCP, because silence alone does not tell the way there from the way back.
 */
import { randomBytes } from 'node:crypto';
import type { IpAddress } from '../core/address.ts';
import type { StepOf } from '../plan/step.ts';
import type { PeerQuestion, PeerTold } from './ports.ts';
import type { Probe, ProbeContext } from './probe.ts';
import { countSeries } from './stamp-series.ts';
import { targetAddress } from './target-address.ts';

/** Bytes of the extension that holds the mark, and later the cookie. */
export const MARK_BYTES = 24;
/** A peer answers five a second to one network before its address is proved. */
const HELLO_EVERY_MS = 200;
const HELLOS = 25;
const CLOSERS = 5;
/** Of TCP: what came is asked at the end, by whichever port opens. */
const ASK_MS = 3_000;

export const stampProbe: Probe<'stamp'> = {
  id: 'stamp',
  version: 1,
  summary:
    'Measuring packets (STAMP) to a peer that the person named (--peer): up to 25 until one is answered, then 5 to 500, 10 or 50 a second; then asks the peer on TCP what came. Loss and the variation of the delay, each way apart.',
  async run(step, context) {
    const { localPort, signed } = step;
    const address = targetAddress(step, context);
    const mark = randomBytes(MARK_BYTES).toString('hex');
    const endWatch = context.ports.clock.watchLoopDelay?.();
    const seen = await reflected(step, context, { address, mark });
    const loopP99Ms = endWatch?.() ?? null;
    const told = await toldBy(step, context, { address, about: { port: step.target.port, mark } });
    return {
      ...{ kind: 'stamp', address, port: step.target.port, localPort, signed },
      ...countSeries(seen, told, { count: step.samples, loopP99Ms }),
    };
  },
};

interface Aim {
  readonly address: IpAddress;
  readonly mark: string;
}

function reflected(step: StepOf<'stamp'>, { ports, signal }: ProbeContext, { address, mark }: Aim) {
  const { samples, everyMs, localPort, signed, countedOn, target } = step;
  return ports.peer.reflect(
    {
      ...{ address, port: target.port, isSigned: signed, localPort, mark, everyMs },
      count: samples,
      hellos: Math.min(HELLOS, samples),
      helloEveryMs: HELLO_EVERY_MS,
      giveUpAfter: HELLOS,
      closers: countedOn.length === 0 ? CLOSERS : 0,
    },
    signal,
  );
}

/** The best that any TCP port of the peer says; null: none was to be asked. */
export async function toldBy(
  { countedOn }: Pick<StepOf<'stamp'>, 'countedOn'>,
  { ports, signal }: ProbeContext,
  { address, about }: Pick<PeerQuestion, 'address' | 'about'>,
): Promise<PeerTold | null> {
  const told = await Promise.all(
    countedOn.map((port) => ports.peer.ask({ address, port, about }, { timeoutMs: ASK_MS, signal })),
  );
  return told.find(({ said }) => said === 'answer') ?? null;
}
