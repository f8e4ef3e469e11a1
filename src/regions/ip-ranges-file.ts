/**
 * AWS's published address ranges (`ip-ranges.json`), as far as the tables are compared with them.
 * Shape: https://docs.aws.amazon.com/vpc/latest/userguide/aws-ip-syntax.html
 */
import { z } from 'zod';
import { readInputJson, type Input } from './read-input-file.ts';

const text = z.string().max(200);

const ipRanges = z.object({
  syncToken: text.optional(),
  createDate: text.optional(),
  prefixes: z.array(z.object({ ip_prefix: text, region: text, service: text })),
  ipv6_prefixes: z.array(z.object({ ipv6_prefix: text, region: text, service: text })).default([]),
});
export type IpRanges = z.infer<typeof ipRanges>;

/** The real file has about 2 MB; ten times that leaves room to grow and bounds the memory. */
const LIMIT_BYTES = 20_000_000;

/** The service name of the streaming gateways in the file. */
export const GATEWAY_SERVICE = 'WORKSPACES_GATEWAYS';

/** Reads the file; one without any streaming gateway is another file of the same shape, and comparing with it would mislead. */
export async function readIpRanges(path: string): Promise<Input<IpRanges>> {
  const file = await readInputJson(path, { schema: ipRanges, limitBytes: LIMIT_BYTES });
  if (file.kind === 'unreadable') return file;
  const { prefixes, ipv6_prefixes } = file.value;
  const services = [...prefixes, ...ipv6_prefixes].some(({ service }) => service === GATEWAY_SERVICE);
  if (services) return file;
  return { kind: 'unreadable', problem: `${path} lists no ${GATEWAY_SERVICE}: is it AWS's ip-ranges.json?` };
}
