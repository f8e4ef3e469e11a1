/** The handshake of the operating system: what is asked of curl, and what its exit says. */
import { describe, expect, test } from '@jest/globals';
import { failure } from '../../../src/core/failure.ts';
import { makeSystemTls, readResult, type SystemTlsParts } from '../../../src/net/trust/system-tls.ts';
import { systemTlsProbe } from '../../../src/probes/system-tls.ts';
import { fakeCommands } from '../net/fake-commands.ts';
import { contextOf, ip, stepOf } from './probe-fixtures.ts';

const target = {
  host: 'connectivity.amazonworkspaces.com',
  address: null,
  port: 443,
};

async function ask(curl: Parameters<typeof fakeCommands>[0][string], parts: Partial<SystemTlsParts> = {}) {
  const run = fakeCommands({ curl });
  const systemTls = makeSystemTls({ run, platform: 'linux', env: {}, userAgent: 'Preflight/test', ...parts });
  const step = stepOf({ probe: 'system-tls', role: 'system-trust', target });
  const evidence = await systemTlsProbe.run(step, contextOf({ systemTls }, { resolved: [ip('::1')] }));
  return { evidence, asked: run.asked };
}

describe('a handshake by curl', () => {
  test('goes to the address that was read before, past .curlrc and every proxy', async () => {
    const { asked, evidence } = await ask('0 403');
    expect(asked).toHaveLength(1);
    expect(asked[0]).toMatch(/^curl --disable --silent --noproxy \* /);
    expect(asked[0]).toContain('--resolve connectivity.amazonworkspaces.com:443:[::1]');
    expect(evidence).toMatchObject({ accepted: true, verifyCode: 0, address: '::1', failure: null });
  });

  test('on Windows fetches no revocation lists, which no plan shows', async () => {
    const { asked } = await ask('0 200', { platform: 'win32' });
    expect(asked[0]).toContain('--ssl-no-revoke');
  });

  test('with a store of somebody else in the environment is not made', async () => {
    const { asked, evidence } = await ask('0 200', { env: { CURL_CA_BUNDLE: '/tmp/other.pem' } });
    expect(asked).toEqual([]);
    expect(evidence).toMatchObject({ accepted: null, failure: { code: 'tool-failed' } });
  });
});

const ended = (exitCode: number | null, stdout: string) => ({ exitCode, stdout, stderr: '', failure: null });

describe('the exit of curl', () => {
  test.each([
    ['an answer', ended(0, '0 403'), 'linux', true],
    ['an answer whose body was cut', ended(63, '0 200'), 'linux', true],
    ['no issuer in the store (20)', ended(60, '20 000'), 'linux', false],
    ['a self-signed root that is not in the store (19)', ended(60, '19 000'), 'linux', false],
    ['an expired certificate (10) is no missing root', ended(60, '10 000'), 'linux', null],
    ['a store that cannot be read (77)', ended(77, '0 000'), 'linux', null],
    ['a refused connection (7)', ended(7, '0 000'), 'linux', null],
    ['a time-out (28)', ended(28, '0 000'), 'linux', null],
    ['Schannel, which gives no figure', ended(60, '0 000'), 'win32', false],
    ['Schannel without its revocation server (35)', ended(35, '0 000'), 'win32', null],
    ['no output at all', ended(2, ''), 'linux', null],
  ] as const)('%s', (_name, result, platform, accepted) => {
    expect(readResult(result, platform).accepted).toBe(accepted);
  });

  test('a missing curl is our lack, not the store', () => {
    const missing = {
      exitCode: null,
      stdout: '',
      stderr: '',
      failure: failure('tool-missing', 'spawn', 'curl'),
    };
    expect(readResult(missing, 'linux')).toEqual({
      accepted: null,
      verifyCode: null,
      failure: missing.failure,
    });
  });
});
