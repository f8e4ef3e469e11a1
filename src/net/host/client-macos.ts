/** macOS: the application's Info.plist, in the system's and in the user's Applications folder. */
import { existsSync } from 'node:fs';
import { z } from 'zod';
import { failure } from '../../core/failure.ts';
import type { CallOptions } from '../../probes/ports.ts';
import type { ClientFinder, InstalledClient } from './client-finder.ts';
import type { MachineDoors } from './host-reading.ts';

const CLIENT_NAMES = ['WorkSpaces.app', 'Amazon WorkSpaces.app'];

const BROWSERS: readonly (readonly [string, string])[] = [
  ['Chrome', 'Google Chrome.app'],
  ['Firefox', 'Firefox.app'],
  ['Edge', 'Microsoft Edge.app'],
  ['Safari', 'Safari.app'],
];

const infoPlist = z.object({
  CFBundleShortVersionString: z.string().optional(),
  CFBundleURLTypes: z.array(z.object({ CFBundleURLSchemes: z.array(z.string()).default([]) })).default([]),
});
type InfoPlist = z.infer<typeof infoPlist>;

/** `plutil -convert json -o - FILE` of an Info.plist (which may be binary); null when it is none. */
function readInfoPlist(json: string): InfoPlist | null {
  try {
    const parsed = infoPlist.safeParse(JSON.parse(json));
    return parsed.success ? parsed.data : null;
  } catch {
    return null;
  }
}

/** The version that the person sees. */
export function parseInfoPlist(json: string): string | null {
  return readInfoPlist(json)?.CFBundleShortVersionString || null;
}

/** Whether the application says of itself that it opens `workspaces://`. Which one the system would choose, no tool of it tells. */
export function claimsScheme(json: string): boolean {
  const schemes = (readInfoPlist(json)?.CFBundleURLTypes ?? []).flatMap((type) => type.CFBundleURLSchemes);
  return schemes.some((scheme) => scheme.toLowerCase() === 'workspaces');
}

async function plistOf(app: string, doors: MachineDoors, options: CallOptions): Promise<string> {
  const plist = `${app}/Contents/Info.plist`;
  return (await doors.commands.run('plutil', ['-convert', 'json', '-o', '-', plist], options)).stdout;
}

function applications(env: MachineDoors['env'], name: string): string | null {
  const folders = ['/Applications', ...(env['HOME'] === undefined ? [] : [`${env['HOME']}/Applications`])];
  return folders.map((folder) => `${folder}/${name}`).find((path) => existsSync(path)) ?? null;
}

async function findBrowsers(doors: MachineDoors, options: CallOptions): Promise<InstalledClient['browsers']> {
  const found = BROWSERS.flatMap(([name, bundle]) => {
    const app = applications(doors.env, bundle);
    return app === null ? [] : [{ name, app }];
  });
  return Promise.all(
    found.map(async ({ name, app }) => ({
      name,
      version: parseInfoPlist(await plistOf(app, doors, options)),
    })),
  );
}

export const findMacosClient: ClientFinder = async (doors, options) => {
  const app = CLIENT_NAMES.map((name) => applications(doors.env, name)).find((path) => path !== null) ?? null;
  const [plist, browsers] = await Promise.all([
    app === null ? '' : plistOf(app, doors, options),
    findBrowsers(doors, options),
  ]);
  const version = parseInfoPlist(plist);
  const handler = claimsScheme(plist) ? { registered: true, program: app } : null;
  const unread = app !== null && version === null;
  const problem = unread ? failure('tool-output-unreadable', 'parse', 'plutil Info.plist') : null;
  return { installed: app !== null, version, path: app, browsers, handler, failure: problem };
};
