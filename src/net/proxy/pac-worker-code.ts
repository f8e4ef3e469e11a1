/**
 * The program of the PAC thread as one text. From the sources it is bundled on the first use; the build (scripts/embed-quickjs.mjs) puts a file with the
 * same export in the place of this one, with the text inside.
 */
import { fileURLToPath } from 'node:url';

let code: Promise<string> | undefined;

export function pacWorkerCode(): Promise<string> {
  code ??= bundled();
  return code;
}

async function bundled(): Promise<string> {
  const { build } = await import('esbuild');
  const { outputFiles } = await build({
    entryPoints: [fileURLToPath(new URL('pac-worker.ts', import.meta.url))],
    bundle: true,
    platform: 'node',
    target: 'node20.19',
    format: 'cjs',
    write: false,
  });
  return outputFiles[0]?.text ?? '';
}
