/**
 * The UDP control: does any UDP reach a server of the person's choice? Off unless asked for (`--stun`). Its answer separates
 * "this port" from "all UDP"; by itself a silent control says nothing about WorkSpaces.
 */
import { exchangeTries, TRIES, type DatagramTry } from './datagram-tries.ts';
import type { Probe } from './probe.ts';
import { makeBindingRequest, readBindingReply, type StunReply } from './stun-message.ts';

export const stunProbe: Probe<'stun'> = {
  id: 'stun',
  version: 1,
  summary: 'Sends up to three STUN binding requests of 20 bytes to a server that the person named.',
  async run(step, context) {
    const { seen, reply } = await exchangeTries(Array.from({ length: TRIES }, stunTry), step, context);
    return { kind: 'stun', ...seen, reply: reply && { afterMs: reply.afterMs, ...reply.says } };
  },
};

function stunTry(): DatagramTry<StunReply> {
  const payload = makeBindingRequest();
  return { payload, read: (datagram) => readBindingReply(datagram, payload) };
}
