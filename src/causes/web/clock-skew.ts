/**
 * This machine's clock against the `Date` of at least three hosts that agree with each other.
 */
import { z } from 'zod';
import type { Say } from '../../core/say.ts';
import { agreedSkew, skewOf } from '../../reading/clock.ts';
import { decidingAttempt, troubleOf } from '../../reading/https-outcome.ts';
import { THRESHOLDS } from '../../reading/thresholds.ts';
import { measuredOf, type Entry, type View } from '../../reading/view.ts';
import { directEntries, proxyEntries } from '../../reading/ways.ts';
import { defineCause } from '../cause.ts';
import { count, flag, word } from '../facts.ts';
import { generalFound } from '../found.ts';
import * as from from '../sources.ts';

const facts = z.object({
  skew: count(),
  unit: word(['minutes', 'hours', 'days']),
  ahead: flag(),
  servers: count(),
});
type Facts = z.infer<typeof facts>;

export const clockSkew = defineCause({
  code: 'https/clock-skew',
  layer: 'machine',
  ceiling: 'error',
  side: 'this-machine',
  // Several hosts that agree with each other are right; the one that differs is this machine.
  sideProven: () => true,
  facts,
  sources: [from.TLS, 'RFC 4120 (clock skew of 5 minutes)', from.OWN],
  when: `This computer's clock differs by more than ${THRESHOLDS.clockSkewMs / 60_000} minutes from the Date of at least ${THRESHOLDS.clockSkewServers} hosts that agree, or from a time server (zero clients).`,
  holds: (view) => {
    const told = agreedSkew(clockSkews(view)) ?? agreedSkew(timeServers(view), 1);
    if (told === null || Math.abs(told.middle) <= THRESHOLDS.clockSkewMs) return [];
    const { middle, agreeing } = told;
    const entries = agreeing.map(({ entry }) => entry);
    const found = { ...inUnit(Math.abs(middle)), ahead: middle > 0, servers: agreeing.length };
    return [generalFound(view, { severity: 'error', entries, facts: found })];
  },
  // Dates are judged by this machine's clock.
  root: {
    covers: ({ evidence }) =>
      evidence?.kind === 'https' && ['expired', 'not-yet-valid'].includes(troubleOf(evidence)),
  },
  brief: { en: 'The clock of this computer is wrong.', ja: 'このパソコンの時計がずれています。' },
  words: {
    en: (it, say) => ({
      headline: `The clock of this computer is ${skewEn(it, say)} ${it.ahead ? 'fast' : 'slow'}.`,
      explanation: say.sentences(
        `${say.count(it.servers, { one: 'server shows', other: 'servers agree on' })} a time that differs by ${skewEn(it, say)}.`,
        'Certificates and sign-in are judged by the clock, so they fail.',
      ),
      you: 'Set the clock to automatic, check date and time zone, and check again.',
      helpdesk:
        'Fix the time synchronisation of this computer (NTP or the domain); an empty battery on the board is a usual cause.',
      network: 'Allow NTP (UDP 123) to the time servers of this network.',
    }),
    ja: (it, say) => ({
      headline: `このパソコンの時計が ${skewJa(it, say)}${it.ahead ? '進んで' : '遅れて'}います。`,
      explanation: say.sentences(
        `${say.number(it.servers)} 台のサーバーの時刻は一致しており、このパソコンと ${skewJa(it, say)}違います。`,
        '証明書とサインインは時計で判定されるため、失敗します。',
      ),
      you: '時計を自動設定にし、日付とタイムゾーンを確認して、もう一度チェックしてください。',
      helpdesk:
        'このパソコンの時刻同期（NTP またはドメイン）を直してください。基板の電池切れもよくある原因です。',
      network: 'このネットワークのタイムサーバーへの NTP（UDP 123）を許可してください。',
    }),
  },
});

/** In the unit that a person would use: minutes up to two hours, hours up to two days. */
function inUnit(skewMs: number): Pick<Facts, 'skew' | 'unit'> {
  const minutes = Math.round(skewMs / 60_000);
  if (minutes < 120) return { skew: minutes, unit: 'minutes' };
  const hours = Math.round(minutes / 60);
  return hours < 48 ? { skew: hours, unit: 'hours' } : { skew: Math.round(hours / 24), unit: 'days' };
}

interface Skew {
  readonly entry: Entry;
  readonly host: string;
  /** Positive: this machine is ahead. */
  readonly skewMs: number;
}

/** A time server tells the time by its office: one is enough, where web servers do not say otherwise. */
function timeServers(view: View): readonly Skew[] {
  return measuredOf(view, 'ntp', 'time-server').flatMap((entry) =>
    entry.evidence.reply === null
      ? []
      : [{ entry, host: entry.check.target.host ?? '', skewMs: entry.evidence.reply.aheadMs }],
  );
}

function clockSkews(view: View): readonly Skew[] {
  const entries = [...directEntries(view), ...proxyEntries(view)];
  return entries.flatMap((entry) => {
    const skewMs = skewOf(decidingAttempt(entry.evidence)?.http ?? null);
    return skewMs === null ? [] : [{ entry, host: entry.evidence.host, skewMs }];
  });
}

const UNITS_EN = {
  minutes: { one: 'minute', other: 'minutes' },
  hours: { one: 'hour', other: 'hours' },
  days: { one: 'day', other: 'days' },
};

function skewEn({ skew, unit }: Facts, say: Say): string {
  return say.count(skew, UNITS_EN[unit]);
}

const UNITS_JA = { minutes: '分', hours: '時間', days: '日' };

function skewJa({ skew, unit }: Facts, say: Say): string {
  return `${say.number(skew)} ${UNITS_JA[unit]}`;
}
