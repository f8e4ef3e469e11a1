/** What the page knows of the engine: one call, one stream, two things that only the face can do. */
import type {
  AgentEvent,
  ArgumentOf,
  BundleWritten,
  CommandName,
  LinkId,
  ResultOf,
} from '../../src/contract/index.ts';

import type { Health } from './health.ts';

export interface RunObserver {
  /** Events in order, each once. */
  readonly event: (event: AgentEvent) => void;
}

export interface Agent {
  /** Rejects with a `ContractError` alone. */
  call<C extends CommandName>(command: C, argument: ArgumentOf<C>): Promise<ResultOf<C>>;
  /** Tells every event after `afterSeq`, past and future, until the returned function is called. */
  follow(run: { runId: string; afterSeq: number }, observer: RunObserver): () => void;
  /** Brings a written bundle to the person; the desktop app has saved it by then. */
  deliver(written: BundleWritten): void;
  openLink(link: LinkId): void;
  /** Opens the login page that a run of this computer was sent to, in the person's browser. */
  openPortal(portal: { readonly runId: string; readonly url: string }): void;
  readonly health: Health;
}

export { ContractError } from '../../src/contract/index.ts';
export { DEFAULT_SETTINGS } from '../../src/contract/index.ts';
