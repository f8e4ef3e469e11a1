/** The guide for network teams, command by command on a scripted network; and its table of formats against the code. */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { AUDIT_FORMATS } from '../../../src/rules/audit/audit-entry.ts';
import { RULE_FORMATS } from '../../../src/rules/formats/index.ts';
import { commandsOf } from '../../lab/proofs/transcript.ts';
import { buildProgram, type BuiltProgram } from './built-program.ts';

const page = (name: string): string =>
  readFileSync(new URL(`../../../docs/${name}`, import.meta.url), 'utf8');
const commands = commandsOf(page('for-network-teams.md'));
/** Needs a directory: the lab follows it there. */
const ELSEWHERE = /^(npm|grep|head|preflight directory)\b|^#/;
/** What the commands of the guide end with. */
const EXITS: Readonly<Record<string, number>> = { 'preflight audit firewall.csv': 1 };

let program: BuiltProgram;
beforeAll(() => {
  program = buildProgram();
});
afterAll(() => program.remove());

test('every command of the five jobs ends as the guide says', async () => {
  const ended: string[] = [];
  for (const command of commands.filter((one) => !ELSEWHERE.test(one))) {
    const [, file, text] = /^cat > (\S+) <<'\w+'\n([^]*)\n\w+$/.exec(command) ?? [];
    if (file !== undefined) writeFileSync(join(program.folder, file), `${text}\n`);
    else {
      const words = command.split(' ').slice(1);
      const sends = words[0] === 'check' || words[0] === 'prove';
      const ran = await program.run(sends ? [...words, '--simulate', 'ready'] : words);
      if (ran.code !== (EXITS[command] ?? 0)) ended.push(`${command}: ${ran.code} ${ran.stderr}`);
    }
  }
  expect(ended).toEqual([]);
}, 180_000);

test('the table of formats has every one with its proof', () => {
  const text = page('firewall-formats.md');
  for (const { id, summary, proof } of RULE_FORMATS)
    expect(text.replaceAll(/ +/g, ' ')).toContain(`| \`${id}\` | ${summary} | ${proof} |`);
  const rows = [...text.matchAll(/^\| `([a-z-]+)`/gm)].map(([, id]) => id);
  expect(rows.slice(RULE_FORMATS.length).sort()).toEqual([...AUDIT_FORMATS].sort());
});
