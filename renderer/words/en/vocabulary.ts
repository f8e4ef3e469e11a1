/** Words for what the contract names by a code: errors, categories, our own checks, demonstrations. States have theirs in src/words. */
import type { ContractErrorCode } from '../../../src/contract/index.ts';

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
  peer: 'The server',
  samples: 'The number of samples',
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
  peer: 'Peer of your own',
  'captive-control': 'Login page control',
  'first-hop': 'Router',
  path: 'Path to the Region',
  client: 'WorkSpaces client',
  'local-services': 'Printers nearby',
  'system-trust': 'Certificate store of this computer',
};

/** Demonstrations by id: title and one line. English comes with the engine's list. */
export const scenarios: Record<string, readonly [string, string]> = {};
