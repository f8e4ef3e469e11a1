/** The desktop face: the frozen bridge of the preload script. */
import type { ArgumentOf, CommandName, ElectronBridge, ResultOf } from '../../src/contract/index.ts';
import { ContractError } from '../../src/contract/index.ts';
import type { Agent, RunObserver } from './agent.ts';
import { makeHealth } from './health.ts';
import { checkedArgument, checkedEvent, checkedResult } from './parse.ts';
import { makeSequence } from './sequence.ts';

declare global {
  interface Window {
    readonly agent?: ElectronBridge;
  }
}

export function makeElectronAgent(bridge: ElectronBridge): Agent {
  const health = makeHealth();
  async function call<C extends CommandName>(command: C, argument: ArgumentOf<C>): Promise<ResultOf<C>> {
    const received = await bridge.call(command, checkedArgument(command, argument)).catch(() => {
      health.set('lost');
      throw new ContractError('engine-lost');
    });
    health.set('live');
    return checkedResult(command, received);
  }

  function follow(run: { runId: string; afterSeq: number }, observer: RunObserver): () => void {
    const missing = (afterSeq: number) =>
      call('run.events', { runId: run.runId, afterSeq }).then((result) => result.events);
    const sequence = makeSequence({ afterSeq: run.afterSeq, deliver: observer.event, missing });
    const stop = bridge.onEvent((received) => {
      const event = checkedEvent(received);
      if (event?.runId === run.runId) sequence.accept(event);
    });
    void sequence.catchUp();
    return stop;
  }

  return {
    call,
    follow,
    deliver: () => undefined,
    openLink: (link) => void call('link.open', { link }),
    openPortal: ({ runId }) => void call('portal.open', { runId }).catch(() => undefined),
    health,
  };
}
