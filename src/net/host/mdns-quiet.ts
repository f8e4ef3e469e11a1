/**
 * `node-dns-sd` without its noise and its traps. Version 1.0.1 prints to the console when an interface has two addresses,
 * asks on the first interface alone, lets a failed send become an unhandled rejection, throws out of its socket's listener
 * on a cut packet, and has no listener for errors of that socket. Each search gets an object of its own that inherits from
 * the package's single instance and replaces those methods: nothing global is touched, and searches do not share state.
 */
import dnsSd, { type DnsSd, type DnsSdPacket } from 'node-dns-sd';
import { classifyError } from '../classify-failure.ts';
import type { Failure } from '../../core/failure.ts';

export interface QuietSearch {
  /** Asks once and listens for a second. Rejects when the socket cannot be opened. */
  round(): Promise<readonly DnsSdPacket[]>;
  /** Closes the socket at once; a round under way ends within its second, its result is discarded by the caller. */
  close(): void;
  /** First failure to send on any interface; null when all went out. */
  sendFailure(): Failure | null;
}

/** Joins or leaves the group on every interface; those that refuse are passed over in silence. */
function eachAddress(sd: DnsSd, act: (address: string) => void): void {
  for (const address of sd._netif_address_list) {
    try {
      act(address);
    } catch {
      // An interface with two addresses is already a member; one that went away cannot be left.
    }
  }
}

async function sendEverywhere(
  sd: DnsSd,
  packet: Uint8Array,
  onFailure: (problem: Failure) => void,
): Promise<void> {
  // The socket exists by now; an error that comes later must not end the process.
  sd._udp?.on('error', (error) => onFailure(classifyError(error, 'send')));
  for (const address of sd._netif_address_list) {
    try {
      sd._udp?.setMulticastInterface(address);
      await sd._udpSend(packet, sd._UDP_PORT, sd._MULTICAST_ADDR);
    } catch (error) {
      onFailure(classifyError(error, 'send'));
    }
  }
}

/** Searches for the given DNS-SD service types (`_ipp._tcp.local`). IPv4 multicast only, as the package. */
export function quietSearch(serviceTypes: readonly string[], base: DnsSd = dnsSd): QuietSearch {
  let problem: Failure | null = null;
  const note = (next: Failure): void => void (problem ??= next);
  const sd = Object.create(base) as DnsSd;
  sd._addMembership = () => eachAddress(sd, (address) => sd._udp?.addMembership(sd._MULTICAST_ADDR, address));
  sd._dropMembership = () =>
    eachAddress(sd, (address) => sd._udp?.dropMembership(sd._MULTICAST_ADDR, address));
  sd._sendQueryPacket = (packet) => sendEverywhere(sd, packet, note);
  sd._receivePacket = (datagram, sender) => {
    try {
      base._receivePacket.call(sd, datagram, sender);
    } catch {
      // Its parser reads beyond the end of a cut packet, and recurses without end in a name that points to itself.
    }
  };
  return {
    async round() {
      const packets: DnsSdPacket[] = [];
      const filter = (device: { packet?: DnsSdPacket }): boolean => {
        if (device.packet !== undefined) packets.push(device.packet);
        return false;
      };
      await sd.discover({ name: serviceTypes, wait: 1, filter });
      return packets;
    },
    close() {
      sd._is_discovering = false;
      sd._stopListening().catch(() => undefined);
    },
    sendFailure: () => problem,
  };
}
