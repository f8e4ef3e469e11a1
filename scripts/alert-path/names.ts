/** The figures of every scripted network, as a scraper would take them: promtool's word on them, how many, and nothing of this computer in them. */
import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { hostname, networkInterfaces, userInfo } from 'node:os';
import { join } from 'node:path';
import { MOST_SERIES } from '../../src/metrics/table.ts';
import { SITUATIONS } from '../../src/net/simulated/situation.ts';
import { PROGRAM, folder, tell } from './tools.ts';

export function names(): Promise<void> {
  const texts = SITUATIONS.map(({ id }) => ({ id, text: figuresOf(id) }));
  const spoken = texts.filter(({ text }) => promtool(text) !== '').map(({ id }) => id);
  tell(`promtool check metrics on the ${texts.length} scripted networks`, {
    asked: 'nothing to say',
    got: spoken.length === 0 ? 'nothing' : spoken.join(', '),
    isFine: spoken.length === 0,
  });
  const most = Math.max(...texts.map(({ text }) => text.match(/^preflight_/gm)?.length ?? NaN));
  tell('series of one site and Region, at most', {
    asked: `${MOST_SERIES}`,
    got: `${most}`,
    isFine: most <= MOST_SERIES,
  });
  const own = [
    ...[hostname(), userInfo().username],
    ...Object.values(networkInterfaces()).flatMap((all = []) => all.map(({ address }) => address)),
  ];
  const told = own.filter((name) => texts.some(({ text }) => text.includes(`"${name}"`)));
  tell('host, user and addresses of this computer as a label', {
    asked: 'none',
    got: told.length === 0 ? 'none' : told.join(', '),
    isFine: told.length === 0,
  });
  return Promise.resolve();
}

function figuresOf(scenario: string): string {
  const file = join(folder, `${scenario}.prom`);
  const args = ['watch', '--once', '--quiet', '--region', 'eu-central-1', '--simulate', scenario];
  spawnSync(process.execPath, [PROGRAM, ...args, '--textfile', file], {
    env: { ...process.env, PREFLIGHT_DATA: join(folder, 'data-names') },
  });
  return readFileSync(file, 'utf8');
}

/** What promtool says; also where it fails without a word. */
function promtool(input: string): string {
  const { status, stdout, stderr } = spawnSync('promtool', ['check', 'metrics'], { input, encoding: 'utf8' });
  return status === 0 ? stdout : `${stdout}${stderr}${status}`;
}
