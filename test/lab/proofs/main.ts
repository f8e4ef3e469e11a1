/** `npm run proofs`: what the network-team commands promise, on real programs in the lab. `npm run proofs -- rules` runs one part. */
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { loadTables } from '../../../src/regions/tables.ts';
import { formatted } from '../../../scripts/format-generated.ts';
import { writePart } from '../../../scripts/proof-section.ts';
import { ensureBuilt } from '../ensure-built.ts';
import { labRefusal } from '../lab-refusal.ts';
import { REPOSITORY } from '../places.ts';
import { Claims } from './inside.ts';
import { followGuide } from './transcript.ts';
import { rulesPart, teamsPart, type Run } from './proof-page.ts';
import { proveRules } from './rules-proof.ts';
import { proveTeams } from './teams-proof.ts';

const TEAMS_PAGE = join(REPOSITORY, 'docs/proof/network-teams.md');

/** Each proof writes its page and says whether everything held. */
const PROOFS: Readonly<Record<string, (run: Run) => Promise<boolean>>> = {
  rules: async (run) => {
    const claims = new Claims();
    const rows = await proveRules(claims);
    await writePart(TEAMS_PAGE, 'rules', rulesPart(run, claims.list, rows));
    return claims.held && rows.every(({ ok }) => ok);
  },
  teams: async (run) => {
    const claims = new Claims();
    const matrix = await proveTeams(claims);
    await writePart(TEAMS_PAGE, 'teams', teamsPart(run, claims.list, matrix));
    return claims.held;
  },
  transcript: async (run) => {
    const page = join(REPOSITORY, 'docs/proof/transcripts/network-teams.md');
    const { page: text, wrong } = await followGuide(run);
    await writeFile(page, await formatted(text, page));
    for (const command of wrong) console.log(`FAIL ${command}`);
    return wrong.length === 0;
  },
};

async function main(asked: readonly string[]): Promise<number> {
  const refusal = labRefusal();
  if (refusal !== null) throw new Error(refusal);
  await ensureBuilt();
  const run = { date: new Date().toISOString().slice(0, 10), edition: loadTables().edition };
  const names = asked.length === 0 ? Object.keys(PROOFS) : asked;
  let failed = 0;
  for (const name of names) {
    const proof = PROOFS[name];
    if (proof === undefined)
      throw new Error(`no proof "${name}"; there are: ${Object.keys(PROOFS).join(', ')}`);
    if (!(await proof(run))) failed += 1;
  }
  console.log(`${names.length - failed} passed, ${failed} failed, 0 skipped`);
  return failed === 0 ? 0 : 1;
}

process.exitCode = await main(process.argv.slice(2));
