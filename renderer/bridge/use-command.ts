/** A command as state: asked when the component appears or the argument changes, answered late or never. */
import { useCallback, useEffect, useState } from 'react';
import type {
  ArgumentOf,
  CommandName,
  ContractErrorCode,
  RegionChoice,
  ResultOf,
} from '../../src/contract/index.ts';
import { ContractError } from './agent.ts';
import { useAgent } from './agent-context.tsx';

export type Answer<T> =
  | { readonly state: 'waiting' }
  | { readonly state: 'done'; readonly value: T }
  /** `thrown`: where a request was refused it says why, in words of its own. */
  | { readonly state: 'failed'; readonly error: ContractErrorCode; readonly thrown: unknown };

/** `argument` null: not asked yet. `again` asks once more. */
export function useCommand<C extends CommandName>(
  command: C,
  argument: ArgumentOf<C> | null,
): { readonly answer: Answer<ResultOf<C>>; readonly again: () => void } {
  const agent = useAgent();
  const [answer, setAnswer] = useState<Answer<ResultOf<C>>>({ state: 'waiting' });
  const [round, setRound] = useState(0);
  const key = JSON.stringify(argument);
  useEffect(() => {
    if (key === 'null') return undefined;
    let wanted = true;
    const settle = (next: Answer<ResultOf<C>>) => {
      if (wanted) setAnswer(next);
    };
    agent.call(command, JSON.parse(key) as ArgumentOf<C>).then(
      (value) => settle({ state: 'done', value }),
      (thrown: unknown) => settle({ state: 'failed', error: errorCode(thrown), thrown }),
    );
    return () => {
      wanted = false;
    };
  }, [agent, command, key, round]);
  const again = useCallback(() => setRound((now) => now + 1), []);
  return { answer, again };
}

const NO_REGIONS: readonly RegionChoice[] = [];

/** The Regions of the tables; none until they are there. */
export function useRegions(): { readonly regions: readonly RegionChoice[]; readonly again: () => void } {
  const { answer, again } = useCommand('regions.list', {});
  return { regions: answer.state === 'done' ? answer.value.regions : NO_REGIONS, again };
}

export function errorCode(error: unknown): ContractErrorCode {
  return error instanceof ContractError ? error.code : 'internal';
}
