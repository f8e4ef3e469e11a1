/** Strangers at the door of the figures: ten thousand connections that never end their request, and requests that want a probe. */
import { spawnSync, type ChildProcess } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { connect, type Socket } from 'node:net';
import { PORT, at, ended, tell, until, watching } from './tools.ts';

const CONNECTIONS = 10_000;
/** Those that the watch keeps at one time, until they have said nothing for 10 s. */
const KEPT = 32;
const PATIENCE_S = 60;

export async function hostile(): Promise<void> {
  // No quick run within this part: what is counted is asked for by strangers.
  const watch = watching('ready', PORT.watch, '--quick', '3600');
  await until('a verdict', 60, async () => (await figures()).includes('preflight_verdict'));
  const before = probes(await figures());
  await crowd(watch);
  strangers();
  const after = probes(await figures());
  tell('the same: runs and packets of the watch', {
    asked: `as before, ${before}`,
    got: after,
    isFine: after === before && before.startsWith('1 run'),
  });
  await ended(watch, 'SIGTERM');
}

const figures = async (): Promise<string> => (await fetch(at(PORT.watch, '/metrics'))).text();

function probes(text: string): string {
  const of = (name: string): number =>
    [...text.matchAll(new RegExp(`^preflight_${name}_total\\S* (\\d+)$`, 'gm'))].reduce(
      (sum, [, count]) => sum + Number(count),
      0,
    );
  return `${of('runs')} run, ${of('sent_packets')} packets`;
}

function residentMb({ pid }: ChildProcess): number {
  const status = readFileSync(`/proc/${pid}/status`, 'utf8');
  return Math.round(Number(/^VmRSS:\s+(\d+)/m.exec(status)?.[1] ?? NaN) / 1024);
}

/** All at once, each with the first half of a request. */
async function crowd(watch: ChildProcess): Promise<void> {
  const beforeMb = residentMb(watch);
  let closed = 0;
  const sockets: Socket[] = Array.from({ length: CONNECTIONS }, () =>
    connect(PORT.watch, '127.0.0.1', function (this: Socket) {
      this.write('GET /metrics HTTP/1.1\r\nHost: ');
    })
      .resume()
      .on('error', () => undefined)
      .on('close', () => (closed += 1)),
  );
  const isRefused = (): Promise<boolean> => Promise.resolve(closed >= CONNECTIONS - KEPT);
  await until('all but those that are kept are closed', PATIENCE_S, isRefused);
  const seconds = await until('an answer', PATIENCE_S, () => Promise.resolve(code('/-/healthy') === '200'));
  await until('all are closed', PATIENCE_S, () => Promise.resolve(closed === CONNECTIONS));
  const grewMb = residentMb(watch) - beforeMb;
  tell(`${CONNECTIONS.toLocaleString('en')} connections at once that never end their request`, {
    asked: `all closed, at most ${KEPT} of them later; then an answer`,
    got: `all closed, answered ${Math.round(seconds)} s after the ${(CONNECTIONS - KEPT).toLocaleString('en')}th was; ${grewMb} MB more resident`,
    isFine: sockets.every(({ destroyed }) => destroyed) && grewMb < 50,
  });
}

/** Each on a connection of its own. `000`: no answer. */
function code(path: string, ...more: readonly string[]): string {
  const args = ['-s', '--max-time', '2', '-o', '/dev/null', '-w', '%{http_code}', ...more];
  return spawnSync('curl', [...args, at(PORT.watch, path)], { encoding: 'utf8' }).stdout;
}

function strangers(): void {
  const codes = [
    code('/metrics', '-H', 'Host: rebound.example'),
    code('/probe?region=127.0.0.1:22'),
    code('/probe?region=eu-central-1', '-H', 'Origin: http://rebound.example'),
    code('/probe?region=eu-central-1', '-X', 'POST', '-d', 'x'),
  ];
  tell('a rebound name, an address as Region, a foreign page, POST', {
    asked: '403, 400, 403, 403',
    got: codes.join(', '),
    isFine: codes.join() === '403,400,403,403',
  });
}
