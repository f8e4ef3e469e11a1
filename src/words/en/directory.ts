/** The DNS records and ports of a directory. */
import { sayIn } from '../../core/say.ts';
import type { PortState } from '../../core/words.ts';

const say = sayIn('en');

export const directory = {
  directory: {
    head: (domain: string, errors: number) =>
      `Directory ${domain}, seen from this machine: ${errors === 0 ? 'no error' : say.count(errors, { one: 'error', other: 'errors' })}.`,
    problem: (message: string) => `ERROR: ${message}`,
    state: {
      open: 'open',
      closed: 'closed',
      filtered: 'filtered',
      'open|filtered': 'open|filtered',
      answered: 'answered',
      'not found': 'not found',
      refused: 'refused',
      'no answer': 'no answer',
    } satisfies Record<PortState | 'answered' | 'not found' | 'refused' | 'no answer', string>,
    notTested: 'NOT TESTED',
    elsewhere:
      'The connector and the WorkSpaces sit in your VPC: their way to the directory may differ from the one tested here.',
    noController: 'The ports of a domain controller: name one with --controller.',
    range: (ports: string, use: string) =>
      `${ports} (${use}): a range is never tested; verify it in the firewall.`,
    passwordChange: 'Kerberos password change',
    service: { ldap: 'LDAP', kerberos: 'Kerberos' },
    /** Services whose name stands in the error of the service itself. */
    ofPort: { 389: 'LDAP', 88: 'Kerberos/authentication' } as Readonly<Record<number, string>>,
    /** As the service itself words it (guide2016 2837-2871), where it has words for it. */
    message: {
      dns: (transport: string, port: number, address: string) =>
        `DNS unavailable (${transport} port ${port}) for IP: ${address}`,
      refused: (address: string, rcode: string) =>
        `The DNS server ${address} is there and does not answer for this domain (${rcode})`,
      missing: (service: string, address: string) =>
        `SRV record for ${service} does not exist for IP: ${address}`,
      port: (service: string, port: string, address: string) =>
        `${service} unavailable (${port}) for IP: ${address}`,
    },
    port: (transport: string, port: number) => `${transport} port ${port}`,
    explanation: {
      dns: 'The connector must reach the DNS server by TCP and by UDP. Check the firewall between them, and that the server answers.',
      refused:
        'The way to it is open. It does not answer for the domain, or not for this machine: look at its zones and at who may ask it.',
      missing: (name: string) =>
        `The connector looks up ${name}. Make sure that this DNS server has the record.`,
      closed: 'Something refuses the connection: no service listens there, or a firewall rejects it.',
      silent: 'No answer came: a firewall between here and the server probably drops it.',
    },
  },
};
