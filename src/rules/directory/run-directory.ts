/** Asks a directory what its plan says, through the ports. Measures and holds no opinion. */
import type { Failure } from '../../core/failure.ts';
import type { PortState } from '../../core/words.ts';
import type { CallOptions, Ports } from '../../probes/ports.ts';
import type { DirectoryPlan, DirectoryStep } from './directory-plan.ts';

export interface DirectoryEvidence {
  readonly step: DirectoryStep;
  /** Null for questions: their answer says more. */
  readonly state: PortState | null;
  /** Response code of the answer; null without one, and for ports. */
  readonly rcode: string | null;
  /** SRV records, `priority weight port target`. */
  readonly records: readonly string[];
  readonly failure: Failure | null;
}

/** A TCP port is called filtered only after at least 3 s with SYN retries (findings.md). */
const TIMEOUT_MS = 4000;
/** What the service expects is not ours to guess: any answer proves the way, silence proves nothing. */
const PAYLOAD = new TextEncoder().encode('preflight-workspaces connectivity check, please ignore');
const SPACING_MS = [300, 500];

/** All at once: four questions a server and some twenty ports. Rejects only when cancelled. */
export function runDirectory(
  plan: DirectoryPlan,
  ports: Pick<Ports, 'dns' | 'tcp' | 'datagram'>,
  signal: AbortSignal,
): Promise<DirectoryEvidence[]> {
  const options: CallOptions = { timeoutMs: TIMEOUT_MS, signal };
  return Promise.all(plan.steps.map((step) => runStep(step, ports, options)));
}

async function runStep(
  step: DirectoryStep,
  ports: Pick<Ports, 'dns' | 'tcp' | 'datagram'>,
  options: CallOptions,
): Promise<DirectoryEvidence> {
  if (step.kind === 'srv') {
    const { server, serverPort, name, transport } = step;
    const question = { server, serverPort, name, type: 'SRV', transport } as const;
    const { rcode, texts, failure } = await ports.dns.query(question, options);
    return { step, state: null, rcode, records: texts, failure };
  }
  const target = { address: step.address, port: step.port };
  const result =
    step.transport === 'tcp'
      ? await ports.tcp.connect(target, options)
      : await ports.datagram.exchange({ ...target, ...datagrams() }, options);
  return { step, state: result.state, rcode: null, records: [], failure: result.failure };
}

function datagrams() {
  return { payloads: [PAYLOAD, PAYLOAD, PAYLOAD], spacingMs: SPACING_MS, accept: () => true };
}
