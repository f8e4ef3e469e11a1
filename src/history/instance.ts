/** What tells this installation from others, and makes stand-ins that mean nothing elsewhere. Never leaves this computer by itself. */
import { createHmac, randomBytes, randomUUID } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { parseBoundedJson } from '../core/bounded-json.ts';
import { writeAtomically } from '../core/write-atomically.ts';
import type { Report } from '../report/report.ts';

const instance = z.object({ id: z.uuid(), secret: z.string().regex(/^[0-9a-f]{32}$/) });
export type InstallationId = z.infer<typeof instance>;

/** Made at the first call and kept. Where nothing can be kept each call gives another one. */
export async function installationOf(dataFolder: string): Promise<InstallationId> {
  const path = join(dataFolder, 'installation.json');
  const kept = parseBoundedJson(await readFile(path, 'utf8').catch(() => ''));
  const known = kept.ok ? instance.safeParse(kept.value) : null;
  if (known?.success) return known.data;
  const made = { id: randomUUID(), secret: randomBytes(16).toString('hex') };
  await writeAtomically(path, `${JSON.stringify(made)}\n`).catch(() => undefined);
  return made;
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
