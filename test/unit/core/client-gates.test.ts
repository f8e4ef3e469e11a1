import { describe, expect, test } from '@jest/globals';
import {
  CLIENT_GATES,
  CLIENT_PLATFORMS,
  compareClientVersions,
  passesClientGate,
} from '../../../src/core/client-gates.ts';

describe('version gates of the client', () => {
  test.each([
    ['the very version of the guide passes', 'dcv', 'win32', '5.1.0.329', true],
    ['a longer number of the same version passes', 'dcv-fallback-443', 'win32', '5.23.0.5000', true],
    ['one release before does not', 'dcv-fallback-443', 'darwin', '5.22.9', false],
    ['9 is older than 23 although it sorts behind it as text', 'dcv-fallback-443', 'win32', '5.9.0', false],
    ['a Linux client of the year fits', 'dcv-fallback-443', 'linux', '2024.8.5234', true],
    ['the two-digit year of Ubuntu 20.04 is the same year', 'saml', 'linux', '24.1', true],
    ['the old count of Linux clients is older', 'dcv', 'linux', '4.7.0.4312', false],
    ['no figure for the system: unknown', 'smart-card', 'linux', '2024.1', null],
    ['an unknown version: unknown', 'dcv', 'win32', null, null],
    ['a version that is no number: unknown', 'dcv', 'win32', 'beta', null],
    ['a system without a client: unknown', 'dcv', 'freebsd', '5.1', null],
  ] as const)('%s', (_name, gate, platform, version, wanted) => {
    expect(passesClientGate(gate, platform, version)).toBe(wanted);
  });

  test('versions of different length are compared part by part', () => {
    expect([
      Math.sign(compareClientVersions('5.1', '5.1.0')),
      Math.sign(compareClientVersions('5.10', '5.9.9')),
      Math.sign(compareClientVersions('3.1.4', '3.1.5')),
    ]).toEqual([0, 1, -1]);
  });

  test('each gate names its source and at least one version', () => {
    for (const gate of Object.values(CLIENT_GATES)) {
      expect(gate.source.lines).not.toBe('');
      expect(CLIENT_PLATFORMS.some((platform) => gate.since[platform] !== null)).toBe(true);
    }
  });
});
