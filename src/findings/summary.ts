/**
 * One sentence that an end user understands: first what is broken, then what works (docs/spec/design-notes.md, "Words"). `summaryKey` carries the same
 * as a key with facts, for other languages.
 */
import type { Protocol, Verdict } from '../core/words.ts';
import type { Figures } from './figures.ts';
import type { Finding, Judgement } from './finding.ts';
import { unmeasured, type VerdictInput } from './verdict.ts';

export interface SummaryInput extends VerdictInput {
  readonly verdict: Verdict;
  readonly protocols: Judgement['protocols'];
  readonly figures: Figures;
}

export type Summary = Pick<Judgement, 'summary' | 'summaryKey'>;
type Params = Summary['summaryKey']['params'];

const NAME: Readonly<Record<Protocol, string>> = { pcoip: 'PCoIP', dcv: 'DCV' };

/** What a cause is called in the first sentence of the verdict. The closed list of causes that can stop everything. */
const STOPPED: Readonly<Record<string, string>> = {
  'local/offline': 'This computer has no network.',
  'local/accepts-all':
    'Something on this computer or close to it answers for every address, so nothing could be proved.',
  'dns/no-answer': 'This computer cannot look up any name: its DNS servers do not answer.',
  'dns/server-failure': 'The DNS servers of this network fail on names that WorkSpaces needs.',
  'dns/name-not-found': 'A name that WorkSpaces needs cannot be found from this network.',
  'dns/redirected': 'This network sends a name that WorkSpaces needs to the wrong place.',
  'network/captive-portal': 'This network wants you to sign in first.',
  'registration/name-invalid': 'The registration name is not set up correctly.',
  'https/blocked': 'This network blocks the sign-in to WorkSpaces.',
  'https/refused': 'This network refuses the sign-in to WorkSpaces.',
  'https/handshake-cut': 'Something on the way cuts off the sign-in to WorkSpaces.',
  'https/tls-intercepted':
    'Something on the way opens the encrypted sign-in to WorkSpaces, and this computer does not trust it.',
  'https/certificate-invalid': 'A server that WorkSpaces needs shows a certificate that is not valid.',
  'https/clock-skew': 'The clock of this computer is wrong.',
  'proxy/authentication':
    'The proxy of this network asks for a password, which the WorkSpaces client cannot give.',
  'proxy/unreachable': 'The proxy that this computer is set to use cannot be used.',
  'proxy/denied': 'The proxy of this network does not let WorkSpaces through.',
  'latency/terminated': 'The way to this Region is too slow for PCoIP.',
  'latency/loss': 'Too much is lost on the way to this Region.',
  'mtu/too-small': 'This network, or its VPN, cuts packets too small for WorkSpaces.',
  'mtu/black-hole': 'This network, or its VPN, loses large packets.',
  'client/roots-missing': 'This computer lacks a certificate that WorkSpaces needs.',
};

const LIMIT_OF_SIGHT = 'A stopped WorkSpace or a wrong password cannot be seen from here.';

/** The verdict in words. */
export function summarise(input: SummaryInput): Summary {
  if (input.verdict === 'ready') return ready(input);
  if (input.verdict === 'degraded') return degraded(input);
  return input.verdict === 'not-ready' ? notReady(input) : unknown(input);
}

function told(key: string, params: Params, summary: string): Summary {
  return { summary, summaryKey: { key, params } };
}

function requested({ protocols }: SummaryInput): readonly Protocol[] {
  return (['pcoip', 'dcv'] as const).filter((protocol) => protocols[protocol] !== undefined);
}

function withVerdict(input: SummaryInput, ...verdicts: readonly Verdict[]): readonly Protocol[] {
  return requested(input).filter((protocol) =>
    verdicts.includes(input.protocols[protocol]?.verdict ?? 'unknown'),
  );
}

function list(protocols: readonly Protocol[]): string {
  return protocols.map((protocol) => NAME[protocol]).join(' and ');
}

/** The best protocol decides the verdict; where another one is limited, the sentence says so. */
function ready(input: SummaryInput): Summary {
  if (withVerdict(input, 'degraded').length > 0) return limited(input);
  const protocols = requested(input);
  const unproven = protocols.filter((protocol) => input.protocols[protocol]?.udpProof === 'unproven');
  const first =
    protocols.length > 1
      ? `Ready. ${list(protocols)} both get through.`
      : `Ready. ${list(protocols)} gets through.`;
  if (unproven.length === 0)
    return told('ready', { protocols: list(protocols) }, `${first} ${LIMIT_OF_SIGHT}`);
  const udp = `UDP for ${list(unproven)} gave no answer, which proves nothing either way.`;
  return told(
    'ready-udp-unproven',
    { protocols: list(protocols), unproven: list(unproven) },
    `${first} ${udp}`,
  );
}

/** One protocol is out and another works; or everything works, within limits. */
function degraded(input: SummaryInput): Summary {
  const out = withVerdict(input, 'not-ready');
  const untold = withVerdict(input, 'unknown');
  const [lost] = [...out, ...untold];
  if (lost === undefined) return limited(input);
  const works = withVerdict(input, 'ready', 'degraded');
  const cause = out.length > 0 ? causeOf(input, lost) : null;
  const word = out.length > 0 ? stoppedWord(cause) : 'could not be tested';
  const limits = works.some((protocol) => input.protocols[protocol]?.verdict === 'degraded')
    ? ' with limits'
    : '';
  const second = `${list(works)} is ready${limits}.`;
  const third = `That matters only if your WorkSpace uses ${NAME[lost]}.`;
  return told(
    out.length > 0 ? 'one-protocol-out' : 'one-protocol-unknown',
    {
      lost: NAME[lost],
      works: list(works),
      cause: cause?.code ?? null,
      word,
      limits: limits === '' ? null : 'limits',
    },
    `${NAME[lost]} ${word}${out.length > 0 ? ' here' : ''}. ${second} ${third}`,
  );
}

function stoppedWord(cause: Finding | null): string {
  if (cause?.code === 'latency/terminated') return 'is too slow';
  if (cause !== null && /udp-rejected|tcp-refused/.test(cause.code)) return 'is refused';
  return 'is blocked';
}

/** The first error that names the protocol, in the deciding Region. */
function causeOf({ findings, deciding }: SummaryInput, protocol: Protocol): Finding | null {
  const own = findings.filter(
    ({ severity, protocols, region }) =>
      severity === 'error' && protocols.includes(protocol) && (region === null || region === deciding),
  );
  return own[0] ?? null;
}

function limited(input: SummaryInput): Summary {
  const { findings, deciding } = input;
  const warning = findings.find(
    ({ severity, region }) => severity === 'warning' && (region === null || region === deciding),
  );
  const medianMs = warning?.params['medianMs'];
  if (typeof medianMs === 'number' && warning?.code.startsWith('latency/') === true) {
    const felt = warning.protocols.map((protocol) => NAME[protocol]).join(' and ');
    return told(
      'ready-but-slow',
      { medianMs, protocols: felt },
      `Ready, but slow: ${Math.round(medianMs)} ms. You will notice it with ${felt}.`,
    );
  }
  const title = warning?.title ?? 'something is outside its limits';
  return told(
    'ready-with-limits',
    { cause: warning?.code ?? null, title },
    `Ready, with limits: ${lowerFirst(title)}.`,
  );
}

function lowerFirst(text: string): string {
  const bare = text.replace(/\.$/, '');
  return /^[A-Z][a-z]/.test(bare) ? bare.charAt(0).toLowerCase() + bare.slice(1) : bare;
}

function notReady(input: SummaryInput): Summary {
  // The first one that is no notice: an error, or the cause that stands before one (order.ts).
  const cause = input.findings.find(
    ({ severity, region }) => severity !== 'notice' && (region === null || region === input.deciding),
  );
  const sentence = cause === undefined ? undefined : STOPPED[cause.code];
  if (cause?.params['own'] === true)
    return told(
      'own-host-out',
      { cause: cause.code, title: cause.title },
      `${cause.title} from this network.`,
    );
  if (cause !== undefined && sentence !== undefined)
    return told('stopped', { cause: cause.code, protocols: list(requested(input)) }, sentence);
  const out = withVerdict(input, 'not-ready');
  const be = out.length > 1 ? 'are' : 'is';
  const word = stoppedWord(cause ?? null).replace(/^is/, be);
  return told(
    'protocols-out',
    { protocols: list(out), cause: cause?.code ?? null, word },
    `${list(out)} ${word} here.`,
  );
}

const ESSENTIAL_WORDS = {
  names: 'its names were looked up',
  https: 'the sign-in servers were tried',
  streaming: 'the streaming ports were tried',
} as const;

function unknown(input: SummaryInput): Summary {
  const { record } = input.view;
  const gaps = [...new Set(requested(input).flatMap((protocol) => unmeasured(input, protocol)))];
  const gap = (['names', 'https', 'streaming'] as const).find((name) => gaps.includes(name));
  if (gap !== undefined && record.completedBecause !== null) {
    const how = record.completedBecause === 'deadline' ? 'the time was over' : 'stopped';
    return told(
      'unknown-cut',
      { how: record.completedBecause, gap },
      `Could not tell: ${how} before ${ESSENTIAL_WORDS[gap]}.`,
    );
  }
  return told('unknown', { gap: gap ?? null }, `Could not tell: ${UNKNOWN_WORDS[gap ?? 'names']}.`);
}

const UNKNOWN_WORDS = {
  names: 'not every name that WorkSpaces needs could be tested',
  https: 'not every sign-in server could be tested',
  streaming: 'no streaming port could be proved open',
} as const;
