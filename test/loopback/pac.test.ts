/** The PAC sandbox: ordinary scripts answer as in a browser, hostile ones end in one line and in bounded time. */
import { describe, expect, test } from '@jest/globals';
import type { HostName, IpAddress } from '../../src/core/address.ts';
import { loadPac, PacError, parsePacAnswer, type PacParts } from '../../src/net/proxy/pac.ts';

const signal = new AbortController().signal;
const asked: string[] = [];
const parts: PacParts = {
  platform: 'linux',
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

const EVERY_HELPER = `[null, undefined, 1e309, {}, [], Symbol.iterator, "", "%00", "\\ud800", "a".repeat(1e5)].map((value) =>
  Object.values(globalThis).concat(dnsResolve, isInNet, convert_addr, dateRange, timeRange, weekdayRange, isInNetEx, sortIpAddressList)
    .map((one) => { try { return typeof one === "function" && one !== FindProxyForURL && one(value, value, value); } catch (e) { return 0; } }))`;

test('Windows asks FindProxyForURLEx where the script has it, and nobody else does', async () => {
  const both = `${body('return "PROXY a:1"')} function FindProxyForURLEx(url, host) { return "PROXY ex:1" }`;
  const onWindows = async (source: string) =>
    (await loadPac(source, { ...parts, platform: 'win32' })).find('x.example', signal);
  expect(await onWindows(both)).toBe('PROXY ex:1');
  expect(await onWindows(body('return "PROXY a:1"'))).toBe('PROXY a:1');
  expect(await ask(both)).toBe('PROXY a:1');
});

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

  test('a promise is no answer', async () => {
    expect(await ask(body('return new Promise(() => {});'))).toBe('');
  });

  test('a cancelled run rejects with its reason', async () => {
    const pac = await loadPac(body('for (;;) {}'), parts);
    const control = new AbortController();
    const found = pac.find('a.example.com', control.signal).catch((reason: unknown) => reason);
    control.abort('cancelled');
    expect(await found).toBe('cancelled');
  });
});

describe('a script that a stranger wrote to stop the program', () => {
  test.each([
    ['stars in a shell pattern', 'shExpMatch("a".repeat(300), "*a*a*a*a*b")', /^DIRECT$/],
    ['many stars, a long text', 'shExpMatch("a".repeat(100000), "*a".repeat(50) + "b")', /^DIRECT$/],
    ['brackets in a shell pattern', 'shExpMatch("a".repeat(60), "((a*)*)*b")', /DIRECT|PAC script/],
    [
      'an object that says another text each time',
      'shExpMatch({ toString() { for (;;) {} } }, "*")',
      /without end/,
    ],
    ['a name of 30 million letters', 'isResolvable("a".repeat(3e7))', /^DIRECT$/],
    ['every helper with every kind of value', EVERY_HELPER, /DIRECT|PROXY/],
  ])('%s', async (_why, expression, wanted) => {
    const said = await ask(body(`return ${expression} ? "PROXY p:1" : "DIRECT";`)).catch(String);
    // On a busy machine the thread may be ended before the answer: that is an end as well.
    if (!/gives no answer in time$/.test(said)) expect(said).toMatch(wanted);
  });

  test('the event loop goes on meanwhile', async () => {
    let ticks = 0;
    const timer = setInterval(() => (ticks += 1), 2);
    await ask(body('for (;;) {}')).catch(() => undefined);
    clearInterval(timer);
    expect(ticks).toBeGreaterThan(10);
  });

  test.each([201, Infinity])('%d names: none is asked beyond 200', async (count) => {
    asked.length = 0;
    const source = body(
      `for (let i = 0; i < ${count}; i += 1) isResolvable("n" + i + ".example"); return "DIRECT";`,
    );
    expect(await ask(source).catch(String)).toMatch(/more than 200 names/);
    expect(asked.length).toBeLessThanOrEqual(200);
  });

  test('200 names in passes are asked, each once', async () => {
    asked.length = 0;
    const source = body(
      'for (let i = 0; i < 200; i += 1) isResolvable("n" + i + ".example"); return "PROXY p:1";',
    );
    expect(await ask(source)).toBe('PROXY p:1');
    expect(new Set(asked).size).toBe(200);
    expect(asked).toHaveLength(200);
  });

  test('changed built-ins of the language change no helper', async () => {
    const source = `String.prototype.slice = String.prototype.split = Array.prototype.filter = () => { throw 1; };
      RegExp.prototype.exec = () => null; Function.prototype.call = null;
      ${body('return isInNet("10.1.2.3", "10.0.0.0", "255.0.0.0") && shExpMatch(host, "*.amazonaws.com") ? "DIRECT" : "PROXY p:1";')}`;
    expect(await ask(source)).toBe('DIRECT');
  });

  test('names at the top level are looked up', async () => {
    const source = `var ip = dnsResolve("inside.example"); ${body('return ip === "10.1.2.3" ? "PROXY p:1" : "DIRECT";')}`;
    expect(await ask(source)).toBe('PROXY p:1');
  });
});

describe('the helpers, as browsers define them', () => {
  test.each([
    ['convert_addr("104.16.41.2") === 1745889538', true],
    ['isValidIpAddress("1.2.3.256")', false],
    ['isInNet("99.86.1.1", "99.86.0.0", "255.255.0.0")', true],
    ['isInNet("99.87.1.1", "99.86.0.0", "255.255.0.0")', false],
    ['isInNet("198.95.249.79", " 198.95.249.79", "255.255.255.255")', false],
    ['shExpMatch("www.example.com", "*.example.com")', true],
    ['shExpMatch("www.example.com", "www.exampl?.com")', true],
    ['shExpMatch("www-example-com", "www.example.com")', false],
    ['shExpMatch("b.example", "(*.a.example|b.*)")', true],
    ['shExpMatch("", "*")', true],
    ['isPlainHostName("www") && !isPlainHostName("www.example")', true],
    ['localHostOrDomainIs("www", "www.example")', true],
    ['localHostOrDomainIs("www.other", "www.example")', false],
    ['dnsDomainLevels("a.b.c") === 2', true],
    ['weekdayRange("SUN", "SAT") && weekdayRange("SUN", "SAT", "GMT")', true],
    ['weekdayRange("FOO", "SAT")', false],
    ['timeRange(0, 24) && timeRange(0, 0, 0, 23, 59, 59) && timeRange(0, 0, 23, 59, "GMT")', true],
    ['dateRange("JAN", "DEC") && dateRange(1, 31) && dateRange(1970, 2200)', true],
    ['dateRange(1970, 1971)', false],
    ['dateRange(1, "JAN", 1970, 2, "JAN", 1970)', false],
    ['isInNetEx("2001:db8::1", "2001:db8::/32") && !isInNetEx("2001:db9::1", "2001:db8::/32")', true],
    ['isInNetEx("10.1.2.3", "10.0.0.0/8") && !isInNetEx("::1", "10.0.0.0/8")', true],
    ['isResolvableEx("inside.example") && dnsResolveEx("inside.example") === "10.1.2.3"', true],
    ['sortIpAddressList("b;10.0.0.2;10.0.0.1") === "10.0.0.1;10.0.0.2"', true],
  ])('%s', async (expression, wanted) => {
    expect(await ask(body(`return ${expression} ? "PROXY yes:1" : "DIRECT";`))).toBe(
      wanted ? 'PROXY yes:1' : 'DIRECT',
    );
  });
});

test.each([
  ['DIRECT', [{ kind: 'direct' }]],
  ['', [{ kind: 'direct' }]],
  [' ; ;', [{ kind: 'direct' }]],
  ['PROXY a.example:8080; DIRECT', [{ kind: 'proxy', hostPort: 'a.example:8080' }, { kind: 'direct' }]],
  ['proxy a.example:8080', [{ kind: 'proxy', hostPort: 'a.example:8080' }]],
  ['SOCKS5 a.example:1080; DIRECT', [{ kind: 'unusable', word: 'SOCKS5' }, { kind: 'direct' }]],
  ['PROXY', [{ kind: 'unusable', word: 'PROXY' }]],
])('the answer %p', (text, wanted) => {
  expect(parsePacAnswer(text)).toEqual(wanted);
});

test('an answer of a thousand entries is cut', () => {
  expect(parsePacAnswer('PROXY a:1;'.repeat(1000))).toHaveLength(20);
});
