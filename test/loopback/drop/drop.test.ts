/** A drop for real: nginx with signed links behind TLS, and a folder in which a computer may create and nothing else. */
import { execFile, spawn, spawnSync, type ChildProcess } from 'node:child_process';
import { createHash, X509Certificate } from 'node:crypto';
import {
  chmodSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { createServer, type Socket } from 'node:net';
import { createServer as createHttp } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { leaveIn, type Left } from '../../../src/engine/drop-places.ts';
import { dropSchema } from '../../../src/policy/drop.ts';
import { issue } from '../certificates.ts';

const folder = mkdtempSync(join(tmpdir(), 'preflight-drop-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));
const signal = new AbortController().signal;
const nameOf = (text: string) => ({
  sha256: createHash('sha256').update(text).digest('hex'),
  day: '2026-11-29',
});
const bundle = (text: string) => ({ bytes: Buffer.from(text), name: nameOf(text) });

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await new Promise((resolve) => server.once('listening', resolve));
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  return port;
}

const hasNginx = spawnSync('nginx', ['-v']).status === 0;

(hasNginx ? describe : describe.skip)('nginx with the recipe of observability/', () => {
  const certificate = issue({ commonName: 'localhost', dnsNames: ['localhost'], ca: true, issuer: null });
  let nginx: ChildProcess;
  let origin = '';

  beforeAll(async () => {
    const port = await freePort();
    origin = `https://localhost:${port}`;
    chmodSync(folder, 0o755);
    const files = join(folder, 'files');
    mkdirSync(join(files, 'drop'), { recursive: true });
    chmodSync(join(files, 'drop'), 0o777);
    mkdirSync(join(files, 'each'));
    chmodSync(join(files, 'each'), 0o777);
    writeFileSync(join(folder, 'drop.crt'), certificate.certificatePem);
    writeFileSync(join(folder, 'drop.key'), certificate.keyPem);
    const temporary = ['client_body', 'proxy', 'fastcgi', 'uwsgi', 'scgi']
      .map((kind) => `${kind}_temp_path ${join(folder, kind)};`)
      .join(' ');
    const config = readFileSync('observability/nginx-drop.conf', 'utf8')
      .replace('/run/preflight-drop.pid', join(folder, 'nginx.pid'))
      .replace('access_log off;', `access_log off; ${temporary}`)
      .replace('listen 9444 ssl', `listen 127.0.0.1:${port} ssl`)
      .replaceAll('/etc/preflight/', `${folder}/`)
      .replaceAll('/srv/preflight', files);
    writeFileSync(join(folder, 'nginx.conf'), config);
    const args = ['-c', join(folder, 'nginx.conf'), '-e', join(folder, 'nginx.log'), '-g', 'daemon off;'];
    nginx = spawn('nginx', args, { stdio: 'ignore' });
    for (
      let left = 100;
      left > 0 && (await put('x', `${origin}/other/{sha256}`)).kind === 'later';
      left -= 1
    ) {
      const isUp = !/ECONN/.test(reasonOf(await put('x', `${origin}/other/{sha256}`)));
      if (isUp) break;
      await sleep(100);
    }
  }, 30_000);
  afterAll(async () => {
    const ended = new Promise((resolve) => nginx.once('exit', resolve));
    nginx.kill('SIGTERM');
    await ended;
  });

  const reasonOf = (left: Left): string => ('reason' in left ? left.reason : left.kind);
  const put = (text: string, url: string, roots = [new X509Certificate(certificate.certificatePem)]) =>
    leaveIn(dropSchema.parse({ url }), bundle(text), {
      proxy: null,
      signal,
      roots: () => Promise.resolve(roots),
    });
  const signed = (site: string, expires: number, secret = 'SECRET'): string => {
    const sig = createHash('md5').update(`${expires} ${site} ${secret}`).digest('base64url');
    return `${origin}/drop/${site}/{sha256}.zip?expires=${expires}&sig=${sig}`;
  };
  const later = Math.floor(Date.now() / 1000) + 3600;

  test('a signed PUT creates the file; the same again is there already', async () => {
    expect(await put('one', signed('berlin', later))).toEqual({ kind: 'left' });
    expect(await put('one', signed('berlin', later))).toEqual({ kind: 'left' });
    const file = join(folder, 'files/drop/berlin', `${nameOf('one').sha256}.zip`);
    expect(readFileSync(file, 'utf8')).toBe('one');
  });

  test.each([
    ['another secret', () => signed('berlin', later, 'GUESS'), 'status 403'],
    ['another site', () => signed('berlin', later).replace('/berlin/', '/paris/'), 'status 403'],
    ['a link that expired', () => signed('berlin', 1000), 'status 410'],
    ['another path', () => `${origin}/elsewhere/{sha256}.zip`, 'status 403'],
  ])('%s is not taken', async (_, url, reason) => {
    expect(await put('two', url())).toEqual({ kind: 'later', reason, retryAfterMs: null });
  });

  test('too large is refused for ever', async () => {
    expect(await put('x'.repeat(1_200_000), signed('berlin', later))).toEqual({
      kind: 'refused',
      reason: 'status 413',
    });
  });

  test('what lies there cannot be read with the link', () => {
    const url = signed('berlin', later).replace('{sha256}', nameOf('one').sha256);
    const curl = (...more: readonly string[]) =>
      spawnSync(
        'curl',
        ['-s', '-o', '/dev/null', '-w', '%{http_code}', '--cacert', join(folder, 'drop.crt'), ...more, url],
        {
          encoding: 'utf8',
        },
      ).stdout;
    expect(curl()).toMatch(/^4/);
    expect(curl('-X', 'DELETE')).toMatch(/^4/);
  });

  describe('a link for each bundle', () => {
    const asked: string[] = [];
    let answers: (sha256: string) => string = () => '';
    const issuer = createHttp((request, response) => {
      asked.push(`${request.method} ${request.url}`);
      response.end(answers(request.url?.split('/').at(-1) ?? ''));
    });
    beforeAll(() => new Promise<void>((resolve) => void issuer.listen(0, '127.0.0.1', resolve)));
    afterAll(() => new Promise((resolve) => issuer.close(resolve)));

    const linkFor = (sha256: string): string => {
      const path = `/each/berlin/${sha256}.zip`;
      const sig = createHash('md5').update(`${later} ${path} SECRET`).digest('base64url');
      return `${origin}${path}?expires=${later}&sig=${sig}`;
    };
    const leave = (text: string, host = new URL(origin).host) => {
      const { port } = issuer.address() as AddressInfo;
      const drop = dropSchema.parse({ issuer: `http://127.0.0.1:${port}/link/{sha256}`, host });
      const roots = () => Promise.resolve([new X509Certificate(certificate.certificatePem)]);
      return leaveIn(drop, bundle(text), { proxy: null, signal, roots });
    };

    test('is asked for by the name of the bundle, and takes it', async () => {
      answers = (sha256) => `${linkFor(sha256)}\n`;
      expect(await leave('seven')).toEqual({ kind: 'left' });
      const { sha256 } = nameOf('seven');
      expect(asked).toEqual([`GET /link/${sha256}`]);
      expect(readFileSync(join(folder, 'files/each/berlin', `${sha256}.zip`), 'utf8')).toBe('seven');
    });

    test('for another bundle is not taken', async () => {
      answers = () => linkFor(nameOf('seven').sha256).replace(nameOf('seven').sha256, nameOf('eight').sha256);
      expect(await leave('eight')).toMatchObject({ kind: 'later', reason: 'status 403' });
    });

    test.each([
      ['another host', () => `https://elsewhere.example/${'a'.repeat(64)}.zip`],
      ['no link', () => '<html>log in</html>'],
      ['nothing', () => ''],
      ['more than a link', (sha256: string) => linkFor(sha256) + ' '.repeat(20_000)],
      ['plain HTTP', (sha256: string) => linkFor(sha256).replace('https:', 'http:')],
    ])('that is %s gets nothing', async (_, answer) => {
      answers = answer;
      expect(await leave('nine')).toEqual({
        ...{ kind: 'later', reason: 'issuer: no link to the host of the policy', retryAfterMs: null },
      });
      expect(readdirSync(join(folder, 'files/each/berlin'))).not.toContain(`${nameOf('nine').sha256}.zip`);
    });
  });

  test('a server that the machine does not trust gets nothing, and the reason has no link', async () => {
    const left = await put('three', signed('berlin', later), []);
    expect(left).toMatchObject({ kind: 'later', reason: expect.stringMatching(/^[A-Z_]+$/) });
  });
});

test('Retry-After is read, a redirect is not followed', async () => {
  const seen: (string | undefined)[] = [];
  const server = createHttp((request, response) => {
    seen.push(request.url);
    request.resume();
    const isBusy = request.url?.startsWith('/busy') === true;
    response.writeHead(
      isBusy ? 503 : 302,
      isBusy ? { 'retry-after': '120' } : { location: '/busy/elsewhere' },
    );
    response.end();
  }).listen(0, '127.0.0.1');
  await new Promise((resolve) => server.once('listening', resolve));
  const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const put = (path: string) =>
    leaveIn(dropSchema.parse({ url: `${origin}/${path}/{sha256}` }), bundle('four'), {
      ...{ proxy: null, signal, roots: () => Promise.resolve([]) },
    });
  expect(await put('busy')).toEqual({ kind: 'later', reason: 'status 503', retryAfterMs: 120_000 });
  expect(await put('moved')).toEqual({ kind: 'later', reason: 'status 302', retryAfterMs: null });
  expect(seen).toHaveLength(2);
  await new Promise((resolve) => server.close(resolve));
});

describe('a stranger', () => {
  /** Leaves a bundle at, or through, a server that does this with each connection. */
  async function leave(as: 'server' | 'proxy', treat: (socket: Socket) => void, ended = signal) {
    let connections = 0;
    const sockets = new Set<Socket>();
    const server = createServer((socket) => {
      connections += 1;
      sockets.add(socket.on('error', () => undefined).resume());
      treat(socket);
    }).listen(0, '127.0.0.1');
    await new Promise((resolve) => server.once('listening', resolve));
    const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    const url = as === 'server' ? `${origin}/{sha256}` : 'https://drop.example/{sha256}';
    const way = { proxy: as === 'proxy' ? origin : null, roots: () => Promise.resolve([]), signal: ended };
    try {
      return { left: await leaveIn(dropSchema.parse({ url }), bundle('ten'), way), connections };
    } finally {
      server.close();
      for (const socket of sockets) socket.destroy();
    }
  }
  const created = 'HTTP/1.1 201 Created\r\n';

  test.each<[string, string]>([
    ['a body that is never sent', `${created}content-length: 1000\r\n\r\nabc`],
    ['a body without end', `${created}\r\nabc`],
    ['a chunk without end', `${created}transfer-encoding: chunked\r\n\r\nfffff\r\nabc`],
  ])('who says "created" with %s has the bundle', async (_, answer) => {
    const { left } = await leave('server', (socket) => socket.once('data', () => socket.write(answer)));
    expect(left).toEqual({ kind: 'left' });
  });

  test.each<[string, (socket: Socket) => void]>([
    ['at once', (socket) => socket.end()],
    ['when it is asked', (socket) => socket.once('data', () => socket.end())],
    [
      'with another protocol',
      (socket) =>
        socket.once('data', () =>
          socket.write('HTTP/1.1 101 x\r\nupgrade: x\r\nconnection: upgrade\r\n\r\n'),
        ),
    ],
  ])('who is a proxy and hangs up %s is asked once', async (_, treat) => {
    expect(await leave('proxy', treat)).toMatchObject({ left: { kind: 'later' }, connections: 1 });
  });

  test('who is a proxy and says nothing does not outlast a Ctrl-C', async () => {
    const ending = new AbortController();
    const left = leave(
      'proxy',
      (socket) => socket.once('data', () => ending.abort(new Error('ended'))),
      ending.signal,
    );
    await expect(left).rejects.toThrow('ended');
  });
});

describe('a folder', () => {
  const leave = (path: string, text: string) =>
    leaveIn(dropSchema.parse({ folder: path }), bundle(text), {
      ...{ proxy: null, signal, roots: () => Promise.resolve([]) },
    });

  test('two computers leave theirs at once, nothing half done is seen beside them', async () => {
    const place = join(folder, 'shared');
    mkdirSync(place);
    const { sha256 } = nameOf('second');
    const child = ['--import', 'tsx', 'test/loopback/drop/leave-once.ts', place, sha256, 'second'];
    const [own, other] = await Promise.all([
      leave(place, 'first'),
      promisify(execFile)(process.execPath, child, { env: { ...process.env, NODE_OPTIONS: '' } }),
    ]);
    expect([own, JSON.parse(other.stdout)]).toEqual([{ kind: 'left' }, { kind: 'left' }]);
    const names = ['first', 'second'].map((text) => `2026-11-29-${nameOf(text).sha256}.zip`);
    expect(readdirSync(place).sort()).toEqual(names.sort());
  }, 30_000);

  const asNobody = process.getuid?.() === 0 ? test : test.skip;
  asNobody('whoever may only create there can leave a bundle, and read none', async () => {
    chmodSync(folder, 0o755);
    const place = join(folder, 'create-only');
    mkdirSync(place);
    chmodSync(place, 0o1733);
    process.seteuid?.(65_534);
    try {
      expect(await leave(place, 'five')).toEqual({ kind: 'left' });
      expect(() => readdirSync(place)).toThrow(/EACCES/);
    } finally {
      process.seteuid?.(0);
    }
    expect(readdirSync(place)).toEqual([`2026-11-29-${nameOf('five').sha256}.zip`]);
  });

  test('nothing is left in it once the watch has ended', async () => {
    const place = join(folder, 'ended');
    mkdirSync(place);
    const way = {
      proxy: null,
      roots: () => Promise.resolve([]),
      signal: AbortSignal.abort(new Error('ended')),
    };
    await expect(leaveIn(dropSchema.parse({ folder: place }), bundle('x'), way)).rejects.toThrow('ended');
    expect(readdirSync(place)).toEqual([]);
  });

  test('what a stranger put at the name of a bundle is not written through', async () => {
    const place = join(folder, 'planted');
    mkdirSync(place);
    writeFileSync(join(folder, 'victim'), 'mine');
    symlinkSync(join(folder, 'victim'), join(place, `2026-11-29-${nameOf('eleven').sha256}.zip`));
    mkdirSync(join(place, `2026-11-29-${nameOf('twelve').sha256}.zip`));
    expect(await leave(place, 'eleven')).toEqual({ kind: 'left' });
    expect(readFileSync(join(folder, 'victim'), 'utf8')).toBe('mine');
    expect(await leave(place, 'twelve')).toMatchObject({ kind: 'later' });
    expect(readdirSync(place)).toHaveLength(2);
  });

  test('one that is not there is tried again later', async () => {
    expect(await leave(join(folder, 'nowhere'), 'six')).toEqual({
      ...{ kind: 'later', reason: 'ENOENT', retryAfterMs: null },
    });
  });
});
