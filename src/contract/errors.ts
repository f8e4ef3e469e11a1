/** What a face may be told when a command does not work. A closed code, never a message from inside; the words are the face's. */
import { z } from 'zod';

export const CONTRACT_ERRORS = {
  'unknown-command': 'the engine has no such command',
  'invalid-argument': 'the argument does not fit the contract',
  'too-large': 'the message or file is larger than the contract allows',
  'not-allowed': 'the sender may not speak to the engine (no session, foreign origin, wrong frame)',
  'unknown-region': 'the tables have no such Region',
  'unknown-registration-code': 'the text is no registration code, or its airport code is not in the tables',
  'region-needed': 'this registration code needs a Region beside it',
  'code-and-region-disagree': 'the registration code belongs to another Region',
  'protocol-not-in-region': 'the tables do not have the protocol in the Region',
  'unknown-scenario': 'there is no such demonstration',
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
  constructor(code: ContractErrorCode) {
    super(CONTRACT_ERRORS[code]);
    this.name = 'ContractError';
    this.code = code;
  }
}
