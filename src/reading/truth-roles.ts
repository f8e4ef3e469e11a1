/** What is contacted, as people speak of it: every check of a Region stands under one of these. */
import type { Category } from '../regions/needs.ts';
import type { Check } from './check.ts';

export const TRUTH_ROLES = [
  'names', // DNS answers
  'connectivity',
  'directory', // sign-in and settings of the directory
  'broker', // tells the client which WorkSpace is the user's
  'session-broker', // sets up a PCoIP session
  'login', // login pages and what they load
  'updates', // updates, metrics and messages of the client
  'smart-card', // smart card and single sign-on
  'api',
  'web-access', // what only a browser or a zero client uses
  'own', // hosts of the person's choice
  'other', // a category that this version does not know
  'health-check',
  'gateways',
] as const;
export type TruthRole = (typeof TRUTH_ROLES)[number];

const OF_CATEGORY: Readonly<Record<Category, TruthRole>> = {
  connectivityCheck: 'connectivity',
  directoryAuth: 'directory',
  directoryAuthMacOs: 'directory',
  directoryCustomerSettings: 'directory',
  wsBrokerIpv4: 'broker',
  wsBrokerFipsIpv4: 'broker',
  wsBrokerIpv6: 'broker',
  wsBrokerFipsIpv6: 'broker',
  sessionBrokerIpv4: 'session-broker',
  sessionBrokerFipsIpv4: 'session-broker',
  sessionBrokerIpv6: 'session-broker',
  sessionBrokerFipsIpv6: 'session-broker',
  healthCheck: 'health-check',
  captcha: 'login',
  directoryLoginGraphicsLegacy: 'login',
  directoryLoginGraphics: 'login',
  directoryLoginCss: 'login',
  directoryLoginJs: 'login',
  userLoginPages: 'login',
  clientAutoUpdate: 'updates',
  clientMetricsIpv4: 'updates',
  clientMetricsIpv6: 'updates',
  dynamicMessagingIpv4: 'updates',
  dynamicMessagingIpv6: 'updates',
  forresterLog: 'updates',
  deviceMetrics: 'updates',
  smartCard: 'smart-card',
  samlSso: 'smart-card',
  samlSsoFips: 'smart-card',
  relayState: 'smart-card',
  relayStateFips: 'smart-card',
  workspacesApiIpv4: 'api',
  workspacesApiFipsIpv4: 'api',
  workspacesApiIpv6: 'api',
  workspacesApiFipsIpv6: 'api',
  pcoipTurn: 'web-access',
  registrationDependency: 'web-access',
  webAccess: 'web-access',
  timeServer: 'web-access',
};

const OF_ROLE: Partial<Record<NonNullable<Check['role']>, TruthRole>> = {
  name: 'names',
  'health-check-name': 'names',
  'registration-name': 'names',
  gateway: 'gateways',
  'gateway-443': 'gateways',
};

/** The row of a check; null for our own controls and for figures. */
export function truthRoleOf({
  role,
  category,
  group,
}: Pick<Check, 'role' | 'category' | 'group'>): TruthRole | null {
  switch (role) {
    case 'health-check':
      return group === 'streaming' ? 'health-check' : null;
    case 'also':
      return group === 'https' ? 'own' : 'names';
    case 'endpoint':
    case 'endpoint-by-proxy':
      return OF_CATEGORY[category as Category] ?? 'other';
    case undefined:
      return null;
    default:
      return OF_ROLE[role] ?? null;
  }
}
