/**
 * What is asked of a directory: its SRV records and the literal ports of the documents, at one DNS server and one controller.
 * A pure value; a range of ports is never tested. Sources: guide2025 4156-4191, guide2016 2837-2871.
 */
import type { HostName, IpAddress } from '../../core/address.ts';
import type { DirectoryPorts } from '../../regions/directory-ports.ts';
import { english, type Vocabulary } from '../../words/en/index.ts';

/** What a check of a directory says, in one language. */
export type DirectoryWords = Vocabulary['directory'];

export interface DirectoryRequest {
  readonly dnsServer: IpAddress;
  /** 53 but in a lab. */
  readonly dnsPort: number;
  readonly domain: HostName;
  /** One domain controller; null: only DNS is asked. */
  readonly controller: IpAddress | null;
  /** More DNS servers of the directory: the connector wants two. */
  readonly otherDnsServers?: readonly { readonly address: IpAddress; readonly port: number }[];
  /** The RADIUS server of multi-factor sign-in. */
  readonly radius?: IpAddress | null;
}

export const SERVICES = ['ldap', 'kerberos'] as const;
export type Service = (typeof SERVICES)[number];

export type DirectoryStep =
  | {
      readonly kind: 'srv';
      readonly id: string;
      readonly service: Service;
      /** `_ldap._tcp.<domain>`. */
      readonly name: string;
      readonly transport: 'udp' | 'tcp';
      readonly server: IpAddress;
      readonly serverPort: number;
    }
  | {
      readonly kind: 'port';
      readonly address: IpAddress;
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

/** Changing a password (RFC 3244); the guide has it among the ports of a connector alone. */
const PASSWORD = [
  { port: 464, transport: 'tcp' },
  { port: 464, transport: 'udp' },
] as const;

/** Multi-factor sign-in asks a RADIUS server (guide2016, "AD Connector and MFA"). */
const RADIUS = { port: 1812, transport: 'udp', use: 'RADIUS' } as const;

interface DnsServer {
  readonly address: IpAddress;
  readonly port: number;
}

/** The named one first. */
export function serversOf({ dnsServer, dnsPort, otherDnsServers = [] }: DirectoryRequest): DnsServer[] {
  return [{ address: dnsServer, port: dnsPort }, ...otherDnsServers];
}

function questionsTo(
  { domain }: DirectoryRequest,
  { address, port }: DnsServer,
  index: number,
): DirectoryStep[] {
  return SERVICES.flatMap((service) =>
    (['udp', 'tcp'] as const).map((transport): DirectoryStep => ({
      kind: 'srv',
      id: `srv/${service}/${transport}${index === 0 ? '' : `@${address}`}`,
      service,
      name: `_${service}._tcp.${domain}`,
      transport,
      server: address,
      serverPort: port,
    })),
  );
}

function portStep(one: DirectoryPorts['literal'][number], address: IpAddress): DirectoryStep {
  const { port, transport, use } = one;
  return { kind: 'port', id: `port/${transport}-${port}`, address, port, transport, use };
}

/** SRV by UDP and by TCP: the connector needs port 53 by both. */
export function planDirectory(
  request: DirectoryRequest,
  ports: DirectoryPorts,
  words: DirectoryWords = english.directory,
): DirectoryPlan {
  const questions = serversOf(request).flatMap((server, index) => questionsTo(request, server, index));
  const { controller, radius = null } = request;
  const password = PASSWORD.map((one) => ({ ...one, use: words.passwordChange }));
  const literal =
    controller === null ? [] : [...ports.literal, ...password].map((one) => portStep(one, controller));
  const second = radius === null ? [] : [portStep(RADIUS, radius)];
  return {
    request,
    steps: [...questions, ...literal, ...second],
    left: [
      ...(request.controller === null ? [words.noController] : []),
      ...ports.ranges.map(({ transport, first, last, use }) =>
        words.range(`${transport.toUpperCase()} ${first}-${last}`, use),
      ),
    ],
  };
}
