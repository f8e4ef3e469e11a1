/**
 * How the contract travels. HTTP (same origin): `POST /start` with the token of the printed link gives `{"key"}`, once; every other request carries the
 * key in `KEY_HEADER`. `POST /api/<command>` with the argument as JSON is answered by a `Reply`; `GET /events?run=ID&after=SEQ` gives one
 * event a line, empty lines between. Electron: `window.agent` (see `ElectronBridge`), same reply, same events.
 */
import { z } from 'zod';
import { refusal } from '../request/refusal.ts';
import { contractErrorCode, ContractError } from './errors.ts';

export const START_PATH = '/start';
/** In lower case, as Node gives it. */
export const KEY_HEADER = 'x-preflight-key';
export const COMMAND_PATH = '/api/';
export const EVENTS_PATH = '/events';
export const DOWNLOAD_PATH = '/download/';
/** A stream that a page in a browser holds open for as long as it lives. */
export const PRESENCE_PATH = '/presence';

export const reply = z.discriminatedUnion('ok', [
  z.strictObject({ ok: z.literal(true), value: z.unknown() }),
  z.strictObject({ ok: z.literal(false), error: contractErrorCode, refusal: refusal.optional() }),
]);
export type Reply = z.infer<typeof reply>;

/** What is answered to a failed command: a closed code and, where a request was refused, why. */
export function replyOfError(error: unknown): Extract<Reply, { ok: false }> {
  const known = error instanceof ContractError ? error : new ContractError('internal');
  const { code, refusal } = known;
  return { ok: false, error: code, ...(refusal === null ? {} : { refusal }) };
}

/** The value of a reply that came from outside; throws a `ContractError` when it is a refusal or no reply at all. */
export function valueOfReply(received: unknown): unknown {
  const parsed = reply.safeParse(received);
  if (!parsed.success) throw new ContractError('internal');
  if (!parsed.data.ok) throw new ContractError(parsed.data.error, parsed.data.refusal ?? null);
  return parsed.data.value;
}
