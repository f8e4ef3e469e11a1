/** Who answered plain HTTP to the service's web page: the service, or somebody on the way (findings.md, network/captive-portal). */
import type { CaptiveEvidence } from '../evidence/index.ts';

/** Where the service itself may send a browser. */
const AMAZON = [
  'amazonworkspaces.com',
  'amazonaws.com',
  'amazon.com',
  'awsapps.com',
  'amazonaws-us-gov.com',
  'cloudfront.net',
  'aws',
  'a2z.com',
];

/**
 * True for a redirect to a stranger, a page, or 511 (RFC 6585, network authentication required). A redirect to https or to an Amazon
 * domain is not foreign, silence says nothing, and 403 or 404 is the service's own manner.
 */
export function isForeignAnswer(evidence: CaptiveEvidence): boolean {
  const { status } = evidence;
  if (status === null) return false;
  if (status === 511) return true;
  if (status >= 300 && status < 400) return evidence.location !== null && isForeignLocation(evidence);
  return status === 200 && (evidence.bodyBytes ?? 0) > 0;
}

function isForeignLocation({ location, url }: CaptiveEvidence): boolean {
  if (location === null || !URL.canParse(location, url)) return false;
  const target = new URL(location, url);
  if (AMAZON.some((domain) => target.hostname === domain || target.hostname.endsWith(`.${domain}`)))
    return false;
  return target.protocol !== 'https:' || target.hostname !== new URL(url).hostname;
}

/** Host that a redirect leads to; null without one. */
export function redirectHost({ location, url }: CaptiveEvidence): string | null {
  return location !== null && URL.canParse(location, url) ? new URL(location, url).hostname : null;
}
