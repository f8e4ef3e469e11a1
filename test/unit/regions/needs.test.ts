import { expect, test } from '@jest/globals';
import { CATEGORY_NEEDS, categoryNeed } from '../../../src/regions/needs.ts';
import { PROFILES } from '../../../src/core/words.ts';
import { profileTargets } from '../../../src/regions/profile-targets.ts';
import { loadTables } from '../../../src/regions/tables.ts';

test('every category of the tables or of a kind of client has a row, and every row but the health check a category', () => {
  const used = new Set(
    loadTables().regions.flatMap(({ endpoints }) => endpoints.map(({ category }) => category)),
  );
  const own = PROFILES.flatMap((profile) => profileTargets(loadTables(), profile));
  for (const { category } of own) used.add(category);
  expect([...used, 'healthCheck'].sort()).toEqual(Object.keys(CATEGORY_NEEDS).sort());
});

test('the essential names are those without which no session starts', () => {
  const essential = Object.entries(CATEGORY_NEEDS).filter(([, { need }]) => need === 'essential');
  expect(essential.map(([category]) => category)).toEqual([
    'connectivityCheck',
    'directoryAuth',
    'directoryAuthMacOs',
    'directoryCustomerSettings',
    'wsBrokerIpv4',
    'sessionBrokerIpv4',
    'healthCheck',
    'webAccess',
  ]);
});

test('the tables carry the need of the row', () => {
  for (const { endpoints } of loadTables().regions)
    for (const { category, need } of endpoints) expect(need).toBe(categoryNeed(category)?.need);
});

test('FIPS and IPv6 names are situational: a failure of theirs is at most a notice', () => {
  const special = Object.entries(CATEGORY_NEEDS).filter(([category]) => /fips|ipv6/i.test(category));
  expect(new Set(special.map(([, { need }]) => need))).toEqual(new Set(['situational']));
});

test('an unknown category has no row, an inherited property neither', () => {
  expect([categoryNeed('teleport'), categoryNeed('constructor')]).toEqual([null, null]);
});
