import { expect, test } from '@jest/globals';
import { openedByHand, type Surroundings } from '../../../src/cli/opened-by-hand.ts';

function around(changes: Partial<Surroundings>): Surroundings {
  return {
    platform: 'win32',
    env: {},
    isTerminal: () => true,
    isRead: () => false,
    parent: () => Promise.resolve('explorer.exe'),
    ...changes,
  };
}
const noTerminal = { isTerminal: () => false };
const linux = { platform: 'linux', env: { DISPLAY: ':0' }, ...noTerminal } as const;

test.each<[string, Partial<Surroundings>, boolean]>([
  ['Windows: a double click', {}, true],
  ['Windows: the same in other letters', { parent: () => Promise.resolve('Explorer.EXE') }, true],
  ['Windows: a console', { parent: () => Promise.resolve('cmd.exe') }, false],
  ['Windows: PowerShell', { parent: () => Promise.resolve('powershell.exe') }, false],
  ['Windows: tasklist is not there', { parent: () => Promise.resolve(null) }, false],
  ['Windows: a deployment tool', noTerminal, false],
  ['Windows: output into a file', { isTerminal: (descriptor) => descriptor !== 1 }, false],
  ['Linux: a file manager', linux, true],
  ['Linux: a file manager under Wayland', { ...linux, env: { WAYLAND_DISPLAY: 'wayland-0' } }, true],
  ['Linux: a terminal', { ...linux, isTerminal: () => true }, false],
  ['Linux: a pipe behind it', { ...linux, isRead: () => true }, false],
  ['Linux: a scheduler', { ...linux, env: {} }, false],
  ['Linux: over SSH', { ...linux, env: { DISPLAY: ':10', SSH_CONNECTION: '1' } }, false],
  ['macOS opens Terminal', { platform: 'darwin' }, false],
])('%s', async (_name, changes, wanted) => {
  expect(await openedByHand(around(changes))).toBe(wanted);
});
