/** The browser face: `fetch` and SSE on the page's own origin; the session is an HttpOnly cookie that the page cannot see. */
import {
  COMMAND_PATH,
  ContractError,
  DOWNLOAD_PATH,
  EVENTS_PATH,
  LINKS,
  PRESENCE_PATH,
  type AgentEvent,
  type ArgumentOf,
  type CommandName,
  type ResultOf,
} from '../../src/contract/index.ts';
import type { Agent, RunObserver } from './agent.ts';
import { checkedArgument, checkedEvent, checkedResult } from './parse.ts';
import { makeSequence } from './sequence.ts';

const RETRY_MS = 1500;

async function call<C extends CommandName>(command: C, argument: ArgumentOf<C>): Promise<ResultOf<C>> {
  const body = JSON.stringify(checkedArgument(command, argument));
  const headers = { 'content-type': 'application/json' };
  const response = await fetch(COMMAND_PATH + command, { method: 'POST', body, headers }).catch(() => {
    throw new ContractError('engine-lost');
  });
  if (response.status === 401 || response.status === 403) throw new ContractError('not-allowed');
  const received: unknown = await response.json().catch(() => null);
  return checkedResult(command, received);
}

function parseData(data: unknown): AgentEvent | null {
  try {
    return checkedEvent(JSON.parse(String(data)));
  } catch {
    return null;
  }
}

/** An EventSource reconnects by itself; when the server refuses it for good, another is made after a pause. */
function follow(run: { runId: string; afterSeq: number }, observer: RunObserver): () => void {
  const missing = (afterSeq: number) =>
    call('run.events', { runId: run.runId, afterSeq }).then((result) => result.events);
  const sequence = makeSequence({ afterSeq: run.afterSeq, deliver: observer.event, missing });
  let source: EventSource | null = null;
  let timer: ReturnType<typeof setTimeout> | undefined;
  const open = () => {
    source = new EventSource(`${EVENTS_PATH}?run=${run.runId}&after=${sequence.lastSeq()}`);
    source.onopen = () => observer.connection('live');
    source.onmessage = ({ data }) => {
      const event = parseData(data);
      if (event !== null) sequence.accept(event);
      if (event?.type === 'stopped') source?.close();
    };
    source.onerror = () => {
      observer.connection('lost');
      if (source?.readyState === EventSource.CLOSED) timer = setTimeout(open, RETRY_MS);
    };
  };
  open();
  return () => {
    clearTimeout(timer);
    source?.close();
  };
}

/**
 * Shows the server that a page is there: it ends with the last one. Reads a stream that never ends; when it does, the server has gone
 * or the connection has, and it is asked again. A server that does not know this page (another session) is left alone.
 */
export async function stayPresent(): Promise<void> {
  for (;;) {
    const response = await fetch(PRESENCE_PATH).catch(() => null);
    if (response !== null && !response.ok) return;
    const reader = response?.body?.getReader();
    while (reader && !(await reader.read().catch(() => ({ done: true }))).done);
    await new Promise((resolve) => setTimeout(resolve, RETRY_MS));
  }
}

function download(path: string): void {
  const anchor = document.createElement('a');
  anchor.href = path;
  anchor.download = '';
  anchor.click();
}

export function makeHttpAgent(): Agent {
  return {
    call,
    follow,
    deliver: (written) => {
      if (written.kind === 'download') download(DOWNLOAD_PATH + written.downloadId);
    },
    openLink: (link) => {
      window.open(LINKS[link], '_blank', 'noopener,noreferrer');
    },
  };
}
