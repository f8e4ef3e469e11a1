/** When a doubtful fact of the tables is worth a word: when something rests on it. */
import { expect, test } from '@jest/globals';
import { dnsFails, host } from './faults.ts';
import type { Healthy, Mutator } from './record-builder.ts';
import { judgeScenario } from './scenario.ts';

const SMART_CARD = 'smartcard.eu-central-1.signin.aws';

test.each<[string, { run: Healthy; fault: Mutator }, readonly string[]]>([
  [
    'not for a smart-card name that resolves and passes',
    { run: { request: { regions: ['eu-central-1'] } }, fault: (record) => record },
    [],
  ],
  [
    'for the same name when it fails: it may never have existed',
    { run: { request: { regions: ['eu-central-1'] } }, fault: dnsFails('NXDOMAIN', host(SMART_CARD)) },
    ['C24'],
  ],
  [
    'for health-check addresses that were printed for another Region, not for gateways that stay idle',
    { run: { request: { regions: ['eu-west-3'] } }, fault: (record) => record },
    ['C03'],
  ],
])('%s', (_name, scenario, conflicts) => {
  const { findings } = judgeScenario(scenario);
  const said = findings.filter(({ code }) => code === 'tables/unconfirmed');
  expect(said.flatMap(({ params }) => params['conflicts'])).toEqual(conflicts);
  expect(said.every(({ severity }) => severity === 'notice')).toBe(true);
});
