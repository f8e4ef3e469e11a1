/** The page that a network sends everybody to until they have signed in, as plain HTTP was sent there. Pure. */
import type { CaptiveEvidence } from '../evidence/index.ts';
import { captiveEvidence } from '../evidence/local.ts';
import { isForeignAnswer } from './captive-answer.ts';
import type { Check } from './check.ts';

/** A redirect of book length is no address that a person should open. */
const MOST_SIGNS = 2000;

/**
 * The login page that plain HTTP was sent on to: http or https alone, with no name or password in it. Null without one, in a
 * demonstration (its pages are made up), and where the answer is the service's own.
 */
export function loginPageOf({
  simulated,
  checks,
}: {
  readonly simulated: boolean;
  readonly checks: readonly Pick<Check, 'role' | 'evidence'>[];
}): string | null {
  if (simulated) return null;
  const pages = checks
    .filter(({ role }) => role === 'captive-control')
    .flatMap(({ evidence }) => captiveEvidence.safeParse(evidence).data ?? [])
    .filter(isForeignAnswer);
  return pages.map(pageOf).find((page) => page !== null) ?? null;
}

function pageOf({ location, url }: CaptiveEvidence): string | null {
  if (location === null || location.length > MOST_SIGNS || !URL.canParse(location, url)) return null;
  const { protocol, username, password, href } = new URL(location, url);
  const isWeb = protocol === 'http:' || protocol === 'https:';
  return isWeb && username === '' && password === '' ? href : null;
}
