/** The lab's networks with the Windows program as their client: what Windows' tools would say of each is told by the stand-ins. */
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Lab } from '../lab/lab.ts';
import { mustRun } from '../lab/run-command.ts';
import type { ProgramRun } from '../lab/run-scenario.ts';
import { DRIVE_C, PROGRAM, endWine, startInWine, type Start } from './wine.ts';

const STAND_IN = join(DRIVE_C, 'stand-in');
const INTERNET_SETTINGS = 'HKCU\\Software\\Microsoft\\Windows\\CurrentVersion\\Internet Settings';

interface Link {
  readonly ifindex: number;
  readonly ifname: string;
  readonly link_type: string;
  readonly mtu: number;
  readonly operstate: string;
  readonly flags: readonly string[];
  readonly address?: string;
  readonly addr_info: readonly { readonly local: string; readonly prefixlen: number }[];
}
interface Route {
  readonly dst: string;
  readonly dev: string;
  readonly gateway?: string;
  readonly metric?: number;
}

async function ip<T>(lab: Lab, args: readonly string[]): Promise<readonly T[]> {
  const text = await mustRun('ip', ['netns', 'exec', lab.spaces.client, 'ip', '-j', ...args]);
  return text.trim() === '' ? [] : (JSON.parse(text) as T[]);
}

/** What the PowerShell script of host-windows-query.ts would print on a Windows with this network. */
async function factsOf(lab: Lab) {
  const links = (await ip<Link>(lab, ['addr', 'show'])).filter(({ ifname }) => ifname !== 'lo');
  const routes = await Promise.all(
    ['-4', '-6'].map(async (family) =>
      (await ip<Route>(lab, [family, 'route', 'show'])).map((route) => ({ ...route, family })),
    ),
  );
  const indexOf = (name: string): number => links.find(({ ifname }) => ifname === name)?.ifindex ?? 0;
  const defaults = routes
    .flat()
    .filter(({ dst }) => dst === 'default' || /^(0\.0\.0\.0|128\.0\.0\.0|::|8000::)\/1$/.test(dst));
  const resolvers = readFileSync(join('/etc/netns', lab.spaces.client, 'resolv.conf'), 'utf8');
  const servers = [...resolvers.matchAll(/^nameserver\s+(\S+)/gm)].map(([, server]) => server ?? '');
  return {
    adapters: links.map((link) => ({
      name: link.ifname,
      index: link.ifindex,
      description: link.link_type === 'none' ? 'TAP-Windows Adapter V9' : 'Intel(R) Ethernet Connection',
      up: link.flags.includes('UP') && link.operstate !== 'DOWN',
      type: link.link_type === 'none' ? 131 : 6,
      medium: 14,
      mac: link.address?.replaceAll(':', '-').toUpperCase() ?? null,
    })),
    mtus: links.flatMap((link) =>
      [2, 23].map((family) => ({
        index: link.ifindex,
        name: link.ifname,
        family,
        mtu: link.mtu,
        metric: 25,
        connected: true,
      })),
    ),
    addresses: links.flatMap((link) =>
      link.addr_info.map(({ local, prefixlen }) => ({
        index: link.ifindex,
        address: local,
        prefix: prefixlen,
        usable: true,
      })),
    ),
    routes: defaults.map(({ family, dev, gateway, metric }) => ({
      index: indexOf(dev),
      name: dev,
      nextHop: gateway ?? (family === '-4' ? '0.0.0.0' : '::'),
      metric: metric ?? 0,
    })),
    dns:
      servers.length === 0 ? [] : [{ index: links[0]?.ifindex ?? 0, name: links[0]?.ifname ?? '', servers }],
  };
}

type Facts = Awaited<ReturnType<typeof factsOf>>;

/** What Find-NetRoute would say of any address of a family: the way of the default route. */
function routeOf(facts: Facts, isOfFamily: (address: string) => boolean) {
  const route = facts.routes.find(({ nextHop }) => isOfFamily(nextHop));
  const adapter = facts.adapters.find(({ index }) => index === route?.index);
  const source = facts.addresses.find(({ index, address }) => index === route?.index && isOfFamily(address));
  if (route === undefined || adapter === undefined)
    return {
      found: false,
      name: null,
      source: null,
      nextHop: null,
      mtu: null,
      description: null,
      type: null,
    };
  const { name, description, type } = adapter;
  const mtu = facts.mtus.find(({ index }) => index === route.index)?.mtu ?? null;
  return {
    found: true,
    name,
    source: source?.address ?? null,
    nextHop: route.nextHop,
    mtu,
    description,
    type,
  };
}

/** Puts bytes behind the stand-ins' names. */
export function standIn(files: Readonly<Record<string, string | Buffer>>): void {
  rmSync(STAND_IN, { recursive: true, force: true });
  mkdirSync(STAND_IN, { recursive: true });
  for (const [name, content] of Object.entries(files)) writeFileSync(join(STAND_IN, name), content);
}

/** No radio: netsh ends with 1. */
const NO_RADIO = { netsh: '', 'netsh.exit': '1' };

/** Runs the Windows program inside a network of the lab. `files` replace what the stand-ins say of the network. */
export async function runUnderWine(
  lab: Lab,
  args: readonly string[],
  files: Readonly<Record<string, string | Buffer>> = {},
): Promise<ProgramRun> {
  const facts = await factsOf(lab);
  standIn({
    powershell: JSON.stringify(facts),
    'route4.json': JSON.stringify(routeOf(facts, (address) => !address.includes(':'))),
    'route6.json': JSON.stringify(routeOf(facts, (address) => address.includes(':'))),
    ...NO_RADIO,
    ...files,
  });
  endWine();
  const start: Start = (file, all, options) => lab.spawn(file, all, options);
  const { world } = lab;
  try {
    await setPacFile(start, world.pac?.url ?? null);
    return await startInWine(start, [PROGRAM, ...args]).ended;
  } finally {
    endWine();
  }
}

/** As the settings of Windows keep it; taken away where the network has none. */
async function setPacFile(start: Start, url: string | null): Promise<void> {
  const value = [INTERNET_SETTINGS, '/v', 'AutoConfigURL', '/f'];
  const args = url === null ? ['delete', ...value] : ['add', ...value, '/d', url];
  if (url === null && !hasPacFile) return;
  hasPacFile = url !== null;
  await startInWine(start, ['reg', ...args]).ended;
}
let hasPacFile = true;
