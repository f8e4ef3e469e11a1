/** Everything that a run needs, read and checked before anything is sent: tables, request, roots, scripted network. */
import { homedir } from 'node:os';
import type { ClientPlace } from '../core/client-files.ts';
import type { Partition } from '../core/words.ts';
import type { Request } from '../plan/request.ts';
import { SITUATIONS, situationById, type Situation } from '../net/simulated/situation.ts';
import type { Tables } from '../regions/model.ts';
import { proposedRegion } from '../regions/saved-registrations.ts';
import type { Invocation } from './command-definition.ts';
import { correctedTables } from './corrected-tables.ts';
import { allOf, oneOf } from './given-options.ts';
import type { ProxyChoice } from './parse-proxy.ts';
import { parsePublicRoots } from './parse-public-roots.ts';
import type { AskedRegions } from './parse-regions.ts';
import { parseRequest } from './parse-request.ts';
import { readInputFile } from './read-input-file.ts';
import { didYouMean } from './suggest-near.ts';
import { UsageError, quoted } from './usage-error.ts';

export interface RunSetup {
  readonly tables: Tables;
  readonly request: Request;
  readonly asked: AskedRegions;
  readonly proxy: ProxyChoice;
  /** PEM certificates of `--public-roots`; null: the bundled ones. */
  readonly publicRoots: readonly string[] | null;
  /** A scripted network; null: the real one. */
  readonly situation: Situation | null;
}

/** All of the world's public roots together have about 250 kB. */
const ROOTS_MAX_BYTES = 10_000_000;

export async function readRunSetup(
  { options, context }: Invocation,
  { fallbackPartition }: { readonly fallbackPartition: Partition | null },
): Promise<RunSetup> {
  const tables = await correctedTables(options);
  const situation = parseScenario(oneOf(options, 'simulate'));
  const needsProposal = fallbackPartition === null && saysNoRegion(options);
  const proposed = needsProposal ? await proposedRegion(tables, placeOf(context)) : null;
  const parsed = parseRequest(options, { tables, fallbackPartition, proposed });
  return { tables, ...parsed, situation, publicRoots: await readPublicRoots(options) };
}

function saysNoRegion(options: Invocation['options']): boolean {
  return allOf(options, 'region').length === 0 && oneOf(options, 'registration-code') === null;
}

function placeOf({ env }: Invocation['context']): ClientPlace {
  return { platform: process.platform, env, home: homedir() };
}

/** The PEM certificates of `--public-roots`; null without it. */
export async function readPublicRoots(options: Invocation['options']): Promise<readonly string[] | null> {
  const path = oneOf(options, 'public-roots');
  if (path === null) return null;
  const text = await readInputFile({ flag: '--public-roots', path, maxBytes: ROOTS_MAX_BYTES });
  return parsePublicRoots(text, path);
}

function parseScenario(id: string | null): Situation | null {
  if (id === null) return null;
  const found = situationById(id);
  if (found !== null) return found;
  const known = SITUATIONS.map((situation) => situation.id);
  const hint = didYouMean(id, known) || `; accepted: ${known.join(', ')}`;
  throw new UsageError(`--simulate ${quoted(id)} is no scenario${hint}`);
}
