/** Opens a world as real network namespaces and runs commands inside its client. */
import { spawn, spawnSync, type ChildProcess, type SpawnOptions } from 'node:child_process';
import { mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import {
  assertNoWayOut,
  namesOf,
  newNamespaces,
  removeNamespaces,
  RUN_FOLDER,
  sweep,
  type Namespaces,
} from './namespaces.ts';
import { startPeers, type Peer } from './peers.ts';
import { ensureAuthorities, PKI } from './pki.ts';
import { ensureRelay, Relay, relayDescription, type RelayFigures, type Wire } from './relay.ts';
import { mustRun } from './run-command.ts';
import { serviceConfig } from './service-config.ts';
import { ServiceProcess } from './service-process.ts';
import {
  backboneScript,
  clientFiles,
  clientScript,
  peerScript,
  routerScript,
  serviceScript,
} from './setup-script.ts';
import { pathRules, type World } from './world.ts';

export interface Lab {
  readonly spaces: Namespaces;
  readonly world: World;
  /** Starts a program inside the client's namespace with a clean environment; PREFLIGHT_LAB=1 is set. */
  spawn(file: string, args: readonly string[], options?: SpawnOptions): ChildProcess;
  /** The same in the service's namespace. */
  spawnAtService(file: string, args: readonly string[], options?: SpawnOptions): ChildProcess;
  figures(): Promise<RelayFigures>;
  resetFigures(): void;
  close(): Promise<void>;
}

const open = new Set<Namespaces>();
let swept: Promise<void> | null = null;

/** The last resort when this process ends early: whatever is still open goes with it. A kill -9 is left to the next sweep. */
function removeOpenNow(): void {
  for (const spaces of open)
    for (const name of namesOf(spaces)) {
      spawnSync('ip', ['netns', 'del', name]);
      spawnSync('rm', ['-rf', join('/etc/netns', name), join(RUN_FOLDER, spaces.id)]);
    }
  open.clear();
}

function guardExit(): void {
  process.once('exit', removeOpenNow);
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const)
    process.once(signal, () => process.exit(signal === 'SIGINT' ? 130 : 143));
}

/** Takes about half a second. Close it in any case. */
export async function openLab(world: World): Promise<Lab> {
  if (swept === null) guardExit();
  swept ??= sweep();
  await swept;
  const spaces = newNamespaces(world.backbone.length, world.peerMachine);
  open.add(spaces);
  try {
    return await build(spaces, world);
  } catch (error) {
    await removeLab(spaces);
    throw error;
  }
}

async function build(spaces: Namespaces, world: World): Promise<Lab> {
  const folder = join(RUN_FOLDER, spaces.id);
  await Promise.all([mkdir(folder, { recursive: true }), ensureAuthorities(), makeNamespaces(spaces, world)]);
  await writeClientFiles(spaces, world);
  await writeDesktopSettings(folder, world);
  await writeClientLog(folder, world);
  await writeInstalledClient(folder, world);
  const service = startService(spaces, world, folder);
  service.catch(() => undefined); // awaited below; until then another failure may come first
  const relay = await startRelay(spaces, world, folder);
  await Promise.all([
    configure(spaces.client, clientScript(world)),
    configure(spaces.router, routerScript(world)),
    configure(spaces.service, serviceScript(world)),
    ...spaces.backbone.map((name, index) => configure(name, backboneScript(world, index))),
    ...(spaces.peer === null ? [] : [configure(spaces.peer, peerScript(world))]),
  ]);
  await assertNoWayOut(spaces, ownInterfaces(world));
  const running = await service;
  await running.listen();
  const peers = await startPeers(world, spaces, folder);
  return toLab({ spaces, world, relay, service: running, peers });
}

function ownInterfaces(world: World): string[] {
  const extra = world.extraInterfaces.flatMap(({ name }) => [name, `${name}p`]);
  const links = world.backbone.flatMap((_, index) => [`up${index + 1}`, `down${index + 1}`]);
  return [
    'eth0',
    'lan0',
    'wan0',
    'lab0',
    'lab1',
    ...links,
    ...(world.ways === 'one' ? [] : ['upside', 'downside']),
    ...(world.peerMachine ? ['peer0', 'peer1'] : []),
    ...extra,
    ...(world.tunnel ? [world.tunnel.name] : []),
  ];
}

/** A TAP cable has a relay in it (first-hop faults), else client and router are joined by a veth pair. */
async function makeNamespaces(spaces: Namespaces, world: World): Promise<void> {
  const lines = namesOf(spaces).map((name) => `netns add ${name}`);
  if (world.lanRule === null)
    lines.push(`link add eth0 netns ${spaces.client} type veth peer name lan0 netns ${spaces.router}`);
  if (spaces.peer !== null)
    lines.push(`link add peer0 netns ${spaces.service} type veth peer name peer1 netns ${spaces.peer}`);
  const chain = [spaces.router, ...spaces.backbone];
  for (const [index, name] of spaces.backbone.entries())
    lines.push(
      `link add up${index + 1} netns ${chain[index]} type veth peer name down${index + 1} netns ${name}`,
    );
  const side = { one: null, parallel: spaces.backbone[0], 'short-back': spaces.backbone[1] }[world.ways];
  if (side) lines.push(`link add upside netns ${spaces.router} type veth peer name downside netns ${side}`);
  await mustRun('ip', ['-batch', '-'], `${lines.join('\n')}\n`);
}

function wiresOf(spaces: Namespaces, world: World): Wire[] {
  const rules = pathRules(world);
  const wan: Wire = {
    name: 'wan',
    mode: 'tun',
    near: `${spaces.backbone.at(-1) ?? spaces.router} wan0`,
    far: `${spaces.service} lab0`,
    rules,
  };
  const lan: Wire = {
    name: 'lan',
    mode: 'tap',
    near: `${spaces.client} eth0`,
    far: `${spaces.router} lan0`,
    rules: world.lanRule === null ? [] : [world.lanRule],
  };
  const tunnel = { name: 'vpn', mode: 'tun', far: `${spaces.service} lab1`, rules } as const;
  return [
    wan,
    ...(world.lanRule === null ? [] : [lan]),
    ...(world.tunnel === null ? [] : [{ ...tunnel, near: `${spaces.client} ${world.tunnel.name}` }]),
  ];
}

async function startRelay(spaces: Namespaces, world: World, folder: string): Promise<Relay> {
  const description = join(folder, 'relay.txt');
  await writeFile(description, relayDescription(wiresOf(spaces, world)));
  return Relay.start(await ensureRelay(), description);
}

async function startService(spaces: Namespaces, world: World, folder: string): Promise<ServiceProcess> {
  const file = join(folder, 'service.json');
  await writeFile(file, JSON.stringify(await serviceConfig(world)));
  return new ServiceProcess(spaces.service, file);
}

async function writeClientFiles(spaces: Namespaces, world: World): Promise<void> {
  const roots = { public: PKI.publicRoot, inspection: PKI.inspectionRoot };
  const store = await Promise.all(world.machineTrusts.map((name) => readFile(roots[name], 'utf8')));
  const files = Object.entries(clientFiles(world, store.join('')));
  for (const [name, text] of files) {
    const path = join('/etc/netns', spaces.client, name);
    await mkdir(dirname(path), { recursive: true });
    await writeFile(path, text);
  }
}

/** GNOME's own program reads its settings from a file instead of a session's daemon (gio's keyfile backend). */
function desktopEnvironment(spaces: Namespaces, world: World): Record<string, string> {
  if (world.pac === null) return {};
  return { GSETTINGS_BACKEND: 'keyfile', XDG_CONFIG_HOME: join(RUN_FOLDER, spaces.id, 'desktop') };
}

async function writeDesktopSettings(folder: string, world: World): Promise<void> {
  if (world.pac === null) return;
  const file = join(folder, 'desktop/glib-2.0/settings/keyfile');
  await mkdir(dirname(file), { recursive: true });
  await writeFile(file, `[system/proxy]\nmode='auto'\nautoconfig-url='${world.pac.url}'\n`);
}

/** Where the client of Linux keeps it (src/core/client-files.ts). */
function clientLogEnvironment(spaces: Namespaces, world: World): Record<string, string> {
  return world.clientLog === null ? {} : { XDG_DATA_HOME: join(RUN_FOLDER, spaces.id, 'share') };
}

/** `2026-11-29T16:50`: a line of any second of it lies in the past. */
function twoMinutesAgo(): string {
  return new Date(Date.now() - 120_000).toISOString().slice(0, 16);
}

async function writeClientLog(folder: string, { clientLog }: World): Promise<void> {
  if (clientLog === null) return;
  const file = join(folder, 'share/Amazon Web Services/Amazon WorkSpaces/logs/workspaces.log');
  await mkdir(dirname(file), { recursive: true });
  await writeFile(file, clientLog.replaceAll('{now}', twoMinutesAgo()));
}

/** Where the two tools that tell of an installed client look (src/net/host/client-linux.ts): dpkg's list of packages, the desktop's of handlers. */
function installedEnvironment(spaces: Namespaces, { installed }: World): Record<string, string> {
  if (installed === null) return {};
  const folder = join(RUN_FOLDER, spaces.id);
  return {
    DPKG_ADMINDIR: join(folder, 'dpkg'),
    XDG_CONFIG_HOME: join(folder, 'desktop'),
    XDG_DATA_HOME: join(folder, 'share'),
  };
}

const PACKAGE = 'workspacesclient';

async function writeInstalledClient(folder: string, { installed }: World): Promise<void> {
  if (installed === null) return;
  const { version, handler } = installed;
  const status = `Package: ${PACKAGE}\nStatus: install ok installed\nMaintainer: lab\nArchitecture: amd64\nVersion: ${version}\nDescription: a stand-in\n\n`;
  const files: Readonly<Record<string, string>> = {
    'dpkg/status': status,
    ...(handler
      ? {
          'desktop/mimeapps.list': `[Default Applications]\nx-scheme-handler/workspaces=${PACKAGE}.desktop\n`,
          [`share/applications/${PACKAGE}.desktop`]: `[Desktop Entry]\nType=Application\nName=${PACKAGE}\nExec=/bin/true\n`,
        }
      : {}),
  };
  for (const [name, text] of Object.entries(files)) {
    await mkdir(dirname(join(folder, name)), { recursive: true });
    await writeFile(join(folder, name), text);
  }
}

async function configure(namespace: string, script: string): Promise<void> {
  await mustRun('ip', ['netns', 'exec', namespace, 'sh', '-s'], script);
}

interface Running {
  readonly spaces: Namespaces;
  readonly world: World;
  readonly relay: Relay;
  readonly service: ServiceProcess;
  readonly peers: readonly Peer[];
}

function toLab({ spaces, world, relay, service, peers }: Running): Lab {
  const environment = {
    PATH: '/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin',
    HOME: '/nonexistent',
    // Runs on one data folder wait for each other; each lab is a network of its own.
    PREFLIGHT_DATA: `/nonexistent/${spaces.client}`,
    LANG: 'C.UTF-8',
    PREFLIGHT_LAB: '1',
    ...desktopEnvironment(spaces, world),
    ...clientLogEnvironment(spaces, world),
    ...installedEnvironment(spaces, world),
    ...world.environment,
  };
  const inside =
    (name: string) =>
    (file: string, args: readonly string[], options: SpawnOptions = {}) =>
      spawn('ip', ['netns', 'exec', name, file, ...args], {
        ...options,
        env: { ...environment, ...options.env },
      });
  return {
    spaces,
    world,
    spawn: inside(spaces.client),
    spawnAtService: inside(spaces.service),
    figures: () => relay.stats(),
    resetFigures: () => relay.reset(),
    close: async () => {
      await Promise.all([relay.stop(), service.stop(), ...peers.map((peer) => peer.stop())]);
      await removeLab(spaces);
    },
  };
}

async function removeLab(spaces: Namespaces): Promise<void> {
  const names = namesOf(spaces);
  await removeNamespaces(names);
  const paths = [...names.map((name) => join('/etc/netns', name)), join(RUN_FOLDER, spaces.id)];
  await Promise.all(paths.map((path) => rm(path, { recursive: true, force: true })));
  open.delete(spaces);
}
