/** The update channel is silent unless build and policy both want it, believes its own key alone, and opens a page at most. */
import { spawnSync } from 'node:child_process';
import { generateKeyPairSync } from 'node:crypto';
import { describe, expect, test } from '@jest/globals';
import { lookForUpdate, newerOf, type UpdateDesktop } from '../../../electron/main/updates.ts';

const PAGE = 'https://example.org/releases/v1.10.0';
const keys = generateKeyPairSync('ed25519');
const stranger = generateKeyPairSync('ed25519');
const channel = {
  url: 'https://example.org/latest.json',
  publicKey: keys.publicKey.export({ format: 'der', type: 'spki' }).toString('base64'),
};

/** As the release workflow signs it. */
function signedBy({ privateKey }: typeof keys, version = '1.10.0', page = PAGE): string {
  const key = privateKey.export({ format: 'pem', type: 'pkcs8' }).toString();
  const { stdout, stderr } = spawnSync(process.execPath, ['scripts/sign-latest.mjs', version, page], {
    encoding: 'utf8',
    env: { ...process.env, PREFLIGHT_UPDATE_PRIVATE_KEY: key },
  });
  expect(stderr).toBe('');
  return stdout;
}

const good = signedBy(keys);

describe('what is signed by the key of the build', () => {
  test.each([
    ['1.9.9', true],
    ['0.1.0', true],
    ['1.10.0', false],
    ['1.10.1', false],
    ['2.0.0', false],
  ])('beside version %s is news: %s', (version, isNews) => {
    const expected = { schema: 'preflight.latest/1', version: '1.10.0', page: PAGE };
    expect(newerOf(good, channel, version)).toEqual(isNews ? expected : null);
  });
});

test.each([
  ['another key', signedBy(stranger)],
  ['another version under the same signature', good.replace('1.10.0', '1.11.0')],
  ['another page under the same signature', good.replace('example.org', 'example.net')],
  ['no signature', good.replace(/"signature":"[^"]*"/, '"signature":""')],
  ['no envelope', '{"schema":"preflight.latest/1","version":"9.0.0","page":"https://example.org/"}'],
  ['a version that is none', signedBy(keys, '9.0.0-rc.1')],
  ['a page without TLS', signedBy(keys, '9.0.0', 'http://example.org/')],
  ['a program instead of a page', signedBy(keys, '9.0.0', 'file:///C:/Windows/System32/calc.exe')],
  ['no JSON', '<html></html>'],
])('%s is no news', (_what, body) => {
  expect(newerOf(body, channel, '0.1.0')).toBeNull();
});

test('a build whose key is none believes nothing', () => {
  expect(newerOf(good, { ...channel, publicKey: 'AAAA' }, '0.1.0')).toBeNull();
});

interface World {
  readonly body?: string | null;
  readonly status?: number;
  readonly response?: number;
  readonly change?: Partial<UpdateDesktop>;
}

/** What the app did, in order. */
async function look({ body = good, status = 200, response = 0, change = {} }: World): Promise<string[]> {
  const seen: string[] = [];
  await lookForUpdate({
    channel,
    allowed: () => Promise.resolve(true),
    version: '0.1.0',
    session: () => ({
      fetch: (url) => {
        seen.push(`fetch ${JSON.stringify(url)}`);
        if (body === null) return Promise.reject(new Error('net::ERR_INTERNET_DISCONNECTED'));
        return Promise.resolve(new Response(body, { status }));
      },
    }),
    dialog: {
      showMessageBox: (...given: unknown[]) => {
        seen.push((given.at(-1) as { message: string }).message);
        return Promise.resolve({ response, checkboxChecked: false });
      },
    },
    shell: { openExternal: (url) => Promise.resolve(void seen.push(`open ${url}`)) },
    language: 'en',
    ...change,
  });
  return seen;
}

const FETCH = `fetch "${channel.url}"`;
const NEWS = 'Preflight 1.10.0 is available.';

test('asks nobody while the build has no channel, the policy does not say so, or the engine cannot tell', async () => {
  const lost = () => Promise.reject(new Error('engine-lost'));
  expect(await look({ change: { channel: null } })).toEqual([]);
  expect(await look({ change: { allowed: () => Promise.resolve(false) } })).toEqual([]);
  expect(await look({ change: { allowed: lost } })).toEqual([]);
});

test('tells of a newer version, and opens its page for who wants it', async () => {
  expect(await look({})).toEqual([FETCH, NEWS, `open ${PAGE}`]);
  expect(await look({ response: 1 })).toEqual([FETCH, NEWS]);
  expect(await look({ change: { language: 'ja' } })).toContain('Preflight 1.10.0 が公開されています。');
});

test.each<[string, World]>([
  ['no network', { body: null }],
  ['an error page', { status: 404 }],
  ['more bytes than such a text has', { body: good + ' '.repeat(10_000) }],
  ['the version that runs', { change: { version: '1.10.0' } }],
])('%s: not a word', async (_what, world) => {
  expect(await look(world)).toEqual([FETCH]);
});
