/**
 * One PowerShell start for all facts of Windows (each start costs half a second), answered as JSON, which no language of
 * the system changes. Numbers and plain texts only: enumerations would come as numbers or words depending on the version.
 * The script has no double quotes, so that no layer of quoting can change it.
 */
import { z } from 'zod';
import type { CallOptions, CommandRunner } from '../../probes/ports.ts';

const UTF8 = '[Console]::OutputEncoding=[Text.Encoding]::UTF8;';
const QUIET = "$ErrorActionPreference='SilentlyContinue';$ProgressPreference='SilentlyContinue';";

const FACTS = `@{
adapters=@(Get-NetAdapter|%{@{name=$_.Name;index=[int]$_.ifIndex;description=$_.InterfaceDescription;up=($_.Status -eq 'Up');type=[int]$_.InterfaceType;medium=[int]$_.NdisPhysicalMedium;mac=$_.MacAddress}});
mtus=@(Get-NetIPInterface|%{@{index=[int]$_.ifIndex;name=$_.InterfaceAlias;family=[int]$_.AddressFamily;mtu=[long]$_.NlMtu;metric=[int]$_.InterfaceMetric;connected=($_.ConnectionState -eq 'Connected')}});
addresses=@(Get-NetIPAddress|%{@{index=[int]$_.InterfaceIndex;address=$_.IPAddress;prefix=[int]$_.PrefixLength;usable=($_.AddressState -eq 'Preferred' -or $_.AddressState -eq 'Deprecated')}});
routes=@(Get-NetRoute|?{$_.DestinationPrefix -in '0.0.0.0/0','0.0.0.0/1','::/0','::/1'}|%{@{index=[int]$_.ifIndex;name=$_.InterfaceAlias;nextHop=$_.NextHop;metric=[int]$_.RouteMetric}});
dns=@(Get-DnsClientServerAddress|%{@{index=[int]$_.InterfaceIndex;name=$_.InterfaceAlias;servers=@($_.ServerAddresses)}});
nrpt=@(Get-DnsClientNrptPolicy -Effective|%{@{namespace=@($_.Namespace|%{[string]$_});servers=@($_.NameServers|?{$_}|%{[string]$_})}})
}|ConvertTo-Json -Depth 5 -Compress`;

/** The parsed JSON that a PowerShell script prints, or null with the reason. */
export async function runPowerShell(
  commands: CommandRunner,
  script: string,
  options: CallOptions,
): Promise<{ json: unknown } | { unread: string }> {
  const oneLine = script.replace(/\s*\n/g, '');
  const args = ['-NoLogo', '-NoProfile', '-NonInteractive', '-Command', UTF8 + QUIET + oneLine];
  const { stdout, exitCode, failure } = await commands.run('powershell', args, options);
  if (failure !== null) return { unread: `${failure.code}: ${failure.detail ?? 'powershell'}` };
  try {
    return { json: JSON.parse(stdout.replace(/^\uFEFF/, '')) as unknown };
  } catch {
    return { unread: `tool-output-unreadable: powershell, exit code ${exitCode}` };
  }
}

const text = z.string().nullable();
const count = z.number().int();

const windowsFacts = z.object({
  adapters: z.array(
    z.object({
      name: z.string(),
      index: count,
      description: text,
      up: z.boolean(),
      type: count,
      medium: count,
      mac: text,
    }),
  ),
  mtus: z.array(
    z.object({
      index: count,
      name: z.string(),
      family: count,
      mtu: count,
      metric: count,
      connected: z.boolean(),
    }),
  ),
  addresses: z.array(z.object({ index: count, address: z.string(), prefix: count, usable: z.boolean() })),
  routes: z.array(z.object({ index: count, name: z.string(), nextHop: text, metric: count })),
  dns: z.array(z.object({ index: count, name: z.string(), servers: z.array(z.string()) })),
  /** The name resolution policy as it works now; a system that does not know the command gives an empty list. Null: in another shape. */
  nrpt: z
    .array(z.object({ namespace: z.array(z.string()), servers: z.array(z.string()) }))
    .nullable()
    .catch(null),
});
export type WindowsFacts = z.infer<typeof windowsFacts>;
export type NrptRule = NonNullable<WindowsFacts['nrpt']>[number];

/** All facts at once, checked; a reason when the answer is missing or has another shape. */
export async function queryWindowsFacts(
  commands: CommandRunner,
  options: CallOptions,
): Promise<WindowsFacts | { unread: string }> {
  const answer = await runPowerShell(commands, FACTS, options);
  if ('unread' in answer) return answer;
  const parsed = windowsFacts.safeParse(answer.json);
  return parsed.success ? parsed.data : { unread: 'tool-output-unreadable: powershell' };
}
