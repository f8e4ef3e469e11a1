/**
 * Cisco ASA: network objects, object groups and one access list (ASA CLI configuration guide, "Objects for Access Control").
 * An ASA knows names (`fqdn`, resolved by itself) and no wildcards.
 */
import { headerLines, notCoveredLines } from './header-lines.ts';
import {
  destinationsOf,
  objectName,
  policiesOf,
  withMask,
  type Destination,
  type Policy,
} from './policies.ts';
import type { RuleFormat } from './rule-format.ts';

const LIST = 'WORKSPACES_OUT';
const PROOF = 'read back by our own reader of ASA; not proved on the product';

export const asa: RuleFormat = {
  id: 'asa',
  summary: 'object groups and an access list for Cisco ASA',
  proof: PROOF,
  render(set, options) {
    const { policies, notCovered } = policiesOf(set, options, ({ kind }) => kind !== 'wildcard');
    const named = destinationsOf(policies).filter(({ kind }) => kind === 'fqdn');
    const lines = [
      ...headerLines(set, '! ', PROOF),
      ...notCoveredLines(notCovered, '! '),
      '! Names need "dns domain-lookup" and a DNS server on the ASA.',
      `! Bind it to your interface: access-group ${LIST} in interface inside`,
      '! What no line of the list permits is refused.',
      ...named.flatMap((one) => [`object network ${objectName(one)}`, ` fqdn ${one.value}`]),
      ...policies.flatMap(groupLines),
      ...policies.flatMap(accessLines),
    ];
    return { text: `${lines.join('\n')}\n`, notCovered };
  },
};

function groupLines({ number, title, destinations, services }: Policy): string[] {
  return [
    `object-group network WS-${number}`,
    ` description ${title}`,
    ...destinations.map((one) => ` network-object ${member(one)}`),
    `object-group service WS-${number}-PORTS`,
    ...services.map(({ transport, port }) => ` service-object ${transport} destination eq ${port}`),
  ];
}

function member(destination: Destination): string {
  const { family, value } = destination;
  if (family === null) return `object ${objectName(destination)}`;
  return family === 4 ? withMask(value) : value;
}

function accessLines({ number, title }: Policy): string[] {
  return [
    `access-list ${LIST} remark ${title}`,
    `access-list ${LIST} extended permit object-group WS-${number}-PORTS any object-group WS-${number}`,
  ];
}
