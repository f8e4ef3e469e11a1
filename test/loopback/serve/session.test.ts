import { randomBytes } from 'node:crypto';
import { expect, test } from '@jest/globals';
import { makeSession } from '../../../src/serve/session.ts';

const tokenOf = ({ fragment }: ReturnType<typeof makeSession>): string => fragment.replace('token=', '');
const aKey = (): string => randomBytes(32).toString('base64url');

test('the link works once, for the key that the page made, and again for that very page', () => {
  const session = makeSession();
  const [token, key] = [tokenOf(session), aKey()];
  expect(session.isKey(key)).toBe(false);
  expect(session.exchange(`${token}.${key}`)).toBe(key);
  expect(session.exchange(`${token}.${key}`)).toBe(key);
  expect(session.isKey(key)).toBe(true);
});

test('whoever comes second with the link and another key, or none, gets nothing', () => {
  const session = makeSession();
  const [token, key] = [tokenOf(session), aKey()];
  session.exchange(`${token}.${key}`);
  for (const asked of [
    token,
    `${token}.`,
    `${token}.${aKey()}`,
    `${token}.${key}x`,
    `.${key}`,
    `x.${key}`,
    '',
  ])
    expect(session.exchange(asked)).toBeNull();
  expect(session.isKey(aKey())).toBe(false);
});

test.each(['', 'weak', 'a'.repeat(42), 'a'.repeat(44), `${'a'.repeat(42)}!`])(
  'a weak key (%j) is refused, and the link is still good',
  (weak) => {
    const session = makeSession();
    expect(session.exchange(`${tokenOf(session)}.${weak}`)).toBeNull();
    expect(session.isKey(weak)).toBe(false);
    expect(session.exchange(tokenOf(session))).toMatch(/^[\w-]{43}$/);
  },
);

test('no key is one before the link was used', () => {
  for (const given of ['', 'null', undefined, null, 0]) expect(makeSession().isKey(given)).toBe(false);
});
