/**
 * How the contract travels. HTTP (same origin, cookie session): `POST /api/<command>` with the argument as JSON, answered by a
 * `Reply`; `GET /events?run=ID&after=SEQ` is an SSE stream whose `id` is the sequence number and whose `data` is one event, so
 * `Last-Event-ID` resumes it. Electron: `window.agent` (see `ElectronBridge`), same reply, same events.
 */
import { z } from 'zod';
import { contractErrorCode, ContractError } from './errors.ts';

export const COMMAND_PATH = '/api/';
export const EVENTS_PATH = '/events';
export const DOWNLOAD_PATH = '/download/';
/** A stream that a page in a browser holds open for as long as it lives. */
export const PRESENCE_PATH = '/presence';

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
