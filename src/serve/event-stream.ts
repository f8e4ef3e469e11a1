/**
 * `GET /events?run=ID&after=SEQ`: the events of one run, past and future, one JSON value a line. Each has its number, so a page whose connection
 * dropped asks again from there. A page that does not read is let go; it comes back where it stopped.
 */
import type { IncomingMessage, ServerResponse } from 'node:http';
import { ContractError, type AgentEvent } from '../contract/index.ts';
import type { EngineAgent } from '../engine/agent.ts';
import { openStream, respondJson } from './respond.ts';

/** Unread bytes after which a stream is cut. */
const MOST_UNREAD_BYTES = 32 * 1024 * 1024;
/** An empty line keeps the connection open in silence. One that finds the line before it unread ends the stream. */
const HEARTBEAT_MS = 15_000;

export async function answerEvents(
  request: IncomingMessage,
  response: ServerResponse,
  agent: EngineAgent,
): Promise<void> {
  const asked = askedOf(request);
  let past: readonly AgentEvent[];
  try {
    past = ((await agent.call('run.events', asked)) as { events: readonly AgentEvent[] }).events;
  } catch (error) {
    return respondJson(response, 404, {
      ok: false,
      error: error instanceof ContractError ? error.code : 'internal',
    });
  }
  openStream(response);
  stream({ response, agent, runId: asked.runId, past });
}

function askedOf(request: IncomingMessage): { runId: string; afterSeq: number } {
  const query = new URL(request.url ?? '/', 'http://localhost').searchParams;
  return { runId: query.get('run') ?? '', afterSeq: Number(query.get('after') ?? '0') };
}

interface Stream {
  readonly response: ServerResponse;
  readonly agent: EngineAgent;
  readonly runId: string;
  readonly past: readonly AgentEvent[];
  readonly heartbeatMs?: number;
}

export function stream({ response, agent, runId, past, heartbeatMs = HEARTBEAT_MS }: Stream): void {
  let lastSeq = 0;
  let unreadBefore = false;
  const beat = (): void => {
    const isUnread = response.writableLength > 0;
    if (isUnread && unreadBefore) return void response.destroy();
    unreadBefore = isUnread;
    // What is ended takes no more: it is only watched until it was read.
    if (!response.writableEnded) response.write('\n');
  };
  const send = (event: AgentEvent): void => {
    if (event.runId !== runId || event.seq <= lastSeq || response.writableEnded) return;
    lastSeq = event.seq;
    response.write(`${JSON.stringify(event)}\n`);
    if (response.writableLength > MOST_UNREAD_BYTES) response.destroy();
    // The last event of a run: the page closes its end, and so do we.
    if (event.type === 'stopped') response.end();
  };
  const end = agent.subscribe(send);
  const heartbeat = setInterval(beat, heartbeatMs);
  heartbeat.unref();
  response.on('close', () => {
    clearInterval(heartbeat);
    end();
  });
  for (const event of past) send(event);
}
