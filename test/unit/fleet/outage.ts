/**
 * A made-up outage: bundles of many machines at four sites, out of simulated runs, by a seed. Each differs from its template in what machines
 * differ in (network, times, clock, version); its tags are made by the program's own function of its own facts.
 */
import { createHash } from 'node:crypto';
import { unzipSync, zipSync } from 'fflate';
import type { Manifest } from '../../../src/bundle/bundle-format.ts';
import type { BundleInput } from '../../../src/bundle/bundle-input.ts';
import { makeBundle } from '../../../src/bundle/make-bundle.ts';
import type { TagKey } from '../../../src/bundle/tag-key.ts';
import { tagsOf } from '../../../src/bundle/tags.ts';
import type { Report } from '../../../src/report/report.ts';
import { randomOf } from '../bundle/mutate-bytes.ts';
import { simulatedInput } from '../bundle/simulated-input.ts';

const CHOICE = { level: 'standard', leaveOut: [], putIn: [] } as const;
const MINUTE = 60_000;

export const SITES = [
  { name: 'Zurich', cidrs: ['10.20.0.0/16'], dns: ['10.20.0.53', '10.20.0.54'], ssids: [] },
  { name: 'Bern', cidrs: ['10.21.0.0/16'], dns: ['10.21.0.53'], ssids: [] },
  { name: 'Basel', cidrs: ['10.22.0.0/16'], dns: ['10.22.0.53'], ssids: [] },
  { name: 'Geneva', cidrs: ['10.23.0.0/16'], dns: ['10.23.0.53'], ssids: [] },
];
/** The outage begins here. */
export const BEGIN = Date.parse('2026-11-29T12:58:00.000Z');

export interface MadeBundle {
  readonly name: string;
  readonly bytes: Uint8Array;
  readonly mtimeMs: number;
}

interface Template {
  readonly input: BundleInput;
  readonly files: Record<string, Uint8Array>;
  readonly manifest: Manifest;
  readonly report: string;
}

export type Templates = Readonly<Record<Run['template'], Template>>;

export interface Machine {
  readonly number: number;
  readonly site: (typeof SITES)[number];
  /** Third part of its address: cable and Wi-Fi of one site are two networks. */
  readonly net: number;
  readonly aheadMs: number;
}

export interface Run {
  readonly machine: Machine;
  readonly template: 'ready' | 'broken' | 'slow';
  readonly at: number;
  readonly change?: (report: Record<string, unknown>) => void;
}

/** `whole`: bundles of real size, with all their files. */
export async function templates(whole = false): Promise<Templates> {
  const [ready, broken, slow] = [
    await templateOf('ready', whole),
    await templateOf('broker-missing', whole),
    await templateOf('slow', whole),
  ];
  return { ready, broken, slow };
}

async function templateOf(id: string, whole: boolean): Promise<Template> {
  const input = await simulatedInput(id);
  const made = makeBundle(input, CHOICE);
  const files = unzipSync(made.bytes);
  // What nobody reads only costs time.
  const kept = whole
    ? Object.keys(files).filter((name) => name !== 'manifest.json')
    : ['report.json', 'summary.txt'];
  return {
    input,
    files: Object.fromEntries(kept.map((name) => [name, files[name] ?? new Uint8Array()])),
    manifest: made.manifest,
    report: Buffer.from(files['report.json'] ?? []).toString(),
  };
}

/** The name of a machine, from which its installation's id is made. */
export function installationOf(machine: number): string {
  const digits = createHash('sha256').update(`machine ${machine}`).digest('hex');
  return `${digits.slice(0, 8)}-${digits.slice(8, 12)}-4${digits.slice(13, 16)}-8${digits.slice(17, 20)}-${digits.slice(20, 32)}`;
}

function hostOf({ host }: Report, { site, net, number }: Machine): Report['host'] {
  const prefix = (site.cidrs[0] ?? '').split('.').slice(0, 2).join('.');
  const name = 'en0';
  return {
    ...host,
    hostName: `laptop-${number}`,
    interfaces: host.interfaces.map((one, at) =>
      at === 0
        ? {
            ...one,
            name,
            addresses: [
              { address: `${prefix}.${net}.${10 + (number % 200)}`, family: 4 as const, prefixLength: 24 },
            ],
          }
        : one,
    ),
    defaultGateways: [{ family: 4, address: `${prefix}.${net}.1`, interfaceName: name }],
    dnsServers: site.dns.map((address) => ({ address, port: 53, interfaceName: name })),
  };
}

/** The template's report as that machine's clock would have written it. */
function reportOf(
  text: string,
  { machine, change }: Run,
  own: { readonly id: string; readonly createdAt: string },
): string {
  const moved = text
    .replace(/"receivedAt": "([^"]+)"/g, (_, received: string) => {
      const at = new Date(Date.parse(received) + machine.aheadMs).toISOString();
      return `"receivedAt": "${at}"`;
    })
    // The first of each is the report's own.
    .replace(/"id": "[^"]*"/, `"id": "${own.id}"`)
    .replace(/"createdAt": "[^"]*"/, `"createdAt": "${own.createdAt}"`)
    .replace(/"simulated": true/, '"simulated": false');
  if (change === undefined) return moved;
  const report = JSON.parse(moved) as Record<string, unknown>;
  change(report);
  return `${JSON.stringify(report, null, 2)}\n`;
}

/** One bundle. `key` null: made without one. */
export function bundleOf(
  all: Templates,
  { machine, template, at, change }: Run,
  key: TagKey | null,
): MadeBundle {
  const { input, files, manifest, report: text } = all[template];
  const createdAt = new Date(at + machine.aheadMs).toISOString();
  const id = createHash('sha256').update(`${machine.number} ${at}`).digest('hex').slice(0, 32);
  const reportText = reportOf(
    text,
    { machine, template, at, ...(change === undefined ? {} : { change }) },
    { id, createdAt },
  );
  const real = { ...input.report, host: hostOf(input.report, machine) };
  const tagging = key === null ? null : { key, installation: installationOf(machine.number), site: null };
  const tags = tagsOf({ report: real, record: null, tagging }, { ...CHOICE, publicAddress: false });
  const listed = manifest.files
    .filter(({ name }) => name in files)
    .map((file) =>
      file.name === 'report.json'
        ? {
            ...file,
            bytes: Buffer.byteLength(reportText),
            sha256: createHash('sha256').update(reportText).digest('hex'),
          }
        : file,
    );
  const own = {
    ...manifest,
    createdAt,
    simulated: false,
    files: listed,
    ...(tags === undefined ? {} : { tags }),
  };
  const bytes = zipSync(
    { 'manifest.json': Buffer.from(JSON.stringify(own)), ...files, 'report.json': Buffer.from(reportText) },
    { level: 1, mtime: new Date(1980, 0, 1) },
  );
  return { name: `${id.slice(0, 12)}.zip`, bytes, mtimeMs: at + 4 * MINUTE };
}

/** `count` machines over the four sites, two networks each; the first half at Zurich. */
export function machinesOf(count: number, seed: number): readonly Machine[] {
  const random = randomOf(seed);
  return Array.from({ length: count }, (_, number) => {
    const place = number < count / 2 ? 0 : 1 + (number % (SITES.length - 1));
    const site = SITES[place] ?? { name: '', cidrs: [], dns: [], ssids: [] };
    const isWrong = number % 20 === 7;
    return {
      number,
      site,
      net: 1 + Math.floor(random() * 2),
      // One in twenty clocks is wrong by hours.
      aheadMs: isWrong ? 5 * 60 * MINUTE : Math.floor(random() * 20_000) - 10_000,
    };
  });
}

/**
 * 118 files of 41 machines: everybody ready in the morning; then 19 of the 20 at Zurich lack a name; some ran twice; three copies, two
 * demonstrations, two files that are none.
 */
export function outage(all: Templates, key: TagKey | null, seed = 7): readonly MadeBundle[] {
  const random = randomOf(seed + 1);
  const machines = machinesOf(40, seed).concat(machinesOf(41, seed).slice(40));
  const morning = machines.map((machine) => ({
    ...{ machine, template: 'ready' as const },
    at: BEGIN - 5 * 60 * MINUTE + Math.floor(random() * 200) * MINUTE,
  }));
  const runs: Run[] = [...morning];
  for (const machine of machines) {
    const isBad = machine.site.name === 'Zurich' && machine.number > 0;
    const at = BEGIN + Math.floor(random() * 30) * MINUTE;
    runs.push({ machine, template: isBad ? 'broken' : 'ready', at: machine.number === 1 ? BEGIN : at });
    if (isBad) runs.push({ machine, template: 'broken', at: at + 40 * MINUTE });
  }
  // Long before the window: counted as "outside", and no part of what is now.
  for (const machine of machines.slice(20, 30))
    runs.push({ machine, template: 'slow', at: BEGIN - 26 * 60 * MINUTE });
  const made = runs.map((run) => bundleOf(all, run, key));
  const [first, second, third] = made;
  const copies = [first, second, third].flatMap((one, at) =>
    one === undefined ? [] : [{ ...one, name: `copy-${at}.zip`, mtimeMs: one.mtimeMs + MINUTE }],
  );
  const demo = (name: string, machine: Machine) => ({
    ...bundleOf(
      all,
      { machine, template: 'broken', at: BEGIN, change: (report) => (report['simulated'] = true) },
      key,
    ),
    name,
  });
  const demos = machines
    .slice(0, 2)
    .map((machine, at) => demo(`demo-${at}.zip`, { ...machine, number: 900 + at }));
  const rubbish = ['rubbish.zip', 'half.zip'].map((name, at) => ({
    name,
    bytes: at === 0 ? Buffer.from('no zip') : (first?.bytes ?? new Uint8Array()).subarray(0, 2000),
    mtimeMs: BEGIN,
  }));
  return [...made, ...copies, ...demos, ...rubbish];
}
