/** Where an administrator puts the policy, and whether it is really theirs. */
import { lstat } from 'node:fs/promises';
import { dirname } from 'node:path';
import type { z } from 'zod';
import { parseBoundedJson } from '../core/bounded-json.ts';
import { plainText } from '../core/plain-text.ts';
import type { CommandRunner } from '../probes/ports.ts';
import { readInputText } from '../regions/read-input-file.ts';
import { NO_POLICY, policySchema, type Policy } from './policy.ts';

const MAX_BYTES = 100_000;
const REGISTRY = 'HKLM\\SOFTWARE\\Policies\\Preflight';
const ROOT = 0;
const OTHERS_WRITE = 0o022;

export interface PolicyRead {
  /** The place, for people. */
  readonly place: string;
  readonly isThere: boolean;
  readonly policy: Policy;
}
/** `problem`: one line without the place. */
export type PolicyInput =
  | ({ readonly kind: 'read' } & PolicyRead)
  | { readonly kind: 'refused'; readonly place: string; readonly problem: string };

export interface PolicyDoors {
  readonly platform: NodeJS.Platform;
  readonly commands: CommandRunner;
  /** Another file, and who must own it; for tests. */
  readonly file?: { readonly path: string; readonly owner: number };
}

/** Never throws for what stands there. */
export function readPolicy(doors: PolicyDoors): Promise<PolicyInput> {
  const { platform, file } = doors;
  if (platform === 'win32' && file === undefined) return readRegistry(doors);
  const path =
    platform === 'darwin'
      ? '/Library/Application Support/Preflight/policy.json'
      : '/etc/preflight/policy.json';
  return readFileOf(file ?? { path, owner: ROOT });
}

async function readFileOf({
  path: place,
  owner,
}: {
  readonly path: string;
  readonly owner: number;
}): Promise<PolicyInput> {
  const found = await lstat(place).catch(() => null);
  if (found === null) return { kind: 'read', place, isThere: false, policy: NO_POLICY };
  if (!found.isFile()) return { kind: 'refused', place, problem: 'it is no plain file' };
  for (const path of [dirname(place), place]) {
    const { uid, mode } = await lstat(path);
    if (uid !== owner || (mode & OTHERS_WRITE) !== 0)
      return {
        kind: 'refused',
        place,
        problem: `${path === place ? 'it' : 'its folder'} must belong to root and be writable by nobody else`,
      };
  }
  const read = await readInputText(place, MAX_BYTES);
  return read.kind === 'read'
    ? parsePolicy(read.value, place)
    : { kind: 'refused', place, problem: read.problem };
}

/** Also for `policy lint`, where the file may be anybody's. */
export function parsePolicy(text: string, place: string): PolicyInput {
  const json = parseBoundedJson(text, { depth: 5, values: 1000 });
  if (!json.ok) return { kind: 'refused', place, problem: 'it is no JSON' };
  const parsed = policySchema.safeParse(json.value);
  if (parsed.success) return { kind: 'read', place, isThere: true, policy: parsed.data };
  return { kind: 'refused', place, problem: parsed.error.issues.slice(0, 5).map(issueText).join('; ') };
}

function issueText({ path, message }: z.core.$ZodIssue): string {
  return plainText(`${path.length > 0 ? `${path.join('.')}: ` : ''}${message}`).slice(0, 200);
}

/** `reg query KEY /v Policy`: exit 1 where there is none, else one line `    Policy    REG_SZ    {…}`. Only administrators write there. */
async function readRegistry({ commands }: PolicyDoors): Promise<PolicyInput> {
  const place = `${REGISTRY}\\Policy`;
  const options = { timeoutMs: 5000, signal: AbortSignal.timeout(5000) };
  const { exitCode, stdout } = await commands.run('reg', ['query', REGISTRY, '/v', 'Policy'], options);
  if (exitCode === 1) return { kind: 'read', place, isThere: false, policy: NO_POLICY };
  const [, text] = /^ +Policy +REG_SZ +(\S.*?)\r?$/m.exec(stdout) ?? [];
  return text === undefined
    ? { kind: 'refused', place, problem: 'the registry gave no text' }
    : parsePolicy(text, place);
}
