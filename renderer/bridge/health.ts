/** Whether the engine behind the page answers; `ended`: the person ended it, and nothing comes after that. */
export type HealthState = 'live' | 'lost' | 'ended';

export interface Health {
  readonly now: () => HealthState;
  readonly set: (next: HealthState) => void;
  readonly subscribe: (changed: () => void) => () => void;
}

export function makeHealth(): Health {
  let state: HealthState = 'live';
  const listeners = new Set<() => void>();
  return {
    now: () => state,
    set: (next) => {
      if (state === 'ended' || state === next) return;
      state = next;
      listeners.forEach((changed) => changed());
    },
    subscribe: (changed) => {
      listeners.add(changed);
      return () => listeners.delete(changed);
    },
  };
}
