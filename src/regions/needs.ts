/**
 * How much each category of the tables matters: the one table of `need`, with its reasons. The guide lists everything that a
 * firewall should allow; not everything stops a session. The reading is ours (findings.md, "How much a name matters").
 * `test/unit/regions/needs.test.ts` proves that each category of the tables has a row.
 */
import type { Need, Profile, Protocol } from '../core/words.ts';

export interface CategoryNeed {
  /** Name of the row for people. */
  readonly title: string;
  readonly need: Need;
  readonly reason: string;
  /** Protocols that use the name. */
  readonly protocols: readonly Protocol[];
  /** Kinds of client that use the name. */
  readonly profiles: readonly Profile[];
  /** Each Region has names of its own: the same host in two Regions is suspicious. */
  readonly regional: boolean;
}

const both: readonly Protocol[] = ['pcoip', 'dcv'];
const everyone: readonly Profile[] = ['client', 'web-access', 'zero-client'];

/** Words of a row: title, then the reason of its need. */
type Words = readonly [title: string, reason: string];

function row(need: Need, [title, reason]: Words, more: Partial<CategoryNeed> = {}): CategoryNeed {
  return { title, need, reason, protocols: both, profiles: everyone, regional: false, ...more };
}

const regional = { regional: true } as const;
const pcoip = { regional: true, protocols: ['pcoip'] } as const;

const FIPS = 'only organisations that switched FIPS endpoints on use it';
const IPV6 = 'used only where the network has IPv6; the IPv4 name does the same';
const API = 'administrators and scripts call it, a session does not';

export const CATEGORY_NEEDS = {
  connectivityCheck: row('essential', [
    'Connectivity check',
    'the client asks it first and calls itself offline without it',
  ]),
  directoryAuth: row('essential', ['Directory authentication', 'no sign-in without it']),
  directoryAuthMacOs: row(
    'essential',
    ['Directory authentication (macOS)', 'no sign-in on macOS without it'],
    {
      profiles: ['client'],
    },
  ),
  directoryCustomerSettings: row('essential', [
    'Directory settings',
    'the client reads the directory settings here before sign-in',
  ]),
  wsBrokerIpv4: row('essential', ['WS broker', 'tells the client which WorkSpace is the user’s'], regional),
  sessionBrokerIpv4: row('essential', ['Session broker (PCM)', 'sets up a PCoIP session'], pcoip),
  healthCheck: row(
    'essential',
    ['Health check name', 'the client tests the streaming ports against it; by DNS only, never on 443'],
    regional,
  ),
  captcha: row('supporting', ['CAPTCHA', 'asked for only after failed sign-ins']),
  clientAutoUpdate: row('supporting', [
    'Client auto-update',
    'the installed version goes on working without it',
  ]),
  clientMetricsIpv4: row(
    'supporting',
    ['Client metrics', 'sends figures to the service; a session does not wait for it'],
    regional,
  ),
  dynamicMessagingIpv4: row('supporting', ['Dynamic messaging', 'brings notices to the client'], regional),
  forresterLog: row('supporting', ['Forrester log', 'takes log messages of the client']),
  directoryLoginGraphicsLegacy: row('supporting', [
    'Login graphics (older host)',
    'the login page works without its pictures',
  ]),
  directoryLoginGraphics: row(
    'supporting',
    ['Login graphics', 'the login page works without its pictures'],
    regional,
  ),
  directoryLoginCss: row('supporting', ['Login page style', 'the login page looks plain without it']),
  directoryLoginJs: row(
    'supporting',
    ['Login page scripts', 'parts of the login page do not work without it'],
    regional,
  ),
  smartCard: row(
    'situational',
    ['Smart card sign-in', 'only where people sign in with smart cards'],
    regional,
  ),
  samlSso: row('situational', ['SAML heartbeat', 'only with sign-in through an identity provider'], regional),
  samlSsoFips: row('situational', ['SAML heartbeat (FIPS)', FIPS], regional),
  relayState: row(
    'situational',
    ['SAML relay state', 'only with sign-in through an identity provider'],
    regional,
  ),
  relayStateFips: row('situational', ['SAML relay state (FIPS)', FIPS], regional),
  userLoginPages: row('situational', [
    'User login pages',
    'which of them is used depends on the directory; essential for a directory named by its id',
  ]),
  wsBrokerFipsIpv4: row('situational', ['WS broker (FIPS)', FIPS], regional),
  wsBrokerIpv6: row('situational', ['WS broker (IPv6)', IPV6], regional),
  wsBrokerFipsIpv6: row('situational', ['WS broker (FIPS, IPv6)', FIPS], regional),
  workspacesApiIpv4: row('situational', ['WorkSpaces API', API], regional),
  workspacesApiFipsIpv4: row('situational', ['WorkSpaces API (FIPS)', API], regional),
  workspacesApiIpv6: row('situational', ['WorkSpaces API (IPv6)', API], regional),
  workspacesApiFipsIpv6: row('situational', ['WorkSpaces API (FIPS, IPv6)', API], regional),
  sessionBrokerFipsIpv4: row('situational', ['Session broker (FIPS)', FIPS], pcoip),
  sessionBrokerIpv6: row('situational', ['Session broker (IPv6)', IPV6], pcoip),
  sessionBrokerFipsIpv6: row('situational', ['Session broker (FIPS, IPv6)', FIPS], pcoip),
  clientMetricsIpv6: row('situational', ['Client metrics (IPv6)', IPV6], regional),
  dynamicMessagingIpv6: row('situational', ['Dynamic messaging (IPv6)', IPV6], regional),
  pcoipTurn: row('situational', ['TURN servers of Web Access', 'only PCoIP in a browser uses them'], {
    ...pcoip,
    profiles: ['web-access'],
  }),
  registrationDependency: row(
    'situational',
    ['Registration dependency', 'only Web Access and zero clients use it'],
    {
      profiles: ['web-access', 'zero-client'],
    },
  ),
  webAccess: row('essential', ['Start page of Web Access', 'a browser session starts at this page'], {
    profiles: ['web-access'],
  }),
  timeServer: row(
    'supporting',
    ['Time server (NTP)', 'a zero client checks certificates against its clock, which it sets here'],
    { protocols: ['pcoip'], profiles: ['zero-client'] },
  ),
  deviceMetrics: row('situational', ['Device metrics', 'only clients before 3.0 use it'], {
    profiles: ['client'],
  }),
} as const satisfies Record<string, CategoryNeed>;

export type Category = keyof typeof CATEGORY_NEEDS;

/** The row of a category; null for a category that this version does not know (an overlay may bring one). */
export function categoryNeed(category: string): CategoryNeed | null {
  return Object.hasOwn(CATEGORY_NEEDS, category) ? CATEGORY_NEEDS[category as Category] : null;
}
