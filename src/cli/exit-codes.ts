/** Exit codes of the contract. Which of them a check ends with: src/core/check-exit.ts. */
export const EXIT = { ok: 0, no: 1, usage: 2, agent: 3, interrupted: 130 } as const;
export type ExitCode = (typeof EXIT)[keyof typeof EXIT];
