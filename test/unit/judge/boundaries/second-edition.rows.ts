/* eslint-disable max-lines -- rows are data */
/** Causes that the second edition of findings.md brought: the proxy that is not followed, what the client can do, the network's address. */
import type { ClientEvidence, HostFacts } from '../../../../src/evidence/index.ts';
import type { Tables } from '../../../../src/regions/model.ts';
import { captive, client, stunEvidence, timeEvidence } from '../evidence-builder.ts';
import { host, httpsFails } from '../faults.ts';
import { alter, completed, hasRole, pipe, REGION, replace, tables, type Mutator } from '../record-builder.ts';
import { fine, rowsOf } from './boundary.ts';

type Proxy = HostFacts['proxy'];
const NONE: Proxy = {
  source: 'gnome',
  httpsProxy: null,
  hasCredentials: false,
  bypass: [],
  pacUrl: null,
  problem: null,
};
const withProxy = (proxy: Partial<Proxy>) => ({ run: { host: { proxy: { ...NONE, ...proxy } } } });
const SOCKS = { kind: 'socks' as const, text: 'a SOCKS proxy is set (10.1.1.1:1080)' };
const WPAD = { kind: 'wpad' as const, text: 'automatic proxy detection (WPAD) is on' };
const shut: Mutator = httpsFails('connection-timeout');
type Entry = NonNullable<Proxy['pacEntries']>[number];
const entry = (word: string, outcome: Entry['outcome'], proxy: string | null = null): Entry => ({
  kind: word === 'DIRECT' ? 'direct' : proxy === null ? 'unusable' : 'proxy',
  proxy,
  word,
  outcome,
  failure: outcome === 'dead' ? 'connection-timeout' : null,
});

const notFollowed = rowsOf({
  code: 'proxy/not-followed',
  side: 'us',
  rows: [
    ['a SOCKS proxy is set, and the direct way works', fine, 'notice', withProxy({ notFollowed: [SOCKS] })],
    [
      'a SOCKS proxy is set, and the direct way is shut for every name: the client may go by it',
      shut,
      'notice',
      {
        ...withProxy({ notFollowed: [SOCKS], problem: SOCKS.text }),
        params: { needed: true, settings: ['socks'] },
        explains: ['https/blocked', 'tables/unconfirmed@here'],
      },
    ],
    [
      'the same, and one name is reached directly: its own shut door is the cause',
      httpsFails('connection-timeout', host(`ws-broker-service.${REGION}.amazonaws.com`)),
      'notice',
      {
        ...withProxy({ notFollowed: [SOCKS] }),
        params: { needed: false },
        beside: ['https/blocked:error'],
        first: false,
      },
    ],
    [
      'the same behind a login page: that comes first',
      pipe(
        shut,
        alter(
          'captive',
          () => true,
          () => captive({ status: 511 }),
        ),
      ),
      null,
      { ...withProxy({ notFollowed: [SOCKS] }), beside: ['network/captive-portal:error'] },
    ],
    [
      'automatic detection is on, and every name is shut',
      shut,
      'notice',
      {
        ...withProxy({ notFollowed: [WPAD] }),
        params: { needed: true },
        explains: ['https/blocked', 'tables/unconfirmed@here'],
      },
    ],
    [
      'a PAC file names a SOCKS proxy alone, and every name is shut',
      shut,
      'notice',
      {
        ...withProxy({
          pacUrl: 'http://pac.example/p.pac',
          problem: 'the PAC file names a proxy of the kind SOCKS5, which is not supported',
          pacEntries: [entry('SOCKS5', 'passed-over')],
        }),
        params: { needed: true, settings: ['socks'] },
        explains: ['https/blocked', 'tables/unconfirmed@here'],
      },
    ],
    ['no proxy setting at all', shut, null, { beside: ['https/blocked:error'] }],
    [
      'a PAC file names a SOCKS proxy and then none: that is the direct way',
      fine,
      null,
      withProxy({ pacEntries: [entry('SOCKS5', 'passed-over'), entry('DIRECT', 'used')] }),
    ],
  ],
});

const deadEntries = rowsOf({
  code: 'proxy/unreachable',
  side: 'local-network',
  rows: [
    [
      'the first entry of a PAC file is dead and the second one is used',
      fine,
      'notice',
      {
        ...withProxy({
          pacUrl: 'http://pac.example/p.pac',
          httpsProxy: 'http://10.1.1.2:3128',
          pacEntries: [
            entry('PROXY', 'dead', 'http://10.1.1.1:3128'),
            entry('PROXY', 'used', 'http://10.1.1.2:3128'),
          ],
        }),
        params: { proxy: '10.1.1.1:3128', instead: '10.1.1.2:3128', needed: false },
      },
    ],
    [
      'every entry was answered by the first one',
      fine,
      null,
      withProxy({
        pacEntries: [entry('PROXY', 'used', 'http://10.1.1.1:3128'), entry('DIRECT', 'not-asked')],
      }),
    ],
    [
      'a dead entry stands behind the one that is used',
      fine,
      null,
      withProxy({
        pacEntries: [
          entry('PROXY', 'used', 'http://10.1.1.1:3128'),
          entry('PROXY', 'dead', 'http://10.1.1.2:3128'),
        ],
      }),
    ],
    [
      'a SOCKS proxy that is not followed, with the direct way shut, is no dead proxy',
      shut,
      null,
      withProxy({ notFollowed: [SOCKS], problem: SOCKS.text, pacUrl: 'http://pac.example/p.pac' }),
    ],
  ],
});

const seen = (changes: Partial<ClientEvidence>): Mutator =>
  alter(
    'client',
    () => true,
    () => client({ installed: true, ...changes }),
  );
const asked = (request: object, platform = 'linux', arch = 'x64') => ({
  run: { request, host: { os: { platform, release: '1', name: null, arch } } },
});

/** As an overlay brings a Region. */
const withoutNames: Tables = {
  ...tables,
  regions: tables.regions.map((region) => (region.code === REGION ? { ...region, endpoints: [] } : region)),
};

const features = rowsOf({
  code: 'client/feature',
  side: 'this-machine',
  rows: [
    [
      'SAML with Windows 5.1.0.3028',
      seen({ version: '5.1.0.3028' }),
      'warning',
      { ...asked({ signIn: 'saml' }, 'win32'), params: { tooOld: ['saml'], needs: ['5.1.0.3029'] } },
    ],
    [
      'SAML with Windows 5.1.0.3029',
      seen({ version: '5.1.0.3029' }),
      null,
      asked({ signIn: 'saml' }, 'win32'),
    ],
    [
      'SAML with Linux 24.1, the year with two digits',
      seen({ version: '24.1' }),
      null,
      asked({ signIn: 'saml' }),
    ],
    [
      'certificates with macOS 5.5.9',
      seen({ version: '5.5.9' }),
      'warning',
      { ...asked({ signIn: 'certificate' }, 'darwin'), params: { needs: ['5.6.0'] } },
    ],
    [
      'certificates on Linux: no client is named',
      seen({ version: '2026.1' }),
      'warning',
      { ...asked({ signIn: 'certificate' }), params: { notHere: ['certificate'], tooOld: [] } },
    ],
    [
      'smart cards on Windows of 32 bits, in a Region that has them',
      seen({ version: '5.30.0' }),
      'warning',
      {
        ...asked({ signIn: 'smart-card', regions: ['eu-west-1'] }, 'win32', 'ia32'),
        params: { notHere: ['smart-card'] },
      },
    ],
    [
      'smart cards on Windows 3.1.7, in a Region that has them',
      seen({ version: '5.30.0' }),
      null,
      asked({ signIn: 'smart-card', regions: ['eu-west-1'] }, 'win32'),
    ],
    [
      'smart cards before the session in Frankfurt',
      seen({ version: '5.30.0' }),
      'warning',
      {
        ...asked({ signIn: 'smart-card' }, 'win32'),
        side: 'service',
        params: { notInRegion: ['smart-card'] },
      },
    ],
    [
      'SAML in Paris, which the guide leaves out',
      seen({ version: '2026.1' }),
      'warning',
      {
        ...asked({ signIn: 'saml', regions: ['eu-west-3'] }),
        side: 'service',
        params: { notInRegion: ['saml'] },
      },
    ],
    [
      'FIPS in Frankfurt',
      seen({ version: '2026.1' }),
      'warning',
      { ...asked({ fips: true }), side: 'service', params: { notInRegion: ['fips'] } },
    ],
    [
      'FIPS for DCV with macOS 5.20',
      seen({ version: '5.20.0' }),
      'warning',
      { ...asked({ fips: true, regions: ['us-east-1'] }, 'darwin'), params: { needs: ['5.21.0'] } },
    ],
    [
      'FIPS for PCoIP alone with macOS 5.20',
      seen({ version: '5.20.0' }),
      null,
      asked({ fips: true, regions: ['us-east-1'], protocols: ['pcoip'] }, 'darwin'),
    ],
    [
      'FIPS in a Region whose names no table holds: nobody knows',
      seen({ version: '2026.1' }),
      null,
      { ...asked({ fips: true }), tables: withoutNames },
    ],
    [
      'smart cards with PCoIP alone',
      seen({ version: '5.30.0' }),
      'warning',
      {
        ...asked({ signIn: 'smart-card', regions: ['eu-west-1'], protocols: ['pcoip'] }, 'win32'),
        side: 'service',
        params: { byDcvAlone: ['smart-card'], notHere: [] },
      },
    ],
    [
      'certificates with PCoIP and DCV',
      seen({ version: '5.30.0' }),
      null,
      asked({ signIn: 'certificate', regions: ['eu-west-1'] }, 'win32'),
    ],
    [
      'SAML with PCoIP alone',
      seen({ version: '5.30.0' }),
      null,
      asked({ signIn: 'saml', protocols: ['pcoip'] }, 'win32'),
    ],
    [
      'SAML, and nothing opens workspaces://',
      seen({ version: '2026.1', handler: { registered: false, program: null } }),
      'warning',
      { ...asked({ signIn: 'saml' }), params: { noHandler: true } },
    ],
    [
      'SAML, and who opens workspaces:// could not be read',
      seen({ version: '2026.1', handler: null }),
      null,
      asked({ signIn: 'saml' }),
    ],
    [
      'SAML beside a zero client',
      fine,
      'warning',
      {
        ...asked({ signIn: 'saml', profile: 'zero-client', protocols: ['pcoip'] }),
        params: { notHere: ['saml'] },
      },
    ],
    ['a password', seen({ version: '2.0' }), null, asked({ signIn: 'password', protocols: ['pcoip'] })],
    ['nothing was asked for', seen({ version: '2026.1' }), null],
  ],
});

type Log = NonNullable<ClientEvidence['log']>;
const CANNOT: Log['lastError'] = {
  at: '2026-11-20T08:00:02Z',
  type: 'ProcessLaunchFailure',
  code: '1',
  message: 'Unable to launch dcvclient',
  cause: 'streaming-program',
};
const log = (changes: Partial<Log>): Mutator =>
  seen({
    version: '2026.1',
    log: {
      files: 1,
      lines: 8,
      understood: 5,
      lastLineAt: '2026-11-20T08:00:02Z',
      lastStartAt: '2026-11-20T08:00:00Z',
      lastStartFailed: true,
      protocol: 'dcv',
      gateway: { host: '3.66.1.2', port: 4195 },
      lastError: CANNOT,
      otherErrors: { lines: 0, lastAt: null },
      ...changes,
    },
  });

const clientLogs = rowsOf({
  code: 'client/log',
  side: 'this-machine',
  protocols: ['dcv'],
  rows: [
    [
      'two hours ago the streaming program could not be started',
      log({}),
      'error',
      { params: { cannotStart: true, gateway: '3.66.1.2:4195' } },
    ],
    ['the same exactly 24 hours ago', log({ lastStartAt: '2026-11-19T10:00:00Z' }), 'error'],
    [
      'the same a second earlier',
      log({ lastStartAt: '2026-11-19T09:59:59Z' }),
      'notice',
      { params: { cannotStart: false } },
    ],
    [
      'of a time to come: its clock says nothing of the last day',
      log({ lastStartAt: '2026-11-20T10:00:01Z' }),
      'notice',
    ],
    ['a later start did not fail', log({ lastStartFailed: null }), 'notice'],
    ['another error', log({ lastError: { ...CANNOT, cause: null } }), 'notice'],
    [
      'it was DCV, and PCoIP alone was asked about',
      log({}),
      'notice',
      { protocols: ['pcoip'], run: { request: { protocols: ['pcoip'] } } },
    ],
    ['its error alone', log({ protocol: null, gateway: null }), 'error', { protocols: ['pcoip', 'dcv'] }],
    ['its protocol alone', log({ gateway: null, lastError: null }), 'notice', { params: { gateway: null } }],
    [
      'its gateway alone',
      log({ protocol: null, lastError: null, lastStartAt: null }),
      'notice',
      { protocols: ['pcoip', 'dcv'], params: { error: null, at: '2026-11-20T08:00:02Z' } },
    ],
    ['no line of it was understood', log({ protocol: null, gateway: null, lastError: null }), null],
    ['there is no log', seen({ version: '2026.1', log: null }), null],
    ['the session runs in a browser', log({}), null, { run: { request: { profile: 'web-access' } } }],
  ],
});

const STUN = { request: { stun: { host: 'stun.example', port: 3478 } } };
const seenAs = (first: string, second: string): Mutator =>
  pipe(
    replace(
      (step) => step.probe === 'stun' && !step.id.endsWith('/2'),
      (step) => completed(stunEvidence(step, first)),
    ),
    replace(
      (step) => step.probe === 'stun' && step.id.endsWith('/2'),
      (step) => completed(stunEvidence(step, second)),
    ),
  );
const controlled = (...ranges: string[]) => ({
  run: { request: { ...STUN.request, accessControl: ranges } },
});

const nat = rowsOf({
  code: 'network/nat-varies',
  side: 'local-network',
  rows: [
    [
      'two questions were seen from two addresses',
      seenAs('203.0.113.7', '203.0.113.8'),
      'notice',
      { run: STUN },
    ],
    [
      'the same, and an IP access control group was named',
      seenAs('203.0.113.7', '203.0.113.8'),
      'warning',
      { ...controlled('203.0.113.7/32'), params: { outside: ['203.0.113.8'] } },
    ],
    [
      'both were seen from one address',
      seenAs('203.0.113.7', '203.0.113.7'),
      null,
      controlled('198.51.100.0/24'),
    ],
    ['one of each family', seenAs('203.0.113.7', '2001:db8::7'), null, { run: STUN }],
    ['nobody was asked', fine, null],
  ],
});

const ZERO = { run: { request: { profile: 'zero-client' as const, protocols: ['pcoip' as const] } } };
const timeIs = (aheadMs: number | null): Mutator =>
  replace(hasRole('time-server'), (step) => completed(timeEvidence(step, aheadMs)));

const time = rowsOf({
  code: 'time/unreachable',
  side: 'path',
  protocols: ['pcoip'],
  rows: [
    ['the time server is silent', timeIs(null), 'warning', ZERO],
    ['it answers', timeIs(0), null, ZERO],
    ['no zero client was asked about', timeIs(null), null],
  ],
});

/** No web server tells the time. */
const noDates: Mutator = alter(
  'https',
  () => true,
  (evidence) => ({
    ...evidence,
    attempts: evidence.attempts.map((one) =>
      one.http === null ? one : { ...one, http: { ...one.http, dateHeader: null } },
    ),
  }),
);

const clock = rowsOf({
  code: 'https/clock-skew',
  side: 'this-machine',
  rows: [
    [
      'a time server is more than five minutes away from this clock, and no web server says the time',
      pipe(noDates, timeIs(300_001)),
      'error',
      { ...ZERO, params: { ahead: true, servers: 1 } },
    ],
    ['exactly five minutes', pipe(noDates, timeIs(300_000)), null, ZERO],
    ['web servers agree with this clock: the time server is wrong', timeIs(3_600_000), null, ZERO],
  ],
});

const lacking = rowsOf({
  code: 'tables/unconfirmed',
  side: 'us',
  rows: [
    [
      'the documents give no broker and no health check for Ohio',
      fine,
      'notice',
      {
        run: { request: { regions: ['us-east-2'], protocols: ['dcv'] } },
        params: { lacking: ['wsBrokerIpv4', 'healthCheck'] },
      },
    ],
  ],
});

export const secondEdition = [
  ...notFollowed,
  ...deadEntries,
  ...features,
  ...clientLogs,
  ...nat,
  ...time,
  ...clock,
  ...lacking,
];
