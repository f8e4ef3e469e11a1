/** JSON as it leaves the program: one document, two spaces, durations to the microsecond, inert on a terminal. */

/**
 * Any of our documents as text. Durations (names that end in `Ms`) are rounded to 0.001 ms: more digits are noise of the clock.
 * What a terminal could take as a command (C1 controls, direction overrides) is written as an escape; the value stays the same.
 */
export function renderJson(document: unknown): string {
  const text = JSON.stringify(
    document,
    (key, value: unknown) => (key.endsWith('Ms') ? rounded(value) : value),
    2,
  );

  return `${text.replace(/[\u007f-\u009f\u2028-\u202e\u2066-\u2069]/g, escaped)}\n`;
}

function rounded(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(rounded);
  return typeof value === 'number' ? Math.round(value * 1000) / 1000 : value;
}

function escaped(sign: string): string {
  return `\\u${sign.charCodeAt(0).toString(16).padStart(4, '0')}`;
}
