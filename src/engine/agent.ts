/** What every face speaks to: the contract's commands, its events, and files that are handed out once. */
import type { AgentEvent } from '../contract/index.ts';

export interface Download {
  readonly fileName: string;
  readonly bytes: Uint8Array<ArrayBuffer>;
}

export interface EngineAgent {
  /**
   * Carries out one command of the contract. Argument and result are parsed by their schemas; rejects with a `ContractError` alone.
   */
  call(command: string, argument: unknown): Promise<unknown>;
  /** Every event from now on; returns what ends the subscription. */
  subscribe(listener: (event: AgentEvent) => void): () => void;
  /** A file made by `bundle.write`, once; null when there is none of that id. */
  takeDownload(id: string): Download | null;
  /** Cancels what runs. */
  close(): void;
}
