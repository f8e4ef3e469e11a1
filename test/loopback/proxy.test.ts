/** Which proxy each host gets: option, environment, the system's tools (a hand-written runner), PAC from a file and over HTTP. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterAll, describe, expect, test } from '@jest/globals';
import type { IpAddress } from '../../src/core/address.ts';
import { failure as failureOf } from '../../src/core/failure.ts';
import type { CommandRunner, DnsPort } from '../../src/probes/ports.ts';
import { makeProxyReader, type ProxySetup } from '../../src/net/proxy/proxy.ts';
import { parseProxyUrl } from '../../src/core/proxy-url.ts';
import { answer, serveTcp } from './servers.ts';

const folder = mkdtempSync(path.join(os.tmpdir(), 'preflight-pac-'));
afterAll(() => rmSync(folder, { recursive: true }));

const signal = new AbortController().signal;
const options = { timeoutMs: 4000, signal };
const NO_NAMES = () => Promise.resolve({ addresses: [], durationMs: 1, failure: null });
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
    dns: { lookup: NO_NAMES },
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

  const fixture = (name: string): Partial<ProxySetup> => gnomePac(path.resolve('test/fixtures/pac', name));
  const NEAR = 'clients.amazonworkspaces.com';

  test.each([
    ['convert-addr.pac', 'http://near.example:3128'],
    ['direct-first.pac', null],
    ['https-first.pac', 'http://p.example:3128'],
    ['isinnet-host.pac', 'http://p.example:3128'],
    ['latin1.pac', 'http://p.example:3128'],
    ['leading-space.pac', 'http://p.example:3128'],
    ['lower.pac', 'http://p.example:3128'],
    ['misspelt-helper.pac', null],
    ['modern-optional-chaining.pac', 'http://p.example:3128'],
    ['undefined.pac', null],
    ['utf16.pac', 'http://p.example:3128'],
    ['zscaler-raw.pac', null],
    ['zscaler.pac', 'http://p.example:3128'],
  ])('%s', async (name, wanted) => {
    const lookup = () =>
      Promise.resolve({ addresses: ['99.86.1.1' as IpAddress], durationMs: 1, failure: null });
    const pac = reader({
      ...fixture(name),
      dns: { lookup: name === 'convert-addr.pac' ? lookup : NO_NAMES },
    });
    const setting = await pac.setting(signal);
    expect(setting.httpsProxy).toBe(wanted);
    expect(await pac.forHosts([NEAR], options)).toEqual(wanted === null ? {} : { [NEAR]: wanted });
    if (name === 'misspelt-helper.pac') expect(setting.problem).toMatch(/dnsDomainIS/);
  });

  describe('a list of entries', () => {
    const answering = (text: string) => gnomePac(pacFile(`function FindProxyForURL() { return "${text}"; }`));
    const live = async (use: (entry: string, url: string) => Promise<void>): Promise<void> => {
      const server = await serveTcp((socket) => socket.end());
      const authority = `127.0.0.1:${server.port}`;
      await use(`PROXY ${authority}`, `http://${authority}`);
      await server.close();
    };

    test('goes on from a dead entry to the one that answers', () =>
      live(async (entry, url) => {
        const pac = reader(answering(`PROXY 127.0.0.1:1; PROXY no.example:3128; ${entry}; DIRECT`));
        const setting = await pac.setting(signal);
        expect(setting).toMatchObject({ httpsProxy: url, problem: null });
        expect(setting.pacEntries).toEqual([
          {
            kind: 'proxy',
            proxy: 'http://127.0.0.1:1',
            word: 'PROXY',
            outcome: 'dead',
            failure: 'connection-refused',
          },
          {
            kind: 'proxy',
            proxy: 'http://no.example:3128',
            word: 'PROXY',
            outcome: 'dead',
            failure: 'proxy-name-not-found',
          },
          { kind: 'proxy', proxy: url, word: 'PROXY', outcome: 'used', failure: null },
          { kind: 'direct', proxy: null, word: 'DIRECT', outcome: 'not-asked', failure: null },
        ]);
        expect(await pac.forHosts([AWS], options)).toEqual({ [AWS]: url });
      }));

    test('waits for the second DNS server of a machine whose first one is dead', () =>
      live(async (entry, url) => {
        const { port } = new URL(url);
        const timeouts: number[] = [];
        const lookup: DnsPort['lookup'] = (host, { timeoutMs }) => {
          timeouts.push(timeoutMs);
          const addresses = host === 'slow.example' ? ['127.0.0.1' as IpAddress] : [];
          const failure = addresses.length > 0 ? null : failureOf('dns-timeout', 'resolve');
          return Promise.resolve({ addresses, durationMs: 5100, failure });
        };
        const list = `PROXY silent.example:3128; PROXY slow.example:${port}; ${entry}`;
        const setting = await reader({ ...answering(list), dns: { lookup } }).setting(signal);
        expect(setting.httpsProxy).toBe(`http://slow.example:${port}`);
        expect(setting.pacEntries?.[0]).toMatchObject({ outcome: 'dead', failure: 'dns-timeout' });
        expect(Math.min(...timeouts)).toBeGreaterThan(5000);
      }));

    test('passes over what is no HTTP proxy', () =>
      live(async (entry, url) => {
        const pac = reader(
          answering(`SOCKS5 s.example:1080; PROXY ; QUIC q.example:1; PROXY \${X}:1; ${entry}`),
        );
        const { httpsProxy, pacEntries } = await pac.setting(signal);
        expect(httpsProxy).toBe(url);
        expect(pacEntries?.map(({ outcome }) => outcome)).toEqual([
          ...Array<string>(4).fill('passed-over'),
          'used',
        ]);
      }));

    test('ends with DIRECT where everything before it is dead', async () => {
      const pac = reader(answering('PROXY 127.0.0.1:1; DIRECT'));
      expect(await pac.setting(signal)).toMatchObject({ httpsProxy: null, problem: null });
    });

    test('without DIRECT its first entry stands for the dead ones', async () => {
      const pac = reader(answering('PROXY 127.0.0.1:1; PROXY 127.0.0.1:2'));
      expect((await pac.setting(signal)).httpsProxy).toBe('http://127.0.0.1:1');
    });
  });
});
