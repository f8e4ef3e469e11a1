/** What was asked, field by field: what is taken, and the one line that refuses the rest. */
import { describe, expect, test } from '@jest/globals';
import { parsePublicRoots } from '../../../src/cli/run-setup.ts';
import { UsageError } from '../../../src/cli/usage-error.ts';
import { SITUATIONS } from '../../../src/net/simulated/situation.ts';
import { loadTables } from '../../../src/regions/tables.ts';
import { accept, DEFAULT_RUN_SETTINGS, type Accepted } from '../../../src/request/accept.ts';
import type { Asked } from '../../../src/request/asked.ts';
import {
  DEADLINE,
  parseHostPort,
  parseNumber,
  parseProxy,
  SAMPLES,
  type NumberRule,
} from '../../../src/request/fields.ts';
import {
  flagOf,
  refusal as refusalSchema,
  refusalLine,
  RequestRefused,
} from '../../../src/request/refusal.ts';

const TABLES = loadTables();
const KNOWN = { tables: TABLES, scenarios: SITUATIONS.map(({ id }) => id) };

function accepted(asked: Asked, settings: Partial<typeof DEFAULT_RUN_SETTINGS> = {}): Accepted {
  return accept(asked, { ...DEFAULT_RUN_SETTINGS, ...settings }, KNOWN);
}

/** The line of the refusal that the call ends in; other errors and successes fail the test. Each has its line in each language. */
function refusal(call: () => unknown): string {
  try {
    call();
  } catch (error) {
    if (error instanceof UsageError) return error.message;
    if (!(error instanceof RequestRefused)) throw error;
    expect(refusalSchema.parse(error.refusal)).toEqual(error.refusal);
    expect(refusalLine(error.refusal, 'ja', flagOf)).toMatch(/^[^\n]*[ぁ-ん][^\n]*$/);
    return error.message;
  }
  throw new Error('was accepted');
}

describe('a registration code', () => {
  test.each([
    ['the usual form', 'WSpdx+ABC12D', 'us-west-2'],
    ['the older form', 'SLiad+a1b2c3', 'us-east-1'],
    ['any case', 'wsFRA+abcdef', 'eu-central-1'],
    ['spaces around it', '  WSpdx+ABC12D ', 'us-west-2'],
  ])('takes %s', (_name, registrationCode, wanted) => {
    expect(accepted({ registrationCode }).request).toMatchObject({
      regions: [wanted],
      registrationName: null,
    });
  });

  test('a fully qualified name is kept, because its TXT record is checked', () => {
    const asked = { registrationCode: 'Desktop.Example.com', region: ['us-east-1'] };
    expect(accepted(asked).request.registrationName).toBe('desktop.example.com');
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
    const message = refusal(() => accepted({ registrationCode: text }));
    expect(message).toMatch(/^--registration-code has an unknown form; accepted: WS or SL/);
    expect(message.includes('ABC12') && !message.includes('such as WSpdx+ABC12D')).toBe(false);
  });
});

describe('Regions', () => {
  test.each<[string, Asked, { first: string; all: boolean; count: number }]>([
    ['one Region', { region: ['us-east-1'] }, { first: 'us-east-1', all: false, count: 1 }],
    ['any case and spaces', { region: [' US-East-1 '] }, { first: 'us-east-1', all: false, count: 1 }],
    [
      'the same Region twice counts once',
      { region: ['us-east-1', 'us-east-1'] },
      { first: 'us-east-1', all: false, count: 1 },
    ],
    [
      'the order asked for is kept',
      { region: ['us-west-2', 'us-east-1'] },
      { first: 'us-west-2', all: false, count: 2 },
    ],
    [
      'a code tells its Region',
      { registrationCode: 'WSpdx+ABC12D' },
      { first: 'us-west-2', all: false, count: 1 },
    ],
    [
      'a code and its Region agree',
      { region: ['us-west-2'], registrationCode: 'WSpdx+ABC12D' },
      { first: 'us-west-2', all: false, count: 1 },
    ],
    [
      'an unknown airport with a Region',
      { region: ['us-east-2'], registrationCode: 'WScmh+ABC12D' },
      { first: 'us-east-2', all: false, count: 1 },
    ],
    [
      'a name with its Region',
      { region: ['us-west-2'], registrationCode: 'desktop.example.com' },
      { first: 'us-west-2', all: false, count: 1 },
    ],
    ['all means the commercial partition', { region: ['all'] }, { first: 'us-east-1', all: true, count: 16 }],
    [
      'all with a GovCloud Region means GovCloud',
      { region: ['us-gov-east-1', 'all'] },
      { first: 'us-gov-east-1', all: true, count: 2 },
    ],
    [
      'all with a code starts with its Region',
      { region: ['all'], registrationCode: 'WSpdx+ABC12D' },
      { first: 'us-west-2', all: true, count: 16 },
    ],
  ])('%s', (_name, given, wanted) => {
    const { regions, all } = accepted(given);
    expect({ first: regions[0]?.code, all, count: regions.length }).toEqual(wanted);
  });

  test.each<[string, Asked, RegExp]>([
    ['nothing at all', {}, /^no Region: give --region/],
    [
      'a mistyped Region gets near ones',
      { region: ['us-eest-1'] },
      /^unknown Region "us-eest-1"; did you mean us-east-1/,
    ],
    [
      'all with Regions of two partitions',
      { region: ['all', 'us-gov-west-1', 'us-east-1'] },
      /^--region all means all Regions of one partition, and us-east-1 is in another one than us-gov-west-1/,
    ],
    ['a city gets its Region', { region: ['Paris'] }, /did you mean eu-west-3, Europe \(Paris\)\?/],
    ['a foreign Region gets the list', { region: ['mars-north-9'] }, /accepted: all, us-east-1, /],
    ...['cn-north-1', 'eusc-de-east-1', 'us-isob-east-1'].map((code): [string, Asked, RegExp] => [
      `${code}, which no overlay brings`,
      { region: [code] },
      new RegExp(`^${code} is in a partition of AWS`),
    ]),
    ['an empty Region', { region: [''] }, /^unknown Region ""/],
    [
      'a code and a Region that disagree',
      { region: ['us-east-1'], registrationCode: 'WSpdx+ABC12D' },
      /^--registration-code belongs to us-west-2 and --region says us-east-1/,
    ],
    [
      'an unknown airport alone asks for the Region',
      { registrationCode: 'WSzzz+ABC12D' },
      /give --region CODE/,
    ],
    ['a name alone asks for the Region', { registrationCode: 'desktop.example.com' }, /give --region CODE/],
    ['a 300-byte Region is cut in the message', { region: ['x'.repeat(300)] }, /^unknown Region "x{60}…"/],
    [
      'a Region with escape sequences is shown without',
      { region: ['\u001b[31mred'] },
      /^unknown Region "red"/,
    ],
    [
      'a code in the wrong place is not repeated',
      { region: ['WSpdx+ABC12D'] },
      /^unknown Region "\(code hidden\)"/i,
    ],
  ])('refuses %s', (_name, given, wanted) => {
    expect(refusal(() => accepted(given))).toMatch(wanted);
  });
});

describe('protocols', () => {
  const protocols = (asked: Asked): readonly string[] => accepted(asked).request.protocols;

  test.each<[string, Asked, readonly string[]]>([
    ['both by default', { region: ['us-east-1'] }, ['pcoip', 'dcv']],
    ['one by name', { region: ['us-east-1'], protocol: 'dcv' }, ['dcv']],
    ['both means what the Region has', { region: ['us-east-2'], protocol: 'both' }, ['dcv']],
    ['one by name with all Regions, where some lack it', { region: ['all'], protocol: 'pcoip' }, ['pcoip']],
    ['a zero client has PCoIP alone', { region: ['us-east-1'], profile: 'zero-client' }, ['pcoip']],
    ['a browser has both in Dublin', { region: ['eu-west-1'], profile: 'web-access' }, ['pcoip', 'dcv']],
    ['and DCV alone in Frankfurt', { region: ['eu-central-1'], profile: 'web-access' }, ['dcv']],
    ['and in GovCloud', { region: ['us-gov-west-1'], profile: 'web-access' }, ['dcv']],
  ])('%s', (_row, asked, wanted) => {
    expect(protocols(asked)).toEqual(wanted);
  });

  test.each<[string, Asked, RegExp]>([
    [
      'DCV on a zero client',
      { region: ['us-east-1'], profile: 'zero-client', protocol: 'dcv' },
      /^--profile zero-client works with PCoIP alone .*; give --protocol pcoip$/,
    ],
    [
      'DCV on a zero client, everywhere',
      { region: ['all'], profile: 'zero-client', protocol: 'dcv' },
      /^--profile zero-client works with PCoIP alone/,
    ],
    [
      'a zero client where only DCV is',
      { region: ['us-east-2'], profile: 'zero-client' },
      /and the tables have no PCoIP in us-east-2$/,
    ],
    ...['ap-south-1', 'af-south-1', 'eu-central-1', 'il-central-1', 'us-gov-east-1'].map(
      (code): [string, Asked, RegExp] => [
        `PCoIP in a browser in ${code}`,
        { region: ['us-east-1', code], profile: 'web-access', protocol: 'pcoip' },
        new RegExp(`^--profile web-access has no PCoIP in ${code} .*; give --protocol dcv$`),
      ],
    ),
    [
      'PCoIP in a browser, of all Regions in one that is named',
      { region: ['all', 'eu-central-1'], profile: 'web-access', protocol: 'pcoip' },
      /^--profile web-access has no PCoIP in eu-central-1/,
    ],
    [
      'PCoIP in a browser in all of GovCloud',
      { region: ['all', 'us-gov-west-1'], profile: 'web-access', protocol: 'pcoip' },
      /^--profile web-access has no PCoIP in us-gov-west-1/,
    ],
  ])('the guide excludes %s', (_row, asked, wanted) => {
    expect(refusal(() => protocols(asked))).toMatch(wanted);
  });

  test('of all Regions only those stay in which a browser has PCoIP: the best one may decide', () => {
    const asked = { region: ['all'], profile: 'web-access', protocol: 'pcoip' } as const;
    const { regions } = accepted({ ...asked, region: [...asked.region] }).request;
    expect(regions).not.toEqual(expect.arrayContaining(['eu-central-1']));
    expect(regions).toEqual(expect.arrayContaining(['eu-west-1', 'ap-northeast-1']));
    expect(accepted({ region: ['all'], profile: 'web-access' }).request.regions).toContain('eu-central-1');
  });

  test('refuses a protocol that the tables do not have in the Region', () => {
    expect(refusal(() => protocols({ region: ['us-east-2'], protocol: 'pcoip' }))).toBe(
      'the tables have no pcoip in us-east-2; accepted there: dcv',
    );
  });
});

describe('parseHostPort', () => {
  const rule = { field: 'also', defaultPort: 443 };

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
    expect(refusal(() => parseHostPort('a.example', { field: 'stun', defaultPort: null }))).toMatch(
      /^--stun/,
    );
  });
});

describe('parseNumber', () => {
  const EVERY: NumberRule = { field: 'every', unit: 'seconds', min: 0, max: 86_400, fraction: true };

  test.each([
    ['a number of a file', 30, DEADLINE, 30],
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
    ['no number at all', Number.NaN, DEADLINE],
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
    ['auto', 'auto', { mode: 'auto' }],
    ['none', 'none', { mode: 'none' }],
    [
      'a URL',
      'http://proxy.example.com:8080',
      { mode: 'url', proxy: 'http://proxy.example.com:8080', credentials: null },
    ],
    [
      'credentials, which go to the proxy alone',
      'http://u:p@192.0.2.1:3128',
      { mode: 'url', proxy: 'http://192.0.2.1:3128', credentials: 'u:p' },
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

describe('a directory id', () => {
  test.each([
    [{}, null],
    [{ directoryId: 'd-926722edaf' }, 'd-926722edaf'],
    [{ directoryId: 'D-926722EDAF' }, 'd-926722edaf'],
  ])('takes %j', (asked, wanted) => {
    expect(accepted({ region: ['us-east-1'], ...asked }).request.directoryId).toBe(wanted);
  });

  test.each(['', 'd-', 'd-123', 'd-926722edaf0', '926722edaf', 'd-926722eda.', 'd-926722eda/'])(
    'refuses "%s"',
    (directoryId) => {
      expect(refusal(() => accepted({ region: ['us-east-1'], directoryId }))).toMatch(/^--directory-id /);
    },
  );
});

describe('categories', () => {
  const of = (require: string[]): readonly string[] =>
    accepted({ region: ['us-east-1'], require }).request.require;

  test('takes categories of the tables in any case, once', () => {
    expect(of(['smartcard', 'smartCard', 'healthCheck'])).toEqual(['smartCard', 'healthCheck']);
  });

  test('refuses others and suggests near ones', () => {
    expect(refusal(() => of(['smartCards']))).toMatch(/^--require "smartCards" .*did you mean smartCard/);
  });
});

const FILES = {
  publicRoots: ['pem'],
  peerKeys: null,
  shapedBy: [{ kind: 'public-roots' as const, name: 'roots.pem' }],
};
const SETTINGS = { proxy: 'none', samples: 5, deadlineSeconds: 30, ...FILES };

describe('what was asked beats the settings, and stands once', () => {
  test('the settings hold where nothing was asked', () => {
    const { request, way } = accepted({ region: ['us-east-1'] }, SETTINGS);
    expect(request).toMatchObject({ samples: 5, deadlineMs: 30_000, systemTrust: 'no' });
    expect(way).toEqual({ scenario: null, proxy: { mode: 'none' }, ...FILES });
  });

  test('what was asked holds', () => {
    const systemTrust = 'yes' as const;
    const asked = { samples: '3', deadline: 20, proxy: 'auto', simulate: 'ready', systemTrust };
    const { request, way } = accepted({ region: ['us-east-1'], ...asked }, SETTINGS);
    expect(request).toMatchObject({ samples: 3, deadlineMs: 20_000, systemTrust: 'yes' });
    expect(way).toEqual({ scenario: 'ready', proxy: { mode: 'auto' }, ...FILES });
  });

  test('an unknown demonstration is refused with near ones', () => {
    expect(refusal(() => accepted({ region: ['us-east-1'], simulate: 'redy' }))).toMatch(
      /^--simulate "redy" is not known; did you mean ready/,
    );
  });

  test("51 hosts of one's own are a scan", () => {
    const also = Array.from({ length: 51 }, (_, index) => `host-${index}.example`);
    expect(refusal(() => accepted({ region: ['us-east-1'], also }))).toBe(
      '--also was given 51 times; accepted: up to 50',
    );
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
