/**
 * The main process's end of the engine. The engine lives in a utility process of its own, so that a crash there never takes the
 * window along: open calls end with `engine-lost`, and the next call starts a new engine.
 */
import { ContractError, valueOfReply } from '../../src/contract/index.ts';
import { fromEngine, type FromEngine, type ToEngine } from './engine-messages.ts';

/** The part of Electron's UtilityProcess that is used here. */
export interface EngineProcess {
  postMessage(message: unknown): void;
  on(event: 'message', listener: (message: unknown) => void): unknown;
  on(event: 'exit', listener: () => void): unknown;
  kill(): boolean;
}

export interface DownloadedFile {
  readonly fileName: string;
  readonly bytes: Uint8Array;
}

interface Open {
  readonly resolve: (message: FromEngine) => void;
  readonly reject: (error: ContractError) => void;
}

export class EngineClient {
  private readonly fork: () => EngineProcess;
  private readonly onEvent: (event: unknown) => void;
  private readonly open = new Map<number, Open>();
  private engine: EngineProcess | null = null;
  private lastId = 0;

  constructor(fork: () => EngineProcess, onEvent: (event: unknown) => void) {
    this.fork = fork;
    this.onEvent = onEvent;
  }

  async call(command: string, argument: unknown): Promise<unknown> {
    const answer = await this.ask((id) => ({ kind: 'call', id, command, argument }));
    return answer.kind === 'reply' ? valueOfReply(answer.reply) : null;
  }

  async takeDownload(downloadId: string): Promise<DownloadedFile | null> {
    const answer = await this.ask((id) => ({ kind: 'download', id, downloadId }));
    return answer.kind === 'download' ? answer.file : null;
  }

  close(): void {
    this.engine?.postMessage({ kind: 'close' } satisfies ToEngine);
  }

  private ask(message: (id: number) => ToEngine): Promise<FromEngine> {
    this.lastId += 1;
    const id = this.lastId;
    return new Promise((resolve, reject) => {
      this.open.set(id, { resolve, reject });
      this.running().postMessage(message(id));
    });
  }

  private running(): EngineProcess {
    if (this.engine !== null) return this.engine;
    const engine = this.fork();
    engine.on('message', (message) => this.hear(message));
    engine.on('exit', () => this.lose(engine));
    this.engine = engine;
    return engine;
  }

  private hear(message: unknown): void {
    const parsed = fromEngine.safeParse(message);
    if (!parsed.success) return;
    if (parsed.data.kind === 'event') return this.onEvent(parsed.data.event);
    const open = this.open.get(parsed.data.id);
    this.open.delete(parsed.data.id);
    open?.resolve(parsed.data);
  }

  private lose(engine: EngineProcess): void {
    if (this.engine === engine) this.engine = null;
    for (const { reject } of this.open.values()) reject(new ContractError('engine-lost'));
    this.open.clear();
  }
}
