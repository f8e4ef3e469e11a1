/** Every parser of the command line, row by row: what is taken, and the one line that refuses the rest. */
import { describe, expect, test } from '@jest/globals';
import { parseCategories } from '../../../src/cli/parse-categories.ts';
import { parseDirectoryId } from '../../../src/cli/parse-directory-id.ts';
import { parseHostPort } from '../../../src/cli/parse-host-port.ts';
import { DEADLINE, EVERY, SAMPLES, parseNumber } from '../../../src/cli/parse-number.ts';
import { parseProtocols } from '../../../src/cli/parse-protocols.ts';
import { parseProxy } from '../../../src/cli/parse-proxy.ts';
import { parsePublicRoots } from '../../../src/cli/parse-public-roots.ts';
import { parseRegions, type RegionsGiven } from '../../../src/cli/parse-regions.ts';
import { parseRegistrationCode } from '../../../src/cli/parse-registration-code.ts';
import { UsageError } from '../../../src/cli/usage-error.ts';
import { loadTables } from '../../../src/regions/tables.ts';

const TABLES = loadTables();

/** The message of the usage error that the call ends in; other errors and successes fail the test. */
function refusal(call: () => unknown): string {
  try {
    call();
  } catch (error) {
    if (error instanceof UsageError) return error.message;
    throw error;
  }
  throw new Error('was accepted');
}

function asked(given: Partial<RegionsGiven>): ReturnType<typeof parseRegions> {
  return parseRegions({ regions: [], registrationCode: null, fallback: null, ...given }, TABLES);
}

describe('parseRegistrationCode', () => {
  test.each([
    ['the usual form', 'WSpdx+ABC12D', { kind: 'short', airport: 'pdx' }],
    ['the older form', 'SLiad+a1b2c3', { kind: 'short', airport: 'iad' }],
    ['any case', 'wsFRA+abcdef', { kind: 'short', airport: 'fra' }],
    ['spaces around it', '  WSpdx+ABC12D ', { kind: 'short', airport: 'pdx' }],
    ['a fully qualified name', 'Desktop.Example.com', { kind: 'name', name: 'desktop.example.com' }],
  ])('takes %s', (_name, text, wanted) => {
    expect(parseRegistrationCode(text)).toEqual(wanted);
  });

  test.each([
    ['nothing', ''],
    ['other letters in front', 'XXpdx+ABC12D'],
    ['five letters behind', 'WSpdx+ABC12'],
    ['seven letters behind', 'WSpdx+ABC12DE'],
    ['no plus', 'WSpdxABC12D'],
    ['a sign behind', 'WSpdx+ABC12!'],
    ['a digit in the airport code', 'WSpd1+ABC12D'],
    ['letters that only look Latin', 'WSpdх+ABC12D'],
    ['a bare word', 'desktop'],
    ['a name that is too long', `${'a.'.repeat(150)}com`],
    ['an address', '192.0.2.1'],
    ['a line break inside', 'WSpdx+\nABC12D'],
  ])('refuses %s and does not repeat it', (_name, text) => {
    const message = refusal(() => parseRegistrationCode(text));
    expect(message).toMatch(/^--registration-code has an unknown form; accepted: WS or SL/);
    expect(message.includes('ABC12') && !message.includes('such as WSpdx+ABC12D')).toBe(false);
  });
});

describe('parseRegions', () => {
  test.each<[string, Partial<RegionsGiven>, { first: string; all: boolean; count: number }]>([
    ['one Region', { regions: ['us-east-1'] }, { first: 'us-east-1', all: false, count: 1 }],
    ['any case and spaces', { regions: [' US-East-1 '] }, { first: 'us-east-1', all: false, count: 1 }],
    [
      'the same Region twice counts once',
      { regions: ['us-east-1', 'us-east-1'] },
      { first: 'us-east-1', all: false, count: 1 },
    ],
    [
      'the order asked for is kept',
      { regions: ['us-west-2', 'us-east-1'] },
      { first: 'us-west-2', all: false, count: 2 },
    ],
    [
      'a code tells its Region',
      { registrationCode: 'WSpdx+ABC12D' },
      { first: 'us-west-2', all: false, count: 1 },
    ],
    [
      'a code and its Region agree',
      { regions: ['us-west-2'], registrationCode: 'WSpdx+ABC12D' },
      { first: 'us-west-2', all: false, count: 1 },
    ],
    [
      'an unknown airport with a Region',
      { regions: ['us-east-2'], registrationCode: 'WScmh+ABC12D' },
      { first: 'us-east-2', all: false, count: 1 },
    ],
    [
      'a name with its Region',
      { regions: ['us-west-2'], registrationCode: 'desktop.example.com' },
      { first: 'us-west-2', all: false, count: 1 },
    ],
    [
      'all means the commercial partition',
      { regions: ['all'] },
      { first: 'us-east-1', all: true, count: 16 },
    ],
    [
      'all with a GovCloud Region means GovCloud',
      { regions: ['us-gov-east-1', 'all'] },
      { first: 'us-gov-east-1', all: true, count: 2 },
    ],
    [
      'all with a code starts with its Region',
      { regions: ['all'], registrationCode: 'WSpdx+ABC12D' },
      { first: 'us-west-2', all: true, count: 16 },
    ],
    [
      'nothing, where a partition is the default',
      { fallback: 'aws' },
      { first: 'us-east-1', all: true, count: 16 },
    ],
  ])('%s', (_name, given, wanted) => {
    const { regions, all } = asked(given);
    expect({ first: regions[0]?.code, all, count: regions.length }).toEqual(wanted);
  });

  test.each<[string, Partial<RegionsGiven>, RegExp]>([
    ['nothing at all', {}, /^no Region: give --region/],
    [
      'a mistyped Region gets near ones',
      { regions: ['us-eest-1'] },
      /^unknown Region "us-eest-1"; did you mean us-east-1/,
    ],
    [
      'all with Regions of two partitions',
      { regions: ['all', 'us-gov-west-1', 'us-east-1'] },
      /^--region all means all Regions of one partition, and us-east-1 is in another one than us-gov-west-1/,
    ],
    [
      'a Region of AWS that the tables lack is no slip of the pen',
      { regions: ['ap-southeast-5'] },
      /^the tables of 2026-11-29 do not have the Region ap-southeast-5; bring it with --overlay/,
    ],
    ['a Region without WorkSpaces', { regions: ['us-west-1'] }, /do not have the Region us-west-1/],
    ['a code that AWS could not have', { regions: ['eu-centrall-1'] }, /did you mean eu-central-1/],
    ['a city gets its Region', { regions: ['Paris'] }, /did you mean eu-west-3, Europe \(Paris\)\?/],
    ['a foreign Region gets the list', { regions: ['mars-north-9'] }, /accepted: all, us-east-1, /],
    ['an empty Region', { regions: [''] }, /^unknown Region ""/],
    [
      'a code and a Region that disagree',
      { regions: ['us-east-1'], registrationCode: 'WSpdx+ABC12D' },
      /^--registration-code belongs to us-west-2 and --region says us-east-1/,
    ],
    [
      'an unknown airport alone asks for the Region',
      { registrationCode: 'WSzzz+ABC12D' },
      /give --region CODE/,
    ],
    ['a name alone asks for the Region', { registrationCode: 'desktop.example.com' }, /give --region CODE/],
    ['a 300-byte Region is cut in the message', { regions: ['x'.repeat(300)] }, /^unknown Region "x{60}…"/],
    [
      'a Region with escape sequences is shown without',
      { regions: ['\u001b[31mred'] },
      /^unknown Region "red"/,
    ],
    [
      'a code in the wrong place is not repeated',
      { regions: ['WSpdx+ABC12D'] },
      /^unknown Region "\(code hidden\)"/i,
    ],
  ])('refuses %s', (_name, given, wanted) => {
    expect(refusal(() => asked(given))).toMatch(wanted);
  });
});

describe('parseProtocols', () => {
  const protocols = (word: string | null, ...regions: string[]): readonly string[] =>
    parseProtocols(word, asked({ regions }));

  test.each([
    { row: 'both by default', word: null, region: 'us-east-1', wanted: ['pcoip', 'dcv'] },
    { row: 'one by name', word: 'dcv', region: 'us-east-1', wanted: ['dcv'] },
    { row: 'both means what the Region has', word: 'both', region: 'us-east-2', wanted: ['dcv'] },
    {
      row: 'one by name with all Regions, where some lack it',
      word: 'pcoip',
      region: 'all',
      wanted: ['pcoip'],
    },
  ])('$row', ({ word, region, wanted }) => {
    expect(protocols(word, region)).toEqual(wanted);
  });

  test('refuses a protocol that the tables do not have in the Region', () => {
    expect(refusal(() => protocols('pcoip', 'us-east-2'))).toBe(
      'the tables have no pcoip in us-east-2; accepted there: dcv',
    );
  });
});

describe('parseHostPort', () => {
  const rule = { flag: 'also', defaultPort: 443 };

  test.each([
    ['login.example.com', { host: 'login.example.com', port: 443 }],
    ['Login.Example.com:8443', { host: 'login.example.com', port: 8443 }],
    ['192.0.2.7:1', { host: '192.0.2.7', port: 1 }],
    ['[2001:DB8::7]:443', { host: '2001:db8::7', port: 443 }],
    ['[2001:db8::7]', { host: '2001:db8::7', port: 443 }],
    ['localhost', { host: 'localhost', port: 443 }],
  ])('takes %s', (text, wanted) => {
    expect(parseHostPort(text, rule)).toEqual(wanted);
  });

  test.each([
    ['nothing', ''],
    ['an IPv6 address without brackets', '2001:db8::7'],
    ['port 0', 'a.example:0'],
    ['a port above 65535', 'a.example:65536'],
    ['a port that is no number', 'a.example:https'],
    ['a name in brackets', '[a.example]:443'],
    ['a leading dash', '-oProxyCommand=x'],
    ['a URL', 'https://a.example/'],
    ['a 300-byte name', `${'a'.repeat(300)}.example`],
    ['a label of 64 letters', `${'a'.repeat(64)}.example`],
    ['a space inside', 'a b.example'],
    ['half an IPv4 address', '192.0.2'],
    ['a name with a zero byte', 'a\u0000.example'],
  ])('refuses %s in one line', (_name, text) => {
    const message = refusal(() => parseHostPort(text, rule));
    expect(message).toMatch(/^--also ".*" is not accepted; give a host name/);
    expect(message.length).toBeLessThan(260);
  });

  test('without a default the port must be given', () => {
    expect(refusal(() => parseHostPort('a.example', { flag: 'stun', defaultPort: null }))).toMatch(/^--stun/);
  });
});

describe('parseNumber', () => {
  test.each([
    ['nothing gives the default', null, DEADLINE, 60],
    ['a whole number', '30', DEADLINE, 30],
    ['a fraction where it makes sense', '2.5', DEADLINE, 2.5],
    ['the least', '1', SAMPLES, 1],
    ['the most', '200', SAMPLES, 200],
    ['zero where it makes sense', '0', EVERY, 0],
  ] as const)('%s', (...[, text, rule, wanted]) => {
    expect(parseNumber(text, rule)).toBe(wanted);
  });

  test.each([
    ['zero', '0', SAMPLES],
    ['too many', '201', SAMPLES],
    ['a fraction of a sample', '1.5', SAMPLES],
    ['a negative number', '-5', DEADLINE],
    ['hexadecimal', '0x10', DEADLINE],
    ['an exponent', '1e3', DEADLINE],
    ['infinity', 'Infinity', DEADLINE],
    ['no number', 'soon', DEADLINE],
    ['nothing', '', DEADLINE],
    ['digits of another script', '٣٠', DEADLINE],
  ] as const)('refuses %s', (_name, text, rule) => {
    expect(refusal(() => parseNumber(text, rule))).toMatch(/ is not accepted; give a (whole )?number of /);
  });
});

describe('parseProxy', () => {
  test.each([
    ['nothing', null, { mode: 'auto', url: null }],
    ['none', 'none', { mode: 'none', url: null }],
    ['a URL', 'http://proxy.example.com:8080', { mode: 'url', url: 'http://proxy.example.com:8080' }],
    [
      'credentials, which go to the proxy alone',
      'http://u:p@192.0.2.1:3128',
      { mode: 'url', url: 'http://u:p@192.0.2.1:3128' },
    ],
  ])('takes %s', (_name, text, wanted) => {
    expect(parseProxy(text)).toEqual(wanted);
  });

  test.each([
    ['a word', 'yes'],
    ['another scheme', 'socks5://proxy.example.com:1080'],
    ['a path', 'http://proxy.example.com/proxy.pac'],
    ['a host without a scheme', 'proxy.example.com:8080'],
  ])('refuses %s', (_name, text) => {
    expect(refusal(() => parseProxy(text))).toMatch(/; give auto, none, or a URL/);
  });

  test('does not repeat a password', () => {
    expect(refusal(() => parseProxy('socks5://user:secret@proxy.example.com'))).not.toContain('secret');
  });
});

describe('parseDirectoryId', () => {
  test.each([
    [null, null],
    ['d-926722edaf', 'd-926722edaf'],
    ['D-926722EDAF', 'd-926722edaf'],
  ])('takes %s', (text, wanted) => {
    expect(parseDirectoryId(text)).toBe(wanted);
  });

  test.each(['', 'd-', 'd-123', 'd-926722edaf0', '926722edaf', 'd-926722eda.', 'd-926722eda/'])(
    'refuses "%s"',
    (text) => {
      expect(refusal(() => parseDirectoryId(text))).toMatch(/^--directory-id /);
    },
  );
});

describe('parseCategories', () => {
  test('takes categories of the tables in any case, once', () => {
    expect(parseCategories(['smartcard', 'smartCard', 'healthCheck'], TABLES)).toEqual([
      'smartCard',
      'healthCheck',
    ]);
  });

  test('refuses others and suggests near ones', () => {
    expect(refusal(() => parseCategories(['smartCards'], TABLES))).toMatch(/did you mean smartCard/);
  });
});

describe('parsePublicRoots', () => {
  const BROKEN = '-----BEGIN CERTIFICATE-----\nbm8gY2VydGlmaWNhdGU=\n-----END CERTIFICATE-----\n';

  test.each([
    ['a file without a certificate', 'hello', /holds no PEM certificate/],
    ['an empty file', '', /holds no PEM certificate/],
    ['a certificate that cannot be read', BROKEN, /certificate 1 of 1 in "roots.pem" cannot be read/],
  ])('refuses %s', (_name, text, wanted) => {
    expect(refusal(() => parsePublicRoots(text, 'roots.pem'))).toMatch(wanted);
  });
});
