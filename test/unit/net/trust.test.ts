/** Judging a chain offline, and reading the machine's store where tools have to be asked. */
import { X509Certificate } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { judgePath } from '../../../src/net/trust/trust-path.ts';
import { makeMachineRoots } from '../../../src/net/trust/trust-machine.ts';
import type { CommandRunner } from '../../../src/probes/ports.ts';
import { issue, type Issued } from '../../loopback/certificates.ts';

const DAY_MS = 86_400_000;
const x509 = (...issued: Issued[]): X509Certificate[] =>
  issued.map(({ certificatePem }) => new X509Certificate(certificatePem));

const root = issue({ commonName: 'Root', ca: true, issuer: null });
const other = issue({ commonName: 'Other Root', ca: true, issuer: null });
const middle = issue({ commonName: 'Middle', ca: true, issuer: root });
const noCa = issue({ commonName: 'No CA', issuer: root });
const leaf = issue({ commonName: 'leaf', issuer: middle });
const impostor = issue({ commonName: 'Root', ca: true, issuer: null });
const old = issue({
  commonName: 'old',
  issuer: middle,
  notBefore: new Date(Date.now() - 9 * DAY_MS),
  notAfter: new Date(Date.now() - DAY_MS),
});

describe('judgePath', () => {
  test.each<[string, X509Certificate[], X509Certificate[], string | null]>([
    ['leaf, intermediate, known root', x509(leaf, middle), x509(root), null],
    ['the root may be sent too', x509(leaf, middle, root), x509(root), null],
    ['the order after the leaf does not matter', x509(leaf, root, middle), x509(root), null],
    ['strangers among the sent ones do no harm', x509(leaf, other, middle), x509(root), null],
    ['a leaf that is itself trusted', x509(root), x509(root), null],
    ['a trusted intermediate is enough', x509(leaf), x509(middle), null],
    ['no intermediate', x509(leaf), x509(root), 'UNABLE_TO_VERIFY_LEAF_SIGNATURE'],
    ['no root known', x509(leaf, middle), x509(other), 'UNABLE_TO_GET_ISSUER_CERT_LOCALLY'],
    [
      'a leaf that signed itself, although it may sign no certificate',
      x509(issue({ commonName: 'appliance', issuer: null, dataAlone: true })),
      x509(root),
      'DEPTH_ZERO_SELF_SIGNED_CERT',
    ],
    ['an unknown root that is sent', x509(leaf, middle, root), x509(other), 'SELF_SIGNED_CERT_IN_CHAIN'],
    [
      'a known name with another key is not that root',
      x509(leaf, middle),
      x509(impostor),
      'UNABLE_TO_GET_ISSUER_CERT_LOCALLY',
    ],
    [
      'a leaf may not issue',
      x509(issue({ commonName: 'x', issuer: noCa }), noCa),
      x509(root),
      'UNABLE_TO_GET_ISSUER_CERT_LOCALLY',
    ],
    ['out of date', x509(old, middle), x509(root), 'CERT_HAS_EXPIRED'],
    ['nothing sent', [], x509(root), 'UNABLE_TO_VERIFY_LEAF_SIGNATURE'],
  ])('%s', (_why, chain, roots, error) => {
    expect(judgePath(chain, roots, new Date())).toEqual({ ok: error === null, error });
  });

  test('the same chain at another moment is not valid yet', () => {
    const before = new Date(Date.now() - 5 * DAY_MS);
    expect(judgePath(x509(leaf, middle), x509(root), before).error).toBe('CERT_NOT_YET_VALID');
  });
});

describe('the store of the machine', () => {
  const signal = new AbortController().signal;
  const commands: string[] = [];
  const run: CommandRunner = {
    run: (file, args) => {
      commands.push([file, ...args].join(' '));
      return Promise.resolve({
        exitCode: 0,
        stdout: `noise\r\n${root.certificatePem}`,
        stderr: '',
        failure: null,
      });
    },
  };

  test.each([
    [
      'macOS is asked keychain by keychain, the same root counts once',
      'darwin',
      /^security find-certificate -a -p \/System/,
    ],
    [
      'Windows is asked for both root stores',
      'win32',
      /^powershell -NoProfile .*LocalMachine\\Root,Cert:\\CurrentUser\\Root/,
    ],
  ] as const)('%s', async (_why, platform, command) => {
    commands.length = 0;
    const roots = await makeMachineRoots({ platform, env: {}, run, byNode: () => null })(signal);
    expect(roots?.map(({ subject }) => subject)).toEqual(['CN=Root']);
    expect(commands[0]).toMatch(command);
  });

  test('where Node reads the store itself no tool is started', async () => {
    commands.length = 0;
    const roots = makeMachineRoots({
      platform: 'win32',
      env: {},
      run,
      byNode: () => [other.certificatePem, 'junk'],
    });
    expect((await roots(signal))?.map(({ subject }) => subject)).toEqual(['CN=Other Root']);
    expect(commands).toEqual([]);
  });

  test('a store that cannot be read is unknown, not empty', async () => {
    const failing: CommandRunner = {
      run: () => Promise.resolve({ exitCode: 1, stdout: '', stderr: '', failure: null }),
    };
    expect(
      await makeMachineRoots({ platform: 'win32', env: {}, run: failing, byNode: () => null })(signal),
    ).toBeNull();
  });

  test('a file of the environment is added, and the store is read once', async () => {
    const folder = mkdtempSync(path.join(os.tmpdir(), 'preflight-roots-'));
    const file = path.join(folder, 'extra.pem');
    writeFileSync(file, `# ours\n${other.certificatePem}\n${root.certificatePem}`);
    const roots = makeMachineRoots({
      platform: 'freebsd',
      env: { SSL_CERT_FILE: file },
      run,
      byNode: () => [],
    });
    expect(await roots(signal)).toHaveLength(2);
    rmSync(folder, { recursive: true });
    expect(await roots(signal)).toHaveLength(2);
  });
});
