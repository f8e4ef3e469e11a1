/** Which proxy each host gets: option, environment, the system's tools (a hand-written runner), PAC from a file and over HTTP. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterAll, describe, expect, test } from '@jest/globals';
import type { CommandRunner } from '../../src/probes/ports.ts';
import { makeProxyReader, type ProxySetup } from '../../src/net/proxy/proxy.ts';
import { parseProxyUrl } from '../../src/core/proxy-url.ts';
import { answer, serveTcp } from './servers.ts';

const folder = mkdtempSync(path.join(os.tmpdir(), 'preflight-pac-'));
afterAll(() => rmSync(folder, { recursive: true }));

const signal = new AbortController().signal;
const options = { timeoutMs: 4000, signal };
const AWS = 's3.eu-central-1.amazonaws.com';
const OWN = 'idp.corp.example';

function runner(stdout: string): CommandRunner {
  return { run: () => Promise.resolve({ exitCode: 0, stdout, stderr: '', failure: null }) };
}

function reader(setup: Partial<ProxySetup>) {
  return makeProxyReader({
    choice: 'auto',
    env: {},
    platform: 'linux',
    run: runner(''),
    dns: { lookup: () => Promise.resolve({ addresses: [], durationMs: 1, failure: null }) },
    userAgent: 'Preflight/test',
    ...setup,
  });
}

function pacFile(source: string): string {
  const file = path.join(folder, 'proxy.pac');
  writeFileSync(file, source);
  return file;
}

const gnomePac = (location: string): Partial<ProxySetup> => ({
  run: runner(`org.gnome.system.proxy mode 'auto'\norg.gnome.system.proxy autoconfig-url '${location}'\n`),
});

describe('a fixed proxy', () => {
  test('none is none, whatever the machine says', async () => {
    const none = reader({ choice: 'none', env: { HTTPS_PROXY: 'http://p.example:1' } });
    expect(await none.setting(signal)).toMatchObject({ source: 'none', httpsProxy: null });
    expect(await none.forHosts([AWS], options)).toEqual({});
  });

  test('the option holds for every host; its password stays behind the function', async () => {
    const option = reader({
      choice: parseProxyUrl('http://me:secret@p.example:3128'),
      env: { NO_PROXY: '*' },
    });
    expect(await option.setting(signal)).toMatchObject({
      source: 'option',
      httpsProxy: 'http://p.example:3128',
      hasCredentials: true,
    });
    expect(JSON.stringify(await option.setting(signal))).not.toContain('secret');
    expect(await option.forHosts([AWS], options)).toEqual({ [AWS]: 'http://p.example:3128' });
    expect(option.credentials('http://p.example:3128')).toBe('me:secret');
    expect(option.credentials('http://other.example:3128')).toBeNull();
  });

  test('a malformed variable is a fact with its reason, not an error', async () => {
    const odd = reader({ env: { HTTPS_PROXY: 'socks5://me:secret@p.example:1080' } });
    const setting = await odd.setting(signal);
    expect(setting).toMatchObject({ source: 'environment', httpsProxy: null });
    expect(setting.problem).toMatch(/socks5:\/\/ is not supported/);
    expect(await odd.forHosts([AWS], options)).toEqual({});
  });

  test('hosts on the list go direct', async () => {
    const env = { https_proxy: 'http://p.example:1', no_proxy: 'corp.example' };
    expect(await reader({ env }).forHosts([AWS, OWN], options)).toEqual({ [AWS]: 'http://p.example:1' });
  });

  const registry = '    ProxyEnable    REG_DWORD    0x1\r\n    ProxyServer    REG_SZ    win.example:8080\r\n';
  test.each([
    ['on Windows the system goes before the environment', 'win32', 'http://win.example:8080'],
    ['on Linux the environment goes before GNOME', 'linux', 'http://env.example:1'],
  ] as const)('%s', async (_why, platform, wanted) => {
    const both = reader({ platform, run: runner(registry), env: { HTTPS_PROXY: 'http://env.example:1' } });
    expect((await both.setting(signal)).httpsProxy).toBe(wanted);
  });
});

describe('a PAC file', () => {
  const byHost =
    'function FindProxyForURL(u, h) { return dnsDomainIs(h, ".example") ? "DIRECT" : "PROXY pac.example:8080"; }';

  test('decides for each host', async () => {
    const pac = reader(gnomePac(pacFile(byHost)));
    expect(await pac.setting(signal)).toMatchObject({
      source: 'pac',
      httpsProxy: 'http://pac.example:8080',
      problem: null,
    });
    expect(await pac.forHosts([AWS, OWN], options)).toEqual({ [AWS]: 'http://pac.example:8080' });
  });

  test('comes over HTTP, asked for once', async () => {
    const text = `HTTP/1.1 200 OK\r\nContent-Length: ${byHost.length}\r\n\r\n${byHost}`;
    const server = await serveTcp((socket) => answer(socket, text));
    const pac = reader(gnomePac(`http://127.0.0.1:${server.port}/proxy.pac`));
    expect(await pac.forHosts([AWS], options)).toEqual({ [AWS]: 'http://pac.example:8080' });
    await pac.setting(signal);
    expect(server.accepted()).toBe(1);
    await server.close();
  });

  test.each([
    ['that is not there', '/nowhere/proxy.pac', /cannot be read \(ENOENT\)/],
    ['whose server does not listen', 'http://127.0.0.1:1/proxy.pac', /cannot be had: connection-refused/],
    [
      'whose server has no address',
      'http://pac.nowhere.example/p',
      /cannot be had: its server has no address/,
    ],
  ])('%s: direct, with the reason', async (_why, location, problem) => {
    const pac = reader(gnomePac(location));
    const setting = await pac.setting(signal);
    expect(setting.httpsProxy).toBeNull();
    expect(setting.problem).toMatch(problem);
    expect(await pac.forHosts([AWS], options)).toEqual({});
  });

  test.each([
    [
      'that names a SOCKS proxy',
      'function FindProxyForURL() { return "SOCKS5 s.example:1080"; }',
      /kind SOCKS5/,
    ],
    ['that names nonsense', 'function FindProxyForURL() { return "PROXY ://"; }', /accepted: http/],
    ['that never ends', 'function FindProxyForURL() { for (;;) {} }', /computes without end/],
    ['that is a page', '<html>please sign in</html>', /PAC script fails/],
  ])('%s: direct, with the reason', async (_why, source, problem) => {
    const pac = reader(gnomePac(pacFile(source)));
    expect((await pac.setting(signal)).problem).toMatch(problem);
    expect(await pac.forHosts([AWS], options)).toEqual({});
  });
});
