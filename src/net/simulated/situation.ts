/** A scripted network: everything that the simulated ports need to know, as data. Nothing is ever sent. */
import type { PortState } from '../../core/words.ts';

export interface Situation {
  readonly id: string;
  /** English, for the list of demonstrations. */
  readonly title: string;
  /** What the network does, in one sentence. */
  readonly description: string;
  /** Round trip to the Region asked for; Regions farther away are slower by their place in the tables. */
  readonly rttMs: number;
  readonly jitterMs: number;
  /** Every how many-th connect of a series is lost; null: none. */
  readonly loseEvery: number | null;
  readonly online: boolean;
  readonly resolver: 'answers' | 'silent';
  /** Parts of host names that do not exist here. */
  readonly missing: readonly string[];
  /** State of each TCP port towards the service. */
  readonly tcp: Readonly<Record<number, PortState>>;
  /** What datagrams to each port meet: an answer, silence or an active refusal. */
  readonly udp: Readonly<Record<number, 'answered' | 'silent' | 'refused'>>;
  /** Health-check addresses that stay silent, counted from the first. */
  readonly deadServers: number;
  /** Somebody near accepts every TCP connection. */
  readonly acceptsAll: boolean;
  /** A portal answers plain HTTP and cuts everything else. */
  readonly portal: boolean;
  /** Name of the authority that decrypts; null: nobody does. */
  readonly interceptedBy: string | null;
  /** How far this machine's clock is behind, in milliseconds. */
  readonly clockBehindMs: number;
  /** A proxy that this machine has set, and what it does with CONNECT; null: none. */
  readonly proxy: 'tunnels' | 'wants-password' | 'denies' | null;
  /** A VPN carries the traffic; its packet limit. Null: no VPN. */
  readonly tunnelMtuBytes: number | null;
  readonly firstHopMs: number;
}

const HEALTHY: Omit<Situation, 'id' | 'title' | 'description'> = {
  rttMs: 38,
  jitterMs: 2,
  loseEvery: null,
  online: true,
  resolver: 'answers',
  missing: [],
  tcp: { 443: 'open', 4172: 'open', 4195: 'open' },
  udp: { 443: 'answered', 4172: 'silent', 4195: 'answered' },
  deadServers: 0,
  acceptsAll: false,
  portal: false,
  interceptedBy: null,
  clockBehindMs: 0,
  proxy: null,
  tunnelMtuBytes: null,
  firstHopMs: 3,
};

type Told = Pick<Situation, 'id' | 'title' | 'description'> & Partial<Situation>;

const TOLD: readonly Told[] = [
  {
    id: 'ready',
    title: 'Everything gets through',
    description: 'A good home network, 38 ms from the Region.',
  },
  {
    id: 'udp-blocked',
    title: 'UDP blocked',
    description: 'A firewall refuses UDP on both streaming ports; TCP passes.',
    udp: { 443: 'answered', 4172: 'refused', 4195: 'refused' },
  },
  {
    id: 'pcoip-blocked',
    title: 'PCoIP blocked',
    description: 'Port 4172 is dropped on TCP and UDP; DCV passes.',
    tcp: { 443: 'open', 4172: 'filtered', 4195: 'open' },
    tunnelMtuBytes: 1400,
  },
  {
    id: 'streaming-blocked',
    title: 'Both streaming ports blocked',
    description: 'The web works, ports 4172 and 4195 do not: the usual office firewall.',
    tcp: { 443: 'open', 4172: 'filtered', 4195: 'filtered' },
    udp: { 443: 'silent', 4172: 'silent', 4195: 'silent' },
  },
  {
    id: 'name-lookup-dead',
    title: 'Name lookup is dead',
    description: 'No DNS server answers.',
    resolver: 'silent',
  },
  {
    id: 'broker-missing',
    title: 'One name is missing',
    description: 'A DNS filter says that the connection broker does not exist.',
    missing: ['ws-broker-service.'],
  },
  {
    id: 'captive-portal',
    title: 'Hotel login page',
    description: 'The guest network wants a login before it lets anything through.',
    portal: true,
    tcp: { 443: 'filtered', 4172: 'filtered', 4195: 'filtered' },
    udp: { 443: 'silent', 4172: 'silent', 4195: 'silent' },
  },
  {
    id: 'decrypted',
    title: 'TLS is decrypted',
    description: 'A security gateway signs every page with its own authority.',
    interceptedBy: 'Contoso Secure Gateway CA',
  },
  {
    id: 'proxy-only',
    title: 'Web by proxy only',
    description: 'Port 443 goes through the office proxy alone; streaming goes direct.',
    proxy: 'tunnels',
    tcp: { 443: 'filtered', 4172: 'open', 4195: 'open' },
  },
  {
    id: 'proxy-password',
    title: 'The proxy wants a password',
    description: 'Port 443 goes through a proxy that asks for a user and a password.',
    proxy: 'wants-password',
    tcp: { 443: 'filtered', 4172: 'open', 4195: 'open' },
  },
  { id: 'slow', title: 'Slow: 214 ms', description: 'A long way to the Region.', rttMs: 214, jitterMs: 6 },
  {
    id: 'too-far',
    title: 'Too far: 390 ms',
    description: 'Beyond what PCoIP stands.',
    rttMs: 390,
    jitterMs: 8,
  },
  {
    id: 'lossy-wifi',
    title: 'Wi-Fi that loses packets',
    description: 'One packet in twelve is lost between this computer and its router.',
    loseEvery: 12,
    jitterMs: 14,
    firstHopMs: 28,
  },
  {
    id: 'vpn-small-packets',
    title: 'VPN with small packets',
    description: 'All traffic leaves through a VPN that carries 1150 bytes.',
    tunnelMtuBytes: 1150,
    udp: { 443: 'silent', 4172: 'silent', 4195: 'silent' },
  },
  {
    id: 'offline',
    title: 'No network',
    description: 'This computer has no network at all.',
    online: false,
    resolver: 'silent',
  },
  {
    id: 'clock-wrong',
    title: 'The clock is wrong',
    description: 'This computer believes that it is two years ago.',
    clockBehindMs: 2 * 365 * 86_400_000,
  },
  {
    id: 'accepts-all',
    title: 'Something near accepts everything',
    description: 'A security program on this computer opens every connection by itself.',
    acceptsAll: true,
    rttMs: 1,
    jitterMs: 0.2,
    udp: { 443: 'silent', 4172: 'silent', 4195: 'silent' },
  },
  {
    id: 'one-server-down',
    title: 'One server is silent',
    description: 'One of the health-check servers does not answer, the others do.',
    deadServers: 1,
  },
];

export const SITUATIONS: readonly Situation[] = TOLD.map((told) => ({ ...HEALTHY, ...told }));

/** The situation of that id, or null. */
export function situationById(id: string): Situation | null {
  return SITUATIONS.find((situation) => situation.id === id) ?? null;
}
