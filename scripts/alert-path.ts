// The way of an alert over loopback with Debian's own programs: watch (a scripted broken network) to Prometheus, Alertmanager and a webhook; fifty sites; strangers at the door; vmagent over an
// outage; node exporter, nginx, a full disk. `npm run alert-path` writes docs/proof/alert-path.md; `npm run alert-path -- sites` makes one part anew. The times
// of the rules are shortened: a minute is a second.
import { execFileSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { alerts } from './alert-path/alerts.ts';
import { configure } from './alert-path/engines.ts';
import { faces, fullDisk } from './alert-path/faces.ts';
import { hostile } from './alert-path/hostile.ts';
import { names } from './alert-path/names.ts';
import { queue } from './alert-path/queue.ts';
import { sites } from './alert-path/sites.ts';
import { PROGRAM, endAll, rows, webhook } from './alert-path/tools.ts';
import { truth } from './alert-path/truth.ts';
import { writePart } from './proof-section.ts';
import { ensureSystemPackages } from './system-packages.mjs';

const PARTS: Readonly<Record<string, () => Promise<void>>> = {
  names,
  alerts,
  sites,
  queue,
  faces,
  hostile,
  disk: fullDisk,
  truth,
};

const PAGE = fileURLToPath(new URL('../docs/proof/alert-path.md', import.meta.url));

/** What one part found, as its table. */
function table(found: typeof rows): string {
  const lines = found.map(
    ({ what, asked, got, isFine }) => `| ${what} | ${asked} | ${got} | ${isFine ? 'yes' : 'NO'} |`,
  );
  const day = new Date().toISOString().slice(0, 10);
  return [`${day}:`, '', '| what | asked | got | fine |', '| --- | --- | --- | --- |', ...lines].join('\n');
}

const asked = process.argv.slice(2);
const unknown = asked.find((name) => PARTS[name] === undefined);
if (unknown !== undefined) {
  console.error(`alert-path: no part "${unknown}"; parts: ${Object.keys(PARTS).join(', ')}`);
  process.exit(2);
}
ensureSystemPackages('alerts');
try {
  execFileSync(process.execPath, ['scripts/build-program.mjs', PROGRAM, '0.1.0'], { stdio: 'ignore' });
  configure();
  webhook();
  for (const [name, run] of Object.entries(PARTS)) {
    if (asked.length > 0 && !asked.includes(name)) continue;
    const before = rows.length;
    await run();
    await writePart(PAGE, name, table(rows.slice(before)));
  }
} finally {
  endAll();
}
process.exit(rows.every(({ isFine }) => isFine) ? 0 : 1);
