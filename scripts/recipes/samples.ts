/** One sample of each recipe of CONTRIBUTING: the files that it makes and the lines that it puts into others. */
import { CODES } from '../../src/causes/index.ts';

export interface Line {
  readonly file: string;
  /** The text that the lines go before; it stands in the file once. */
  readonly before: string;
  readonly lines: string;
}

export interface Recipe {
  readonly name: string;
  /** New files with their whole text. */
  readonly made: Readonly<Record<string, string>>;
  readonly lines: readonly Line[];
  /** The most files of the program that it may touch; null where the house promises none. */
  readonly most: number | null;
}

const cause: Recipe = {
  name: 'Add a cause',
  most: 2,
  made: {
    'src/causes/path/sample.ts': `/** A sample: the fastest connect is slow. */
import { z } from 'zod';
import { defineCause } from '../cause.ts';
import { ms } from '../facts.ts';
import * as from from '../sources.ts';
import { eachRoundTrip, roundTripChecks } from './round-trip.ts';

export const sample = defineCause({
  code: 'latency/sample',
  layer: 'path',
  ceiling: 'notice',
  side: 'path',
  sideProven: () => false,
  facts: z.object({ minMs: ms() }),
  sources: [from.OWN],
  when: 'The fastest connect takes longer than 390 ms.',
  holds: (view) =>
    eachRoundTrip(view, (region, { minMs }) =>
      minMs === null || minMs <= 390
        ? null
        : { severity: 'notice', protocols: view.protocols, region, facts: { minMs }, checks: roundTripChecks(view, region) },
    ),
  words: {
    en: (it, say) => ({
      headline: \`Even the fastest answer takes \${say.ms(it.minMs)}.\`,
      title: \`The fastest answer takes \${say.ms(it.minMs)}\`,
      explanation: 'No answer comes sooner.',
      you: 'Try another network.',
      helpdesk: 'Compare with another network.',
      network: 'Look for a detour.',
    }),
    ja: (it, say) => ({
      headline: \`最も速い応答でも \${say.ms(it.minMs)} かかります。\`,
      title: \`最も速い応答で \${say.ms(it.minMs)}\`,
      explanation: 'それより速い応答はありません。',
      you: '別のネットワークを試してください。',
      helpdesk: '別のネットワークと比べてください。',
      network: '遠回りを探してください。',
    }),
  },
});
`,
  },
  lines: [
    {
      file: 'src/causes/index.ts',
      before: "import { terminated } from './path/terminated.ts';",
      lines: "import { sample } from './path/sample.ts';\n",
    },
    { file: 'src/causes/index.ts', before: '\n  betterRegion,\n', lines: '\n  sample,' },
    {
      file: 'test/unit/judge/boundaries/round-trip.rows.ts',
      before: '\nexport const roundTrip = [',
      lines: `
const sample = rowsOf({
  code: 'latency/sample',
  side: 'path',
  rows: [
    ['390 ms', fine, null, at(390)],
    ['390.1 ms', fine, 'notice', { ...at(390.1), first: false }],
  ],
});
`,
    },
    {
      file: 'test/unit/judge/boundaries/round-trip.rows.ts',
      before: '...bands, ',
      lines: '...sample, ',
    },
    {
      file: 'test/lab/scenarios/latency.ts',
      before: '  atRoundTrip(101, NOTICE),',
      lines: '  atRoundTrip(391, PCOIP_ENDS),\n',
    },
  ],
};

const language: Recipe = {
  name: 'Add a language',
  most: 3,
  made: {
    'src/words/de.ts': `/** A sample: German, with the words of every cause. */
import type { CauseWords } from '../causes/cause.ts';
import type { WordsByCode } from '../causes/index.ts';
import { english, type Vocabulary } from './en/index.ts';

export const german: Vocabulary = { ...english, comma: ', ' };

function words(headline: string): CauseWords {
  return { headline, title: headline.replace(/\\.$/, ''), explanation: headline, you: headline, helpdesk: headline, network: headline };
}

export const causesDe: WordsByCode = {
${CODES.map((code) => `  '${code}': () => words('Etwas ist nicht in Ordnung.'),`).join('\n')}
};
`,
  },
  lines: [
    {
      file: 'src/core/language.ts',
      before: "  ja: { locale: 'ja'",
      lines:
        "  de: { locale: 'de', second: 's', gap: ' ', stop: '.', more: (count: string) => `${count} weitere` },\n",
    },
    {
      file: 'src/words/languages.ts',
      before: "import { english, type Vocabulary } from './en/index.ts';",
      lines: "import { causesDe, german } from './de.ts';\n",
    },
    {
      file: 'src/words/languages.ts',
      before: '};\n\nexport function vocabularyOf(',
      lines: '  de: german,\n',
    },
    { file: 'src/words/languages.ts', before: '};\n\nconst BY_CODE', lines: ' de: causesDe ' },
  ],
};

const syntax: Recipe = {
  name: 'Add a firewall syntax',
  most: 2,
  made: {
    'src/rules/formats/sample.ts': `/** A sample: one line an opening. */
import { ipOpenings, rulesWithoutAddress } from './ip-openings.ts';
import type { RuleFormat } from './rule-format.ts';

export const sample: RuleFormat = {
  id: 'sample',
  summary: 'a sample',
  proof: 'not proved on the product',
  render(set, options) {
    const lines = ipOpenings(set, options).map(({ transport, port, cidrs }) => \`\${transport} \${port} \${cidrs.join(' ')}\\n\`);
    return { text: lines.join(''), notCovered: rulesWithoutAddress(set, options) };
  },
};
`,
    'test/unit/rules/formats/sample.test.ts': `import { expect, test } from '@jest/globals';
import { sample } from '../../../../src/rules/formats/sample.ts';

test('has a name', () => {
  expect(sample.id).toBe('sample');
});
`,
  },
  lines: [
    {
      file: 'src/rules/formats/index.ts',
      before: "import { squid } from './squid.ts';",
      lines: "import { sample } from './sample.ts';\n",
    },
    { file: 'src/rules/formats/index.ts', before: '\n  blocks,\n', lines: '\n  sample,' },
  ],
};

const probe: Recipe = {
  name: 'Add a probe',
  most: null,
  made: {
    'src/evidence/sample.ts': `/** A sample: how long the clock slept. */
import { z } from 'zod';
import { failureSchema } from './parts.ts';

export const sampleEvidence = z.object({
  kind: z.literal('sample'),
  sleptMs: z.number().nullable(),
  failure: failureSchema.nullable(),
});
`,
    'src/probes/sample.ts': `/** A sample: sleeps, and says how long. */
import type { Probe } from './probe.ts';

export const sampleProbe: Probe<'sample'> = {
  id: 'sample',
  version: 1,
  summary: 'Sleeps a moment; sends nothing.',
  async run(_step, { ports, signal }) {
    const from = ports.clock.nowMs();
    await ports.clock.sleep(10, signal);
    return { kind: 'sample', sleptMs: ports.clock.nowMs() - from, failure: null };
  },
};
`,
  },
  lines: [
    {
      file: 'src/evidence/index.ts',
      before: "import { icmpEvidence, rttEvidence } from './rtt.ts';",
      lines: "import { sampleEvidence } from './sample.ts';\n",
    },
    { file: 'src/evidence/index.ts', before: '  ntpEvidence,\n', lines: '  sampleEvidence,\n' },
    { file: 'src/plan/step.ts', before: "  'system-trust', //", lines: "  'sample', // a sample\n" },
    { file: 'src/plan/step.ts', before: "  'ntp',\n", lines: "  'sample',\n" },
    { file: 'src/plan/step.ts', before: "  of('local-services', {}),", lines: "  of('sample', {}),\n" },
    { file: 'src/plan/step.ts', before: "  'local-services': null,", lines: '  sample: null,\n' },
    { file: 'src/plan/budgets.ts', before: '  route: 3_000,', lines: '  sample: 1_000,\n' },
    {
      file: 'src/plan/plan-local.ts',
      before: '\nfunction discovery(',
      lines: `
function sample(seed: Seed): Step {
  return seed({ id: 'local/sample', probe: 'sample', role: 'sample', group: 'local', reason: 'a sample' });
}
`,
    },
    { file: 'src/plan/plan-local.ts', before: '...discovery(input', lines: 'sample(seed), ' },
    {
      file: 'src/run/admission.ts',
      before: '  route: { sockets: 0, packets: 0 },',
      lines: '  sample: { sockets: 0, packets: 0 },\n',
    },
    { file: 'src/plan/sessions.ts', before: '  route: none,', lines: '  sample: none,\n' },
    {
      file: 'src/probes/index.ts',
      before: "import { stunProbe } from './stun.ts';",
      lines: "import { sampleProbe } from './sample.ts';\n",
    },
    { file: 'src/probes/index.ts', before: '  ntpProbe,\n', lines: '  sampleProbe,\n' },
    {
      file: 'src/reading/status-of.ts',
      before: "  'local-services': (_step, evidence) =>",
      lines: "  sample: (_step, { failure }) => reading(failure === null ? 'pass' : 'unproven', failure),\n",
    },
    {
      file: 'src/bundle/allow-evidence.ts',
      before: "  'local-services': {",
      lines: "  sample: { kind: 'keep', sleptMs: 'keep', failure, attempts: tcpAttempt },\n",
    },
    {
      file: 'test/unit/judge/record-builder.ts',
      before: "    case 'local-services':",
      lines: "    case 'sample':\n      return { kind: 'sample', sleptMs: 1, failure: null };\n",
    },
  ],
};

export const RECIPES: readonly Recipe[] = [cause, language, syntax, probe];

/** Files of the program alone: those of tests and of the lab are counted beside. */
export const isProgram = (file: string): boolean => file.startsWith('src/') || file.startsWith('renderer/');

/** Every file that the recipe touches, each with its new text; `read` gives the text of a file of the tree. */
export function filesOf({ made, lines }: Recipe, read: (file: string) => string): Map<string, string> {
  const files = new Map(Object.entries(made));
  for (const { file, before, lines: put } of lines) {
    const text = files.get(file) ?? read(file);
    const parts = text.split(before);
    if (parts.length !== 2) throw new Error(`${file} holds ${parts.length - 1} times: ${before}`);
    files.set(file, parts.join(`${put}${before}`));
  }
  return files;
}
