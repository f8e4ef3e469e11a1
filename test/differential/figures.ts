/** The figures of a run of the differential test, as markdown. Pure. */
import type { Compared } from './compare.ts';

export interface Figures {
  readonly rulesets: number;
  readonly refused: number;
  readonly doors: number;
  readonly open: number;
  readonly notUnderstood: number;
  readonly disagreements: number;
  readonly words: readonly (readonly [string, number])[];
  readonly whys: readonly (readonly [string, number])[];
  readonly places: readonly (readonly [string, number])[];
}

export function figures(all: readonly Compared[]): Figures {
  const loaded = all.flatMap((one) => (one.doors === null ? [] : [{ ...one, doors: one.doors }]));
  const sum = (value: (one: (typeof loaded)[number]) => number): number =>
    loaded.reduce((total, one) => total + value(one), 0);
  return {
    rulesets: all.length,
    refused: all.length - loaded.length,
    doors: sum(({ doors }) => doors.open + doors.shut),
    open: sum(({ doors }) => doors.open),
    notUnderstood: sum(({ doors }) => doors.notUnderstood),
    disagreements: all.reduce((total, one) => total + one.disagreements.length, 0),
    words: counted(loaded.flatMap(({ ruleset }) => ruleset.words.map((word) => `${ruleset.kind} ${word}`))),
    whys: counted(loaded.flatMap(({ whys }) => [...new Set(whys)])),
    places: counted(loaded.map(({ ruleset }) => `${ruleset.kind} ${ruleset.where}`)),
  };
}

function counted(words: readonly string[]): (readonly [string, number])[] {
  const counts = new Map<string, number>();
  for (const word of words) counts.set(word, (counts.get(word) ?? 0) + 1);
  return [...counts].sort((left, right) => right[1] - left[1] || (left[0] < right[0] ? -1 : 1));
}

export function renderFigures(
  result: Figures,
  { first, seconds }: { first: number; seconds: number },
): string {
  const share = (part: number, whole: number): string =>
    `${((100 * part) / Math.max(1, whole)).toFixed(1)} %`;
  const { rulesets, refused, doors, open, notUnderstood, disagreements, words, whys, places } = result;
  const loaded = rulesets - refused;
  return `${[
    '# The audit against real packets',
    '',
    `Written by \`npm run firewalls -- --count ${rulesets} --seed ${first} --write\` in ${seconds} s. Random rulesets, written from the`,
    'manuals of nft and iptables-extensions, are loaded into the real program in a network namespace. Every door is knocked on (a TCP connect',
    'and a byte behind it, or two UDP datagrams, both ways), and the audit of what the program lists must say the same, or "not understood".',
    '',
    '| what | figure |',
    '| --- | --- |',
    `| rulesets | ${rulesets}, of which the program itself refused ${refused} |`,
    ...places.map(([place, count]) => `| ${place} | ${count} |`),
    `| doors | ${doors}, of which really open ${share(open, doors)} |`,
    `| the audit says the opposite | ${disagreements} |`,
    `| the audit says "not understood" | ${notUnderstood} (${share(notUnderstood, doors)}) |`,
    '',
    '## Why doors were not understood',
    '',
    '| reason | rulesets that hold it |',
    '| --- | --- |',
    ...whys.map(([why, count]) => `| ${why} | ${share(count, loaded)} |`),
    '',
    '## Words of the manuals, and the share of rulesets that hold them',
    '',
    '| word | share |',
    '| --- | --- |',
    ...words.map(([word, count]) => `| \`${word.replaceAll('|', '\\|')}\` | ${share(count, loaded)} |`),
  ].join('\n')}\n`;
}
