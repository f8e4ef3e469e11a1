/** What the main process and the engine process say to each other. Both ends parse what they hear. */
import { z } from 'zod';
import { reply } from '../../src/contract/wire.ts';

/** From the main process to the engine. */
export const toEngine = z.discriminatedUnion('kind', [
  z.strictObject({
    kind: z.literal('call'),
    id: z.number().int(),
    command: z.string(),
    argument: z.unknown(),
  }),
  z.strictObject({ kind: z.literal('download'), id: z.number().int(), downloadId: z.string() }),
  z.strictObject({ kind: z.literal('close') }),
]);
export type ToEngine = z.infer<typeof toEngine>;

/** From the engine to the main process. */
export const fromEngine = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('reply'), id: z.number().int(), reply }),
  z.strictObject({
    kind: z.literal('download'),
    id: z.number().int(),
    file: z.object({ fileName: z.string(), bytes: z.instanceof(Uint8Array) }).nullable(),
  }),
  z.strictObject({ kind: z.literal('event'), event: z.unknown() }),
]);
export type FromEngine = z.infer<typeof fromEngine>;
