/** What a scenario is: a network, what is broken in it, and what a right diagnosis says. */
import type { Change } from './change.ts';

export const LAYERS = [
  'healthy',
  'real-manners',
  'odd-but-healthy',
  'dns',
  'https',
  'streaming',
  'latency',
  'path',
  'proxy',
  'getting-out',
  'bad-input',
  'two-faults',
] as const;
export type Layer = (typeof LAYERS)[number];

/** A protocol that was not asked about is absent from the report. */
export type ProtocolWord = VerdictWord | 'absent';
export type VerdictWord = 'ready' | 'degraded' | 'not-ready' | 'unknown';

/**
 * What the report must say, taken from spec/findings.md and the contract, never from what the program printed. Findings that
 * are not named may appear as notices; every warning and error must be expected here.
 */
export interface Expectation {
  readonly verdict: VerdictWord;
  readonly pcoip: ProtocolWord;
  readonly dcv: ProtocolWord;
  /** First of `findings`; null: no warning and no error (a notice may come first). */
  readonly first: string | null;
  /** Other codes that must be there, in this order after the first. */
  readonly then?: readonly string[];
  /** Warnings or errors that are right too, where the rules leave room. */
  readonly may?: readonly string[];
  /** Codes that must not appear at all, notices included. */
  readonly never?: readonly string[];
  readonly transports?: { readonly pcoip?: string; readonly dcv?: string };
  /** Facts of findings, by code. */
  readonly params?: Readonly<Record<string, Readonly<Record<string, unknown>>>>;
  /** What must be said to be proved of UDP. */
  readonly proofs?: { readonly pcoip?: string; readonly dcv?: string };
  /** Fields of the first of `peers`, as they are. */
  readonly peer?: Readonly<Record<string, unknown>>;
  /** Findings by code with the place that they are said to begin at (`dropped 2`: at or right after hop 2); null: none may be named. */
  readonly places?: Readonly<Record<string, string | null>>;
}

export interface Scenario {
  /** `https-443-dropped-one-host`: stable, used on the command line. */
  readonly name: string;
  readonly layer: Layer;
  /** What is broken or odd, in one sentence for the matrix. */
  readonly broken: string;
  readonly region: string;
  /** The network before the fault: odd, but no fault. */
  readonly manners: readonly Change[];
  /** Taken away, the expectation must fail (see controls.ts). Empty: the scenario must be clean. */
  readonly faults: readonly Change[];
  /** Options of `check` beside --region, --format and --public-roots. */
  readonly args: readonly string[];
  readonly expected: Expectation;
  /** What is right instead where the client is Windows: its rules are other ones. */
  readonly onWindows?: Partial<Expectation>;
  /** Part of the fast suite of `npm test`. */
  readonly fast: boolean;
}

const REGION = 'eu-central-1';
/** The lab's servers do answer UDP in most scenarios, which the tables call unverified. */
const ANSWERS = ['--assume-udp-answers'];

type Given = Pick<Scenario, 'name' | 'layer' | 'broken'> & Partial<Scenario>;

/** A scenario with a fault; UDP answers count as verified unless `args` says otherwise. */
export function faulty(given: Given & Pick<Scenario, 'faults' | 'expected'>): Scenario {
  return { region: REGION, manners: [], args: ANSWERS, fast: false, ...given };
}

const CLEAN: Expectation = { verdict: 'ready', pcoip: 'ready', dcv: 'ready', first: null };

interface CleanMore extends Pick<
  Expectation,
  'then' | 'never' | 'transports' | 'proofs' | 'places' | 'peer'
> {
  /** One protocol alone is asked about. */
  readonly only?: 'pcoip' | 'dcv';
  /** Nothing is wrong, and nobody can tell: the finding that says why. */
  readonly unknown?: string;
}

/** A scenario without a fault: it must be ready, with no warning and no error. UDP answers are not assumed. */
export function clean(given: Given & CleanMore): Scenario {
  const {
    then = [],
    never = [],
    transports = {},
    proofs = {},
    places = {},
    peer = {},
    only,
    unknown,
    ...rest
  } = given;
  const told = unknown === undefined ? CLEAN : { ...both('unknown'), first: unknown };
  const absent = only === undefined ? {} : { [only === 'pcoip' ? 'dcv' : 'pcoip']: 'absent' as const };
  const expected = { ...told, ...absent, then, never, transports, proofs, places, peer };
  return { region: REGION, manners: [], faults: [], args: [], fast: false, expected, ...rest };
}

/** Both protocols alike. */
export function both(verdict: VerdictWord): Pick<Expectation, 'verdict' | 'pcoip' | 'dcv'> {
  return { verdict, pcoip: verdict, dcv: verdict };
}

/** Only one protocol is hit: the other one is ready, the whole at most degraded. */
export function only(
  protocol: 'pcoip' | 'dcv',
  verdict: VerdictWord,
): Pick<Expectation, 'verdict' | 'pcoip' | 'dcv'> {
  const rest = { pcoip: 'ready', dcv: 'ready' } as const;
  const overall = verdict === 'degraded' ? 'ready' : 'degraded';
  return { verdict: overall, ...rest, [protocol]: verdict };
}
