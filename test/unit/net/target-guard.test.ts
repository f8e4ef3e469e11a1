import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { assertLookupAllowed, assertTargetAllowed } from '../../../src/net/target-guard.ts';

const before = { test: process.env['PREFLIGHT_TEST'], lab: process.env['PREFLIGHT_LAB'] };

function setEnvironment(underTest: string | undefined, lab: string | undefined): void {
  for (const [name, value] of [
    ['PREFLIGHT_TEST', underTest],
    ['PREFLIGHT_LAB', lab],
  ] as const) {
    if (value === undefined) Reflect.deleteProperty(process.env, name);
    else process.env[name] = value;
  }
}

beforeEach(() => setEnvironment('1', undefined));
afterEach(() => setEnvironment(before.test, before.lab));

describe('under test', () => {
  test.each(['127.0.0.1', '127.8.9.10', '::1', '::ffff:127.0.0.1'])('%s may be reached', (address) => {
    expect(() => assertTargetAllowed(address)).not.toThrow();
  });

  test.each(['3.209.215.252', '10.0.0.1', '2600::1', 'fe80::1%eth0', '0.0.0.0', 'localhost.example.com'])(
    '%s is refused',
    (address) => {
      expect(() => assertTargetAllowed(address)).toThrow(/tests stay on loopback/);
    },
  );

  test('only localhost may be looked up', () => {
    expect(() => assertLookupAllowed('localhost')).not.toThrow();
    expect(() => assertLookupAllowed('clients.amazonworkspaces.com')).toThrow(/tests stay on loopback/);
  });

  test('the lab lifts the guard', () => {
    setEnvironment('1', '1');
    expect(() => assertTargetAllowed('3.209.215.252')).not.toThrow();
  });

  test('outside of tests there is no guard', () => {
    setEnvironment(undefined, undefined);
    expect(() => assertTargetAllowed('3.209.215.252')).not.toThrow();
  });
});
