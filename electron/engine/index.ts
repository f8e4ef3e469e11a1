/** Entry of the engine process (a `utilityProcess`): everything that touches the network lives here, and nothing of the window. */
import { makeAgent } from '../../src/engine/make-agent.ts';
import { policyOrOff } from '../../src/engine/own-policy.ts';
import { dataFolder } from '../../src/engine/data-folder.ts';
import { startWatchdog } from '../../src/core/watchdog.ts';
import { loadTables } from '../../src/regions/tables.ts';
import { serveMain } from './serve-main.ts';

declare const PREFLIGHT_VERSION: string;

// Main starts another engine when this one ends (electron/main/recover.ts).
startWatchdog();
const policy = await policyOrOff((line) => process.stderr.write(`${line}\n`));
const agent = makeAgent({
  face: 'desktop',
  version: PREFLIGHT_VERSION,
  tables: loadTables(),
  publicRoots: null,
  dataFolder: dataFolder(),
  policy,
  onFault: (error) =>
    process.stderr.write(
      `a fault of ours: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`,
    ),
});

serveMain(process.parentPort, agent, () => process.exit(0));
