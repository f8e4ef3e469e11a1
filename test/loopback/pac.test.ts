/** The PAC sandbox: ordinary scripts answer as in a browser, hostile ones end in one line and in bounded time. */
import { describe, expect, test } from '@jest/globals';
import type { HostName, IpAddress } from '../../src/core/address.ts';
import { loadPac, PacError, parsePacAnswer, type PacParts } from '../../src/net/proxy/pac.ts';

const signal = new AbortController().signal;
const asked: string[] = [];
const parts: PacParts = {
  signal,
  dns: {
    lookup: (host: HostName) => {
      asked.push(host);
      const addresses = host.startsWith('inside.') ? ['10.1.2.3' as IpAddress] : [];
      return Promise.resolve({ addresses, durationMs: 1, failure: null });
    },
  },
};

async function ask(source: string, host = 'ws-broker-service.eu-central-1.amazonaws.com'): Promise<string> {
  const pac = await loadPac(source, parts);
  return pac.find(host, signal);
}

const body = (text: string): string => `function FindProxyForURL(url, host) { ${text} }`;

describe('an ordinary script', () => {
  test.each([
    ['a constant answer', body('return "PROXY proxy.corp:8080; DIRECT";'), 'PROXY proxy.corp:8080; DIRECT'],
    [
      'a rule on the suffix',
      body('return dnsDomainIs(host, ".amazonaws.com") ? "DIRECT" : "PROXY p:1";'),
      'DIRECT',
    ],
    ['a glob', body('return shExpMatch(host, "*.eu-central-1.*") ? "PROXY eu:1" : "DIRECT";'), 'PROXY eu:1'],
    ['the URL is https', body('return url.substring(0, 6) === "https:" ? "DIRECT" : "PROXY p:1";'), 'DIRECT'],
    [
      'modern syntax',
      body('const pick = (h) => `PROXY ${h.length > 3 ? "a" : "b"}:1`; return pick(host);'),
      'PROXY a:1',
    ],
    [
      'a name that does not resolve',
      body('return isResolvable(host) ? "DIRECT" : "PROXY p:1";'),
      'PROXY p:1',
    ],
    [
      'a call on an answer',
      body('return dnsResolve("inside.x").split(".")[0] === "10" ? "PROXY p:1" : "DIRECT";'),
      'PROXY p:1',
    ],
    [
      'names that follow from names',
      body(
        'const a = dnsResolve("inside.a"); return a && isResolvable("inside." + a.length) ? "PROXY p:2" : "DIRECT";',
      ),
      'PROXY p:2',
    ],
    [
      'its own address',
      body('return myIpAddress().split(".").length === 4 ? "DIRECT" : "PROXY p:1";'),
      'DIRECT',
    ],
  ])('%s', async (_why, source, wanted) => {
    expect(await ask(source)).toBe(wanted);
  });

  test('an address in a net, asked of our resolver', async () => {
    const source = body('return isInNet(host, "10.0.0.0", "255.0.0.0") ? "DIRECT" : "PROXY p:1";');
    expect(await ask(source, 'inside.example.com')).toBe('DIRECT');
    expect(await ask(source, 'outside.example.com')).toBe('PROXY p:1');
  });

  test('the same name is looked up once', async () => {
    asked.length = 0;
    await ask(
      body('dnsResolve(host); dnsResolve(host); isResolvable(host); return "DIRECT";'),
      'once.example.com',
    );
    expect(asked).toEqual(['once.example.com']);
  });
});

describe('a hostile or broken script', () => {
  test.each([
    ['an endless loop in the function', body('while (true) {}'), /computes without end/],
    ['an endless loop at the top', 'while (true) {}', /computes without end/],
    [
      'an expression that backtracks for ever',
      body('return /^(a+)+$/.test("a".repeat(60) + "!") ? "a" : "b";'),
      /PAC script/,
    ],
    [
      'all memory',
      body('const all = []; while (true) all.push("x".repeat(1e6) + all.length);'),
      /PAC script/,
    ],
    ['recursion without end', body('return FindProxyForURL(url, host);'), /PAC script/],
    ['an exception', body('throw new Error("no");'), /PAC script fails: .*no/],
    ['no function', 'var x = 1;', /PAC script fails/],
    ['no script at all', '<html>404</html>', /PAC script fails/],
    ['nesting beyond reason', `${'('.repeat(50_000)}1`, /PAC script fails/],
    ['a reach for the process', body('return process.env.HOME;'), /PAC script fails: .*process/],
    ['a file beyond 1 MB', `//${'x'.repeat(1_100_000)}`, /larger than 1 MB/],
  ])('%s', async (_why, source, message) => {
    const error: unknown = await ask(source).catch((reason: unknown) => reason);
    expect(error).toBeInstanceOf(PacError);
    expect((error as PacError).message).toMatch(message);
    expect((error as PacError).message).not.toContain('\n');
  });

  test('a promise that never settles ends by its time-out', async () => {
    const error: unknown = await ask(body('return new Promise(() => {});')).catch(
      (reason: unknown) => reason,
    );
    expect((error as PacError).message).toMatch(/no answer in time/);
  }, 5000);

  test('a cancelled run rejects with its reason', async () => {
    const pac = await loadPac(body('return new Promise(() => {});'), parts);
    const control = new AbortController();
    const found = pac.find('a.example.com', control.signal).catch((reason: unknown) => reason);
    control.abort('cancelled');
    expect(await found).toBe('cancelled');
  });
});

test.each([
  ['DIRECT', { kind: 'direct' }],
  ['', { kind: 'direct' }],
  ['PROXY a.example:8080; DIRECT', { kind: 'proxy', hostPort: 'a.example:8080' }],
  ['proxy a.example:8080', { kind: 'proxy', hostPort: 'a.example:8080' }],
  ['SOCKS5 a.example:1080; DIRECT', { kind: 'unsupported', word: 'SOCKS5' }],
])('the answer %p', (text, wanted) => {
  expect(parsePacAnswer(text)).toEqual(wanted);
});
