/** How much a terminal can show: colour, width, symbols beyond ASCII. Pure over the environment. */
import type { CommandContext } from './command-context.ts';
import type { GivenOptions } from './given-options.ts';
import { languageOf, readLanguage, type Language } from '../core/language.ts';
import { isOn, oneOf } from './given-options.ts';
import type { TextStyle } from '../report/text-style.ts';

const WIDEST = 100;
const NARROWEST = 40;
const DEFAULT_WIDTH = 80;

/**
 * How the result of a command is drawn where it goes: to standard output, or to the file of `--output`, which is no terminal.
 * Symbols: ASCII where the locale says that it is not UTF-8; Windows Terminal, and files, get UTF-8.
 */
export function textStyleFor(context: CommandContext, options: GivenOptions): TextStyle {
  const { env, stdout } = context;
  const output = oneOf(options, 'output') ?? '-';
  const isTty = output === '-' && stdout.isTty;
  return {
    color: wantsColor({ isTty, env }, options),
    width: Math.max(NARROWEST, Math.min(stdout.columns ?? DEFAULT_WIDTH, WIDEST)),
    unicode: !(isTty && isPlainAscii(env)),
    language: languageFor(context, options),
  };
}

/** `--language`, else what the environment asks for. */
export function languageFor({ env }: CommandContext, options: GivenOptions): Language {
  return readLanguage(oneOf(options, 'language')) ?? languageOf(env);
}

export interface Written {
  /** Whether the stream that is written to is a terminal. */
  readonly isTty: boolean;
  readonly env: CommandContext['env'];
}

/**
 * Never with --no-color or NO_COLOR (https://no-color.org), always with FORCE_COLOR, else on a terminal that is not "dumb". Decided here, by the
 * stream alone: packages that decide for themselves colour files too where CI is set, and always on Windows.
 */
export function wantsColor({ isTty, env }: Written, options: GivenOptions): boolean {
  if (isOn(options, 'no-color') || (env['NO_COLOR'] ?? '') !== '') return false;
  const forced = env['FORCE_COLOR'] ?? '';
  if (forced !== '') return forced !== '0';
  return isTty && env['TERM'] !== 'dumb';
}

function isPlainAscii(env: CommandContext['env']): boolean {
  if (env['TERM'] === 'dumb' || env['TERM'] === 'linux') return true;
  const locale = env['LC_ALL'] || env['LC_CTYPE'] || env['LANG'] || '';
  return locale === 'C' || locale === 'POSIX';
}
