/** The Debian packages that the lab needs, and their installation where that is allowed (root on a Debian). */
import { access } from 'node:fs/promises';
import { delimiter, join } from 'node:path';
import { runCommand } from './run-command.ts';

export interface LabPackage {
  readonly debian: string;
  /** A program that it brings. */
  readonly program: string;
  /** `lab`: nothing works without it. `peers`: real peers of some scenarios. `bench`: only `npm run bench`. */
  readonly for: 'lab' | 'peers' | 'bench';
}

export const LAB_PACKAGES: readonly LabPackage[] = [
  { debian: 'gcc', program: 'gcc', for: 'lab' },
  { debian: 'libc6-dev', program: '/usr/include/stdio.h', for: 'lab' },
  { debian: 'python3', program: 'python3', for: 'lab' },
  { debian: 'openssl', program: 'openssl', for: 'lab' },
  { debian: 'iproute2', program: 'ip', for: 'lab' },
  { debian: 'nftables', program: 'nft', for: 'lab' },
  { debian: 'iputils-ping', program: 'ping', for: 'lab' },
  { debian: 'util-linux', program: 'setpriv', for: 'lab' },
  { debian: 'squid', program: 'squid', for: 'peers' },
  { debian: 'coturn', program: 'turnserver', for: 'peers' },
  { debian: 'caddy', program: 'caddy', for: 'peers' },
  { debian: 'nginx-light', program: 'nginx', for: 'peers' },
  { debian: 'dnsmasq-base', program: 'dnsmasq', for: 'peers' },
  { debian: 'fping', program: 'fping', for: 'bench' },
  { debian: 'nmap', program: 'nmap', for: 'bench' },
  { debian: 'tcpdump', program: 'tcpdump', for: 'bench' },
];

async function exists(path: string): Promise<boolean> {
  return access(path).then(
    () => true,
    () => false,
  );
}

/** Full path of a program; null when it is not installed. Administration folders count, also where PATH lacks them. */
export async function findProgram(name: string): Promise<string | null> {
  const folders = ['/usr/sbin', '/usr/bin', '/sbin', '/bin', ...(process.env['PATH'] ?? '').split(delimiter)];
  for (const path of name.startsWith('/') ? [name] : folders.map((folder) => join(folder, name)))
    if (await exists(path)) return path;
  return null;
}

/** Names of the missing packages of the given purposes. */
export async function missingPackages(purposes: readonly LabPackage['for'][]): Promise<readonly string[]> {
  const wanted = LAB_PACKAGES.filter((entry) => purposes.includes(entry.for));
  const found = await Promise.all(wanted.map((entry) => findProgram(entry.program)));
  return wanted.filter((_, index) => found[index] === null).map((entry) => entry.debian);
}

/** Why the lab cannot run on this machine; null when it can (perhaps after `installLabPackages`). */
export function labRefusal(): string | null {
  if (process.platform !== 'linux') return 'the lab needs Linux (network namespaces)';
  return process.getuid?.() === 0 ? null : 'the lab needs root (network namespaces and TUN devices)';
}

/**
 * Installs what is missing with apt-get and says so on stdout. Returns what is still missing afterwards, for the caller to
 * judge: without the `lab` packages nothing runs, without the others some scenarios are skipped.
 */
export async function installLabPackages(
  purposes: readonly LabPackage['for'][] = ['lab', 'peers'],
): Promise<readonly string[]> {
  const missing = await missingPackages(purposes);
  if (missing.length === 0 || (await findProgram('apt-get')) === null) return missing;
  console.log(`Installing Debian packages for the lab: ${missing.join(' ')}`);
  await runCommand('apt-get', ['update', '-qq']);
  const options = ['-o', 'DPkg::Lock::Timeout=120', '-y', '-qq', '--no-install-recommends'];
  const outcome = await runCommand('env', [
    'DEBIAN_FRONTEND=noninteractive',
    'apt-get',
    'install',
    ...options,
    ...missing,
  ]);
  if (outcome.exitCode !== 0) console.log(`apt-get install failed: ${outcome.stderr.trim().slice(-500)}`);
  return missingPackages(purposes);
}
