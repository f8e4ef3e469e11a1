/** The engine process: answers the main process over one port, passes events on, ends when told. */
import { replyOfError, type Reply } from '../../src/contract/index.ts';
import type { EngineAgent } from '../../src/engine/agent.ts';
import { toEngine, type FromEngine, type ToEngine } from '../ipc/engine-messages.ts';

/** The part of Electron's ParentPort that is used here. */
export interface MainPort {
  on(event: 'message', listener: (message: { data: unknown }) => void): unknown;
  postMessage(message: unknown): void;
}

export function serveMain(port: MainPort, agent: EngineAgent, exit: () => void): void {
  const send = (message: FromEngine): void => port.postMessage(message);
  agent.subscribe((event) => send({ kind: 'event', event }));
  port.on('message', ({ data }) => {
    const parsed = toEngine.safeParse(data);
    if (parsed.success) void answer(parsed.data, { agent, send, exit });
  });
}

interface Means {
  readonly agent: EngineAgent;
  readonly send: (message: FromEngine) => void;
  readonly exit: () => void;
}

async function answer(message: ToEngine, { agent, send, exit }: Means): Promise<void> {
  if (message.kind === 'close') {
    agent.close();
    return exit();
  }
  if (message.kind === 'download')
    return send({ kind: 'download', id: message.id, file: agent.takeDownload(message.downloadId) });
  send({ kind: 'reply', id: message.id, reply: await replyOf(agent, message.command, message.argument) });
}

async function replyOf(agent: EngineAgent, command: string, argument: unknown): Promise<Reply> {
  try {
    return { ok: true, value: await agent.call(command, argument) };
  } catch (error) {
    return replyOfError(error);
  }
}
