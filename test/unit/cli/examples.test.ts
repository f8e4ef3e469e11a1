/** Every example of every help page, run by the built program on a scripted network, with the files that it names. */
import { cpSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { COMMANDS } from '../../../src/cli/commands/index.ts';
import { listCommands } from '../../../src/cli/list-commands.ts';
import { buildProgram, type BuiltProgram, type Ran } from './built-program.ts';

let program: BuiltProgram;
const ran = new Map<string, Ran>();
/** A simulated check mostly waits. */
const AT_ONCE = 4;

/** What an example must not do here: ask a network, stay, or show what only a real network gives. The loopback and lab suites run these commands. */
const ELSEWHERE =
  /^(directory|serve|calibrate|watch(?! --once)|peer --key-file)\b|--every|--calibration|--show/;

const EXAMPLES = listCommands(COMMANDS).flatMap(({ definition }) =>
  definition.examples.map(({ line }) => line),
);
const RUN_HERE = EXAMPLES.filter((line) => !ELSEWHERE.test(line));

/** Words as a shell has them. */
function words(line: string): string[] {
  return (line.match(/"[^"]*"|\S+/g) ?? []).map((word) => word.replaceAll('"', ''));
}

/** A command that can be simulated is: nothing is sent. What prepares a check for somebody else sends nothing by itself. */
function simulated(line: string): string[] {
  const definition = listCommands(COMMANDS).find(({ path }) => words(line)[0] === path.join(' '))?.definition;
  const canSimulate = definition?.options?.some(({ name }) => name === 'simulate') ?? false;
  return canSimulate && !line.includes('--prepare ')
    ? [...words(line), '--simulate', 'ready', '--quiet']
    : words(line);
}

beforeAll(async () => {
  program = buildProgram();
  const at = (name: string): string => join(program.folder, name);
  const report = async (region: string, name: string, bundle: string): Promise<void> => {
    const ran = await program.run(
      words(
        `check --region ${region} --simulate ready --quiet --format json --output ${name} --bundle ${bundle}`,
      ),
    );
    if (ran.code !== 0) throw new Error(ran.stderr);
  };
  await report('eu-west-1', 'before.json', 'monday.zip');
  await report('us-east-1', 'report.json', 'tuesday.zip');
  for (const name of ['berlin.json', 'paris.json', 'tokyo.json']) cpSync(at('before.json'), at(name));
  cpSync(at('report.json'), at('without-vpn.json'));
  cpSync(at('monday.zip'), at('from-jane.zip'));
  cpSync(at('monday.zip'), at('before.zip'));
  cpSync(at('tuesday.zip'), at('after.zip'));
  for (const folder of ['inbox', 'drop']) {
    mkdirSync(at(folder));
    cpSync(at('tuesday.zip'), join(at(folder), 'tuesday.zip'));
  }
  writeFileSync(at('sites.json'), '[{ "name": "Zurich", "cidrs": ["10.20.0.0/16"] }]');
  writeFileSync(at('policy.json'), '{ "schema": "preflight.policy/1", "samples": { "value": 20 } }');
  writeFileSync(at('firewall.csv'), 'destination,port,transport\nany,any,any\n');
  writeFileSync(at('peer.keys'), `day 2999-01-01 ${'ab'.repeat(32)}\n`, { mode: 0o600 });
  writeFileSync(at('workspaces.log'), 'Unable to launch dcvclient\n');
  const everything = {
    chain: { family: 'inet', table: 't', name: 'o', type: 'filter', hook: 'output', policy: 'accept' },
  };
  writeFileSync(at('ruleset.json'), JSON.stringify({ nftables: [everything] }));
  writeFileSync(
    at('ip-ranges.json'),
    JSON.stringify({
      syncToken: '1',
      createDate: '2026-11-01-00-00-00',
      prefixes: [
        {
          ip_prefix: '192.0.2.0/24',
          region: 'us-east-1',
          service: 'WORKSPACES_GATEWAYS',
          network_border_group: 'us-east-1',
        },
      ],
      ipv6_prefixes: [],
    }),
  );
  const overlay = { schema: 'preflight.overlay/1', name: 'ours', date: '2026-11-20', changes: [] };
  writeFileSync(at('ours.json'), JSON.stringify(overlay));
  // What makes a file that another example reads comes first.
  const waiting = RUN_HERE.toSorted((one, other) => Number(/ new /.test(other)) - Number(/ new /.test(one)));
  await runExample(waiting.shift() ?? '');
  const lane = async (): Promise<void> => {
    for (let line = waiting.shift(); line !== undefined; line = waiting.shift()) await runExample(line);
  };
  await Promise.all(Array.from({ length: AT_ONCE }, lane));
}, 600_000);
afterAll(() => program.remove());

describe('the examples of the help', () => {
  test('there are some for every command that does something', () => {
    for (const { path, definition } of listCommands(COMMANDS))
      expect([path.join(' '), definition.load === undefined || definition.examples.length > 0]).toEqual([
        path.join(' '),
        true,
      ]);
  });

  test.each(RUN_HERE)('preflight %s', (line) => {
    expect([0, 1]).toContain(ran.get(line)?.code);
    expect(ran.get(line)?.stderr).not.toMatch(/^preflight: /m);
  });
});

async function runExample(line: string): Promise<void> {
  const args = simulated(line);
  const readsInput = args.includes('-');
  ran.set(line, await (readsInput ? program.runRedirected(args, '< firewall.csv') : program.run(args)));
}
