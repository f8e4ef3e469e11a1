/**
 * `GET /events?run=ID&after=SEQ`: the events of one run, past and future. The id of each is its number, so that a browser whose
 * connection dropped resumes by itself (`Last-Event-ID`). A page that does not read is let go; it comes back where it stopped.
 */
import type { IncomingMessage, ServerResponse } from 'node:http';
import { ContractError, type AgentEvent } from '../contract/index.ts';
import type { EngineAgent } from '../engine/agent.ts';
import { openStream, respondJson } from './respond.ts';

/** Unread bytes after which a stream is cut. */
const MOST_UNREAD_BYTES = 32 * 1024 * 1024;
/** Pause of a browser before it asks again; its own would be 3 s or more, most of a run. */
const RETRY_MS = 500;
/** A comment line keeps the connection open in silence, and shows the browser that we live. */
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
  response.write(`retry: ${RETRY_MS}\n\n`);
  stream({ response, agent, runId: asked.runId, past });
}

function askedOf(request: IncomingMessage): { runId: string; afterSeq: number } {
  const query = new URL(request.url ?? '/', 'http://localhost').searchParams;
  const after = request.headers['last-event-id'] ?? query.get('after') ?? '0';
  return { runId: query.get('run') ?? '', afterSeq: Number(after) };
}

interface Stream {
  readonly response: ServerResponse;
  readonly agent: EngineAgent;
  readonly runId: string;
  readonly past: readonly AgentEvent[];
}

function stream({ response, agent, runId, past }: Stream): void {
  let lastSeq = 0;
  const send = (event: AgentEvent): void => {
    if (event.runId !== runId || event.seq <= lastSeq) return;
    lastSeq = event.seq;
    response.write(`id: ${event.seq}\ndata: ${JSON.stringify(event)}\n\n`);
    if (response.writableLength > MOST_UNREAD_BYTES) response.destroy();
    // The last event of a run: the page closes its end, and so do we.
    if (event.type === 'stopped') response.end();
  };
  const end = agent.subscribe(send);
  const heartbeat = setInterval(() => response.write(': still here\n\n'), HEARTBEAT_MS);
  heartbeat.unref();
  response.on('close', () => {
    clearInterval(heartbeat);
    end();
  });
  for (const event of past) send(event);
}
