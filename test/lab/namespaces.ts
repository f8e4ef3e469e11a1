/**
 * The network namespaces of one lab, their removal, and the proof that nothing in them can leave: every interface is one that the
 * lab itself made between its own namespaces.
 */
import { readFileSync } from 'node:fs';
import { readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { LAB_FOLDER } from './places.ts';
import { mustRun, runCommand } from './run-command.ts';

const PREFIX = 'pflab';
export const RUN_FOLDER = join(LAB_FOLDER, 'run');

export interface Namespaces {
  readonly id: string;
  readonly client: string;
  readonly router: string;
  readonly service: string;
  /** More routers between the first one and the service. */
  readonly backbone: readonly string[];
  /** A machine of the person's own behind the service. */
  readonly peer: string | null;
}

export function namesOf({ client, router, service, backbone, peer }: Namespaces): readonly string[] {
  return [client, router, service, ...backbone, ...(peer === null ? [] : [peer])];
}

let opened = 0;

/** Names that no other process uses: the id holds our process id and its start time. */
export function newNamespaces(moreRouters = 0, hasPeer = false): Namespaces {
  const id = `${PREFIX}-${process.pid}-${startTime(process.pid) ?? 0}-${++opened}`;
  const backbone = Array.from({ length: moreRouters }, (_, index) => `${id}-hop${index + 2}`);
  return {
    id,
    client: `${id}-client`,
    router: `${id}-router`,
    service: `${id}-service`,
    backbone,
    peer: hasPeer ? `${id}-peer` : null,
  };
}

/** Start time of a process in clock ticks since boot; null when it is gone. */
function startTime(pid: number): number | null {
  try {
    const text = readFileSync(`/proc/${pid}/stat`, 'utf8');
    return Number(text.slice(text.lastIndexOf(')') + 2).split(' ')[19]);
  } catch {
    return null;
  }
}

function ownerIsGone(name: string): boolean {
  const [, pid, started] = name.split('-');
  return startTime(Number(pid)) !== Number(started);
}

/** Removes what labs of ended processes left behind (a killed one cannot clean up itself). */
export async function sweep(): Promise<void> {
  const folders = ['/run/netns', '/etc/netns', RUN_FOLDER];
  const found = await Promise.all(folders.map((folder) => readdir(folder).catch(() => [] as string[])));
  const stale = (name: string): boolean => name.startsWith(`${PREFIX}-`) && ownerIsGone(name);
  await removeNamespaces((found[0] ?? []).filter(stale));
  const files = [...(found[1] ?? []).filter(stale).map((name) => join('/etc/netns', name))];
  files.push(...(found[2] ?? []).filter(stale).map((name) => join(RUN_FOLDER, name)));
  await Promise.all(files.map((path) => rm(path, { recursive: true, force: true })));
}

/** Ends the processes that still run inside, then removes the namespaces. */
export async function removeNamespaces(names: readonly string[]): Promise<void> {
  for (const name of names) {
    const pids = await runCommand('ip', ['netns', 'pids', name]);
    for (const pid of pids.stdout.split('\n').filter(Boolean)) endProcess(Number(pid));
  }
  if (names.length > 0)
    await runCommand('ip', ['-force', '-batch', '-'], names.map((name) => `netns del ${name}\n`).join(''));
}

function endProcess(pid: number): void {
  try {
    process.kill(pid, 'SIGKILL');
  } catch {
    // it ended by itself meanwhile
  }
}

/** `ip -j` prints an empty object for an interface that its filter left out. */
interface LinkRow {
  readonly ifname?: string;
  readonly flags?: readonly string[];
  /** Name of the other end of a veth pair in the same namespace. */
  readonly link?: string;
  readonly link_netnsid?: number;
  readonly linkinfo?: { readonly info_kind?: string };
}

/**
 * Throws unless every interface that is up is loopback, a TUN or TAP device (held by our relay), or a veth whose other end lies in
 * another namespace of this lab.
 */
export async function assertNoWayOut(spaces: Namespaces, created: readonly string[]): Promise<void> {
  const own = namesOf(spaces);
  await Promise.all(
    own.map(async (name) => {
      const text = await mustRun('ip', ['-n', name, '-d', '-j', 'link', 'show', 'up']);
      const ids = await ownIds(name, own);
      for (const row of (JSON.parse(text) as LinkRow[]).filter((row) => row.ifname !== undefined)) {
        if (!isOurs(row, ids, created))
          throw new Error(`${name} has the interface ${row.ifname}, which is not the lab's: refused`);
      }
    }),
  );
}

function isOurs(row: LinkRow, ids: readonly number[], created: readonly string[]): boolean {
  if (row.flags?.includes('LOOPBACK') === true) return true;
  if (!created.includes(row.ifname ?? '')) return false;
  const kind = row.linkinfo?.info_kind;
  if (kind !== 'veth') return kind === 'tun';
  return row.link_netnsid === undefined ? created.includes(row.link ?? '') : ids.includes(row.link_netnsid);
}

/** The ids by which one namespace knows the others of this lab. */
async function ownIds(name: string, own: readonly string[]): Promise<number[]> {
  const text = await mustRun('ip', ['-n', name, '-j', 'netns', 'list-id']);
  const rows = text.trim() === '' ? [] : (JSON.parse(text) as { nsid: number; name?: string }[]);
  return rows.filter((row) => own.includes(row.name ?? '')).map((row) => row.nsid);
}
