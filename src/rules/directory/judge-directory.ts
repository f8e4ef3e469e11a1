/** What the evidence of a directory means, in port-state words and with the error texts of the documents. Pure. */
import type { PortState } from '../../core/words.ts';
import { english } from '../../words/en/index.ts';
import { SERVICES, serversOf, type DirectoryPlan, type DirectoryWords } from './directory-plan.ts';
import type { DirectoryEvidence } from './run-directory.ts';

export interface DirectoryProblem {
  readonly code: 'dns-unavailable' | 'dns-refused' | 'srv-missing' | 'port-unavailable';
  /** The documents ask for every one of them. */
  readonly severity: 'error';
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

export function judgeDirectory(
  plan: DirectoryPlan,
  evidence: readonly DirectoryEvidence[],
  words: DirectoryWords = english.directory,
): DirectoryResult {
  return {
    schema: 'preflight.directory/1',
    request: plan.request,
    rows: evidence.map(rowOf),
    problems: [
      ...dnsProblems(plan, evidence, words),
      ...srvProblems(plan, evidence, words),
      ...portProblems(evidence, words),
    ],
    notTested: plan.left,
  };
}

/** Exit 1: the service would report an error of its own. */
export function directoryFailed({ problems }: DirectoryResult): boolean {
  return problems.length > 0;
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
function dnsProblems(
  { request }: DirectoryPlan,
  evidence: readonly DirectoryEvidence[],
  words: DirectoryWords,
): DirectoryProblem[] {
  const questions = questionsOf(evidence);
  return serversOf(request).flatMap(({ address, port }) => {
    const own = questions.filter(({ step }) => step.server === address);
    const silent = (['tcp', 'udp'] as const).flatMap((transport) => {
      const asked = own.filter(({ step }) => step.transport === transport);
      return asked.length === 0 || asked.some(({ rcode }) => rcode !== null)
        ? []
        : [unavailable({ address, port, transport, asked }, words)];
    });
    const refused = own.filter(({ rcode }) => rcode !== null && !isAnswered(rcode));
    return [
      ...silent,
      ...(refused.length > 0 && !own.some(({ rcode }) => isAnswered(rcode))
        ? [refusing(address, refused, words)]
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

function unavailable(
  { address, port, transport, asked }: Unheard,
  { message, explanation }: DirectoryWords,
): DirectoryProblem {
  return {
    code: 'dns-unavailable',
    severity: 'error',
    message: message.dns(transport.toUpperCase(), port, address),
    explanation: explanation.dns,
    steps: asked.map(({ step }) => step.id),
  };
}

function refusing(
  address: string,
  asked: readonly Question[],
  { message, explanation }: DirectoryWords,
): DirectoryProblem {
  const rcode = asked[0]?.rcode ?? 'REFUSED';
  return {
    code: 'dns-refused',
    severity: 'error',
    message: message.refused(address, rcode),
    explanation: explanation.refused,
    steps: asked.map(({ step }) => step.id),
  };
}

/** Missing only when the server answered for the name and no transport gave a record. */
function srvProblems(
  { request }: DirectoryPlan,
  evidence: readonly DirectoryEvidence[],
  words: DirectoryWords,
): DirectoryProblem[] {
  return serversOf(request).flatMap(({ address }) =>
    SERVICES.flatMap((service): DirectoryProblem[] => {
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
          message: words.message.missing(words.service[service], address),
          explanation: words.explanation.missing(`_${service}._tcp.${request.domain}`),
          steps: asked.map(({ step }) => step.id),
        },
      ];
    }),
  );
}

/** UDP silence is no problem: it proves nothing. */
function portProblems(evidence: readonly DirectoryEvidence[], words: DirectoryWords): DirectoryProblem[] {
  return evidence.flatMap(({ step, state }): DirectoryProblem[] => {
    if (step.kind !== 'port' || state === 'open' || state === 'open|filtered' || state === null) return [];
    const named = step.transport === 'tcp' ? words.ofPort[step.port] : undefined;
    const port = words.port(step.transport.toUpperCase(), step.port);
    return [
      {
        code: 'port-unavailable',
        severity: 'error',
        message: words.message.port(named ?? step.use, port, step.address),
        explanation: state === 'closed' ? words.explanation.closed : words.explanation.silent,
        steps: [step.id],
      },
    ];
  });
}
