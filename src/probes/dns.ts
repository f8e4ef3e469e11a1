/**
 * What does a name resolve to? The operating system's resolver is the truth (it is what the client uses); the same question to
 * each configured server stands beside it as evidence, also when the system failed. A control asks each server for a random name of
 * its own that cannot exist; a registration name is asked for its TXT records, which getaddrinfo cannot give.
 */
import type { HostName } from '../core/address.ts';
import { failure } from '../core/failure.ts';
import type { DnsEvidence, DnsServerAnswer } from '../evidence/index.ts';
import type { StepOf } from '../plan/step.ts';
import { serversToAsk, type ConfiguredServer } from './dns-servers.ts';
import type { DnsReply, LookupResult } from './ports.ts';
import { endSilence } from './dns-silence.ts';
import type { Probe, ProbeContext } from './probe.ts';
import { hostOf } from './target-address.ts';

type QuestionType = DnsServerAnswer['question'];

interface Subject {
  readonly name: HostName;
  /** The name that the next server is asked for; a control makes up another one for each. */
  readonly nameForServer: () => HostName;
  readonly askSystem: boolean;
  readonly types: readonly QuestionType[];
}

/** A server that lets only TCP through is odd but works; one second and a half covers the first UDP repetition before TCP is tried. */
const TCP_AFTER_MS = 1500;
const CONTROL_LETTERS = 16;
/** A constant reason costs nothing; without one each abort makes an exception. */
const ENDED = 'ended';

export const dnsProbe: Probe<'dns'> = {
  id: 'dns',
  version: 2,
  summary:
    "Asks the operating system's resolver for the name and puts A and AAAA questions (TXT for a registration name; A for a made-up name, another one for each server, as a control) to up to three configured servers.",
  async run(step, context) {
    const subject = subjectOf(step);
    const questions = serversToAsk(context.host).flatMap((server) => {
      const name = subject.nameForServer();
      return subject.types.map((type) => ({ server, type, name }));
    });
    const enough = new AbortController();
    const asked = questions.map((question) => askServer(question, { context, enough: enough.signal }));
    const told = subject.askSystem ? askSystem(step, subject.name, { servers: asked, context }) : null;
    const all = Promise.all([told, Promise.all(asked)]);
    // Rejects where no server answers, or when the step ends before.
    if (context.boundedWaits !== false)
      endSilence({ types: subject.types, servers: asked, system: told }, context, enough).catch(
        () => undefined,
      );
    tellFirst([...asked, ...(told === null ? [] : [told])], context);
    const [system, servers] = await all;
    // Only a control's answers are to names of their own.
    const named = servers.map((answer, index) => withName(answer, questions[index]?.name, subject.name));
    return { kind: 'dns', host: subject.name, system, servers: named };
  },
};

/** Tells at once that somebody answered, whatever it was: the resolver lives. */
function tellFirst(
  asked: readonly Promise<DnsServerAnswer | DnsEvidence['system']>[],
  { onDnsAnswer = () => undefined }: ProbeContext,
): void {
  const answered = asked.map(async (one) => {
    const answer = await one;
    const says = answer !== null && ('rcode' in answer ? answer.rcode !== null : answer.addresses.length > 0);
    if (!says) throw new Error('no answer');
  });
  Promise.any(answered).then(onDnsAnswer, () => undefined);
}

function withName(answer: DnsServerAnswer, asked: HostName | undefined, usual: HostName): DnsServerAnswer {
  return asked === undefined || asked === usual ? answer : { ...answer, name: asked };
}

function subjectOf(step: StepOf<'dns'>): Subject {
  const name = hostOf(step);
  if (step.role === 'control-name') {
    // One name a server: a name that one server has looked up may stand in a cache that another one asks (spec/findings.md).
    const nameForServer = () => hostOf(step, `${randomLetters()}.`);
    // No system lookup: its search list could give the random name an address that no public server ever would.
    return { name, nameForServer, askSystem: false, types: ['A'] };
  }
  const nameForServer = () => name;
  return step.role === 'registration-name'
    ? { name, nameForServer, askSystem: false, types: ['TXT'] }
    : { name, nameForServer, askSystem: true, types: ['A', 'AAAA'] };
}

/** Random by run, so that no cache and no list knows the name; the bias of the remainder does not matter here. */
function randomLetters(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(CONTROL_LETTERS));
  return String.fromCharCode(...Array.from(bytes, (byte) => 97 + (byte % 26)));
}

/**
 * The system's resolver repeats a lost question after 5 s, and glibc then asks A and AAAA one after the other for 10 s more
 * (resolv.conf(5): timeout, attempts, single-request; measured 15.1 s, and 15.7 s for the first lookup of a program under Wine). Cut before
 * that, a name whose AAAA question is never answered would look as if it did not exist, while the client merely waits.
 */
export const SYSTEM_PATIENCE_MS = 18_000;
/** Less than this is no time for an answer. */
const ONCE_MORE_MS = 1000;

/**
 * Waits the usual time; for an essential name on to the resolver's own end where a server did give an address meanwhile. A dead DNS
 * costs no more than before, and a lesser name that was cut says so (`generic-timeout`).
 */
async function askSystem(
  step: StepOf<'dns'>,
  name: HostName,
  { servers, context }: { servers: readonly Promise<DnsServerAnswer>[]; context: ProbeContext },
): Promise<DnsEvidence['system']> {
  const { ports, signal, timeouts } = context;
  const over = new AbortController();
  const either = AbortSignal.any([signal, over.signal]);
  const patient = ports.dns.lookup(name, { timeoutMs: SYSTEM_PATIENCE_MS, signal: either });
  const usual = ports.clock.sleep(timeouts.dnsMs, either).then(() => null);
  for (const promise of [patient, usual]) promise.catch(() => undefined); // given up below, or ends with the run
  try {
    const early = await Promise.race([patient, usual]);
    if (early !== null) return systemOf(early);
    const known = await hasAddress(servers);
    if (known && step.need === 'essential') return systemOf(await onceMore(await patient, name, context));
    const why = known ? failure('generic-timeout', 'resolve') : failure('dns-timeout', 'resolve');
    return { addresses: [], durationMs: timeouts.dnsMs, failure: why };
  } finally {
    over.abort(ENDED);
  }
}

/**
 * A resolver that ran out of its tries while a server did answer was perhaps drowned by our own questions: some routers drop what goes
 * beyond a rate, and every repetition comes in the same moment. Now that the others have ended it is asked again, within the same patience.
 */
async function onceMore(
  first: LookupResult,
  name: HostName,
  { ports, signal }: ProbeContext,
): Promise<LookupResult> {
  const leftMs = SYSTEM_PATIENCE_MS - first.durationMs;
  if (first.failure?.code !== 'dns-temporary' || leftMs < ONCE_MORE_MS) return first;
  const second = await ports.dns.lookup(name, { timeoutMs: leftMs, signal });
  const told = second.addresses.length > 0 ? second : first;
  return { ...told, durationMs: first.durationMs + second.durationMs };
}

function systemOf({ addresses, durationMs, failure: why }: LookupResult): DnsEvidence['system'] {
  return { addresses: [...addresses], durationMs, failure: why };
}

/** The servers' own time-out is the same as the usual one: they have all ended, or end at this moment. */
async function hasAddress(servers: readonly Promise<DnsServerAnswer>[]): Promise<boolean> {
  const ended = await Promise.allSettled(servers);
  return ended.some((one) => one.status === 'fulfilled' && one.value.addresses.length > 0);
}

interface ServerQuestion {
  readonly server: ConfiguredServer;
  readonly type: QuestionType;
  readonly name: HostName;
}

async function askServer(question: ServerQuestion, { context, enough }: Patience): Promise<DnsServerAnswer> {
  const over = new AbortController();
  const { clock } = context.ports;
  const startedMs = clock.nowMs();
  const signal = AbortSignal.any([context.signal, over.signal]);
  const endMs = startedMs + context.timeouts.dnsMs;
  try {
    const answer = await converse(question, { context: { ...context, signal }, endMs, enough });
    const isGivenUp = answer.rcode === null && enough.aborted && clock.nowMs() < endMs;
    return isGivenUp ? { ...answer, waitedMs: clock.nowMs() - startedMs } : answer;
  } finally {
    over.abort(ENDED);
  }
}

interface Patience {
  readonly context: ProbeContext;
  /** Fires when silence has lasted long enough (dns-silence.ts). */
  readonly enough: AbortSignal;
}

/** The moment by which the answer must be there, over whichever transport. */
interface Deadline extends Patience {
  readonly endMs: number;
}

/** UDP first; TCP when the answer was cut or UDP is refused, and beside UDP when that has been silent for a while. */
async function converse(question: ServerQuestion, deadline: Deadline): Promise<DnsServerAnswer> {
  const overUdp = put(question, 'udp', deadline);
  const early = await Promise.race([overUdp, silenceOf(deadline.context)]);
  if (early === null) return besideTcp(question, overUdp, deadline);
  return wantsTcp(early) && !deadline.enough.aborted
    ? againOverTcp(question, early, deadline)
    : answerOf(question, early, 'udp');
}

/** Null when UDP has been silent for long enough to try TCP too. */
async function silenceOf({ ports, signal }: ProbeContext): Promise<null> {
  await ports.clock.sleep(TCP_AFTER_MS, signal);
  return null;
}

/** A wrong or unreadable answer is a fact about the server; TCP must not hide it. */
function wantsTcp({ truncated, rcode, failure }: DnsReply): boolean {
  const isFact = failure?.code === 'dns-malformed' || failure?.code === 'dns-mismatch';
  return truncated || (rcode === null && !isFact);
}

/** Whichever answers first; the two together cost one time-out, not two. */
async function besideTcp(
  question: ServerQuestion,
  overUdp: Promise<DnsReply>,
  deadline: Deadline,
): Promise<DnsServerAnswer> {
  const overTcp = put(question, 'tcp', deadline);
  const usable = [
    overUdp.then((reply) => answerOf(question, mustAnswer(reply), 'udp')),
    overTcp.then((reply) => answerOf(question, mustAnswer(reply), 'tcp')),
  ];
  return Promise.any(usable).catch(async () => answerOf(question, await overUdp, 'udp'));
}

function mustAnswer(reply: DnsReply): DnsReply {
  if (reply.rcode === null || reply.truncated) throw new Error('no whole answer');
  return reply;
}

async function againOverTcp(
  question: ServerQuestion,
  early: DnsReply,
  deadline: Deadline,
): Promise<DnsServerAnswer> {
  const { truncated, tries } = early;
  const reply = await put(question, 'tcp', deadline);
  return reply.rcode === null
    ? answerOf(question, early, 'udp')
    : answerOf(question, { ...reply, truncated, tries }, 'tcp');
}

function put(
  { server, type, name }: ServerQuestion,
  transport: 'udp' | 'tcp',
  { context, endMs, enough }: Deadline,
): Promise<DnsReply> {
  const timeoutMs = Math.max(1, endMs - context.ports.clock.nowMs());
  return context.ports.dns.query(
    { server: server.address, serverPort: server.port, name, type, transport },
    { timeoutMs, signal: context.signal, enough },
  );
}

function answerOf(
  { server, type }: ServerQuestion,
  reply: DnsReply,
  transport: 'udp' | 'tcp',
): DnsServerAnswer {
  const { rcode, addresses, texts, ttlSeconds, truncated, tries, durationMs, failure } = reply;
  return {
    server: server.address,
    transport,
    question: type,
    rcode,
    addresses: [...addresses],
    texts: [...texts],
    ttlSeconds,
    truncated,
    tries,
    durationMs,
    failure,
  };
}
