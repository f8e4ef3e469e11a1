// `@jest/globals` for tests that run outside of jest: its runner and its `expect`, without its loader of modules.
export { afterAll, afterEach, beforeAll, beforeEach, describe, it, test } from 'jest-circus';
import { jestExpect } from '@jest/expect';

export const expect = jestExpect;
/** Time-outs are the run's own. Nothing else of it is used in the tests of the groups. */
export const jest = { setTimeout() {} };
