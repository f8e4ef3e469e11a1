import { describe, expect, test } from '@jest/globals';
import { checkExit, type CheckEnd } from '../../../src/core/check-exit.ts';
import { VERDICTS, type Verdict } from '../../../src/core/words.ts';

const end = (pcoip: Verdict | null, dcv: Verdict | null, rest: Partial<CheckEnd> = {}) =>
  checkExit({
    verdicts: {
      ...(pcoip === null ? {} : { pcoip: { verdict: pcoip } }),
      ...(dcv === null ? {} : { dcv: { verdict: dcv } }),
    },
    strict: false,
    interrupted: false,
    ...rest,
  });

describe('the exit of a check', () => {
  test.each([
    ['both are ready', end('ready', 'ready'), [0, 'ready', [], []]],
    ['one has limits', end('ready', 'degraded'), [0, 'strict-would', ['dcv'], []]],
    ['the same with --strict', end('ready', 'degraded', { strict: true }), [1, 'strict', ['dcv'], []]],
    ['one is shut', end('not-ready', 'ready'), [1, 'asked-for-too', ['pcoip'], ['dcv']]],
    ['one has limits, one is shut', end('degraded', 'not-ready'), [1, 'asked-for-too', ['dcv'], ['pcoip']]],
    [
      'the same with --strict: neither alone gives 0',
      end('degraded', 'not-ready', { strict: true }),
      [1, 'none-works', ['dcv'], []],
    ],
    ['one could not be told', end('unknown', 'ready'), [1, 'asked-for-too', ['pcoip'], ['dcv']]],
    ['nothing works', end('not-ready', 'unknown'), [1, 'none-works', ['pcoip', 'dcv'], []]],
    ['one alone was asked for', end(null, 'ready'), [0, 'ready', [], []]],
    ['Ctrl-C', end('not-ready', 'ready', { interrupted: true }), [130, 'interrupted', [], []]],
  ])('%s', (_name, { code, because, protocols, working }, wanted) => {
    expect([code, because, protocols, working]).toEqual(wanted);
  });

  test('what is told to be asked for alone then gives 0', () => {
    for (const strict of [false, true])
      for (const pcoip of VERDICTS)
        for (const dcv of VERDICTS)
          for (const alone of end(pcoip, dcv, { strict }).working)
            expect(end(alone === 'pcoip' ? pcoip : null, alone === 'dcv' ? dcv : null, { strict }).code).toBe(
              0,
            );
  });
});
