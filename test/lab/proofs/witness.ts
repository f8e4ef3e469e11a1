/**
 * What really leaves: the router writes down every destination, transport and port that crosses it. A sweep from the client knocks at
 * many doors, those of the rules and others. Together they say of a firewall what it lets out, in both directions of the word.
 */
import { execPath } from 'node:process';
import type { Lab } from '../lab.ts';
import { mustRunInside } from './inside.ts';

export interface Door {
  readonly address: string;
  readonly transport: 'tcp' | 'udp';
  readonly port: number;
}

export function doorKey({ address, transport, port }: Door): string {
  return `${transport} ${address} ${port}`;
}

/** Before the router's own filters, so that a packet counts as soon as it has left the client. */
const TABLE = `table inet witness {
  set seen { type ipv4_addr . inet_proto . inet_service; flags dynamic; size 65535; }
  chain forward {
    type filter hook forward priority -300;
    iifname "lan0" meta nfproto ipv4 meta l4proto { tcp, udp } add @seen { ip daddr . meta l4proto . th dport }
  }
}
`;

export async function placeWitness(lab: Lab): Promise<void> {
  await mustRunInside(lab, 'router', ['nft', '-f', '-'], TABLE);
}

export async function forgetSeen(lab: Lab): Promise<void> {
  await mustRunInside(lab, 'router', ['nft', 'flush', 'set', 'inet', 'witness', 'seen']);
}

interface SetListing {
  readonly nftables: readonly { readonly set?: { readonly elem?: readonly unknown[] } }[];
}

export async function seenDoors(lab: Lab): Promise<Door[]> {
  const text = await mustRunInside(lab, 'router', [
    'nft', '-j', 'list', 'set', 'inet', 'witness', 'seen',
  ]); // prettier-ignore
  const { nftables } = JSON.parse(text) as SetListing;
  return nftables.flatMap(({ set }) => (set?.elem ?? []).map(doorOf));
}

/** `{ concat: [address, protocol, port] }`, perhaps inside `{ elem: { val: … } }`. */
function doorOf(element: unknown): Door {
  const outer = element as { readonly elem?: { readonly val: unknown } };
  const { concat } = (outer.elem?.val ?? element) as { readonly concat: readonly [string, string, number] };
  const [address, protocol, port] = concat;
  return { address, transport: protocol === 'udp' || String(protocol) === '17' ? 'udp' : 'tcp', port };
}

/** Knocks once by UDP and for 0.4 s by TCP; what comes back does not matter, the router's list does. */
const SWEEP = `
const net = require('node:net'), dgram = require('node:dgram');
let text = '';
process.stdin.on('data', (part) => (text += part)).on('end', async () => {
  const doors = JSON.parse(text);
  const tcp = ({ address, port }) => new Promise((done) => {
    const socket = net.connect({ host: address, port });
    const end = () => { socket.destroy(); done(); };
    socket.on('connect', end).on('error', end);
    setTimeout(end, 400);
  });
  const socket = dgram.createSocket('udp4').on('error', () => undefined);
  const udp = ({ address, port }) => new Promise((done) => socket.send('x', port, address, () => done()));
  const work = async () => { for (let door = doors.pop(); door; door = doors.pop()) await (door.transport === 'tcp' ? tcp : udp)(door); };
  await Promise.all(Array.from({ length: 200 }, work));
  socket.close();
});
`;

/** Every door is knocked at once. */
export async function sweep(lab: Lab, doors: readonly Door[]): Promise<void> {
  await mustRunInside(lab, 'client', [execPath, '-e', SWEEP], JSON.stringify(doors));
}
