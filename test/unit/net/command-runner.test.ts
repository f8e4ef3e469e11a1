import { once } from 'node:events';
import net from 'node:net';
import { describe, expect, test } from '@jest/globals';
import { makeCommandRunner, systemProgram } from '../../../src/net/command-runner.ts';

const runner = makeCommandRunner();
const node = process.execPath;
const never = new AbortController().signal;

function script(source: string): readonly string[] {
  return ['-e', source];
}

describe('running a program', () => {
  test('gives both outputs and the exit code, which is no failure by itself', async () => {
    const source = "process.stdout.write('out');process.stderr.write('err');process.exitCode=3";
    const result = await runner.run(node, script(source), { timeoutMs: 5000, signal: never });
    expect(result).toEqual({ exitCode: 3, stdout: 'out', stderr: 'err', failure: null });
  });

  test('passes arguments as they are: nothing is seen by a shell', async () => {
    const source = 'process.stdout.write(process.argv[1])';
    const result = await runner.run(node, [...script(source), '$(id) `id` "; rm'], {
      timeoutMs: 5000,
      signal: never,
    });
    expect(result.stdout).toBe('$(id) `id` "; rm');
  });

  test('sets the C locale', async () => {
    const source = 'process.stdout.write(process.env.LC_ALL + process.env.LANG)';
    expect((await runner.run(node, script(source), { timeoutMs: 5000, signal: never })).stdout).toBe('CC');
  });

  test('cuts the output at a million characters and still ends', async () => {
    const source = "for(let i=0;i<30;i+=1)process.stdout.write('x'.repeat(100000))";
    const result = await runner.run(node, script(source), { timeoutMs: 10_000, signal: never });
    expect([result.stdout.length, result.exitCode]).toEqual([1_000_000, 0]);
  });

  test('ends a program that takes too long and keeps what it printed', async () => {
    const source = "process.stdout.write('begun');setInterval(()=>undefined,1000)";
    const result = await runner.run(node, script(source), { timeoutMs: 1000, signal: never });
    expect(result).toMatchObject({ exitCode: null, stdout: 'begun', failure: { code: 'generic-timeout' } });
  });

  test('rejects at once with the reason when cancelled, and ends the children of the program too', async () => {
    const controller = new AbortController();
    const server = net.createServer();
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    const { port } = server.address() as net.AddressInfo;
    const connected = once(server, 'connection') as Promise<[net.Socket]>;
    // The program starts a child of its own, which holds a connection to us until it dies.
    const grandchild = `require('net').connect(${port},'127.0.0.1')`;
    const source = `require('child_process').spawn(process.execPath,['-e',${JSON.stringify(grandchild)}]);setInterval(()=>undefined,1000)`;
    const run = runner.run(node, script(source), { timeoutMs: 20_000, signal: controller.signal });
    const [socket] = await connected;
    const ended = once(socket.resume(), 'close');
    controller.abort(new Error('stop now'));
    await expect(run).rejects.toThrow('stop now');
    await ended;
    server.close();
    expect(socket.destroyed).toBe(true);
  });

  test('does not start anything under a signal that has fired already', async () => {
    const options = { timeoutMs: 1000, signal: AbortSignal.abort(new Error('over')) };
    await expect(runner.run(node, script(''), options)).rejects.toThrow('over');
  });

  test.each([
    ['a bare name that no system folder has', 'preflight-no-such-tool'],
    ['a path that is not there', '/nonexistent/tool'],
  ])('says tool-missing for %s', async (_name, file) => {
    const result = await runner.run(file, [], { timeoutMs: 1000, signal: never });
    expect(result).toMatchObject({ exitCode: null, failure: { code: 'tool-missing', detail: file } });
  });
});

test('a bare name is looked for in the system folders, never in PATH', () => {
  const before = process.env['PATH'];
  process.env['PATH'] = process.execPath.replace(/[/\\][^/\\]+$/, '');
  try {
    expect(systemProgram('preflight-no-such-tool')).toBeNull();
    expect(systemProgram('env', 'linux')).toMatch(/^\/(usr\/)?bin\/env$/);
  } finally {
    process.env['PATH'] = before;
  }
});
