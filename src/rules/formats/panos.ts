/**
 * PAN-OS: `set` commands of the configuration mode for address, service and security rule objects (PAN-OS CLI quick start). An address
 * object of type `fqdn` is one name; wildcards are URL categories there, which no port but 443 knows: they are left out.
 */
import { headerLines, notCoveredLines } from './header-lines.ts';
import { destinationsOf, objectName, policiesOf, serviceName, servicesOf, type Destination, type Policy } from './policies.ts'; // prettier-ignore
import type { RuleFormat } from './rule-format.ts';

const PROOF = 'read back by our own reader of set commands; not proved on the product';

export const panos: RuleFormat = {
  id: 'panos',
  summary: 'set commands for PAN-OS',
  proof: PROOF,
  render(set, options) {
    const { policies, notCovered } = policiesOf(set, options, ({ kind }) => kind !== 'wildcard');
    const lines = [
      ...headerLines(set, '# ', PROOF),
      ...notCoveredLines(notCovered, '# '),
      '# Leave these lines out when you paste. Put your own zones and sources in place of "any"; the rules come last: move them up.',
      ...destinationsOf(policies).flatMap(addressLines),
      ...servicesOf(policies).map(
        (one) => `set service ${serviceName(one)} protocol ${one.transport} port ${one.port}`,
      ),
      ...policies.flatMap(ruleLines),
    ];
    return { text: `${lines.join('\n')}\n`, notCovered };
  },
};

function addressLines(destination: Destination): string[] {
  const { family, value, title } = destination;
  const name = objectName(destination);
  return [
    `set address ${name} ${family === null ? 'fqdn' : 'ip-netmask'} ${value}`,
    `set address ${name} description "${title}"`,
  ];
}

function ruleLines({ number, destinations, services }: Policy): string[] {
  const rule = `set rulebase security rules WorkSpaces-${number}`;
  return [
    `${rule} from any to any source any destination ${list(destinations.map(objectName))}`,
    `${rule} application any service ${list(services.map(serviceName))} action allow`,
  ];
}

function list(names: readonly string[]): string {
  return `[ ${names.join(' ')} ]`;
}
