/** What changed between two reports, as sentences: one writer for the page and the terminal. Pure. */
import type { Language } from '../core/language.ts';
import { sayIn } from '../core/say.ts';
import type { Protocol, Severity, Verdict } from '../core/words.ts';
import type { Vocabulary } from './en/index.ts';

/** A language with its words: the page has one of them loaded, the terminal takes it from `vocabularyOf`. */
export interface Tongue {
  readonly locale: Language;
  readonly vocabulary: Pick<Vocabulary, 'compare'>;
}

type What = keyof Vocabulary['compare']['what'];

/** The part of a comparison that the sentences read (src/report/comparison.ts has the whole). */
export interface ComparedFacts {
  readonly differs: boolean;
  readonly verdicts: readonly {
    readonly protocol: Protocol;
    readonly a: Verdict | null;
    readonly b: Verdict | null;
  }[];
  readonly surroundings: readonly {
    readonly what: What;
    readonly a: string | null;
    readonly b: string | null;
    readonly same: boolean | null;
  }[];
  readonly causes: readonly {
    readonly change: 'gone' | 'new' | 'stayed';
    readonly severity: Severity;
    readonly severityBefore?: Severity | undefined;
    readonly comparable?: boolean | undefined;
  }[];
}

/** What a comparison says of a side without a VPN or proxy; null means that nobody knows. */
export const NONE = 'none';

/** The one sentence of a comparison. `judgedAgain`: both sides are one bundle, once as written and once by the rules of this version. */
export function comparisonHeadline(
  comparison: ComparedFacts,
  tongue: Tongue,
  { judgedAgain = false }: { readonly judgedAgain?: boolean } = {},
): string {
  const { compare: v } = tongue.vocabulary;
  if (judgedAgain) return comparison.differs ? v.judgedOther : v.judgedSame;
  if (!comparison.differs) return v.same;
  return turned(comparison, tongue) ?? shifted(comparison, tongue) ?? milder(comparison, tongue);
}

/** What else a VPN that went may have taken along: where one of these is another, the VPN alone is not the difference. */
const BESIDE_VPN: readonly What[] = ['computer', 'network', 'request', 'simulated'];

/** What the headline allows to conclude; null where more than the VPN changed, or nothing turned with it. */
export function comparisonConclusion(comparison: ComparedFacts, { vocabulary }: Tongue): string | null {
  const vpn = vpnChange(comparison);
  const turns =
    vpn === 'off'
      ? protocolsWhere(comparison, opens).length > 0
      : vpn === 'on' && protocolsWhere(comparison, closes).length > 0;
  const more = comparison.surroundings.some(({ what, same }) => same === false && BESIDE_VPN.includes(what));
  return turns && !more ? vocabulary.compare.vpnBlocks : null;
}

type Counted = readonly [names: string, count: number];

function counted(protocols: readonly Protocol[], { locale }: Tongue): Counted | null {
  return protocols.length === 0 ? null : [sayIn(locale).protocols(protocols), protocols.length];
}

/** A protocol got through or stopped getting through. */
function turned(comparison: ComparedFacts, tongue: Tongue): string | null {
  const { compare: v } = tongue.vocabulary;
  const vpn = vpnChange(comparison);
  const better = counted(protocolsWhere(comparison, opens), tongue);
  if (better !== null) return (vpn === 'off' ? v.vpnOff : v.nowReady)(...better);
  const worse = counted(protocolsWhere(comparison, closes), tongue);
  return worse === null ? null : (vpn === 'on' ? v.vpnOn : v.nowBlocked)(...worse);
}

/** A protocol works in both, and left its limits or came back into them. */
function shifted(comparison: ComparedFacts, tongue: Tongue): string | null {
  const { compare: v } = tongue.vocabulary;
  const outside = counted(
    protocolsWhere(comparison, (a, b) => a === 'ready' && b === 'degraded'),
    tongue,
  );
  if (outside !== null) return v.nowWorse(...outside);
  const within = counted(
    protocolsWhere(comparison, (a, b) => a === 'degraded' && b === 'ready'),
    tongue,
  );
  return within === null ? null : v.nowBetter(...within);
}

/** Nothing opened, closed or changed its limits. */
function milder(comparison: ComparedFacts, { vocabulary: { compare: v } }: Tongue): string {
  if (comparison.verdicts.some(({ a, b }) => a !== null && b !== null && a !== b)) return v.verdictChanged;
  return comparison.causes.some(isChange) ? v.causesChanged : v.figuresMoved;
}

/** A cause that came, went or changed its severity, unless it is a mere notice on both sides or was not asked for on one. */
export function isChange({
  change,
  severity,
  severityBefore,
  comparable,
}: ComparedFacts['causes'][number]): boolean {
  if (comparable === false) return false;
  return severityBefore !== undefined || (change !== 'stayed' && severity !== 'notice');
}

/** Whether the VPN was switched off or on between A and B; null when neither, or when a side does not say. */
function vpnChange({ surroundings }: ComparedFacts): 'off' | 'on' | null {
  const vpn = surroundings.find(({ what, same }) => what === 'vpn' && same === false);
  if (vpn?.b === NONE) return 'off';
  return vpn?.a === NONE ? 'on' : null;
}

type Pair = (a: Verdict | null, b: Verdict | null) => boolean;

const works = (verdict: Verdict | null): boolean => verdict === 'ready' || verdict === 'degraded';
const opens: Pair = (a, b) => works(b) && a === 'not-ready';
const closes: Pair = (a, b) => works(a) && b === 'not-ready';

function protocolsWhere({ verdicts }: ComparedFacts, holds: Pair): readonly Protocol[] {
  return verdicts.filter(({ a, b }) => holds(a, b)).map(({ protocol }) => protocol);
}

/** Why a difference may have nothing to do with the network. */
export function comparisonCautions(
  { surroundings }: ComparedFacts,
  { vocabulary }: Tongue,
): readonly string[] {
  const { careful } = vocabulary.compare;
  const differs = (what: What) => surroundings.some((fact) => fact.what === what && fact.same === false);
  return (['request', 'simulated', 'completed'] as const).filter(differs).map((what) => careful[what]);
}

/** One side of one surrounding, as people read it. */
export function surroundingText(what: What, value: string | null, { vocabulary }: Tongue): string {
  const { compare: v } = vocabulary;
  if (value === null) return v.notKnown;
  if (what === 'completed')
    return value === 'whole' ? v.whole : (v.cut[value.replace(/^cut: /, '')] ?? value);
  const named: Partial<Record<What, Readonly<Record<string, string>>>> = {
    vpn: { [NONE]: v.off },
    proxy: { [NONE]: v.noProxy },
    simulated: { 'the real network': v.real },
  };
  return named[what]?.[value] ?? value;
}
