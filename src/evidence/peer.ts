/** What a server of the person's own showed (`--peer`): its TCP side, and a series of measuring packets (STAMP, RFC 8762). */
import { z } from 'zod';
import { failureSchema, measuredMs, ms, portState } from './parts.ts';

export const peerTcpEvidence = z.object({
  kind: z.literal('peer-tcp'),
  address: z.string(),
  port: z.number().int(),
  state: portState,
  connectMs: measuredMs,
  /** `greeting`: it greeted and does not take the key; `other`: somebody else answers there. */
  said: z.enum(['answer', 'greeting', 'other', 'nothing']),
  /** This machine as the peer sees it. */
  outsideAddress: z.string().nullable(),
  outsidePort: z.number().int().nullable(),
  failure: failureSchema.nullable(),
});

/** What the peer itself counted of one of its UDP ports. */
const told = z.object({
  /** First packets that came, and those that it answered. */
  hellos: z.number().int(),
  answered: z.number().int(),
  /** Seconds since somebody of another network proved that the port is open; null: never. */
  provenElsewhereAgo: z.number().nullable(),
});

const variation = z.object({ pdvMs: z.object({ p50: ms, p90: ms }), ipdvMs: ms });

export const stampEvidence = z.object({
  kind: z.literal('stamp'),
  address: z.string(),
  port: z.number().int(),
  /** Fixed by the step; null: any. */
  localPort: z.number().int().nullable(),
  signed: z.boolean(),
  state: portState,
  packetBytes: z.number().int(),
  /** First packets, of which one answer is enough; then the series. */
  hellos: z.number().int(),
  sent: z.number().int(),
  received: z.number().int(),
  duplicates: z.number().int(),
  /** Packets of the series that came to the reflector; null where nobody counted them. */
  atPeer: z.number().int().nullable(),
  /** Answers that it sent; null as above. */
  answered: z.number().int().nullable(),
  /** Who counted: the peer on TCP, the number in the answer to one more packet, nobody, or nobody had to. */
  closedBy: z.enum(['tcp', 'repeat', 'whole', 'none']),
  /** Null: nobody told. `offered` is false where the peer says that it has no such port. */
  told: told.nullable(),
  offered: z.boolean().nullable(),
  rttMs: z.object({ p50: ms, p90: ms }).nullable(),
  /**
   * How the delay of one way varies: above the least one (`pdvMs`), and from one packet to the next (`ipdvMs`, median). Null where too little
   * came, or where this computer or the peer was itself late. How long a way takes is never told: the two clocks differ.
   */
  up: variation.nullable(),
  down: variation.nullable(),
  /** How late this process was, and the peer's (99th percentile); null where nobody measured it. */
  loopP99Ms: z.number().nullable(),
  peerLoopP99Ms: z.number().nullable(),
  /** This machine as the peer sees its datagrams. */
  outsideAddress: z.string().nullable(),
  outsidePort: z.number().int().nullable(),
  failure: failureSchema.nullable(),
});

const sizeWay = z.object({
  /** In the order in which they were tried. `inPieces`: this machine's kernel cut such packets or put them together; null: it does not tell. */
  tries: z.array(
    z.object({ packetBytes: z.number().int(), passed: z.boolean(), inPieces: z.boolean().nullable() }),
  ),
  /** Null: not even the smallest passed. */
  largestBytes: z.number().int().nullable(),
  /** Null: the largest that was tried (1500) passed. */
  smallestLostBytes: z.number().int().nullable(),
});

/** Whole IP packets to a peer and back. */
export const peerSizeEvidence = z.object({
  kind: z.literal('peer-size'),
  address: z.string(),
  port: z.number().int(),
  family: z.union([z.literal(4), z.literal(6)]),
  /** False: what passed may have been cut in pieces on the way. */
  dfKnown: z.boolean(),
  up: sizeWay,
  down: sizeWay,
  failure: failureSchema.nullable(),
});

/** One source port, as the peer sees it on each of its UDP ports. */
export const peerNatEvidence = z.object({
  kind: z.literal('peer-nat'),
  address: z.string(),
  localPort: z.number().int().nullable(),
  /** Null: nothing came there, or nobody told. */
  seen: z.array(
    z.object({
      port: z.number().int(),
      outsideAddress: z.string().nullable(),
      outsidePort: z.number().int().nullable(),
    }),
  ),
  failure: failureSchema.nullable(),
});

/** Load at the documented needs, one after the other. */
export const peerLoadEvidence = z.object({
  kind: z.literal('peer-load'),
  address: z.string(),
  port: z.number().int(),
  /** What the peer's operator allows; null: none, or nobody told. */
  allowedKbps: z.number().nullable(),
  runs: z.array(
    z.object({
      direction: z.enum(['up', 'down']),
      kbps: z.number(),
      seconds: z.number(),
      /** Whole packets of the load; down: as the peer counts what it sent. Null: nobody told. */
      sent: z.number().int().nullable(),
      arrived: z.number().int().nullable(),
      bytes: z.number().int(),
      /** Of whole packets, while it was sent and while it came. */
      sentKbps: z.number().nullable(),
      arrivedKbps: z.number().nullable(),
      idleRttMs: z.object({ p50: ms }).nullable(),
      loadRttMs: z.object({ p50: ms, p90: ms }).nullable(),
    }),
  ),
  loopP99Ms: z.number().nullable(),
  peerLoopP99Ms: z.number().nullable(),
  failure: failureSchema.nullable(),
});

/** Answers that the peer held back, each on a socket of its own that was silent meanwhile. */
export const peerIdleEvidence = z.object({
  kind: z.literal('peer-idle'),
  address: z.string(),
  port: z.number().int(),
  held: z.array(z.object({ delayS: z.number(), answered: z.boolean() })),
  failure: failureSchema.nullable(),
});
