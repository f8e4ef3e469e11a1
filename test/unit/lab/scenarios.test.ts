/** The scenarios as data: enough of them, each with a fault that can be taken away, only codes of the closed list. */
import { describe, expect, test } from '@jest/globals';
import { CODES } from '../../../src/causes/index.ts';
import { worldOf } from '../../lab/run-scenario.ts';
import { WITHOUT_NETWORK } from '../../lab/scenarios/machines.ts';
import { PAIRED } from '../../lab/paired.ts';
import { scenarioNamed, SCENARIOS } from '../../lab/scenarios/index.ts';

const calm = SCENARIOS.filter((scenario) => scenario.faults.length === 0);
const faulty = SCENARIOS.filter((scenario) => scenario.faults.length > 0);

describe('the scenarios of the lab', () => {
  test('at least 70 scenarios, at least 25 odd or healthy networks, at least 10 with the real manners', () => {
    expect(SCENARIOS.length).toBeGreaterThanOrEqual(70);
    expect(calm.length).toBeGreaterThanOrEqual(25);
    expect(SCENARIOS.filter(({ layer }) => layer === 'real-manners').length).toBeGreaterThanOrEqual(10);
  });

  test('every name is unique', () => {
    expect(new Set(SCENARIOS.map(({ name }) => name)).size).toBe(SCENARIOS.length);
  });

  test.each(faulty)('$name expects something that a healthy network does not give', ({ expected }) => {
    const named = [expected.first, ...(expected.then ?? [])].some((code) => code !== null);
    expect(named || expected.verdict !== 'ready').toBe(true);
  });

  /** Where the documents give too little nobody can tell, on the best network too. */
  const told = calm.filter(({ expected }) => expected.first !== 'tables/unconfirmed');

  test.each(told)('$name is ready and expects no finding', ({ expected }) => {
    const { verdict, pcoip, dcv, first } = expected;
    const asked = [pcoip, dcv].filter((word) => word !== 'absent');
    expect({ verdict, asked: [...new Set(asked)], first }).toEqual({
      verdict: 'ready',
      asked: ['ready'],
      first: null,
    });
  });

  test.each(SCENARIOS)('$name speaks only of codes of the closed list', ({ expected }) => {
    const { first, then = [], may = [], never = [] } = expected;
    const codes = [...then, ...may, ...never, ...(first === null ? [] : [first])];
    expect(codes.filter((code) => !(CODES as readonly string[]).includes(code))).toEqual([]);
  });

  test('every cause has a network that must show it, or stands with its reason among those that none shows', () => {
    const shown = SCENARIOS.flatMap(({ expected: { first, then = [], params = {} } }) => [
      ...(first === null ? [] : [first]),
      ...then,
      ...Object.keys(params),
    ]);
    const without = CODES.filter((code) => !shown.includes(code));
    expect(without).toEqual(Object.keys(WITHOUT_NETWORK));
    expect(Object.values(WITHOUT_NETWORK).filter((reason) => reason.length < 40)).toEqual([]);
  });

  test.each(SCENARIOS)('$name does not forbid what it expects', ({ expected }) => {
    const wanted = new Set([expected.first, ...(expected.then ?? [])]);
    expect((expected.never ?? []).filter((code) => wanted.has(code))).toEqual([]);
  });

  test.each(faulty)('$name differs from its control', (scenario) => {
    expect(worldOf(scenario)).not.toEqual(worldOf(scenario, { control: true }));
  });

  test('twenty networks are run with and without bounded waits in npm test', () => {
    expect(new Set(PAIRED).size).toBe(20);
    expect(PAIRED.filter((name) => scenarioNamed(name) === null)).toEqual([]);
  });

  test('real manners do not assume that UDP is answered', () => {
    const assuming = SCENARIOS.filter(
      ({ layer, args }) => layer === 'real-manners' && args.includes('--assume-udp-answers'),
    );
    expect(assuming).toEqual([]);
  });

  test('a layer of faults has a fast scenario', () => {
    const layers = new Set(faulty.map(({ layer }) => layer));
    const fast = new Set(faulty.filter((scenario) => scenario.fast).map(({ layer }) => layer));
    expect([...layers].filter((layer) => !fast.has(layer))).toEqual([]);
  });
});
