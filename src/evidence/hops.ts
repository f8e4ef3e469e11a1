/** Evidence of the `hops` probe: who answered on the way when packets were sent with a small time to live. A silent hop proves nothing. */
import { z } from 'zod';
import { failureSchema, ms } from './parts.ts';

export const HOP_METHODS = ['udp', 'tcp', 'icmp', 'mtu'] as const;

const hop = z.object({
  /** Routers from here, from 1. */
  n: z.number().int().min(1),
  /** Somebody answered for it. Some tools tell that and no address. */
  answered: z.boolean(),
  addresses: z.array(z.string()),
  rttsMs: z.array(ms),
  sent: z.number().int(),
  /** A refusal in the notation of traceroute: `!X` forbidden, `!H` no host, `!N` no network, `!P` no protocol. */
  mark: z.string().nullable(),
  /** What the router says that it can pass on, in bytes. */
  mtu: z.number().int().nullable(),
});
export type Hop = z.infer<typeof hop>;

export const hopsEvidence = z.object({
  kind: z.literal('hops'),
  address: z.string(),
  port: z.number().int().nullable(),
  /** What was really sent: Windows knows ICMP alone. `mtu`: packets as large as the way takes. */
  method: z.enum(HOP_METHODS),
  /** Program of the system, and how it was called. */
  tool: z.string(),
  argv: z.array(z.string()),
  ttl: z.array(hop),
  /** The address itself answered. */
  reached: z.boolean(),
  rounds: z.number().int(),
  packets: z.number().int(),
  seconds: z.number().nonnegative(),
  failure: failureSchema.nullable(),
});
export type HopsEvidence = z.infer<typeof hopsEvidence>;

/** What several looks at the way saw together: rows of one number are one hop. In order. */
export function joinHops(seen: readonly Hop[]): Hop[] {
  const hops = new Map<number, Hop>();
  for (const hop of seen) {
    const known = hops.get(hop.n);
    hops.set(hop.n, known === undefined ? hop : joinHop(known, hop));
  }
  return [...hops.values()].sort((a, b) => a.n - b.n);
}

function joinHop(a: Hop, b: Hop): Hop {
  return {
    n: a.n,
    answered: a.answered || b.answered,
    addresses: [...new Set([...a.addresses, ...b.addresses])],
    rttsMs: [...a.rttsMs, ...b.rttsMs],
    sent: a.sent + b.sent,
    mark: a.mark ?? b.mark,
    mtu: a.mtu ?? b.mtu,
  };
}
