/** The guides, command by command on a scripted network; and the table of formats against the code. */
import { once } from 'node:events';
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type AddressInfo } from 'node:net';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { AUDIT_FORMATS } from '../../../src/rules/audit/audit-entry.ts';
import { RULE_FORMATS } from '../../../src/rules/formats/index.ts';
import { commandsOf } from '../../lab/proofs/transcript.ts';
import { buildProgram, type BuiltProgram } from './built-program.ts';

const page = (name: string): string =>
  readFileSync(new URL(`../../../docs/${name}`, import.meta.url), 'utf8');
/** A directory: the lab follows it there. What needs root, or another program than ours. */
const ELSEWHERE = /^(npm|grep|head|cd|curl|echo|sudo|promtool|preflight directory)\b|^#/;
/** What the commands of the guides end with, where it is not 0. */
const EXITS: Readonly<Record<string, number>> = {
  'preflight audit firewall.csv': 1,
  // A network that was broken, and is no longer.
  'preflight check --region eu-central-1 --bundle before.zip --case TOKEN': 1,
  'preflight bundle compare before.zip after.zip': 1,
  // Without a journal, as below.
  'preflight timeline --at 14:05': 1,
  'preflight timeline --at 2026-11-02T14:05 --window 30m --format json --output timeline.json': 1,
};
/** `bundle key case` makes such a one. */
const TOKEN = 'RcErpxg2PDD_qFHAJS-RuA';
const SENDS = new Set(['check', 'prove', 'watch']);

let program: BuiltProgram;
let freePort = 0;
beforeAll(async () => {
  program = buildProgram();
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  freePort = (server.address() as AddressInfo).port;
  server.close();
  await once(server, 'close');
});
afterAll(() => program.remove());

async function follow(command: string): Promise<string | null> {
  const [, file, text] = /^cat > (\S+) <<'\w+'\n([^]*)\n\w+$/.exec(command) ?? [];
  if (file !== undefined) {
    writeFileSync(join(program.folder, file), `${text}\n`);
    return null;
  }
  const [first = '', ...words] = [...command.matchAll(/"([^"]*)"|(\S+)/g)].map(([, a, b]) =>
    (a ?? b ?? '').replace('TOKEN', TOKEN).replace('127.0.0.1:9464', `127.0.0.1:${freePort}`),
  );
  if (first === 'mkdir') {
    mkdirSync(join(program.folder, words.at(-1) ?? ''), { recursive: true });
    return null;
  }
  // What the journal of this computer says is no matter of a guide's.
  const path = words[0] === 'timeline' ? { PATH: '' } : {};
  const env = { PREFLIGHT_DATA: join(program.folder, 'data'), ...path };
  const network = words.includes('before.zip') ? 'pcoip-blocked' : 'ready';
  const args = SENDS.has(words[0] ?? '') ? [...words, '--simulate', network] : words;
  const stays = words[0] === 'watch' && !words.includes('--once');
  const how = { signal: 'SIGTERM', stream: 'stdout', env } as const;
  const ran = await (stays ? program.interruptAtFirstWord(args, how) : program.run(args, env));
  return ran.code === (EXITS[command] ?? 0) ? null : `${command}: ${ran.code} ${ran.stderr}`;
}

test.each(['for-network-teams.md', 'watch-a-site.md', 'watch-laptops.md', 'administer.md', 'helpdesk.md'])(
  'every command of %s ends as the guide says',
  async (name) => {
    const followed: string[] = [];
    const wrong: string[] = [];
    // What the guide before it chose for its folder.
    rmSync(join(program.folder, 'preflight.config.json'), { force: true });
    for (const command of commandsOf(page(name)).filter((one) => one !== '' && !ELSEWHERE.test(one))) {
      const problem = await follow(command);
      followed.push(command);
      if (problem !== null) wrong.push(problem);
    }
    expect(wrong).toEqual([]);
    expect(followed.length).toBeGreaterThan(0);
  },
  180_000,
);

test('the table of formats has every one with its proof', () => {
  const text = page('firewall-formats.md');
  for (const { id, summary, proof } of RULE_FORMATS)
    expect(text.replaceAll(/ +/g, ' ')).toContain(`| \`${id}\` | ${summary} | ${proof} |`);
  const rows = [...text.matchAll(/^\| `([a-z-]+)`/gm)].map(([, id]) => id);
  expect(rows.slice(RULE_FORMATS.length).sort()).toEqual([...AUDIT_FORMATS].sort());
});
