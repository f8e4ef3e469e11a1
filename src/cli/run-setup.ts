/** Everything that a run of the command line needs, read and held against the tables before anything is sent. */
import { X509Certificate } from 'node:crypto';
import { basename } from 'node:path';
import { SITUATIONS } from '../net/simulated/situation.ts';
import type { Shaper } from '../plan/request.ts';
import { policyShaper } from '../policy/policy.ts';
import type { Tables } from '../regions/model.ts';
import { accept, DEFAULT_RUN_SETTINGS, type Accepted, type RunSettings } from '../request/accept.ts';
import { asked as askedSchema, type Asked } from '../request/asked.ts';
import { flagOf } from '../request/refusal.ts';
import type { Invocation } from './command-definition.ts';
import { correctedTables } from './corrected-tables.ts';
import { allOf, isOn, oneOf, type GivenOptions } from './given-options.ts';
import { policyHere } from './policy-here.ts';
import { readPeerKeys } from './peer-keys.ts';
import { readInputFile } from './read-input-file.ts';
import { UsageError, quoted } from './usage-error.ts';

export interface RunSetup extends Accepted {
  readonly tables: Tables;
}

export async function readRunSetup({
  options,
  context,
}: Pick<Invocation, 'options' | 'context'>): Promise<RunSetup> {
  const tables = await correctedTables(options);
  const publicRoots = await readPublicRoots(options);
  // The environment's key is read where somebody asks a peer: it is nobody's business else.
  const path = oneOf(options, 'peer-key-file');
  const asks = options.has('peer') || path !== null;
  const peerKeys = asks ? await readPeerKeys({ flag: '--peer-key-file', path }, context) : null;
  const shapedBy = [...filesNamed(options), ...policyShaper(await policyHere())];
  return { tables, ...acceptOptions(options, tables, { publicRoots, peerKeys, shapedBy }) };
}

/** What a run takes from files of this machine. */
type OwnFiles = Pick<RunSettings, 'publicRoots' | 'peerKeys' | 'shapedBy'>;

/** Throws `RequestRefused`, which ends the program like a usage error. */
export function acceptOptions(
  options: GivenOptions,
  tables: Tables,
  { publicRoots, peerKeys, shapedBy }: OwnFiles = DEFAULT_RUN_SETTINGS,
): Accepted {
  const scenarios = SITUATIONS.map(({ id }) => id);
  return accept(
    askedOf(options),
    { ...DEFAULT_RUN_SETTINGS, publicRoots, peerKeys, shapedBy },
    { tables, scenarios },
  );
}

/** The files beside the tables that these options came from or name. */
export function filesNamed(options: GivenOptions): readonly Shaper[] {
  return (['config', 'public-roots'] as const).flatMap((kind) => {
    const path = oneOf(options, kind);
    return path === null ? [] : [{ kind, name: basename(path) }];
  });
}

const LISTS: ReadonlySet<string> = new Set<keyof Asked>([
  'region',
  'also',
  'require',
  'accessControl',
  'peer',
]);
const SWITCHES: ReadonlySet<string> = new Set<keyof Asked>([
  'localDiscovery',
  'assumeUdpAnswers',
  'fips',
  'where',
  'gentle',
  'peerLoad',
  'peerIdle',
]);

/** The flags under the names of `Asked`. Words of closed lists were checked by the definitions of the options. */
export function askedOf(options: GivenOptions): Asked {
  const valueOf = (key: string, flag: string): unknown => {
    if (LISTS.has(key)) return allOf(options, flag);
    return SWITCHES.has(key) ? isOn(options, flag) : oneOf(options, flag);
  };
  const flags = Object.keys(askedSchema.shape).map((key) => [key, flagOf(key).slice(2)] as const);
  const given = flags.filter(([, flag]) => options.has(flag));
  return Object.fromEntries(given.map(([key, flag]) => [key, valueOf(key, flag)]));
}

/** All of the world's public roots together have about 250 kB. */
const ROOTS_MAX_BYTES = 10_000_000;

/** The PEM certificates of `--public-roots`; null without it. */
export async function readPublicRoots(options: GivenOptions): Promise<readonly string[] | null> {
  const path = oneOf(options, 'public-roots');
  if (path === null) return null;
  const text = await readInputFile({ flag: '--public-roots', path, maxBytes: ROOTS_MAX_BYTES });
  return parsePublicRoots(text, path);
}

const PEM_BLOCK = /-----BEGIN CERTIFICATE-----[\s\S]*?-----END CERTIFICATE-----/g;

/** The certificates of the file, one PEM text each; at least one, every one readable. */
export function parsePublicRoots(text: string, path: string): readonly string[] {
  const blocks = text.match(PEM_BLOCK) ?? [];
  if (blocks.length === 0) {
    throw new UsageError(
      `--public-roots: ${quoted(path)} holds no PEM certificate (-----BEGIN CERTIFICATE-----)`,
    );
  }
  const broken = blocks.findIndex((block) => !isCertificate(block));
  if (broken >= 0) {
    throw new UsageError(
      `--public-roots: certificate ${broken + 1} of ${blocks.length} in ${quoted(path)} cannot be read`,
    );
  }
  return blocks;
}

function isCertificate(pem: string): boolean {
  try {
    new X509Certificate(pem);
    return true;
  } catch {
    return false;
  }
}
