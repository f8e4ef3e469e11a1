/** The package ships no types. Only what src/net/mdns-quiet.ts uses; the shapes are those of version 1.0.1. */
declare module 'node-dns-sd' {
  import type { Socket } from 'node:dgram';

  export interface DnsSdRecord {
    readonly name?: unknown;
    readonly type?: unknown;
    readonly rdata?: unknown;
  }
  export interface DnsSdPacket {
    readonly address?: unknown;
    readonly answers?: readonly DnsSdRecord[];
    readonly additionals?: readonly DnsSdRecord[];
  }
  export interface DnsSdDevice {
    readonly address?: unknown;
    readonly fqdn?: unknown;
    readonly packet?: DnsSdPacket;
  }
  export interface DiscoverOptions {
    readonly name: string | readonly string[];
    readonly key?: 'address' | 'fqdn';
    /** Whole seconds, at least 1. */
    readonly wait?: number;
    readonly quick?: boolean;
    readonly filter?: (device: DnsSdDevice) => boolean;
  }
  export interface DnsSd {
    discover(options: DiscoverOptions): Promise<readonly DnsSdDevice[]>;
    /** Private members that are replaced on an object of our own. */
    _udp: Socket | null;
    _MULTICAST_ADDR: string;
    _UDP_PORT: number;
    _netif_address_list: readonly string[];
    _udpSend(packet: Uint8Array, port: number, address: string): Promise<void>;
    _addMembership(): void;
    _dropMembership(): void;
    _sendQueryPacket(packet: Uint8Array): Promise<void>;
    _receivePacket(this: DnsSd, datagram: Uint8Array, sender: { readonly address: string }): void;
    _stopListening(): Promise<void>;
    _is_discovering: boolean;
    _is_monitoring: boolean;
  }
  const dnsSd: DnsSd;
  export default dnsSd;
}
