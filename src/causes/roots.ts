/**
 * The closed table of root causes: in which order they are asked for, and which checks each one covers. A covered check becomes
 * `not-tested`, so nothing is concluded from it. Each row says why what it covers cannot be an independent fault.
 */
import { addressKind, familyOf } from '../core/address.ts';
import { captivePortal } from './captive-portal.ts';
import { clockSkew } from './clock.ts';
import * as dnsNames from './dns-names.ts';
import { addressTrouble, dnsOutcome } from '../reading/dns-outcome.ts';
import { dnsRedirected } from './dns-redirected.ts';
import type { Draft, Rule } from './draft.ts';
import * as gettingOut from './getting-out.ts';
import { addressOf, allHealthTcp, isOpen } from '../reading/health-check.ts';
import { httpsOutcome, troubleOf } from '../reading/https-outcome.ts';
import * as httpsReach from './https-reach.ts';
import { ipv6Broken } from './ipv6.ts';
import { nameEntries } from '../reading/name-entries.ts';
import * as proxy from './proxy.ts';
import type { Entry, View } from '../reading/view.ts';

interface Context {
  readonly draft: Draft;
  readonly view: View;
}

export interface Root {
  readonly rule: Rule;
  /** Where only some drafts of the rule are roots. */
  readonly holds?: (draft: Draft, view: View) => boolean;
  readonly covers: (entry: Entry, context: Context) => boolean;
}

const isError = (draft: Draft): boolean => draft.severity === 'error';
const failed = ({ check }: Entry): boolean => check.status !== 'pass' && check.status !== 'not-tested';

function hostOf({ step, evidence }: Entry): string | null {
  return evidence?.kind === 'dns' || evidence?.kind === 'https' ? evidence.host : step.target.host;
}

function names({ draft }: Context): readonly string[] {
  const { hosts } = draft.params;
  return Array.isArray(hosts) ? hosts : [];
}

/** Direct 443 that was not reached, or a name that did not resolve: what a proxy stands in for. */
function isDirectFailure(entry: Entry): boolean {
  if (entry.evidence?.kind === 'dns') return dnsOutcome(entry.evidence) !== 'resolved';
  if (entry.evidence?.kind !== 'https' || entry.step.role === 'endpoint-by-proxy') return false;
  const outcome = httpsOutcome(entry.evidence);
  return (
    outcome === 'blocked' || outcome === 'refused' || outcome === 'no-route' || outcome === 'handshake-cut'
  );
}

/**
 * The same hosts by the direct way. Where nothing resolves here because only the proxy resolves, the health-check name is in the same
 * case: it is not asked for on 443, so the proxy can never stand in for it by name.
 */
function coversDirectWay(entry: Entry, context: Context): boolean {
  if (!isDirectFailure(entry)) return false;
  if (names(context).includes(hostOf(entry) ?? '')) return true;
  const resolves = nameEntries(context.view).some((one) => dnsOutcome(one.evidence) === 'resolved');
  return entry.step.role === 'health-check-name' && !resolves;
}

function isStreaming({ step }: Entry): boolean {
  return step.role === 'health-check' || step.role === 'gateway' || step.role === 'gateway-443';
}

function isTcpProof({ evidence }: Entry): boolean {
  return evidence?.kind === 'tcp' || evidence?.kind === 'rtt';
}

/** Streaming failures of the same kind (silence, refusal) as those on 443, while no streaming port is open at all. */
function coversSameWall(state: 'filtered' | 'closed') {
  return (entry: Entry, { view }: Context): boolean => {
    if (!isStreaming(entry) || !nothingOpen(view)) return false;
    if (entry.evidence?.kind === 'tcp') return entry.evidence.state === state;
    return entry.evidence?.kind === 'rtt' && entry.check.status === 'fail';
  };
}

function nothingOpen(view: View): boolean {
  return !allHealthTcp(view).some(isOpen);
}

const isAll = (draft: Draft): boolean => isError(draft) && draft.params['scope'] === 'all';

export const ROOTS: readonly Root[] = [
  // Without a network nothing that failed or stayed silent says anything of its own.
  { rule: gettingOut.offline, covers: (entry) => failed(entry) && entry.step.group !== 'client' },
  // A working proxy is the way out here: that the direct one is shut is how such a network is built.
  { rule: proxy.required, covers: coversDirectWay },
  // A proxy that is needed and fails is the cause; the shut direct way is again how the network is built.
  { rule: proxy.authentication, covers: coversDirectWay },
  { rule: proxy.denied, covers: coversDirectWay },
  {
    rule: httpsReach.handshakeCut,
    holds: (draft) => isError(draft) && draft.params['byProxy'] === true,
    covers: coversDirectWay,
  },
  {
    rule: proxy.unreachable,
    // Where its name does not resolve because no name does, DNS is the cause and not the proxy. A portal stands before every proxy.
    holds: (draft, view) =>
      draft.params['needed'] === true &&
      dnsNames.noAnswer(view).length === 0 &&
      !captivePortal(view).some(isError),
    covers: (entry, context) => entry.evidence?.kind === 'https' && coversDirectWay(entry, context),
  },
  // Nothing resolves: slow, partial or odd answers of the same servers and a proxy without a name follow from it.
  { rule: dnsNames.noAnswer, covers: (entry) => entry.step.group === 'dns' || isProxyWithoutName(entry) },
  {
    rule: dnsNames.serverFailure,
    holds: isAll,
    covers: (entry) =>
      (entry.step.group === 'dns' && failed(entry) && !isGarbled(entry)) || isProxyWithoutName(entry),
  },
  // A portal answers for everybody until one has signed in: names, certificates, ports and documentation addresses alike.
  {
    rule: captivePortal,
    holds: isError,
    covers: (entry, { view }) => coversPortal(entry, view),
  },
  // A name that leads elsewhere: what stands there is not the service.
  {
    rule: dnsRedirected,
    holds: (draft) => draft.severity !== 'notice',
    covers: coversRedirected,
  },
  // IPv6 that goes nowhere: the servers behind the IPv6 addresses are not down.
  {
    rule: ipv6Broken,
    covers: (entry) => failed(entry) && (coversIpv6Streaming(entry) || coversIpv6Name(entry)),
  },
  // Dates are judged by this machine's clock.
  {
    rule: clockSkew,
    covers: ({ evidence }) =>
      evidence?.kind === 'https' && ['expired', 'not-yet-valid'].includes(troubleOf(evidence)),
  },
  // Somebody near accepts every connection: an open port and a short round trip prove nothing.
  {
    rule: gettingOut.acceptsAll,
    covers: (entry) => (isStreaming(entry) || entry.step.role === 'path') && isTcpProof(entry),
  },
  // Nothing gets out: the streaming ports are behind the same wall when they fail in the same way.
  { rule: httpsReach.blocked, holds: isAll, covers: coversSameWall('filtered') },
  { rule: httpsReach.refused, holds: isAll, covers: coversSameWall('closed') },
];

function isProxyWithoutName({ evidence }: Entry): boolean {
  return (
    evidence?.kind === 'https' &&
    evidence.attempts.some((one) => one.failure?.code === 'proxy-name-not-found')
  );
}

/** A name of which some answer did not parse: `dns/malformed` says that, and rests on it. */
function isGarbled({ evidence }: Entry): boolean {
  return (
    evidence?.kind === 'dns' &&
    evidence.servers.some(
      (answer) => answer.failure?.code === 'dns-malformed' || answer.failure?.code === 'dns-mismatch',
    )
  );
}

function coversPortal(entry: Entry, view: View): boolean {
  if (entry.step.role === 'accepts-all-control') return true;
  if (entry.evidence?.kind === 'https') return entry.check.status !== 'pass';
  if (entry.evidence?.kind === 'dns') return isLie(entry);
  if (!isStreaming(entry)) return false;
  return (
    failed(entry) ||
    (isTcpProof(entry) &&
      (view.byRole.get('accepts-all-control') ?? []).some((one) => one.check.status === 'fail'))
  );
}

function isLie({ evidence, step }: Entry): boolean {
  if (evidence?.kind !== 'dns') return false;
  return step.role === 'control-name' || addressTrouble(evidence) !== 'none';
}

function coversIpv6Streaming(entry: Entry): boolean {
  return isStreaming(entry) && familyOf(addressOf(entry.step, entry.evidence) ?? '') === 6;
}

/** A name that was tried over IPv6 alone. */
function coversIpv6Name({ evidence }: Entry): boolean {
  if (evidence?.kind !== 'https' || evidence.attempts.length === 0) return false;
  return evidence.attempts.every(({ address }) => address !== null && familyOf(address) === 6);
}

function coversRedirected(entry: Entry, context: Context): boolean {
  const hosts = names(context);
  if (entry.evidence?.kind === 'https')
    return hosts.includes(entry.evidence.host) && entry.check.status !== 'pass';
  if (
    context.draft.params['healthCheck'] !== true ||
    !isStreaming(entry) ||
    entry.step.role !== 'health-check'
  )
    return false;
  const address = addressOf(entry.step, entry.evidence);
  const odd = address !== null && addressKind(address) !== 'public';
  return odd && (context.draft.region === null || entry.step.region === context.draft.region);
}
