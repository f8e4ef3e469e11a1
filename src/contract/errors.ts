/** What a face may be told when a command does not work. A closed code, never a message from inside; the words are the face's. */
import { z } from 'zod';
import type { Refusal } from '../request/refusal.ts';

export const CONTRACT_ERRORS = {
  'unknown-command': 'the engine has no such command',
  'invalid-argument': 'the argument does not fit the contract',
  'too-large': 'the message or file is larger than the contract allows',
  'not-allowed': 'the sender may not speak to the engine (no session, foreign origin, wrong frame)',
  refused: 'what was asked for is not accepted; the refusal says why',
  'already-running': 'another check is running; it can be watched or cancelled',
  'unknown-run': 'no run has this id',
  'unknown-entry': 'the history or the opened bundles have no such entry',
  'unreadable-bundle': 'the file is no bundle that this version can read',
  'unknown-file': 'the opened bundle has no such file',
  'not-judgeable': 'the bundle has no evidence that can be judged again',
  'write-failed': 'the file could not be written',
  'save-cancelled': 'the person closed the save dialog',
  'engine-lost': 'the engine stopped; what was seen is kept',
  internal: 'a fault of ours; the log has the details',
} as const;
export type ContractErrorCode = keyof typeof CONTRACT_ERRORS;

const codes = Object.keys(CONTRACT_ERRORS) as [ContractErrorCode, ...ContractErrorCode[]];
export const contractErrorCode = z.enum(codes);

/** Thrown by handlers and by every `Agent`; a gate turns it into `{ ok: false, error }`, anything else into `internal`. */
export class ContractError extends Error {
  readonly code: ContractErrorCode;
  /** Why a request is not accepted; only with `refused`. */
  readonly refusal: Refusal | null;
  constructor(code: ContractErrorCode, refusal: Refusal | null = null) {
    super(CONTRACT_ERRORS[code]);
    this.name = 'ContractError';
    this.code = code;
    this.refusal = refusal;
  }
}
