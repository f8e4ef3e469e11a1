/**
 * The Wine table, docs/proof/wine.md: what became of each network. It takes an hour to make, so what ended is kept (.lab/wine.jsonl) and a
 * run that was broken off goes on with the same program: networks that were as they should be are not run again.
 */
import { createHash } from 'node:crypto';
import { appendFileSync, existsSync, readFileSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { format, resolveConfig } from 'prettier';
import { describeMachine } from '../bench/machine.ts';
import { LAB_FOLDER, REPOSITORY } from '../lab/places.ts';
import type { ScenarioRun } from '../lab/run-many.ts';
import type { Scenario } from '../lab/scenario.ts';
import { PROGRAM } from './wine.ts';

const KEPT = join(LAB_FOLDER, 'wine.jsonl');
const PAGE = join(REPOSITORY, 'docs/proof/wine.md');
const SAME = 'As on Linux';
const OTHER_RULES = 'By the rules of Windows, other than on Linux';

function fateOf({ scenario, result, skipped }: ScenarioRun): string {
  if (result === null) return skipped ?? 'Not run';
  if (!result.ok) return `Differs: ${result.differences.join('; ')}`;
  return scenario.onWindows === undefined ? SAME : OTHER_RULES;
}

export class WineTable {
  private readonly program = createHash('sha256').update(readFileSync(PROGRAM)).digest('hex');
  private readonly fates = new Map<string, string>();

  /** Reads what an earlier run of the same program kept. */
  constructor() {
    if (!existsSync(KEPT)) return;
    for (const line of readFileSync(KEPT, 'utf8').split('\n').slice(0, -1)) {
      const { program, name, fate } = JSON.parse(line) as Record<'program' | 'name' | 'fate', string>;
      if (program === this.program) this.fates.set(name, fate);
    }
  }

  isRight({ name }: Scenario): boolean {
    return [SAME, OTHER_RULES].includes(this.fates.get(name) ?? '');
  }

  keep(run: ScenarioRun): void {
    const { name } = run.scenario;
    const fate = fateOf(run);
    this.fates.set(name, fate);
    appendFileSync(KEPT, `${JSON.stringify({ program: this.program, name, fate })}\n`);
  }

  /** `whyNot`: the reason why a network was not run. */
  async write(scenarios: readonly Scenario[], whyNot: (scenario: Scenario) => string | null): Promise<void> {
    const groups = new Map<string, string[]>();
    for (const scenario of scenarios) {
      const fate = whyNot(scenario) ?? this.fates.get(scenario.name) ?? 'Not run';
      groups.set(fate, [...(groups.get(fate) ?? []), scenario.name]);
    }
    const sections = [...groups]
      .sort(([, a], [, b]) => b.length - a.length)
      .map(([fate, names]) => `## ${fate} (${names.length})\n\n${names.join(', ')}`);
    const lead = `Written by \`npm run wine\`: the ${scenarios.length} networks of the lab with the Windows program of commit ${describeMachine().commit} under Wine as client.`;
    const text = `# Windows under Wine\n\n${[lead, ...sections].join('\n\n')}\n`;
    await writeFile(PAGE, await format(text, { ...(await resolveConfig(PAGE)), parser: 'markdown' }));
  }
}
