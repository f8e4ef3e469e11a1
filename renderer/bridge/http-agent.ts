/** The browser face: `fetch` on the page's own origin, with the session's key as a header (session-key.ts). */
import {
  COMMAND_PATH,
  ContractError,
  DOWNLOAD_PATH,
  EVENTS_PATH,
  KEY_HEADER,
  LINKS,
  PRESENCE_PATH,
  type AgentEvent,
  type ArgumentOf,
  type BundleWritten,
  type CommandName,
  type ResultOf,
} from '../../src/contract/index.ts';
import type { Agent, RunObserver } from './agent.ts';
import { makeHealth, type Health } from './health.ts';
import { checkedArgument, checkedEvent, checkedResult } from './parse.ts';
import { makeSequence } from './sequence.ts';
import { openSession } from './session-key.ts';

/** Pause before the events are asked for again; a run is short. */
const RETRY_MS = 500;
/** After a refusal, which the next try will hardly change. */
const REFUSED_RETRY_MS = 1500;

type Send = (path: string, init?: RequestInit) => Promise<Response>;

async function call<C extends CommandName>(
  send: Send,
  command: C,
  argument: ArgumentOf<C>,
): Promise<ResultOf<C>> {
  const body = JSON.stringify(checkedArgument(command, argument));
  const headers = { 'content-type': 'application/json' };
  const response = await send(COMMAND_PATH + command, { method: 'POST', body, headers }).catch(() => {
    throw new ContractError('engine-lost');
  });
  if (response.status === 401 || response.status === 403) throw new ContractError('not-allowed');
  const received: unknown = await response.json().catch(() => null);
  return checkedResult(command, received);
}

function parseLine(line: string): AgentEvent | null {
  try {
    return line === '' ? null : checkedEvent(JSON.parse(line));
  } catch {
    return null;
  }
}

/** Gives each whole line of a stream; a last one without its end is dropped. */
async function readLines(body: ReadableStream<Uint8Array>, take: (line: string) => void): Promise<void> {
  const reader = body.getReader();
  const decoder = new TextDecoder();
  let rest = '';
  for (;;) {
    const { done, value } = await reader.read();
    if (done) return;
    const lines = (rest + decoder.decode(value, { stream: true })).split('\n');
    rest = lines.pop() ?? '';
    lines.forEach(take);
  }
}

/**
 * Shows the server that a page is there: it ends with the last one. Reads a stream that never ends; when it does, the server has gone
 * or the connection has, and it is asked again. A server that does not know this page (another session) is left alone.
 */
async function stayPresent(send: Send, health: Health): Promise<void> {
  while (health.now() !== 'ended') {
    const response = await send(PRESENCE_PATH).catch(() => null);
    if (response !== null && !response.ok) return;
    health.set(response === null ? 'lost' : 'live');
    const reader = response?.body?.getReader();
    while (reader && !(await reader.read().catch(() => ({ done: true }))).done);
    await new Promise((resolve) => setTimeout(resolve, RETRY_MS));
  }
}

/** Asks again after every cut, from the last event on, until the run has stopped or nobody wants to know. */
function follow(send: Send, run: { runId: string; afterSeq: number }, observer: RunObserver): () => void {
  const missing = (afterSeq: number) =>
    call(send, 'run.events', { runId: run.runId, afterSeq }).then((result) => result.events);
  const sequence = makeSequence({ afterSeq: run.afterSeq, deliver: observer.event, missing });
  const over = new AbortController();
  let isStopped = false;
  const take = (line: string): void => {
    const event = parseLine(line);
    if (event === null || over.signal.aborted) return;
    sequence.accept(event);
    isStopped ||= event.type === 'stopped';
  };
  const listen = async (): Promise<number> => {
    const path = `${EVENTS_PATH}?run=${run.runId}&after=${sequence.lastSeq()}`;
    const { ok, body } = await send(path, { signal: over.signal });
    if (!ok || body === null) return REFUSED_RETRY_MS;
    await readLines(body, take);
    return RETRY_MS;
  };
  const keepListening = async (): Promise<void> => {
    while (!isStopped && !over.signal.aborted) {
      const pause = await listen().catch(() => RETRY_MS);
      if (isStopped || over.signal.aborted) return;
      await new Promise((resolve) => setTimeout(resolve, pause));
    }
  };
  void keepListening();
  return () => over.abort();
}

/** A link cannot carry the key, so the file is fetched and handed to the browser from here. */
async function download(
  send: Send,
  { downloadId, fileName }: Extract<BundleWritten, { kind: 'download' }>,
): Promise<void> {
  const response = await send(DOWNLOAD_PATH + downloadId);
  if (!response.ok) return;
  const anchor = document.createElement('a');
  anchor.href = URL.createObjectURL(await response.blob());
  anchor.download = fileName;
  anchor.click();
  setTimeout(() => URL.revokeObjectURL(anchor.href), 60_000);
}

export function makeHttpAgent(): Agent {
  const session = openSession();
  const send: Send = async (path, init = {}) => {
    const key = await session;
    return fetch(path, {
      ...init,
      headers: { ...init.headers, ...(key === null ? {} : { [KEY_HEADER]: key }) },
    });
  };
  const health = makeHealth();
  void stayPresent(send, health);
  return {
    health,
    openPortal: ({ url }) => {
      window.open(url, '_blank', 'noopener,noreferrer');
    },
    call: (command, argument) => call(send, command, argument),
    follow: (run, observer) => follow(send, run, observer),
    deliver: (written) => {
      if (written.kind === 'download') void download(send, written);
    },
    openLink: (link) => {
      window.open(LINKS[link], '_blank', 'noopener,noreferrer');
    },
  };
}
