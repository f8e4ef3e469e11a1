/** Name servers of home routers and networks that nobody would set up so: right for IPv4, wrong or strange beside it. */
import type { Change } from '../change.ts';
import { clean, type Scenario } from '../scenario.ts';
import { ANSWERS } from './names.ts';
import type { DnsManner } from '../world.ts';

const layer = 'odd-but-healthy';
const args = [ANSWERS];
const names = (manner: DnsManner): Change[] => [{ kind: 'dns', manner }];
const NAMES_WRONG = [
  'dns/no-answer',
  'dns/server-failure',
  'dns/name-not-found',
  'dns/partial-servers',
  'dns/malformed',
];

export const HOME_ROUTERS: readonly Scenario[] = [
  clean({
    name: 'odd-aaaa-silent-for-every-name',
    layer,
    broken: 'The home router answers no AAAA question at all; A answers at once.',
    args,
    manners: names('aaaa-silent'),
    never: NAMES_WRONG,
  }),
  clean({
    name: 'odd-aaaa-servfail-for-every-name',
    layer,
    broken: 'The home router answers every AAAA question with SERVFAIL; A answers at once.',
    args,
    manners: names('aaaa-servfail'),
    never: NAMES_WRONG,
  }),
  clean({
    name: 'odd-aaaa-nxdomain-for-every-name',
    layer,
    broken: 'The home router answers every AAAA question with NXDOMAIN; A answers at once.',
    args,
    manners: names('aaaa-nxdomain'),
    never: NAMES_WRONG,
  }),
];
