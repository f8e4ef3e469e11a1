/** The first sentences of the verdict: what is broken, then what still works. One writer for every face. Pure. */
import type { Language } from '../core/language.ts';
import { sayIn } from '../core/say.ts';
import type { Protocol } from '../core/words.ts';
import type { UdpProof } from '../reading/udp-proof.ts';
import { familiesOf, wordsOfFamily, type Family } from './causes.ts';
import { hidesVerdict, vocabularyOf } from './languages.ts';
import { deciding, requested, withVerdict, type Speakable } from './speakable.ts';

export interface Headline {
  readonly headline: string;
  readonly lead: string | null;
}

export function headlineOf(report: Speakable, language: Language): Headline {
  if (withVerdict(report, 'ready').length === requested(report).length) return ready(report, language);
  const cause = decider(report);
  if (cause === null) return untold(report, language);
  const { sentences } = sayIn(language);
  const broken = wordsOfFamily(cause, language).headline;
  return {
    headline: sentences(broken, rest(report, cause, language)),
    lead: leadOf(report, language),
  };
}

/** The cause of the verdict: the first one that is no notice and names a protocol that is not plainly ready. */
function decider(report: Speakable): Family | null {
  const stopped = withVerdict(report, 'not-ready');
  const held = withVerdict(report, 'not-ready', 'unknown', 'degraded');
  const here = familiesOf(deciding(report).filter(({ severity }) => severity !== 'notice'));
  const names = (family: Family, protocols: readonly Protocol[]) =>
    family.some((one) => one.protocols.some((protocol) => protocols.includes(protocol)));
  const hiding = familiesOf(deciding(report)).find(([first]) => hidesVerdict(first.code, first.params));
  // An error that stands before what hides the rest (no network at all) is the one to speak of.
  if (hiding !== undefined) return here.find(([first]) => first.severity === 'error') ?? hiding;
  // What was cut short is no fault: a warning beside it does not explain why nothing could be told.
  if (stopped.length === 0 && withVerdict(report, 'unknown').length > 0) return null;
  const worst = here.find(
    (family) => names(family, stopped) && (family[0].severity === 'error' || isLeader(report, family)),
  );
  return worst ?? here.find((family) => names(family, held)) ?? null;
}

/** The cause of a graver finding stands first in the report, though it is a warning itself. */
function isLeader(report: Speakable, [first]: Family): boolean {
  return deciding(report)[0] === first;
}

/** What still works beside the cause. */
function rest(report: Speakable, cause: Family, language: Language): string | null {
  const { headline: v } = vocabularyOf(language);
  const say = sayIn(language);
  const ready = withVerdict(report, 'ready');
  const hit = new Set(cause.flatMap(({ protocols }) => protocols));
  const cut = withVerdict(report, 'unknown').filter((protocol) => !hit.has(protocol));
  return say.sentences(
    ready.length > 0 && v.works(say.protocols(ready), ready.length),
    limitedText(report, cause, language),
    cut.length > 0 && v.notTold(say.protocols(cut)),
  );
}

/** Protocols that work within limits: around over 443, beside one that does not work, or all of them. */
function limitedText(report: Speakable, [first]: Family, language: Language): string | null {
  const { headline: v } = vocabularyOf(language);
  const say = sayIn(language);
  const degraded = withVerdict(report, 'degraded');
  const [around] = degraded.filter((protocol) => report.truth.lanes[protocol]?.state === 'detour');
  if (around !== undefined)
    return requested(report).length === 1 ? v.itGoesAround : v.goesAround(say.protocol(around));
  if (degraded.length === 0) return null;
  if (withVerdict(report, 'not-ready', 'unknown').length > 0)
    return v.worksLimited(say.protocols(degraded), degraded.length);
  return degraded.length === requested(report).length && first.severity === 'warning' ? v.itWorks : null;
}

/** For whom it matters. How it came to be is the cause's own text, and is said there alone. */
function leadOf(report: Speakable, language: Language): string | null {
  const broken = withVerdict(report, 'not-ready');
  if (broken.length === 0 || withVerdict(report, 'ready').length === 0) return null;
  return vocabularyOf(language).lead.onlyIf(sayIn(language).protocols(broken));
}

function ready(report: Speakable, language: Language): Headline {
  const { headline: v, lead } = vocabularyOf(language);
  const { protocols: list, sentences } = sayIn(language);
  const all = requested(report);
  const withProof = (proof: UdpProof) =>
    all.filter((protocol) => report.protocols[protocol]?.udpProof === proof);
  const [unproven, toPeer] = [withProof('unproven'), withProof('proved-to-peer')];
  const limited = [...toPeer, ...unproven];
  const proved = all.filter((protocol) => !limited.includes(protocol));
  const isToPeer = toPeer.length > 0 && unproven.length === 0;
  return {
    headline: isToPeer
      ? v.readyToPeer(list(toPeer))
      : unproven.length > 0
        ? v.readySoFar(list(proved), list(limited))
        : v.ready(list(all), all.length),
    lead: sentences(lead.nothing, lead.stillFails),
  };
}

/** The run was cut short, or the tables give nothing to measure: what is known is said, and what is missing. */
function untold(report: Speakable, language: Language): Headline {
  const { headline: v, gap, gapCut, lead } = vocabularyOf(language);
  const { protocols: list, sentences } = sayIn(language);
  const lost = withVerdict(report, 'unknown');
  const works = withVerdict(report, 'ready');
  const limited = withVerdict(report, 'degraded');
  const done = report.checks.filter(({ status }) => status !== 'not-tested').length;
  const how = report.completedBecause;
  const missing = gapOf(report);
  if (works.length + limited.length === 0)
    return {
      headline: how === null ? v.unknown(gap[missing]) : v.allCut(how, gapCut[missing]),
      lead: sentences(lead.counted(done, report.checks.length), how !== null && lead.again(how)),
    };
  return {
    headline: sentences(
      how === null ? v.notTold(list(lost)) : v.cut(list(lost), how),
      works.length > 0 && v.works(list(works), works.length),
      limited.length > 0 && v.worksLimited(list(limited), limited.length),
    ),
    lead: sentences(lead.onlyIf(list(lost)), how !== null && lead.again(how)),
  };
}

/** The first of the three essentials that was not measured and passed. */
function gapOf({ truth }: Speakable): 'names' | 'sign-in' | 'streaming' {
  const names = truth.cells.filter(({ role }) => role === 'names');
  if (names.length === 0 || names.some(({ counts: { planned, passed } }) => passed < planned)) return 'names';
  const signIn = truth.lanes['sign-in'];
  return signIn.state === 'open' || signIn.state === 'limited' ? 'streaming' : 'sign-in';
}
