/** How a text may look. Colour repeats what a word already says; it is never the only signal. */
import picocolors from 'picocolors';
import type { Report } from './report.ts';
import type { Severity, Status, Verdict } from '../core/words.ts';

export interface TextStyle {
  readonly color: boolean;
  /** Columns of a line. */
  readonly width: number;
  /** False: ASCII symbols only. */
  readonly unicode: boolean;
}

export const PLAIN_TEXT: TextStyle = { color: false, width: 80, unicode: true };

/** Tones of the design: a tone states a measured status and nothing else. */
export type Tone = 'pass' | 'warn' | 'fail' | 'unproven' | 'quiet' | 'strong' | 'none';

export type Painter = (tone: Tone, text: string) => string;

/** What every block of a text draws with. */
export interface Pen {
  readonly style: TextStyle;
  readonly paint: Painter;
}

export function painterFor(style: TextStyle): Painter {
  const colors = picocolors.createColors(style.color);
  const paint: Record<Tone, (text: string) => string> = {
    pass: colors.green,
    warn: colors.yellow,
    fail: colors.red,
    unproven: colors.magenta,
    quiet: colors.dim,
    strong: colors.bold,
    none: (text) => text,
  };
  return (tone, text) => paint[tone](text);
}

export interface Sign {
  readonly unicode: string;
  readonly ascii: string;
  readonly tone: Tone;
  readonly word: string;
}

export const STATUS_SIGN: Readonly<Record<Status, Sign>> = {
  pass: { unicode: '✓', ascii: '+', tone: 'pass', word: 'pass' },
  warn: { unicode: '▲', ascii: '!', tone: 'warn', word: 'warning' },
  fail: { unicode: '✗', ascii: 'x', tone: 'fail', word: 'fail' },
  unproven: { unicode: '◇', ascii: '?', tone: 'unproven', word: 'unproven' },
  'not-tested': { unicode: '·', ascii: '-', tone: 'quiet', word: 'not tested' },
};

export const VERDICT_SIGN: Readonly<Record<Verdict, Sign>> = {
  ready: { unicode: '✓', ascii: '+', tone: 'pass', word: 'Ready' },
  degraded: { unicode: '▲', ascii: '!', tone: 'warn', word: 'Ready with limits' },
  'not-ready': { unicode: '✗', ascii: 'x', tone: 'fail', word: 'Not ready' },
  unknown: { unicode: '?', ascii: '?', tone: 'unproven', word: 'Could not tell' },
};

export const SEVERITY_SIGN: Readonly<Record<Severity, Sign>> = {
  error: { unicode: '✗', ascii: 'x', tone: 'fail', word: 'Error' },
  warning: { unicode: '▲', ascii: '!', tone: 'warn', word: 'Warning' },
  notice: { unicode: '·', ascii: '-', tone: 'quiet', word: 'Notice' },
};

export function symbolOf(sign: Sign, style: TextStyle): string {
  return style.unicode ? sign.unicode : sign.ascii;
}

/**
 * The sign beside the summary: that of the verdict, but the fail sign when a requested protocol is not ready (a mere
 * `degraded` has the warning sign). The word of the verdict stays the contract's.
 */
export function headSign({ verdict, protocols }: Pick<Report, 'verdict' | 'protocols'>): Sign {
  const isOneOut = Object.values(protocols).some((protocol) => protocol?.verdict === 'not-ready');
  return VERDICT_SIGN[verdict === 'degraded' && isOneOut ? 'not-ready' : verdict];
}
