/** The rule set itself (`preflight.rules/1`). */
import type { RuleFormat } from './rule-format.ts';

export const json: RuleFormat = {
  id: 'json',
  summary: 'the rule set as preflight.rules/1',
  proof: 'the published schema preflight.rules/1',
  render: (set) => ({ text: `${JSON.stringify(set, null, 2)}\n`, notCovered: [] }),
};
