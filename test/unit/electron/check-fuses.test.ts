import { expect, test } from '@jest/globals';
import { FuseV1Options } from '@electron/fuses';
import builderConfig from '../../../electron/packaging/builder-config.mjs';
import { wrongFuses } from '../../../electron/packaging/check-fuses.mjs';

const [OFF, ON] = [48, 49];

const GOOD: Record<number, number> = {
  [FuseV1Options.RunAsNode]: OFF,
  [FuseV1Options.EnableNodeOptionsEnvironmentVariable]: OFF,
  [FuseV1Options.EnableNodeCliInspectArguments]: OFF,
  [FuseV1Options.EnableCookieEncryption]: ON,
  [FuseV1Options.EnableEmbeddedAsarIntegrityValidation]: ON,
  [FuseV1Options.OnlyLoadAppFromAsar]: ON,
  [FuseV1Options.GrantFileProtocolExtraPrivileges]: OFF,
};

test('a binary burned as configured passes', () => {
  expect(wrongFuses(GOOD)).toEqual([]);
});

test.each(Object.keys(GOOD))('fuse %s turned round is noticed', (fuse) => {
  const state = GOOD[Number(fuse)] === ON ? OFF : ON;
  expect(wrongFuses({ ...GOOD, [fuse]: state }).length).toBe(1);
});

test('the configuration asks for what the check wants', () => {
  expect(Object.keys(builderConfig.electronFuses ?? {}).length).toBe(Object.keys(GOOD).length);
});
