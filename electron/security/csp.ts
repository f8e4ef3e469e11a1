/** The content security policy of the desktop page: it has no network at all, the bridge is its only way out. */
import { contentSecurityPolicy } from '../../src/core/content-security-policy.ts';

export const PAGE_HEADERS: Readonly<Record<string, string>> = {
  'content-security-policy': contentSecurityPolicy("'none'"),
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'no-referrer',
  'cross-origin-opener-policy': 'same-origin',
};
