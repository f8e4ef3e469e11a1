/**
 * How the contract travels. HTTP (same origin): `POST /start` with the token of the printed link gives `{"key"}`, once; every other request carries the
 * key in `KEY_HEADER`. `POST /api/<command>` with the argument as JSON is answered by a `Reply`; `GET /events?run=ID&after=SEQ` gives one
 * event a line, empty lines between. Electron: `window.agent` (see `ElectronBridge`), same reply, same events.
 */
import { z } from 'zod';
import { contractErrorCode, ContractError } from './errors.ts';

export const START_PATH = '/start';
/** In lower case, as Node gives it. */
export const KEY_HEADER = 'x-preflight-key';
export const COMMAND_PATH = '/api/';
export const EVENTS_PATH = '/events';
export const DOWNLOAD_PATH = '/download/';

export const reply = z.discriminatedUnion('ok', [
  z.strictObject({ ok: z.literal(true), value: z.unknown() }),
  z.strictObject({ ok: z.literal(false), error: contractErrorCode }),
]);
export type Reply = z.infer<typeof reply>;

/** The value of a reply that came from outside; throws a `ContractError` when it is a refusal or no reply at all. */
export function valueOfReply(received: unknown): unknown {
  const parsed = reply.safeParse(received);
  if (!parsed.success) throw new ContractError('internal');
  if (!parsed.data.ok) throw new ContractError(parsed.data.error);
  return parsed.data.value;
}
