/** The closed vocabularies of the engine in English. */
import type { ContractErrorCode } from '../../../src/contract/index.ts';
import type { NotTestedReason } from '../../../src/core/measured.ts';
import type {
  Group,
  Need,
  PortState,
  Protocol,
  Severity,
  Side,
  Status,
  Verdict,
} from '../../../src/core/words.ts';

export const status: Record<Status | 'running', string> = {
  pass: 'Pass',
  warn: 'Warning',
  fail: 'Fail',
  unproven: 'Unproven',
  'not-tested': 'Not tested',
  running: 'Running',
};
export const verdict: Record<Verdict, string> = {
  ready: 'Ready',
  degraded: 'Ready with limits',
  'not-ready': 'Not ready',
  unknown: 'Could not tell',
};
export const protocol: Record<Protocol, string> = { pcoip: 'PCoIP', dcv: 'DCV' };
export const group: Record<Group, string> = {
  local: 'Local network',
  dns: 'Names (DNS)',
  https: 'Web services',
  streaming: 'Streaming ports',
  latency: 'Round trip',
  mtu: 'Packet size',
  client: 'WorkSpaces client',
};
export const need: Record<Need, string> = {
  essential: 'essential',
  supporting: 'supporting',
  situational: 'situational',
};
export const state: Record<PortState, string> = {
  open: 'open',
  closed: 'closed',
  filtered: 'filtered',
  'open|filtered': 'open|filtered',
};
export const side: Record<Side, string> = {
  'this-machine': 'on this computer',
  'local-network': 'in your local network, not on this computer',
  path: 'on the way, not on this computer',
  service: 'at Amazon, not on this computer',
  us: 'a limit of Preflight, not of your network',
};
export const severity: Record<Severity, string> = {
  error: 'Error',
  warning: 'Warning',
  notice: 'Good to know',
};
export const notTested: Record<NotTestedReason, string> = {
  'dependency-failed': 'something before it failed',
  'proxy-instead': 'it goes through the proxy',
  deadline: 'the time was over',
  cancelled: 'the check was stopped',
  'not-supported-here': 'this system cannot do it',
  'placeholder-host': 'the published name is only a pattern',
  'not-in-tables': 'nothing is published for it',
  profile: 'not used with this kind of client',
  'no-ipv6': 'this network has no IPv6',
  'no-ipv4': 'this network has no IPv4',
  'unconfirmed-fact': 'the published fact is in doubt',
  'opt-in': 'only on request',
  'tool-missing': 'a program it needs is not installed',
  'not-permitted': 'an ordinary user may not do it',
  'agent-failure': 'a fault of Preflight',
  'sampled-out': 'others stand for it',
};
export const error: Record<ContractErrorCode, string> = {
  'unknown-command': 'Page and engine do not fit. Reload the page.',
  'invalid-argument': 'That cannot be checked. Look at what you typed.',
  'too-large': 'The file is too large: 32 MB at most.',
  'not-allowed': 'This page has no session any more. Open the link that Preflight printed.',
  refused: 'That cannot be checked. Look at what you typed.',
  'already-running': 'Another check is running. Wait for it, or cancel it.',
  'unknown-run': 'This result is not on this computer any more.',
  'unknown-entry': 'This result is not on this computer any more.',
  'unreadable-bundle': 'This file is no bundle that Preflight can read.',
  'unknown-file': 'The bundle has no such file.',
  'not-judgeable': 'The evidence in this bundle cannot be judged again.',
  'write-failed': 'The file could not be written.',
  'save-cancelled': 'Nothing was saved.',
  'engine-lost': 'Preflight itself stopped. Start it again; what was seen is kept.',
  internal: 'Preflight made a mistake. Try again; your network is not the cause.',
};

/** How the page calls what it asks, where the engine refuses it. */
export const asked: Readonly<Record<string, string>> = {
  region: 'The Region',
  registrationCode: 'The registration code',
  protocol: 'The connection type',
  profile: 'The kind of client',
  directoryId: 'The directory ID',
  also: 'The host',
  proxy: 'The proxy in the settings',
  simulate: 'The demonstration',
};

/** Categories of the tables; a new one falls back to its own name. */
export const category: Record<string, string> = {
  healthCheck: 'Health check',
  gateway: 'Gateway',
  connectivityCheck: 'Connectivity check',
  captcha: 'CAPTCHA',
  clientAutoUpdate: 'Client updates',
  deviceMetrics: 'Device metrics',
  clientMetrics: 'Client metrics',
  dynamicMessaging: 'Dynamic messaging',
  directoryAuth: 'Directory sign-in',
  directoryAuthMacOs: 'Directory sign-in, macOS',
  directoryCustomerSettings: 'Directory settings',
  directoryLoginGraphicsLegacy: 'Login graphics, older',
  directoryLoginGraphics: 'Login graphics',
  directoryLoginCss: 'Login styles',
  directoryLoginJs: 'Login scripts',
  forresterLog: 'Client log',
  smartCard: 'Smart card',
  registrationDependency: 'Registration',
  userLoginPages: 'Login pages',
  wsBroker: 'WorkSpaces broker',
  workspacesApi: 'WorkSpaces API',
  sessionBroker: 'Session broker',
  samlSso: 'Single sign-on',
  pcoipTurn: 'Web Access relay',
  relayState: 'Relay state',
};

/** Our own checks, by what they are for. */
export const role: Record<string, string> = {
  'health-check-name': 'Health check name',
  'control-name': 'Name that cannot exist',
  'registration-name': 'Registration name',
  also: 'Host of your own',
  'accepts-all-control': 'Address that cannot answer',
  'udp-control': 'UDP control',
  'captive-control': 'Login page control',
  'first-hop': 'Router',
  path: 'Path to the Region',
  client: 'WorkSpaces client',
  'local-services': 'Printers nearby',
  'system-trust': 'Certificate store of this computer',
};

/** Demonstrations by id: title and one line. English comes with the engine's list. */
export const scenarios: Record<string, readonly [string, string]> = {};
