/** What tells this installation from others, and makes stand-ins that mean nothing elsewhere. Never leaves this computer by itself. */
import { createHmac, randomBytes, randomUUID } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { parseBoundedJson } from '../core/bounded-json.ts';
import { writeAtomically } from '../core/write-atomically.ts';
import type { Report } from '../report/report.ts';

const instance = z.object({
  id: z.uuid(),
  secret: z.string().regex(/^[0-9a-f]{32}$/),
  /** Of the id; absent where an earlier version made it. */
  since: z.iso.datetime().optional(),
});
export type InstallationId = z.infer<typeof instance>;

/** Nobody is followed for longer by what bundles tell, unless the organisation said so (ADR 45). */
const ROTATES_MS = 90 * 86_400_000;

interface Age {
  readonly nowMs: number;
  readonly isPinned: boolean;
}

/**
 * Made at the first call and kept. Where nothing can be kept each call gives another one. Unless it is pinned the id is another one after 90
 * days; the secret stays, as the history's stand-ins hang on it.
 */
export async function installationOf(
  dataFolder: string,
  age: Age = { nowMs: Date.now(), isPinned: true },
): Promise<InstallationId> {
  const path = join(dataFolder, 'installation.json');
  const known = await readKept(path);
  if (known !== null && (age.isPinned || !isOver(known, age))) return known;
  const made = {
    id: known !== null && known.since === undefined ? known.id : randomUUID(),
    secret: known?.secret ?? randomBytes(16).toString('hex'),
    since: new Date(age.nowMs).toISOString(),
  };
  await writeAtomically(path, `${JSON.stringify(made)}\n`).catch(() => undefined);
  return made;
}

async function readKept(path: string): Promise<InstallationId | null> {
  const kept = parseBoundedJson(await readFile(path, 'utf8').catch(() => ''));
  return kept.ok ? (instance.safeParse(kept.value).data ?? null) : null;
}

/** One of unknown age begins to count now. */
function isOver({ since }: InstallationId, { nowMs }: Age): boolean {
  return since === undefined || nowMs - Date.parse(since) >= ROTATES_MS;
}

/** Eight signs that are the same for the same network (router, Wi-Fi name, kind of line); null without a router. */
export function networkStandIn(
  { secret }: InstallationId,
  { defaultGateways, wifi, interfaces }: Report['host'],
): string | null {
  const [gateway] = defaultGateways;
  if (gateway === undefined) return null;
  const kind = interfaces.find(({ name }) => name === gateway.interfaceName)?.kind ?? '';
  const facts = JSON.stringify([gateway.address, wifi?.ssid ?? null, kind]);
  return createHmac('sha256', secret).update(facts).digest('hex').slice(0, 8);
}
