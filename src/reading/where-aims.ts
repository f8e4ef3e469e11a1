/** Which hops are worth asking for a finding, and which of those that were asked belong to it. Pure. */
import type { HopsEvidence } from '../evidence/index.ts';
import type { StepOf } from '../plan/step.ts';
import type { Check } from './check.ts';
import { measuredOf, type View } from './view.ts';
import type { Series } from './where.ts';

/** What of a finding has a place on the way: an end of packets to a port or of a size, or a delay. */
export type Begins = 'port' | 'size' | 'delay';

/** One series of packets on the way to one port. */
export interface Aim {
  readonly address: string;
  readonly port: number;
  readonly method: StepOf<'hops'>['method'];
}

const STREAMING = [4172, 4195];
/** Nothing listens there; only how far packets come is read. */
const OTHER_PORT = 443;

type Asked = Pick<Check, 'role' | 'probe' | 'target'>;

/** What these checks aimed at, in their order. */
export function aimsOf(begins: Begins, checks: readonly Asked[]): Aim[] {
  return checks
    .filter(({ role }) => role === 'health-check' || role === 'path')
    .flatMap((check) => AIM[begins](check) ?? []);
}

const AIM: Readonly<Record<Begins, (check: Asked) => Aim | null>> = {
  port: ({ target: { address, port, transport } }) =>
    address === null || port === null || transport === null || transport === 'icmp'
      ? null
      : { address, port, method: transport },
  size: ({ probe, target: { address } }) =>
    address === null || (probe !== 'mtu-ping' && probe !== 'mtu-quic')
      ? null
      : { address, port: OTHER_PORT, method: 'mtu' },
  delay: ({ probe, target: { address, port } }) =>
    address === null || port === null || probe !== 'rtt' ? null : { address, port, method: 'udp' },
};

/** One address of each port is enough. */
export function firstOfEach(aims: readonly Aim[]): readonly Aim[] {
  return aims.filter((aim, index) => aims.findIndex((one) => isSamePort(one, aim)) === index);
}

function isSamePort(a: Aim, b: Aim): boolean {
  return a.method === b.method && a.port === b.port;
}

/** What an aim is held against: the other streaming port, unless it failed too, else 443. Packets of full size: small ones. */
export function controlOf({ address, port, method }: Aim, failing: readonly Aim[]): Aim {
  if (method === 'mtu') return { address, port: OTHER_PORT, method: 'udp' };
  const other = STREAMING.find(
    (one) => one !== port && !failing.some((aim) => isSamePort(aim, { address, port: one, method })),
  );
  return { address, port: other ?? OTHER_PORT, method };
}

/** The hops that were asked for this aim; null where nobody asked. */
export function seriesOf({ address, port, method }: Aim, view: View): Series | null {
  const here = measuredOf(view, 'hops', 'where').filter(({ evidence }) => evidence.address === address);
  const find = (isIt: (step: StepOf<'hops'>) => boolean): HopsEvidence | null =>
    here.find(({ step }) => step.probe === 'hops' && isIt(step))?.evidence ?? null;
  const failing = find((step) => !step.control && step.method === method && step.target.port === port);
  if (failing === null) return null;
  const against = method === 'mtu' ? 'udp' : method;
  const control = find((step) => step.control && step.method === against);
  return { failing, control, host: view.record.host };
}
