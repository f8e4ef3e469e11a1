import { mkdtempSync, mkdirSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from '@jest/globals';
import { digestClientLogs } from '../../../../src/net/host/client-log.ts';
import { claimsScheme } from '../../../../src/net/host/client-macos.ts';
import { readClient } from '../../../../src/net/host/client.ts';
import { readFixture } from '../../../fixtures/read-fixtures.ts';
import { fakeCommands } from '../fake-commands.ts';
import { options } from './host-fixtures.ts';

const home = mkdtempSync(join(os.tmpdir(), 'preflight-home-'));
afterAll(() => rmSync(home, { recursive: true }));

const clientOn = (platform: NodeJS.Platform, answers: Parameters<typeof fakeCommands>[0] = {}) =>
  readClient(
    {
      platform,
      doors: { commands: fakeCommands(answers), env: {}, home, readText: () => Promise.resolve(null) },
    },
    options,
  );

const sample = readFixture('client-log/launch-failure-linux.txt');
const long = readFixture('client-log/dcvclient-missing-linux.txt');
const START = '2026-03-01T08:00.00Z [ Native ]: [INFO] Received stream request. Action = "STREAM"\n';

describe('the log of the client', () => {
  test('the public sample: the streaming program could not be started', () => {
    expect(digestClientLogs([sample])).toEqual({
      files: 1,
      lines: 4,
      understood: 4,
      lastLineAt: '2024-12-28T10:41:53Z',
      lastStartAt: '2024-12-28T10:41:53Z',
      lastStartFailed: true,
      protocol: 'dcv',
      gateway: null,
      lastError: {
        at: '2024-12-28T10:41:53Z',
        type: 'ProcessLaunchFailure',
        code: '1',
        message: 'Unable to launch dcvclient',
        cause: 'streaming-program',
      },
      otherErrors: { lines: 0, lastAt: null },
    });
  });

  test('the gateway is host and port; the token behind it and everything else stays where it is', () => {
    const digest = digestClientLogs([long]);
    expect(digest).toMatchObject({
      protocol: 'dcv',
      gateway: { host: '3.66.1.2', port: 4195 },
      lastError: { cause: 'streaming-program' },
      lines: 8,
      understood: 5,
    });
    expect(JSON.stringify(digest)).not.toMatch(/QUJD|eyJ|jane|ABC12D|d-9067|ws-0a1b/);
  });

  test('another failure has no cause on this computer', () => {
    const other = sample.replaceAll('ProcessLaunchFailure', 'BrokerFailure');
    expect(digestClientLogs([other])?.lastError).toMatchObject({ type: 'BrokerFailure', cause: null });
  });

  test('a start after the failure is a start that nothing is known of', () => {
    expect(digestClientLogs([sample, START])).toMatchObject({
      lastStartAt: '2026-03-01T08:00:00Z',
      lastStartFailed: null,
      protocol: null,
      lastError: { at: '2024-12-28T10:41:53Z' },
    });
  });

  test('lines of two files that are written at once are put in order by time', () => {
    for (const texts of [
      [START, sample],
      [sample, START],
    ])
      expect(digestClientLogs(texts)).toMatchObject({
        lastLineAt: '2026-03-01T08:00:00Z',
        lastStartAt: '2026-03-01T08:00:00Z',
        lastStartFailed: null,
        lastError: { at: '2024-12-28T10:41:53Z' },
      });
  });

  test('a stream after the failure is another attempt, of which nothing is known', () => {
    const again = '2024-12-28T10:42.10Z [ Native ]: [INFO] Launching dcvclient...';
    expect(digestClientLogs([`${sample}\n${again}`])).toMatchObject({
      lastStartFailed: null,
      protocol: 'dcv',
      lastError: { cause: 'streaming-program' },
    });
  });

  test('unknown lines stay unknown: counted, and those that call themselves errors with their time', () => {
    const unknown = [
      '2026-03-01T08:00.01Z [ Web    ]: [ERROR] Something new happened to jane.doe',
      '2026-03-01T08:00.02Z [ Native ]: [INFO] Launching rockets...',
      '2026-03-01 08:00:03 another program wrote this: ERROR',
      `2026-03-01T08:00.04Z [ Native ]: [DEBUG] {"Action":"STREAM","Payload":{"ConnectionString":"ftp://x:1/"}}`,
      `2026-03-01T08:00.05Z [ Native ]: [DEBUG] {"Action":"STREAM","Payload":{"Connect`,
      'x'.repeat(30_000),
    ].join('\n');
    const digest = digestClientLogs([unknown]);
    expect(digest).toMatchObject({
      lines: 6,
      understood: 0,
      lastLineAt: '2026-03-01T08:00:05Z',
      protocol: null,
      gateway: null,
      lastError: null,
      otherErrors: { lines: 1, lastAt: '2026-03-01T08:00:01Z' },
    });
    expect(JSON.stringify(digest)).not.toContain('jane');
  });

  test('PCoIP and IPv6 gateways', () => {
    const line = (uri: string): string =>
      `2026-03-01T08:00.01Z [ Native ]: [DEBUG] {"Action":"STREAM","Payload":{"ConnectionString":"${uri}"}}`;
    expect(digestClientLogs([line('pcoip://gw.example.com:4172/')])).toMatchObject({
      protocol: 'pcoip',
      gateway: { host: 'gw.example.com', port: 4172 },
    });
    expect(digestClientLogs([line('dcv://[2001:db8::7]:443?x=y')])?.gateway).toEqual({
      host: '2001:db8::7',
      port: 443,
    });
    expect(digestClientLogs([line('dcv://gw:99999/')])?.gateway).toBeNull();
  });

  test('no log is no digest; files are read oldest first', async () => {
    expect((await clientOn('linux')).log).toBeNull();
    const folder = join(home, '.local', 'share', 'Amazon Web Services', 'Amazon WorkSpaces', 'logs');
    mkdirSync(folder, { recursive: true });
    writeFileSync(join(folder, 'b.log'), sample);
    writeFileSync(join(folder, 'a.log'), START);
    utimesSync(join(folder, 'b.log'), 1000, 1000);
    expect((await clientOn('linux')).log).toMatchObject({ files: 2, lastStartAt: '2026-03-01T08:00:00Z' });
  });
});

describe('who opens workspaces://', () => {
  const command = (value: string): string =>
    `\r\nHKEY_CLASSES_ROOT\\workspaces\\shell\\open\\command\r\n    (Default)    REG_SZ    ${value}\r\n\r\n`;
  const WIN = 'reg query HKCR\\workspaces';
  const EXE = 'C:\\Program Files\\Amazon Web Services, Inc\\Amazon WorkSpaces\\workspaces.exe';

  test.each([
    ['linux', { 'xdg-mime query default': 'workspacesclient.desktop\n' }, 'workspacesclient.desktop'],
    ['win32', { [WIN]: command(`"${EXE}" "%1"`) }, EXE],
    ['win32', { [WIN]: command('C:\\ws.exe %1') }, 'C:\\ws.exe'],
  ] as const)('%s: a program', async (platform, answers, program) => {
    expect((await clientOn(platform, answers)).handler).toEqual({ registered: true, program });
  });

  test.each([
    ['linux', { 'xdg-mime query default': '\n' }],
    ['win32', { [WIN]: { exitCode: 1 } }],
  ] as const)('%s: none', async (platform, answers) => {
    expect((await clientOn(platform, answers)).handler).toEqual({ registered: false, program: null });
  });

  test.each(['linux', 'win32', 'darwin', 'freebsd'] as const)(
    '%s: what cannot be asked is unread',
    async (platform) => {
      expect((await clientOn(platform)).handler).toBeNull();
    },
  );

  test('an application of a Mac says which schemes it opens', () => {
    const plist = (scheme: string): string =>
      JSON.stringify({ CFBundleURLTypes: [{ CFBundleURLName: 'x', CFBundleURLSchemes: [scheme] }] });
    expect([plist('WorkSpaces'), plist('other'), '{}', 'no json'].map(claimsScheme)).toEqual([
      true,
      false,
      false,
      false,
    ]);
  });
});
