// Writes docs/commands/*.md and docs/commands/preflight.1 from the command definitions.
import { mkdirSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { commandPages } from '../src/cli/render-command-page.ts';

const folder = new URL('../docs/commands/', import.meta.url);
const { version } = JSON.parse(readFileSync(new URL('../package.json', import.meta.url), 'utf8')) as {
  version: string;
};
mkdirSync(folder, { recursive: true });
for (const name of readdirSync(folder)) rmSync(new URL(name, folder));
for (const [name, text] of commandPages(version)) writeFileSync(new URL(name, folder), text);
