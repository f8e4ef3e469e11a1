import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import {
  makePrepared,
  PREPARED_MAX,
  preparedFile,
  preparedLink,
  readPrepared,
} from '../../../src/request/prepared.ts';
import { RequestRefused } from '../../../src/request/refusal.ts';

const NOBODY = { from: undefined, note: undefined };
const full = makePrepared(
  {
    region: ['us-west-2'],
    protocol: 'pcoip',
    profile: 'zero-client',
    directoryId: 'd-926712a4f0',
    signIn: 'saml',
    also: ['sso.contoso.example:443', '[2001:db8::7]:4172'],
    localDiscovery: true,
  },
  { from: 'IT helpdesk “Contoso” & Söhne', note: '100 % + VPN?' },
);
const of = (check: object, extra: object = {}) =>
  JSON.stringify({ schema: 'preflight.prepared/1', check: { region: ['us-west-2'], ...check }, ...extra });

/** The code of the refusal; fails for anything else that is thrown. */
function refused(text: string): string | null {
  try {
    readPrepared(text);
    return null;
  } catch (error) {
    if (error instanceof RequestRefused) return error.refusal.code;
    throw error;
  }
}

describe('a prepared check', () => {
  test('is the same as a file and as a text', () => {
    expect(readPrepared(preparedFile(full))).toEqual(full);
    expect(readPrepared(preparedLink(full))).toEqual(full);
    expect(readPrepared(` <${preparedLink(full)}>\n`)).toEqual(full);
    expect(readPrepared(preparedLink(full).replace('preflight:', 'preflight://'))).toEqual(full);
  });

  test('holds no secret: a registration code cannot be prepared', () => {
    expect(() => makePrepared({ region: ['us-west-2'], registrationCode: 'WSpdx+ABC12D' }, NOBODY)).toThrow(
      /cannot say "registrationCode"/,
    );
    expect(refused('preflight:check?v=1&region=us-west-2&registrationCode=WSpdx%2BABC12D')).toBe(
      'prepared-key',
    );
  });

  test.each([
    'proxy',
    'simulate',
    'samples',
    'deadline',
    'require',
    'stun',
    'peer',
    'peerScope',
    'overlay',
    '__proto__',
    'constructor',
  ])('with the key %s is refused as a whole', (key) => {
    expect(refused(`preflight:check?v=1&region=us-west-2&${key}=x`)).toBe('prepared-key');
    expect(refused(of({ [key]: 'x' }))).toBe('prepared-key');
  });

  test.each([
    ['', 'prepared-form'],
    ['{', 'prepared-form'],
    ['[]', 'prepared-form'],
    ['preflight:check?region=us-west-2', 'prepared-form'],
    ['preflight:check?v=2&region=us-west-2', 'prepared-form'],
    ['preflight:delete?v=1', 'prepared-form'],
    ['['.repeat(5000), 'prepared-form'],
    ['x'.repeat(PREPARED_MAX + 1), 'prepared-large'],
    [of({}, { autoStart: true }), 'prepared-key'],
    [of({ protocol: 'rdp' }), 'prepared-key'],
    [of({}, { note: 'n'.repeat(201) }), 'prepared-key'],
    ['preflight:check?v=1&region=us-west-2&protocol=dcv&protocol=pcoip', 'prepared-key'],
    ['preflight:check?v=1&region=us-west-2&localDiscovery=maybe', 'prepared-key'],
    ['preflight:check?v=1', 'prepared-region'],
    [of({ region: ['us-west-2', 'us-east-1'] }), 'prepared-region'],
    [of({ region: ['all'] }), 'prepared-region'],
    [of({ also: Array.from({ length: 9 }, (_, n) => `h${n}.example`) }), 'too-many'],
    [of({ also: ['a b'] }), 'host-port'],
  ])('%.40s is refused: %s', (text, code) => expect(refused(text)).toBe(code));

  test.each([
    '10.0.0.1',
    '192.168.1.1:80',
    '172.16.0.9',
    '100.64.0.1',
    '127.0.0.1:22',
    '0.0.0.0',
    '169.254.169.254:80',
    '[::1]:443',
    '[fe80::1]',
    '[fd00::1]',
    '[::ffff:10.0.0.1]',
    '[64:ff9b::10.0.0.1]',
    '255.255.255.255',
    '224.0.0.251',
    'localhost',
    'router',
    'printer.local',
    'a.localhost',
    'metadata.google.internal',
    'nas.home.arpa',
    '0x7f.1',
    '127.1',
    'a.0x10',
  ])('does not send a computer to %s', (host) => {
    expect(['prepared-host', 'host-port']).toContain(refused(of({ also: [host] })));
  });

  test('shows of names and notes one plain line', () => {
    const text = of({}, { from: 'IT\u202e kseD\u0000pleh\n\u200fx', note: '\u2066\u001b[31m' });
    const { from, note } = readPrepared(text);
    expect(from).toBe('IT kseD pleh x');
    expect(note).not.toMatch(/[\p{Cc}\p{Cf}]/u);
    expect('from' in readPrepared(of({}, { from: '\u202e \u200b' }))).toBe(false);
  });

  test('is never read into anything but itself or a refusal', () => {
    fc.assert(
      fc.property(
        fc.oneof(
          fc.string({ unit: 'binary' }),
          fc.json(),
          fc.string().map((rest) => `preflight:check?v=1&${rest}`),
        ),
        (text) => {
          if (refused(text) === null) expect(readPrepared(preparedFile(readPrepared(text)))).toBeTruthy();
        },
      ),
      { numRuns: 300 },
    );
  });
});
