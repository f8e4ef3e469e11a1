/** Servers of the person's own that answer UDP (`--peer`): they prove the way to themselves, and nothing behind it. */
import { parseIpAddress } from '../core/address.ts';
import { makeStep, type Lenient, type StepSeed } from './make-step.ts';
import type { PlanInput } from './plan-input.ts';
import type { Peer } from './request.ts';
import type { Step } from './step.ts';

/** Steps of each peer in the order of the request; their ids hold its number, never its name or address. */
export function planPeers(input: PlanInput): Step[] {
  return (input.request.peers ?? []).flatMap((peer, index) => stepsOf(peer, index + 1, input));
}

/** Number of the peer that a step belongs to, from 1; null for every other step. */
export function peerNumberOf({ id }: Pick<Step, 'id'>): number | null {
  const [, number] = /^peer\/(\d+)\//.exec(id) ?? [];
  return number === undefined ? null : Number(number);
}

/** The step that looks up a peer's name; null for one that was given by its address. */
export function peerNameStep({ host }: Peer): string | null {
  return parseIpAddress(host) === null ? `dns/${host}` : null;
}

type Rest = Lenient<StepSeed, 'regions' | 'protocols' | 'role'>;

function stepsOf(peer: Peer, number: number, { request }: PlanInput): Step[] {
  const { kind, host, port } = peer;
  const address = parseIpAddress(host);
  const nameStep = peerNameStep(peer);
  const seed = (rest: Rest): Step =>
    makeStep({
      role: 'peer',
      regions: [...request.regions],
      protocols: [...request.protocols],
      listed: false,
      ...rest,
    });
  const name =
    nameStep === null
      ? []
      : [
          seed({
            id: nameStep,
            probe: 'dns',
            group: 'dns',
            target: { host },
            reason: 'name of a peer (--peer)',
          }),
        ];
  return [
    ...name,
    seed({
      id: `peer/${number}/${kind}-${port}`,
      probe: kind,
      group: 'streaming',
      target: { host: address === null ? host : null, address, port },
      dependsOn: nameStep === null ? [] : [nameStep],
      reason: `UDP ${port} to a server of your own; it proves the way to itself alone`,
    }),
  ];
}
