/** The verdict as a sentence: what is broken first, then what works. Said by code, so that every language says the same. */
import type { Protocol, Verdict } from '../../../src/core/words.ts';
import type { Finding } from '../../../src/judge/finding.ts';
import type { Report } from '../../../src/report/report.ts';
import type { Tone } from '../../ui/status-icon.tsx';
import type { Words } from '../../words/en.ts';
import { findingText } from '../../words/finding-words.ts';
import { delay } from '../../words/format.ts';

export interface VerdictText {
  readonly tone: Tone;
  readonly title: readonly string[];
  readonly lead: string;
}

export const TONE_OF_VERDICT: Record<Verdict, Tone> = {
  ready: 'pass',
  degraded: 'warn',
  'not-ready': 'fail',
  unknown: 'unproven',
};

export function verdictOf(words: Words, report: Report): VerdictText {
  const entries = requested(report);
  const verdicts = entries.map(({ verdict }) => verdict);
  if (verdicts.every((verdict) => verdict === 'ready')) return readyText(words, entries);
  if (verdicts.every((verdict) => verdict === 'not-ready')) return brokenText(words, report);
  if (verdicts.includes('not-ready')) return mixedText(words, report);
  if (verdicts.includes('unknown')) return unknownText(words, report);
  return limitedText(words, report);
}

interface Entry {
  readonly protocol: Protocol;
  readonly verdict: Verdict;
}

function requested({ protocols }: Report): Entry[] {
  return (['pcoip', 'dcv'] as const).flatMap((protocol) => {
    const forecast = protocols[protocol];
    return forecast === undefined ? [] : [{ protocol, verdict: forecast.verdict }];
  });
}

/** The first finding that decides: an error before a warning, of the deciding Region or of all. */
export function rootOf(report: Report): Finding | undefined {
  return report.findings.find(
    ({ severity, region }) => severity !== 'notice' && (region === null || region === report.decidingRegion),
  );
}

function readyText({ verdictText, protocol }: Words, entries: readonly Entry[]): VerdictText {
  const [first] = entries;
  const through =
    entries.length > 1 || first === undefined
      ? verdictText.readyBoth
      : verdictText.readyOne(protocol[first.protocol]);
  return { tone: 'pass', title: [verdictText.readyWord, through], lead: verdictText.readyLead };
}

function brokenText(words: Words, report: Report): VerdictText {
  const { verdictText } = words;
  const root = rootOf(report);
  if (root === undefined) return { tone: 'fail', title: [verdictText.notReadyAny], lead: report.summary };
  const named = verdictText.causes[root.code];
  const single = requested(report).length === 1 ? requested(report)[0] : undefined;
  const own = single === undefined ? undefined : notReady(words, report, single.protocol);
  return {
    tone: 'fail',
    title: [named ?? own ?? `${findingText(words, root).title}.`.replace(/\.\.$/, '.')],
    lead: verdictText.mendBy[root.side],
  };
}

function notReady({ verdictText, protocol }: Words, report: Report, which: Protocol): string {
  const blocked = report.findings.some(
    ({ code, severity }) => severity === 'error' && code.startsWith(`${which}/tcp-`),
  );
  return blocked ? verdictText.blocked(protocol[which]) : verdictText.notReady(protocol[which]);
}

function mixedText(words: Words, report: Report): VerdictText {
  const { verdictText, protocol } = words;
  const entries = requested(report);
  const bad = entries.find(({ verdict }) => verdict === 'not-ready');
  const good = entries.find(({ verdict }) => verdict !== 'not-ready');
  if (bad === undefined || good === undefined) return brokenText(words, report);
  const works = {
    ready: verdictText.ready,
    degraded: verdictText.degraded,
    unknown: verdictText.unknown,
    'not-ready': verdictText.notReady,
  }[good.verdict];
  const unsure = good.verdict === 'unknown';
  return {
    tone: 'fail',
    title: [notReady(words, report, bad.protocol), works(protocol[good.protocol])],
    lead: unsure
      ? partialLead(words, report)
      : verdictText.onlyIf(protocol[bad.protocol], protocol[good.protocol]),
  };
}

function unknownText(words: Words, report: Report): VerdictText {
  const { verdictText } = words;
  const why = report.completedBecause;
  const title =
    why === 'cancelled'
      ? verdictText.cancelled
      : why === 'deadline'
        ? verdictText.deadline
        : verdictText.unknownAny;
  return { tone: 'unproven', title: [title], lead: partialLead(words, report) };
}

function partialLead({ verdictText }: Words, { checks }: Report): string {
  const done = checks.filter(({ status }) => status !== 'not-tested').length;
  return verdictText.unknownLead(done, checks.length);
}

function limitedText(words: Words, report: Report): VerdictText {
  const { verdictText, protocol } = words;
  const root = rootOf(report);
  const figures = report.regions.find(({ code }) => code === report.decidingRegion);
  const hit = requested(report).filter(({ verdict }) => verdict === 'degraded');
  const names = hit.map((entry) => protocol[entry.protocol]).join(', ');
  if (root?.code.startsWith('latency/d') || root?.code === 'latency/beyond') {
    const ms = delay(words, figures?.rtt?.medianMs ?? null);
    return { tone: 'warn', title: [verdictText.slow(ms)], lead: verdictText.slowLead(names) };
  }
  const lead =
    root === undefined ? report.summary : `${findingText(words, root).title}.`.replace(/\.\.$/, '.');
  return { tone: 'warn', title: [verdictText.limits], lead };
}
