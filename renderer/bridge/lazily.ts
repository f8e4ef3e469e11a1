/** A screen whose scripts are fetched when it is asked for. They come from the engine: where they do not come, it is gone. */
import { lazy, type ComponentType } from 'react';
import { ContractError } from './agent.ts';

export function lazily<P>(load: () => Promise<{ default: ComponentType<P> }>) {
  return lazy(() =>
    load().catch(() => {
      throw new ContractError('engine-lost');
    }),
  );
}
