/**
 * What is asked of a directory: its SRV records and the literal ports of the documents, at one DNS server and one controller.
 * A pure value; a range of ports is never tested. Sources: guide2025 4156-4191, guide2016 2837-2871.
 */
import type { HostName, IpAddress } from '../../core/address.ts';
import type { DirectoryPorts } from '../../regions/directory-ports.ts';

export interface DirectoryRequest {
  readonly dnsServer: IpAddress;
  /** 53 but in a lab. */
  readonly dnsPort: number;
  readonly domain: HostName;
  /** One domain controller; null: only DNS is asked. */
  readonly controller: IpAddress | null;
}

export const SERVICES = { ldap: 'LDAP', kerberos: 'Kerberos' } as const;
export type Service = keyof typeof SERVICES;

export type DirectoryStep =
  | {
      readonly kind: 'srv';
      readonly id: string;
      readonly service: Service;
      /** `_ldap._tcp.<domain>`. */
      readonly name: string;
      readonly transport: 'udp' | 'tcp';
    }
  | {
      readonly kind: 'port';
      readonly id: string;
      readonly port: number;
      readonly transport: 'udp' | 'tcp';
      readonly use: string;
    };

export interface DirectoryPlan {
  readonly request: DirectoryRequest;
  readonly steps: readonly DirectoryStep[];
  /** What is not tested, in words. */
  readonly left: readonly string[];
}

/** SRV by UDP and by TCP: the connector needs port 53 by both. */
export function planDirectory(request: DirectoryRequest, ports: DirectoryPorts): DirectoryPlan {
  const questions = (Object.keys(SERVICES) as Service[]).flatMap((service) =>
    (['udp', 'tcp'] as const).map((transport): DirectoryStep => {
      const name = `_${service}._tcp.${request.domain}`;
      return { kind: 'srv', id: `srv/${service}/${transport}`, service, name, transport };
    }),
  );
  const literal = ports.literal.map(({ port, transport, use }): DirectoryStep => ({
    kind: 'port',
    id: `port/${transport}-${port}`,
    port,
    transport,
    use,
  }));
  return {
    request,
    steps: request.controller === null ? questions : [...questions, ...literal],
    left: [
      ...(request.controller === null
        ? ['The ports of a domain controller: name one with --controller.']
        : []),
      ...ports.ranges.map(
        ({ transport, first, last, use }) =>
          `${transport.toUpperCase()} ${first}-${last} (${use}): a range is never tested; verify it in the firewall.`,
      ),
    ],
  };
}
