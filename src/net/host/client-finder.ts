/** What the file of each operating system says of the WorkSpaces client. */
import type { Failure } from '../../core/failure.ts';
import type { ClientEvidence } from '../../evidence/index.ts';
import type { CallOptions } from '../../probes/ports.ts';
import type { MachineDoors } from './host-reading.ts';

export interface InstalledClient {
  readonly installed: boolean | null;
  readonly version: string | null;
  readonly path: string | null;
  readonly browsers: ClientEvidence['browsers'];
  readonly handler: NonNullable<ClientEvidence['handler']> | null;
  readonly failure: Failure | null;
}

export type ClientFinder = (doors: MachineDoors, options: CallOptions) => Promise<InstalledClient>;
