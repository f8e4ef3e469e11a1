/** Thousands of rules say the same few words: what each of them means is worked out once. */

/** Texts of strangers are not kept without end. */
const MOST_KNOWN = 2_000;
const LONGEST_KNOWN = 40;

/** As `compute`, which must be pure. */
export function remembered<T>(compute: (text: string) => T): (text: string) => T {
  const known = new Map<string, { readonly value: T }>();
  return (text) => {
    const before = known.get(text);
    if (before !== undefined) return before.value;
    const value = compute(text);
    if (text.length < LONGEST_KNOWN && known.size < MOST_KNOWN) known.set(text, { value });
    return value;
  };
}
