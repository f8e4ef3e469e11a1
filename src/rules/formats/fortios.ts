/**
 * FortiOS: address, service and policy objects, as the console takes them (FortiOS CLI reference: firewall address, address6,
 * service custom, policy). A wildcard is an address of type fqdn; it is learnt from the answers of DNS.
 */
import { headerLines, notCoveredLines } from './header-lines.ts';
import { destinationsOf, objectName, policiesOf, serviceName, servicesOf, withMask, type Destination, type Policy, type Service } from './policies.ts'; // prettier-ignore
import type { RuleFormat } from './rule-format.ts';

const PROOF = 'read back by our own reader of FortiOS; not proved on the product';

export const fortios: RuleFormat = {
  id: 'fortios',
  summary: 'address, service and policy objects for FortiOS',
  proof: PROOF,
  render(set, options) {
    const { policies, notCovered } = policiesOf(set, options, () => true);
    const destinations = destinationsOf(policies);
    const lines = [
      ...headerLines(set, '# ', PROOF),
      ...notCoveredLines(notCovered, '# '),
      '# Put your own interfaces and source addresses in place of "any" and "all" before you load it.',
      ...section('address', destinations.filter(({ family }) => family !== 6).flatMap(addressLines)),
      ...section('address6', destinations.filter(({ family }) => family === 6).flatMap(addressLines)),
      ...section('service custom', servicesOf(policies).flatMap(serviceLines)),
      ...section('policy', policies.flatMap(policyLines)),
    ];
    return { text: `${lines.join('\n')}\n`, notCovered };
  },
};

function section(name: string, lines: readonly string[]): string[] {
  return lines.length === 0 ? [] : [`config firewall ${name}`, ...lines, 'end'];
}

function edit(name: string, settings: readonly string[]): string[] {
  return [`    edit ${name}`, ...settings.map((line) => `        set ${line}`), '    next'];
}

/** A comment of an address has at most 255 characters; titles have 120. */
function addressLines(destination: Destination): string[] {
  const { value, family, title } = destination;
  const own =
    family === 6
      ? [`ip6 ${value}`]
      : family === 4
        ? [`subnet ${withMask(value)}`]
        : ['type fqdn', `fqdn "${value}"`];
  return edit(`"${objectName(destination)}"`, [...own, `comment "${title}"`]);
}

function serviceLines(service: Service): string[] {
  return edit(`"${serviceName(service)}"`, [`${service.transport}-portrange ${service.port}`]);
}

/** `edit 0` takes the next free number. */
function policyLines({ number, destinations, services }: Policy): string[] {
  const list = (some: readonly Destination[]): string => some.map((one) => `"${objectName(one)}"`).join(' ');
  const four = destinations.filter(({ family }) => family !== 6);
  const six = destinations.filter(({ family }) => family === 6);
  return edit('0', [
    `name "WorkSpaces ${number}"`,
    'srcintf "any"',
    'dstintf "any"',
    'action accept',
    ...(four.length === 0 ? [] : ['srcaddr "all"', `dstaddr ${list(four)}`]),
    ...(six.length === 0 ? [] : ['srcaddr6 "all"', `dstaddr6 ${list(six)}`]),
    'schedule "always"',
    `service ${services.map((one) => `"${serviceName(one)}"`).join(' ')}`,
  ]);
}
