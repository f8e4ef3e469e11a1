/**
 * `calibrate` against `check`, with real sockets: what one network answered makes silence in another one tell.
 * `npm run lab -- calibrate-proof`.
 */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readCalibration } from '../../src/regions/calibration.ts';
import { readOutcome } from './compare-report.ts';
import { ensureBuilt } from './ensure-built.ts';
import { openLab } from './lab.ts';
import { labRefusal } from './lab-refusal.ts';
import { checkArguments, runPreflight, worldOf } from './run-scenario.ts';
import { scenarioNamed } from './scenarios/index.ts';

async function inScenario(
  name: string,
  args: (region: string, fixed: readonly string[]) => readonly string[],
) {
  const scenario = scenarioNamed(name);
  if (scenario === null) throw new Error(`no scenario ${name}`);
  const lab = await openLab(worldOf(scenario));
  try {
    const fixed = checkArguments({ ...scenario, args: [] });
    return await runPreflight(lab, args(scenario.region, fixed));
  } finally {
    await lab.close();
  }
}

function expectThat(right: boolean, claim: string, seen: unknown): void {
  console.log(`${right ? 'ok  ' : 'FAIL'} ${claim}`);
  if (right) return;
  console.log(`     seen: ${JSON.stringify(seen).slice(0, 600)}`);
  process.exitCode = 1;
}

/** Severity of streaming/udp-silent where the service answers no UDP; null without the finding. */
async function udpSilentSeverity(extra: readonly string[]): Promise<string | null> {
  const run = await inScenario('manners-udp-silent', (_region, fixed) => [
    ...['check', ...fixed, '--format', 'json'],
    ...extra,
  ]);
  const finding = readOutcome(run.stdout)?.findings.find(({ code }) => code === 'streaming/udp-silent');
  return finding?.severity ?? null;
}

async function calibrateIn(name: string, file: string): Promise<void> {
  const run = await inScenario(name, (region) => [
    'calibrate',
    '--region',
    region,
    '--yes',
    '--output',
    file,
  ]);
  expectThat(run.exitCode === 0 && run.stdout === '', `calibrate in "${name}" writes its file`, run);
  expectThat(
    run.stderr.indexOf('will be sent') < run.stderr.indexOf('answered'),
    'it says first what it sends',
    run,
  );
}

async function prove(folder: string): Promise<void> {
  const answered = join(folder, 'answered.json');
  const silent = join(folder, 'silent.json');
  await calibrateIn('healthy', answered);
  await calibrateIn('manners-udp-silent', silent);
  const file = await readCalibration(answered);
  const rows = file.kind === 'read' ? (file.value.regions[0]?.answers ?? []) : [];
  const onServers = rows.filter(({ target, payload }) => target === 'health-check' && payload !== 'empty');
  const all = onServers.length > 0 && onServers.every((row) => row.answered > 0 && row.answered <= row.sent);
  expectThat(all, 'every health-check server answered, datagram by datagram', file);
  const before = await udpSilentSeverity([]);
  expectThat(before === 'notice', 'uncalibrated, silence is a notice', before);
  const after = await udpSilentSeverity(['--calibration', answered]);
  expectThat(after === 'warning', 'calibrated where UDP was answered, silence elsewhere is a warning', after);
  const unmoved = await udpSilentSeverity(['--calibration', silent]);
  expectThat(unmoved === 'notice', 'calibrated where UDP was silent, nothing is verified', unmoved);
  const refused = await inScenario('healthy', (region) => ['calibrate', '--region', region]);
  expectThat(refused.exitCode === 2, 'without a terminal and without --yes nothing is sent', refused);
}

const refusal = labRefusal();
if (refusal !== null) throw new Error(refusal);
await ensureBuilt();
const folder = await mkdtemp(join(tmpdir(), 'preflight-calibrate-'));
await prove(folder).finally(() => rm(folder, { recursive: true, force: true }));
