/**
 * What the JSON syntaxes write, as schemas: published (scripts/published-schemas.ts) and held against what is written by tests. Apart from the
 * writers, which need the types alone: the list of syntaxes stands in the help, and a help loads no schema.
 */
import { z } from 'zod';

const awsDescription = z
  .string()
  .max(255)
  .regex(/^[a-zA-Z0-9. _\-:/()#,@[\]+=&;{}!$*]*$/);

const permission = z.strictObject({
  IpProtocol: z.enum(['tcp', 'udp']),
  FromPort: z.int().min(1).max(65535),
  ToPort: z.int().min(1).max(65535),
  IpRanges: z.array(z.strictObject({ CidrIp: z.cidrv4(), Description: awsDescription })),
  Ipv6Ranges: z.array(z.strictObject({ CidrIpv6: z.cidrv6(), Description: awsDescription })),
});

/** What is written, as a published schema: the part of EC2's IpPermission that a rule set uses. */
export const awsSecurityGroupSchema = z.strictObject({ IpPermissions: z.array(permission) });
export type AwsSecurityGroup = z.infer<typeof awsSecurityGroupSchema>;
export type EgressPermission = z.infer<typeof permission>;

const alias = z.strictObject({
  enabled: z.literal('1'),
  name: z.string().regex(/^[A-Za-z][A-Za-z0-9_]{0,31}$/),
  type: z.enum(['host', 'network', 'port']),
  proto: z.literal(''),
  /** One entry a line. */
  content: z.string().min(1),
  description: z.string().regex(/^[ 0-9a-zA-Z.\-,_]{1,255}$/),
});

/** Aliases of OPNsense by UUID. */
export const opnsenseAliases = z.strictObject({
  aliases: z.strictObject({ alias: z.record(z.uuid(), alias) }),
});
export type OpnsenseAliases = z.infer<typeof opnsenseAliases>;
export type Alias = z.infer<typeof alias>;
