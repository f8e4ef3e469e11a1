/** A command as state: asked when the component appears or the argument changes, answered late or never. */
import { useCallback, useEffect, useState } from 'react';
import type { ArgumentOf, CommandName, ContractErrorCode, ResultOf } from '../../src/contract/index.ts';
import { ContractError } from './agent.ts';
import { useAgent } from './agent-context.tsx';

export type Answer<T> =
  | { readonly state: 'waiting' }
  | { readonly state: 'done'; readonly value: T }
  | { readonly state: 'failed'; readonly error: ContractErrorCode };

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
      (error: unknown) => settle({ state: 'failed', error: errorCode(error) }),
    );
    return () => {
      wanted = false;
    };
  }, [agent, command, key, round]);
  const again = useCallback(() => setRound((now) => now + 1), []);
  return { answer, again };
}

export function errorCode(error: unknown): ContractErrorCode {
  return error instanceof ContractError ? error.code : 'internal';
}
