/** What the evidence of a directory means, in port-state words and with the error texts of the documents. Pure. */
import type { PortState } from '../../core/words.ts';
import { SERVICES, type DirectoryPlan, type Service } from './directory-plan.ts';
import type { DirectoryEvidence } from './run-directory.ts';

export interface DirectoryProblem {
  readonly code: 'dns-unavailable' | 'srv-missing' | 'port-unavailable';
  readonly severity: 'error' | 'warning';
  /** As the service itself words it (guide2016 2837-2871), where it has words for it. */
  readonly message: string;
  readonly explanation: string;
  readonly steps: readonly string[];
}

interface DirectoryRow {
  readonly id: string;
  readonly title: string;
  readonly target: string;
  readonly state: PortState | 'answered' | 'not found' | 'no answer';
  /** Records, or what went wrong; null when there is nothing to add. */
  readonly detail: string | null;
}

export interface DirectoryResult {
  readonly schema: 'preflight.directory/1';
  readonly request: DirectoryPlan['request'];
  readonly rows: readonly DirectoryRow[];
  readonly problems: readonly DirectoryProblem[];
  readonly notTested: readonly string[];
}

export function judgeDirectory(plan: DirectoryPlan, evidence: readonly DirectoryEvidence[]): DirectoryResult {
  return {
    schema: 'preflight.directory/1',
    request: plan.request,
    rows: evidence.map((one) => rowOf(plan, one)),
    problems: [
      ...dnsProblems(plan, evidence),
      ...srvProblems(plan, evidence),
      ...portProblems(plan, evidence),
    ],
    notTested: plan.left,
  };
}

/** Exit 1: the service would report an error of its own. */
export function directoryFailed({ problems }: DirectoryResult): boolean {
  return problems.some(({ severity }) => severity === 'error');
}

function rowOf(
  { request }: DirectoryPlan,
  { step, state, rcode, records, failure }: DirectoryEvidence,
): DirectoryRow {
  const transport = step.transport.toUpperCase();
  if (step.kind === 'port') {
    const target = `${request.controller} ${transport} ${step.port}`;
    return {
      id: step.id,
      title: step.use,
      target,
      state: state ?? 'filtered',
      detail: failure?.code ?? null,
    };
  }
  const target = `${request.dnsServer} ${transport} ${request.dnsPort}`;
  const found = records.length > 0 ? 'answered' : isAnswered(rcode) ? 'not found' : 'no answer';
  const detail = records.length > 0 ? records.join(', ') : (failure?.code ?? null);
  return { id: step.id, title: step.name, target, state: found, detail };
}

/** A server that says "no such name" has answered; one that fails or refuses has not. */
function isAnswered(rcode: string | null): boolean {
  return rcode === 'NOERROR' || rcode === 'NXDOMAIN';
}

type Question = DirectoryEvidence & { readonly step: { readonly kind: 'srv' } };

function questionsOf(evidence: readonly DirectoryEvidence[]): Question[] {
  return evidence.filter((one): one is Question => one.step.kind === 'srv');
}

function dnsProblems({ request }: DirectoryPlan, evidence: readonly DirectoryEvidence[]): DirectoryProblem[] {
  return (['tcp', 'udp'] as const).flatMap((transport) => {
    const asked = questionsOf(evidence).filter(({ step }) => step.transport === transport);
    if (asked.length === 0 || asked.some(({ rcode }) => isAnswered(rcode))) return [];
    return [
      {
        code: 'dns-unavailable',
        severity: 'error',
        message: `DNS unavailable (${transport.toUpperCase()} port ${request.dnsPort}) for IP: ${request.dnsServer}`,
        explanation:
          'The connector must reach the DNS server by TCP and by UDP. Check the firewall between them, and that the server answers.',
        steps: asked.map(({ step }) => step.id),
      },
    ];
  });
}

/** Missing only when the server answered for the name and no transport gave a record. */
function srvProblems({ request }: DirectoryPlan, evidence: readonly DirectoryEvidence[]): DirectoryProblem[] {
  return (Object.keys(SERVICES) as Service[]).flatMap((service) => {
    const asked = questionsOf(evidence).filter(({ step }) => step.service === service);
    const missing =
      asked.some(({ rcode }) => isAnswered(rcode)) && asked.every(({ records }) => records.length === 0);
    if (!missing) return [];
    return [
      {
        code: 'srv-missing',
        severity: 'error',
        message: `SRV record for ${SERVICES[service]} does not exist for IP: ${request.dnsServer}`,
        explanation: `The connector looks up _${service}._tcp.${request.domain}. Make sure that this DNS server has the record.`,
        steps: asked.map(({ step }) => step.id),
      },
    ];
  });
}

/** Ports that the service itself names in its error; the others are warnings. */
const NAMED_PORTS: Readonly<Record<number, string>> = { 389: 'LDAP', 88: 'Kerberos/authentication' };

/** UDP silence is no problem: it proves nothing. */
function portProblems(
  { request }: DirectoryPlan,
  evidence: readonly DirectoryEvidence[],
): DirectoryProblem[] {
  return evidence.flatMap(({ step, state }): DirectoryProblem[] => {
    if (step.kind !== 'port' || state === 'open' || state === 'open|filtered' || state === null) return [];
    const named = step.transport === 'tcp' ? NAMED_PORTS[step.port] : undefined;
    const port = `${step.transport.toUpperCase()} port ${step.port}`;
    return [
      {
        code: 'port-unavailable',
        severity: named === undefined ? 'warning' : 'error',
        message: `${named ?? step.use} unavailable (${port}) for IP: ${request.controller}`,
        explanation:
          state === 'closed'
            ? 'Something refuses the connection: no service listens there, or a firewall rejects it.'
            : 'No answer came: a firewall between here and the controller probably drops it.',
        steps: [step.id],
      },
    ];
  });
}
