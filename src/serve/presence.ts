/**
 * Whether a page is there. Each page holds one stream open for as long as it lives; the server ends when the last one is gone and no
 * run goes on, so that a closed window leaves no process behind.
 */
import type { ServerResponse } from 'node:http';
import { openStream } from './respond.ts';

/** A reload closes the stream and opens another; a lid that was shut for a moment too. */
const LAST_MS = 60_000;
/** A comment line shows a dead connection. */
const HEARTBEAT_MS = 15_000;

export interface PresenceOptions {
  /** Whether the server may not end yet (a run goes on). */
  readonly isBusy: () => Promise<boolean>;
  /** How long the first page may take to come, in ms; null: for ever. */
  readonly firstMs: number | null;
  /** How long after the last page has gone, in ms. */
  readonly lastMs?: number;
}

export interface Presence {
  /** Answers one page with a stream that stays open. */
  answer(response: ServerResponse): void;
  /** Resolves once when nobody is there any more. */
  readonly deserted: Promise<void>;
}

export function makePresence({ isBusy, firstMs, lastMs = LAST_MS }: PresenceOptions): Presence {
  let pages = 0;
  let timer: NodeJS.Timeout | undefined;
  let end: () => void = () => undefined;
  const deserted = new Promise<void>((resolve) => (end = resolve));
  const wait = (ms: number): void => {
    clearTimeout(timer);
    timer = setTimeout(() => void judge(), ms).unref();
  };
  const judge = async (): Promise<void> => {
    const busy = await isBusy();
    if (pages > 0) return;
    if (busy) wait(lastMs);
    else end();
  };
  const leave = (): void => {
    pages -= 1;
    if (pages === 0) wait(lastMs);
  };
  if (firstMs !== null) wait(firstMs);
  return {
    deserted,
    answer(response) {
      pages += 1;
      clearTimeout(timer);
      openStream(response);
      response.write(': here\n\n');
      const heartbeat = setInterval(() => response.write(': here\n\n'), HEARTBEAT_MS).unref();
      response.once('close', () => {
        clearInterval(heartbeat);
        leave();
      });
    },
  };
}
