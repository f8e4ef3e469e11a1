/** One line of an evidence file, from a stranger: a title to find it by, and the whole of it spread out. What is no record stays as it is. */
export interface ReadRecord {
  /** Id of the step, or the beginning of the line. */
  readonly title: string;
  readonly isStep: boolean;
  /** In the words of the record (`completed`, `timed-out`); null: never started. */
  readonly outcome: string | null;
  readonly durationMs: number | null;
  /** Indented when it is JSON that is not absurdly nested, else the line itself. */
  readonly pretty: () => string;
}

/** Ours nests 12 deep; indenting takes room by the square of it. */
const MOST_DEPTH = 64;
const TITLE_SIGNS = 120;

export function readRecord(line: string): ReadRecord {
  const value = valueOf(line);
  const step = member(value, 'step');
  const observation = member(value, 'observation');
  const id = member(step, 'id');
  const outcome = member(observation, 'outcome');
  const took = member(observation, 'durationMs');
  return {
    title: cut(typeof id === 'string' ? id : line),
    isStep: typeof id === 'string',
    outcome: typeof outcome === 'string' ? cut(outcome) : null,
    durationMs: typeof took === 'number' ? took : null,
    pretty: () => (value === undefined ? line : visible(JSON.stringify(value, null, 2))),
  };
}

/** Controls and direction overrides (https://www.unicode.org/reports/tr36/); indenting brings line breaks of its own. */
const UNSEEN = /[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u200e\u200f\u2028-\u202e\u2066-\u2069\ufeff]/g;

/** The engine has made the line harmless, but an escape in it becomes the sign itself once it is read: it is written as an escape again. */
function visible(text: string): string {
  return text.replace(UNSEEN, (sign) => `\\u${sign.charCodeAt(0).toString(16).padStart(4, '0')}`);
}

function cut(text: string): string {
  return visible(text.slice(0, TITLE_SIGNS)).replaceAll('\n', ' ');
}

/** Undefined for what is no JSON, or is nested too deeply to be shown spread out. */
function valueOf(line: string): unknown {
  try {
    const value: unknown = JSON.parse(line);
    return isDeeper(value, MOST_DEPTH) ? undefined : value;
  } catch {
    return undefined;
  }
}

function isDeeper(value: unknown, most: number): boolean {
  if (typeof value !== 'object' || value === null) return false;
  return most === 0 || Object.values(value).some((inner) => isDeeper(inner, most - 1));
}

function member(value: unknown, name: string): unknown {
  if (typeof value !== 'object' || value === null || !Object.hasOwn(value, name)) return undefined;
  return (value as Readonly<Record<string, unknown>>)[name];
}
