/** The allow list of a Region as one run uses it: real names for placeholders, and how much each row matters here. */
import type { Need, Profile, Protocol } from '../core/words.ts';
import type { Endpoint, Region } from './model.ts';
import { categoryNeed } from './needs.ts';

export interface EndpointUse {
  readonly protocols: readonly Protocol[];
  readonly profile: Profile;
  /** `d-` and ten letters or digits, already validated; null when not given. */
  readonly directoryId: string | null;
}

export interface UsedEndpoint {
  readonly endpoint: Endpoint;
  /** The printed host; with `directoryId`, its placeholder filled in. */
  readonly host: string;
  /** The login page of a directory named by its id is essential; a row that this use has no part in is situational. */
  readonly need: Need;
  /** The requested protocols that use the row; all of them when none does (it is situational then). */
  readonly protocols: readonly Protocol[];
  /** Why the host cannot be tested as it stands; null when it can be. */
  readonly untestable: string | null;
}

const DIRECTORY = '<directory id>';

/** Every row of the Region in the order of the tables, none dropped. */
export function endpointsOf(region: Region, use: EndpointUse): readonly UsedEndpoint[] {
  return region.endpoints.map((endpoint) => {
    const filled = use.directoryId !== null && endpoint.host.includes(DIRECTORY);
    const host = filled ? endpoint.host.replace(DIRECTORY, use.directoryId) : endpoint.host;
    const row = categoryNeed(endpoint.category);
    const using = use.protocols.filter((protocol) => row === null || row.protocols.includes(protocol));
    const inUse = using.length > 0 && (row === null || row.profiles.includes(use.profile));
    const need = filled ? 'essential' : inUse ? endpoint.need : 'situational';
    return { endpoint, host, need, protocols: inUse ? using : use.protocols, untestable: untestable(host) };
  });
}

/** A placeholder in the host is never turned into an invented name. */
function untestable(host: string): string | null {
  if (host.includes(DIRECTORY)) return 'verify in the firewall: the real name needs --directory-id';
  return host.includes('*') ? 'verify in the firewall: a wildcard has no name that could be tested' : null;
}
