/** Why Wine cannot carry a network of the lab, by what that needs of the system. */
import { THRESHOLDS } from '../../src/reading/thresholds.ts';
import { loadTables } from '../../src/regions/tables.ts';
import type { Change } from '../lab/change.ts';
import type { Scenario } from '../lab/scenario.ts';

const NO_DF = 'Wine knows no "do not fragment": no path MTU';

/** What Wine adds to a round trip at most, on a quiet machine. */
const WINE_ADDS_MS = 5;
const { pcoip, dcv } = loadTables().rtt;
const LIMITS_MS = [THRESHOLDS.acceptsAllMs, ...[...pcoip, ...dcv].flatMap(({ to }) => to ?? [])];

/** A delay just below a limit is above it in Wine. */
function isNearLimit(change: Change): boolean {
  if (change.kind !== 'path' || change.upMs === undefined) return false;
  const ms = change.upMs + (change.downMs ?? 0);
  return LIMITS_MS.some((limit) => ms <= limit && ms > limit - WINE_ADDS_MS);
}

/** What Wine 8 cannot carry, by what the scenario needs of the system. */
export function whyNot({ expected, manners, faults }: Scenario): string | null {
  const changes = JSON.stringify([manners, faults]);
  const codes = [expected.first, ...(expected.then ?? [])];
  if (codes.some((code) => code?.startsWith('mtu/'))) return NO_DF;
  if (expected.peer?.['mtu'] !== undefined) return NO_DF;
  if (Object.values(expected.places ?? {}).some((place) => place !== null))
    return 'Wine has no tracert: no place on the way';
  if (codes.includes('latency/first-hop') || /lanRule/.test(changes))
    return 'Wine’s ping knows no "-4": the first hop is not measured';
  if (/installed|osRelease|machineTrusts|clientLog/.test(changes))
    return 'its client, its system or its roots stand in files of Linux';
  if ([...manners, ...faults].some(isNearLimit))
    return 'Wine adds milliseconds, and the limit is nearer than that';
  return null;
}
