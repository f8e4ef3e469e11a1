/** What the evidence of a directory means, in port-state words and with the error texts of the documents. Pure. */
import type { PortState } from '../../core/words.ts';
import { SERVICES, serversOf, type DirectoryPlan, type Service } from './directory-plan.ts';
import type { DirectoryEvidence } from './run-directory.ts';

export interface DirectoryProblem {
  readonly code: 'dns-unavailable' | 'dns-refused' | 'srv-missing' | 'port-unavailable';
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
  readonly state: PortState | 'answered' | 'not found' | 'refused' | 'no answer';
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
    rows: evidence.map(rowOf),
    problems: [...dnsProblems(plan, evidence), ...srvProblems(plan, evidence), ...portProblems(evidence)],
    notTested: plan.left,
  };
}

/** Exit 1: the service would report an error of its own. */
export function directoryFailed({ problems }: DirectoryResult): boolean {
  return problems.some(({ severity }) => severity === 'error');
}

function rowOf({ step, state, rcode, records, failure }: DirectoryEvidence): DirectoryRow {
  const transport = step.transport.toUpperCase();
  if (step.kind === 'port') {
    const target = `${step.address} ${transport} ${step.port}`;
    return {
      id: step.id,
      title: step.use,
      target,
      state: state ?? 'filtered',
      detail: failure?.code ?? null,
    };
  }
  const target = `${step.server} ${transport} ${step.serverPort}`;
  const found = answerOf(records, rcode);
  const why = found === 'refused' ? rcode : (failure?.code ?? null);
  const detail = records.length > 0 ? records.join(', ') : why;
  return { id: step.id, title: step.name, target, state: found, detail };
}

function answerOf(records: readonly string[], rcode: string | null): DirectoryRow['state'] {
  if (records.length > 0) return 'answered';
  if (isAnswered(rcode)) return 'not found';
  return rcode === null ? 'no answer' : 'refused';
}

/** A server that says "no such name" has answered the question; one that refuses is there, and does not answer it. */
function isAnswered(rcode: string | null): boolean {
  return rcode === 'NOERROR' || rcode === 'NXDOMAIN';
}

type Question = DirectoryEvidence & { readonly step: { readonly kind: 'srv' } };

function questionsOf(evidence: readonly DirectoryEvidence[]): Question[] {
  return evidence.filter((one): one is Question => one.step.kind === 'srv');
}

/** Each server by each transport: the connector must reach all of them. */
function dnsProblems({ request }: DirectoryPlan, evidence: readonly DirectoryEvidence[]): DirectoryProblem[] {
  const questions = questionsOf(evidence);
  return serversOf(request).flatMap(({ address, port }) => {
    const own = questions.filter(({ step }) => step.server === address);
    const silent = (['tcp', 'udp'] as const).flatMap((transport) => {
      const asked = own.filter(({ step }) => step.transport === transport);
      return asked.length === 0 || asked.some(({ rcode }) => rcode !== null)
        ? []
        : [unavailable({ address, port, transport, asked })];
    });
    const refused = own.filter(({ rcode }) => rcode !== null && !isAnswered(rcode));
    return [
      ...silent,
      ...(refused.length > 0 && !own.some(({ rcode }) => isAnswered(rcode))
        ? [refusing(address, refused)]
        : []),
    ];
  });
}

interface Unheard {
  readonly address: string;
  readonly port: number;
  readonly transport: 'tcp' | 'udp';
  readonly asked: readonly Question[];
}

function unavailable({ address, port, transport, asked }: Unheard): DirectoryProblem {
  return {
    code: 'dns-unavailable',
    severity: 'error',
    message: `DNS unavailable (${transport.toUpperCase()} port ${port}) for IP: ${address}`,
    explanation:
      'The connector must reach the DNS server by TCP and by UDP. Check the firewall between them, and that the server answers.',
    steps: asked.map(({ step }) => step.id),
  };
}

function refusing(address: string, asked: readonly Question[]): DirectoryProblem {
  const rcode = asked[0]?.rcode ?? 'REFUSED';
  return {
    code: 'dns-refused',
    severity: 'error',
    message: `The DNS server ${address} is there and does not answer for this domain (${rcode})`,
    explanation:
      'The way to it is open. It does not answer for the domain, or not for this machine: look at its zones and at who may ask it.',
    steps: asked.map(({ step }) => step.id),
  };
}

/** Missing only when the server answered for the name and no transport gave a record. */
function srvProblems({ request }: DirectoryPlan, evidence: readonly DirectoryEvidence[]): DirectoryProblem[] {
  return serversOf(request).flatMap(({ address }) =>
    (Object.keys(SERVICES) as Service[]).flatMap((service): DirectoryProblem[] => {
      const asked = questionsOf(evidence).filter(
        ({ step }) => step.service === service && step.server === address,
      );
      const missing =
        asked.some(({ rcode }) => isAnswered(rcode)) && asked.every(({ records }) => records.length === 0);
      if (!missing) return [];
      return [
        {
          code: 'srv-missing',
          severity: 'error',
          message: `SRV record for ${SERVICES[service]} does not exist for IP: ${address}`,
          explanation: `The connector looks up _${service}._tcp.${request.domain}. Make sure that this DNS server has the record.`,
          steps: asked.map(({ step }) => step.id),
        },
      ];
    }),
  );
}

/** Ports that the service itself names in its error. */
const NAMED_PORTS: Readonly<Record<number, string>> = { 389: 'LDAP', 88: 'Kerberos/authentication' };

/** UDP silence is no problem: it proves nothing. */
function portProblems(evidence: readonly DirectoryEvidence[]): DirectoryProblem[] {
  return evidence.flatMap(({ step, state }): DirectoryProblem[] => {
    if (step.kind !== 'port' || state === 'open' || state === 'open|filtered' || state === null) return [];
    const named = step.transport === 'tcp' ? NAMED_PORTS[step.port] : undefined;
    const port = `${step.transport.toUpperCase()} port ${step.port}`;
    return [
      {
        code: 'port-unavailable',
        // The documents ask for every one of them.
        severity: 'error',
        message: `${named ?? step.use} unavailable (${port}) for IP: ${step.address}`,
        explanation:
          state === 'closed'
            ? 'Something refuses the connection: no service listens there, or a firewall rejects it.'
            : 'No answer came: a firewall between here and the controller probably drops it.',
        steps: [step.id],
      },
    ];
  });
}
