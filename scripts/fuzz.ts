/**
 * `npm run fuzz -- [--seed N] [--share 0.01] [TARGET…]`: every reader of strangers' bytes is fed damaged inputs, a million of them together, each target in
 * a process of its own that is ended when it stands still. Writes docs/proof/fuzz.md after a full run; exit 1 for a fault.
 */
import { spawn } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { cpus } from 'node:os';
import { parseArgs } from 'node:util';
import { runTarget, type Fed } from '../test/fuzz/run-target.ts';
import { TARGETS } from '../test/fuzz/targets.ts';
import { formatted } from './format-generated.ts';

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    seed: { type: 'string', default: '1' },
    share: { type: 'string', default: '1' },
    one: { type: 'boolean', default: false },
  },
});
const [seed, share] = [Number(values.seed), Number(values.share)];
/** A target that stands still this long is at fault. */
const LONGEST_MS = 40 * 60_000;

interface Row extends Fed {
  readonly name: string;
  readonly peakMb: number;
  readonly seconds: number;
}

async function runHere(name: string): Promise<void> {
  const startedAt = performance.now();
  const inputs = Math.max(1, Math.round((TARGETS[name]?.inputs ?? 0) * share));
  const fed = await runTarget(name, { seed, inputs });
  const row = {
    name,
    ...fed,
    peakMb: process.resourceUsage().maxRSS / 1024,
    seconds: (performance.now() - startedAt) / 1000,
  };
  process.stdout.write(`${JSON.stringify(row)}\n`);
  process.exit(0);
}

function runApart(name: string): Promise<Row> {
  const args = [
    '--import',
    'tsx',
    'scripts/fuzz.ts',
    '--one',
    '--seed',
    values.seed,
    '--share',
    values.share,
    name,
  ];
  return new Promise((resolve) => {
    const child = spawn(process.execPath, args, {
      stdio: ['ignore', 'pipe', 'inherit'],
      timeout: LONGEST_MS,
    });
    let said = '';
    child.stdout.on('data', (chunk: Buffer) => (said += chunk.toString()));
    child.on('close', (code) => {
      const line = said.trim().split('\n').at(-1) ?? '';
      const died = { what: `ended with ${code ?? 'a signal'}`, input: '' };
      resolve(
        line.startsWith('{')
          ? (JSON.parse(line) as Row)
          : { name, inputs: 0, slowestMs: 0, peakMb: 0, seconds: 0, faults: [died] },
      );
    });
  });
}

function pageOf(rows: readonly Row[]): string {
  const total = rows.reduce((sum, { inputs }) => sum + inputs, 0);
  const faults = rows.reduce((sum, row) => sum + row.faults.length, 0);
  const lines = rows.map(
    ({ name, inputs, slowestMs, peakMb, seconds, faults: found }) =>
      `| ${name} | ${inputs} | ${slowestMs.toFixed(1)} ms | ${Math.round(peakMb)} MB | ${Math.round(seconds)} s | ${found.length} |`,
  );
  return `# Damaged inputs

\`npm run fuzz -- --seed ${seed}\` on ${new Date().toISOString().slice(0, 10)} (Node ${process.versions.node}, ${process.platform}, ${cpus().length} cores shared with other work): good inputs of each kind, damaged from a
seed (bits, bytes, cuts, doubled and moved pieces, the beginning of one and the end of another), fed to the reader that the program uses. A fault is an
exception that is no refusal, or more than twenty seconds for one input. Memory is the highest resident set of the target's own process, with the program
and the good inputs in it. \`npm test\` feeds a few hundred of each.

| reader | inputs | slowest | peak memory | time | faults |
| ------ | ------ | ------- | ----------- | ---- | ------ |
${lines.join('\n')}
| together | ${total} | ${Math.max(...rows.map(({ slowestMs }) => slowestMs)).toFixed(1)} ms | ${Math.round(Math.max(...rows.map(({ peakMb }) => peakMb)))} MB | | ${faults} |
`;
}

async function main(): Promise<void> {
  const names = positionals.length > 0 ? positionals : Object.keys(TARGETS);
  if (values.one) return runHere(names[0] ?? '');
  const rows: Row[] = [];
  for (const name of names) {
    const row = await runApart(name);
    rows.push(row);
    console.log(
      `${name}: ${row.inputs} inputs, slowest ${row.slowestMs.toFixed(1)} ms, ${row.faults.length} faults`,
    );
    for (const { what, input } of row.faults) console.log(`  ${what}\n  input (base64): ${input}`);
  }
  const page = await formatted(pageOf(rows), 'docs/proof/fuzz.md');
  if (positionals.length === 0 && share >= 1) writeFileSync('docs/proof/fuzz.md', page);
  else console.log(page);
  process.exitCode = rows.some(({ faults }) => faults.length > 0) ? 1 : 0;
}

await main();
