/** How a text may look. Colour repeats what a word already says; it is never the only signal. */
import picocolors from 'picocolors';
import type { Language } from '../core/language.ts';
import type { Severity, Status, Verdict } from '../core/words.ts';

export interface TextStyle {
  readonly color: boolean;
  /** Columns of a line. */
  readonly width: number;
  /** False: ASCII symbols only. */
  readonly unicode: boolean;
  readonly language: Language;
}

export const PLAIN_TEXT: TextStyle = { color: false, width: 80, unicode: true, language: 'en' };

/** Tones of the design: a tone states a measured status and nothing else. */
export type Tone = Status | 'quiet' | 'strong' | 'none';

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
    'not-tested': colors.dim,
    quiet: colors.dim,
    strong: colors.bold,
    none: (text) => text,
  };
  return (tone, text) => paint[tone](text);
}

const SIGN: Readonly<Record<Status, { readonly unicode: string; readonly ascii: string }>> = {
  pass: { unicode: '✓', ascii: 'ok' },
  warn: { unicode: '▲', ascii: 'warn' },
  fail: { unicode: '✗', ascii: 'FAIL' },
  unproven: { unicode: '?', ascii: '??' },
  'not-tested': { unicode: '–', ascii: '--' },
};

/** The one translation of verdicts and severities to a status: every sign and colour comes from here. */
export const TONE_OF_VERDICT: Readonly<Record<Verdict, Status>> = {
  ready: 'pass',
  degraded: 'warn',
  'not-ready': 'fail',
  unknown: 'unproven',
};
export const TONE_OF_SEVERITY: Readonly<Record<Severity, Status>> = {
  error: 'fail',
  warning: 'warn',
  notice: 'not-tested',
};

export function signOf(status: Status, { unicode }: Pick<TextStyle, 'unicode'>): string {
  return unicode ? SIGN[status].unicode : SIGN[status].ascii;
}
