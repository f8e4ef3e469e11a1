import { request as httpRequest, type ServerResponse } from 'node:http';
import { connect } from 'node:net';
import { PassThrough, Writable } from 'node:stream';
import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { ContractError, KEY_HEADER, type AgentEvent } from '../../../src/contract/index.ts';
import type { EngineAgent } from '../../../src/engine/agent.ts';
import { stream } from '../../../src/serve/event-stream.ts';
import { serve, type Serving } from '../../../src/serve/server.ts';

const event = (seq: number): AgentEvent => ({
  type: 'started',
  seq,
  runId: 'run-1',
  stepId: `step-${seq}`,
  atMs: seq,
});
const STOPPED: AgentEvent = { type: 'stopped', seq: 4, runId: 'run-1', reason: 'finished', report: null };

let tell: (event: AgentEvent) => void = () => undefined;
const calls: unknown[] = [];
const agent: EngineAgent = {
  call: (command, argument) => {
    calls.push([command, argument]);
    if (command === 'run.events') {
      const { runId, afterSeq } = argument as { runId: string; afterSeq: number };
      if (runId !== 'run-1') return Promise.reject(new ContractError('unknown-run'));
      return Promise.resolve({ events: [event(1), event(2)].slice(afterSeq) });
    }
    return command === 'history.clear'
      ? Promise.reject(new Error('/home/alice'))
      : Promise.resolve({ settings: 1 });
  },
  subscribe: (listener) => {
    tell = listener;
    return () => undefined;
  },
  takeDownload: (id) => (id === 'file-1' ? { fileName: 'b".zip', bytes: new Uint8Array([1, 2]) } : null),
  close: () => undefined,
};

const page = {
  '/': { type: 'text/html; charset=utf-8', gzip: gzipSync('<title>page</title>').toString('base64') },
};
let serving: Serving;
let key = '';
const links: string[] = [];

interface Got {
  readonly status: number;
  readonly headers: Record<string, string | string[] | undefined>;
  readonly body: string;
}

interface Sent {
  readonly method?: string;
  readonly headers?: Record<string, string>;
  readonly body?: string;
}

function send(path: string, { method = 'GET', headers = {}, body }: Sent = {}): Promise<Got> {
  return new Promise((resolve, reject) => {
    const asked = httpRequest(
      { host: '127.0.0.1', port: serving.port, path, method, headers, agent: false },
      (response) => {
        let text = '';
        response.on('data', (chunk: Buffer) => (text += chunk.toString()));
        response.on('end', () =>
          resolve({ status: response.statusCode ?? 0, headers: response.headers, body: text }),
        );
        response.on('error', reject);
      },
    );
    asked.on('error', reject);
    asked.end(body);
  });
}

const own = (): string => `http://127.0.0.1:${serving.port}`;
const post = (command: string, argument: unknown, headers: Record<string, string> = {}): Promise<Got> =>
  send(`/api/${command}`, {
    method: 'POST',
    body: JSON.stringify(argument),
    headers: { [KEY_HEADER]: key, origin: own(), 'content-type': 'application/json', ...headers },
  });

const postText = (body: string): Promise<Got> =>
  send('/api/settings.get', {
    method: 'POST',
    headers: { [KEY_HEADER]: key, origin: own(), 'content-type': 'application/json' },
    body,
  });

/** Chunked: the length is not told beforehand. */
function postInPieces(bytes: number): Promise<Got> {
  return send('/api/settings.get', {
    method: 'POST',
    headers: {
      [KEY_HEADER]: key,
      origin: own(),
      'content-type': 'application/json',
      'transfer-encoding': 'chunked',
    },
    body: JSON.stringify('x'.repeat(bytes)),
  });
}

const start = (token: string, headers: Record<string, string> = {}): Promise<Got> =>
  send('/start', { method: 'POST', body: token, headers: { origin: own(), ...headers } });
const tokenOf = (): string => new URL(serving.url).hash.replace('#token=', '');

/** Node's own client joins them; by hand both arrive. */
function twoHosts(): Promise<Got> {
  return new Promise((resolve) => {
    const host = `Host: 127.0.0.1:${serving.port}`;
    const socket = connect(serving.port, '127.0.0.1', () =>
      socket.write(`GET / HTTP/1.1\r\n${host}\r\nHost: evil.example\r\nConnection: close\r\n\r\n`),
    );
    let text = '';
    socket.on('data', (chunk: Buffer) => (text += chunk.toString()));
    socket.on('close', () => resolve({ status: Number(text.split(' ')[1]), headers: {}, body: text }));
  });
}

beforeAll(async () => {
  serving = await serve({ agent, page, port: 0, onLink: (outcome) => links.push(outcome) });
  const racing = await Promise.all(Array.from({ length: 200 }, () => start(tokenOf())));
  const taken = racing.filter(({ status }) => status === 200);
  expect(taken).toHaveLength(1);
  expect(links.filter((outcome) => outcome === 'used')).toHaveLength(1);
  expect(taken[0]?.headers['set-cookie']).toBeUndefined();
  key = (JSON.parse(taken[0]?.body ?? '{}') as { key: string }).key;
});
afterAll(() => serving.close());

test('the page comes with the policy, compressed where the browser can', async () => {
  const plain = await send('/');
  expect([plain.status, plain.body]).toEqual([200, '<title>page</title>']);
  expect(plain.headers['content-security-policy']).toContain("connect-src 'self'");
  expect(plain.headers['access-control-allow-origin']).toBeUndefined();
  const packed = await send('/', { headers: { 'accept-encoding': 'gzip, br' } });
  expect(packed.headers['content-encoding']).toBe('gzip');
});

test('a command is carried out and answered', async () => {
  expect(JSON.parse((await post('settings.get', {})).body)).toEqual({ ok: true, value: { settings: 1 } });
});

describe('refused', () => {
  test.each<[string, () => Promise<Got>, number]>([
    ['a command without a key', () => post('settings.get', {}, { [KEY_HEADER]: '' }), 401],
    ['a command with a made-up key', () => post('settings.get', {}, { [KEY_HEADER]: 'x'.repeat(43) }), 401],
    ['a command with the token for a key', () => post('settings.get', {}, { [KEY_HEADER]: tokenOf() }), 401],
    [
      'the key as a cookie, as another port of this computer would get it',
      () => post('settings.get', {}, { [KEY_HEADER]: '', cookie: `preflight-${serving.port}=${key}` }),
      401,
    ],
    ['events without a key', () => send('/events?run=run-1'), 401],
    ['a download without a key', () => send('/download/file-1'), 401],
    ['the token a second time (replay)', () => start(tokenOf()), 401],
    ['a wrong token', () => start('wrong'), 401],
    ['no token', () => start(''), 401],
    ['a token of a megabyte', () => start('x'.repeat(1_000_000)), 401],
    ['the token from a foreign page', () => start(tokenOf(), { origin: 'http://127.0.0.1:1' }), 403],
    ['the token in an address', () => send(`/start?token=${tokenOf()}`), 404],
    ['a rebinding Host', () => send('/', { headers: { host: 'evil.example' } }), 403],
    ['two Host headers', () => twoHosts(), 403],
    [
      'the page as a part of a foreign one',
      () =>
        send('/', {
          headers: {
            'sec-fetch-site': 'cross-site',
            'sec-fetch-mode': 'no-cors',
            'sec-fetch-dest': 'script',
          },
        }),
      403,
    ],
    [
      'the page in a frame of a foreign one',
      () =>
        send('/', {
          headers: {
            'sec-fetch-site': 'same-site',
            'sec-fetch-mode': 'navigate',
            'sec-fetch-dest': 'iframe',
          },
        }),
      403,
    ],
    [
      'Host localhost, which a name server could bend',
      () => send('/', { headers: { [KEY_HEADER]: key, host: `localhost:${serving.port}` } }),
      403,
    ],
    ['a foreign Origin', () => post('settings.get', {}, { origin: 'https://evil.example' }), 403],
    ['an opaque Origin', () => post('settings.get', {}, { origin: 'null' }), 403],
    [
      'another port of this machine as Origin',
      () => post('settings.get', {}, { origin: 'http://127.0.0.1:1' }),
      403,
    ],
    [
      'a foreign page that asks by a tag',
      () => send('/events?run=run-1', { headers: { [KEY_HEADER]: key, 'sec-fetch-site': 'cross-site' } }),
      403,
    ],
    [
      'POST without Origin',
      () => send('/api/settings.get', { method: 'POST', headers: { [KEY_HEADER]: key }, body: '{}' }),
      403,
    ],
    [
      'a preflight of CORS',
      () => send('/api/settings.get', { method: 'OPTIONS', headers: { [KEY_HEADER]: key, origin: own() } }),
      403,
    ],
    [
      'a form of a foreign page',
      () => post('settings.get', {}, { 'content-type': 'application/x-www-form-urlencoded', origin: 'null' }),
      403,
    ],
    ['a form post', () => post('settings.get', {}, { 'content-type': 'text/plain' }), 400],
    ['malformed JSON', () => postText('{'), 400],
    ['an unknown command', () => post('shell.run', {}), 404],
    ['a name of Object itself', () => post('constructor', {}), 404],
    ['an argument of a megabyte', () => post('settings.get', { x: 'x'.repeat(1_000_000) }), 413],
    ['a megabyte of unknown length', () => postInPieces(1_000_000), 413],
    ['an argument that is no JSON at all', () => postText('\0\u0001'), 400],
    ['an empty argument', () => postText(''), 400],
    ['path traversal', () => send('/../../etc/passwd', { headers: { [KEY_HEADER]: key } }), 404],
    [
      'path traversal by backslashes',
      () => send('/..\\..\\etc\\passwd', { headers: { [KEY_HEADER]: key } }),
      404,
    ],
    [
      'path traversal encoded twice',
      () => send('/%252e%252e/etc/passwd', { headers: { [KEY_HEADER]: key } }),
      404,
    ],
    [
      'a file of the system by its own name',
      () => send('/etc/passwd', { headers: { [KEY_HEADER]: key } }),
      404,
    ],
    [
      'path traversal in a download',
      () => send('/download/..%2f..%2fetc%2fpasswd', { headers: { [KEY_HEADER]: key } }),
      404,
    ],
    [
      'an asset with a zero byte in its name',
      () => send('/assets/a%00.js', { headers: { [KEY_HEADER]: key } }),
      404,
    ],
    ['a target that is no address', () => send('//'), 400],
    ['a target that is half an address', () => send('http://['), 400],
    ['the address of another server (as a proxy is asked)', () => send('http://evil.example/'), 400],
    ['another server after two slashes', () => send('//evil.example/start'), 400],
    [
      'encoded path traversal',
      () => send('/%2e%2e/%2e%2e/etc/passwd', { headers: { [KEY_HEADER]: key } }),
      404,
    ],
    ['a file that is not in the list', () => send('/package.json', { headers: { [KEY_HEADER]: key } }), 404],
    ['a download that does not exist', () => send('/download/x', { headers: { [KEY_HEADER]: key } }), 404],
    ['events of an unknown run', () => send('/events?run=other', { headers: { [KEY_HEADER]: key } }), 404],
  ])('%s', async (_why, ask, status) => {
    expect((await ask()).status).toBe(status);
  });

  test('a fault of ours tells no more than a code', async () => {
    const { status, body } = await post('history.clear', {});
    expect([status, body]).toEqual([500, '{"ok":false,"error":"internal"}']);
  });

  test('a head of 100 kB ends the connection', async () => {
    // The server hangs up while the rest is on its way: newer Node resets the connection before its 431 can be read.
    const got = await send('/', { headers: { cookie: 'x'.repeat(100_000) } }).then(
      ({ status }) => status,
      ({ code }: NodeJS.ErrnoException) => code,
    );
    expect([431, 'ECONNRESET']).toContain(got);
  });

  test('bytes that are no HTTP end the connection', async () => {
    const answer = await new Promise<string>((resolve) => {
      const socket = connect(serving.port, '127.0.0.1', () => socket.write('\0\u0001\u0002 hello\r\n\r\n'));
      let text = '';
      socket.on('data', (chunk: Buffer) => (text += chunk.toString()));
      socket.on('close', () => resolve(text));
    });
    expect(answer).toMatch(/^HTTP\/1.1 400/);
  });
});

test('a download is handed out with a safe name', async () => {
  const { headers, body } = await send('/download/file-1', { headers: { [KEY_HEADER]: key } });
  expect([headers['content-disposition'], body.length]).toEqual(['attachment; filename="b_.zip"', 2]);
});

test('the page opens from the file that the browser is started with', async () => {
  const opening = {
    'sec-fetch-site': 'cross-site',
    'sec-fetch-mode': 'navigate',
    'sec-fetch-dest': 'document',
  };
  expect((await send('/', { headers: opening })).status).toBe(200);
  expect((await send('/events?run=run-1', { headers: opening })).status).toBe(401);
});

test('events resume after the last one seen, each once, and end with the run', async () => {
  const resumed = send('/events?run=run-1&after=1', { headers: { [KEY_HEADER]: key } });
  await new Promise((resolve) => setImmediate(resolve));
  // The stream is open once it has subscribed; the past comes first, a repeated event is not sent twice.
  const wait = async (): Promise<void> => {
    while (!calls.some((call) => JSON.stringify(call).includes('"afterSeq":1')))
      await new Promise((resolve) => setImmediate(resolve));
    await new Promise((resolve) => setImmediate(resolve));
  };
  await wait();
  for (const next of [event(2), event(3), STOPPED]) tell(next);
  const lines = (await resumed).body.trimEnd().split('\n');
  expect(lines.map((line) => (JSON.parse(line) as AgentEvent).seq)).toEqual([2, 3, 4]);
});

describe('a stream that nobody reads', () => {
  /** A response whose other side takes nothing, as a paused reader's socket. */
  class Stuck extends Writable {
    override _write(): void {
      // Never calls back.
    }
  }
  const response = () => new Stuck({ highWaterMark: 1 }) as unknown as ServerResponse;

  test('is dropped, also after the end of its run, and nothing is thrown', async () => {
    const faults: unknown[] = [];
    const hear = (error: unknown): void => void faults.push(error);
    process.on('uncaughtException', hear);
    for (const past of [[event(1)], [event(1), STOPPED]]) {
      const stuck = response();
      stream({ response: stuck, agent, runId: 'run-1', past, heartbeatMs: 20 });
      await new Promise((resolve) => stuck.on('close', resolve));
      tell(event(9));
      await new Promise((resolve) => setTimeout(resolve, 60));
    }
    process.off('uncaughtException', hear);
    expect(faults).toEqual([]);
  });

  test('one that is read goes on over many heartbeats', async () => {
    const read = new PassThrough();
    let text = '';
    read.on('data', (data: Buffer) => (text += data.toString()));
    stream({
      response: read as unknown as ServerResponse,
      agent,
      runId: 'run-1',
      past: [event(1)],
      heartbeatMs: 20,
    });
    await new Promise((resolve) => setTimeout(resolve, 150));
    tell(STOPPED);
    await new Promise((resolve) => read.on('close', resolve));
    expect(text).toMatch(/"seq":1[^]*\n\n\n[^]*"seq":4/);
  });
});

test('closing frees the port, also with a stream open', async () => {
  const other = await serve({ agent, page, port: 0 });
  await other.close();
  const again = await serve({ agent, page, port: other.port });
  await again.close();
  await expect(serve({ agent, page, port: serving.port })).rejects.toMatchObject({ code: 'EADDRINUSE' });
});
