/** `POST /api/<command>`: the argument as JSON, a reply of the contract back. */
import type { IncomingMessage, ServerResponse } from 'node:http';
import {
  argumentLimit,
  COMMAND_PATH,
  ContractError,
  isCommandName,
  replyOfError,
  type ContractErrorCode,
  type Reply,
} from '../contract/index.ts';
import type { EngineAgent } from '../engine/agent.ts';
import { parseBoundedJson } from '../core/bounded-json.ts';
import { readBody } from './read-body.ts';
import { respondJson } from './respond.ts';

const STATUS: Partial<Record<ContractErrorCode, number>> = {
  'unknown-command': 404,
  'too-large': 413,
  internal: 500,
};

export async function answerCommand(
  request: IncomingMessage,
  response: ServerResponse,
  agent: EngineAgent,
): Promise<void> {
  const outcome = await replyTo(request, agent);
  if (outcome.ok) return respondJson(response, 200, outcome);
  // The unread rest of a body that was too large would block the connection.
  if (outcome.error === 'too-large') response.setHeader('connection', 'close');
  respondJson(response, STATUS[outcome.error] ?? 400, outcome);
}

async function replyTo(request: IncomingMessage, agent: EngineAgent): Promise<Reply> {
  try {
    const command = (request.url ?? '').slice(COMMAND_PATH.length);
    if (!isCommandName(command)) throw new ContractError('unknown-command');
    if (!/^application\/json\b/.test(request.headers['content-type'] ?? ''))
      throw new ContractError('invalid-argument');
    const argument = parseJson(await readBody(request, argumentLimit(command)));
    return { ok: true, value: await agent.call(command, argument) };
  } catch (error) {
    return replyOfError(error);
  }
}

function parseJson(text: string): unknown {
  const parsed = parseBoundedJson(text);
  if (!parsed.ok) throw new ContractError('invalid-argument');
  return parsed.value;
}
