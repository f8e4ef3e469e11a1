/** Every scenario of the lab. */
import type { Scenario } from '../scenario.ts';
import { BAD_INPUT } from './bad-input.ts';
import { DNS } from './dns.ts';
import { FIELD_MANNERS } from './field-manners.ts';
import { FIELD_NAMES } from './field-names.ts';
import { FIELD_ODDS } from './field-odds.ts';
import { FIELD_WAYS } from './field-ways.ts';
import { GETTING_OUT } from './getting-out.ts';
import { HEALTHY } from './healthy.ts';
import { HOME_ROUTERS } from './home-routers.ts';
import { HTTPS } from './https.ts';
import { HOLES } from './holes.ts';
import { IPV6_ALONE } from './ipv6-alone.ts';
import { IPV6_DUAL } from './ipv6-dual.ts';
import { LATENCY } from './latency.ts';
import { MACHINES } from './machines.ts';
import { ODD_BUT_HEALTHY } from './odd-but-healthy.ts';
import { MORE_PAIRS } from './more-pairs.ts';
import { PACE } from './pace.ts';
import { PAC_FILES } from './pac.ts';
import { PATH } from './path.ts';
import { PEER_FIGURES } from './peer-figures.ts';
import { PEERS } from './peers.ts';
import { PROXY } from './proxy.ts';
import { REAL_MANNERS } from './real-manners.ts';
import { SECOND_EDITION } from './second-edition.ts';
import { STRANGE_MACHINES } from './strange-machines.ts';
import { STREAM_MANNERS } from './stream-manners.ts';
import { STREAMING } from './streaming.ts';
import { TWO_FAULTS } from './two-faults.ts';
import { WHERE } from './where.ts';

export const SCENARIOS: readonly Scenario[] = [
  ...HEALTHY,
  ...REAL_MANNERS,
  ...ODD_BUT_HEALTHY,
  ...GETTING_OUT,
  ...DNS,
  ...HTTPS,
  ...PROXY,
  ...STREAMING,
  ...LATENCY,
  ...PACE,
  ...PATH,
  ...BAD_INPUT,
  ...TWO_FAULTS,
  ...FIELD_NAMES,
  ...FIELD_WAYS,
  ...FIELD_MANNERS,
  ...HOME_ROUTERS,
  ...PAC_FILES,
  ...STREAM_MANNERS,
  ...STRANGE_MACHINES,
  ...MORE_PAIRS,
  ...FIELD_ODDS,
  ...SECOND_EDITION,
  ...HOLES,
  ...IPV6_DUAL,
  ...IPV6_ALONE,
  ...WHERE,
  ...PEERS,
  ...PEER_FIGURES,
  ...MACHINES,
];

export function scenarioNamed(name: string): Scenario | null {
  return SCENARIOS.find((scenario) => scenario.name === name) ?? null;
}
