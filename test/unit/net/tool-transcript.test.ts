import { describe, expect, test } from '@jest/globals';
import { failure } from '../../../src/core/failure.ts';
import { toolOutput } from '../../../src/evidence/tool-output.ts';
import type { PingTool } from '../../../src/net/ping/ping.ts';
import { makeToolTranscript, recordingPing, recordingRunner } from '../../../src/net/tool-transcript.ts';
import type { CommandRunner } from '../../../src/probes/ports.ts';

const options = { timeoutMs: 1000, signal: new AbortController().signal };
const PING = { numeric: true, v6: false, min_reply: 1, timeout: 1, extra: [] };

/** Steps of 10 ms. */
function clock(): () => number {
  let now = 0;
  return () => (now += 10);
}

function runnerOf(
  stdout: string,
  more: Partial<Awaited<ReturnType<CommandRunner['run']>>> = {},
): CommandRunner {
  return { run: () => Promise.resolve({ exitCode: 0, stdout, stderr: '', failure: null, ...more }) };
}

describe('the transcript of tools', () => {
  test('has the program without its folder, its arguments, its time, its end and both streams', async () => {
    const transcript = makeToolTranscript(clock());
    const runner = recordingRunner(runnerOf('out\n', { stderr: 'err\n', exitCode: 2 }), transcript);
    const result = await runner.run('/usr/sbin/ip', ['-j', 'addr'], options);
    expect(result.stdout).toBe('out\n');
    expect(transcript.output()).toEqual({
      unkeptRuns: 0,
      runs: [
        {
          ...{ tool: 'ip', args: ['-j', 'addr'], output: 'out\nerr\n', exitCode: 2, problem: null },
          ...{ atMs: 10, durationMs: 10, droppedChars: 0 },
        },
      ],
    });
  });

  test('a tool that is missing and one that was cancelled are there too', async () => {
    const transcript = makeToolTranscript();
    const missing = failure('tool-missing', 'spawn', 'iw');
    await recordingRunner(runnerOf('', { exitCode: null, failure: missing }), transcript).run(
      'iw',
      [],
      options,
    );
    const cancelled: CommandRunner = { run: () => Promise.reject(new Error('stop')) };
    await expect(recordingRunner(cancelled, transcript).run('ss', [], options)).rejects.toThrow('stop');
    expect(transcript.output().runs.map(({ tool, problem }) => [tool, problem])).toEqual([
      ['iw', 'tool-missing'],
      ['ss', 'cancelled'],
    ]);
  });

  test('ping is written down with the arguments that the package gave it', async () => {
    const transcript = makeToolTranscript();
    const run = { output: 'PING', exitCode: 0, problem: null, args: ['-n', '-c', '1', '192.0.2.1'] };
    const tool: PingTool = {
      start: () => ({ result: Promise.resolve(run), stop: () => undefined, soFar: () => '' }),
    };
    await recordingPing(tool, transcript).start('192.0.2.1', PING).result;
    expect(transcript.output().runs).toMatchObject([{ tool: 'ping', args: run.args, output: 'PING' }]);
  });

  test('is bounded by run, by program and by number, says what it dropped, and fits its schema', async () => {
    const transcript = makeToolTranscript();
    const loud = recordingRunner(runnerOf('x'.repeat(50_000)), transcript);
    for (let run = 0; run < 1100; run += 1) await loud.run('ss', [`-${'a'.repeat(1000)}`], options);
    const output = transcript.output();
    expect([output.runs.length, output.unkeptRuns]).toEqual([1000, 100]);
    expect(output.runs[0]).toMatchObject({ droppedChars: 18_000 });
    expect(output.runs.reduce((sum, run) => sum + run.output.length, 0)).toBe(128_000);
    expect(JSON.stringify(output).length).toBeLessThan(700_000);
    expect(toolOutput.safeParse(output).success).toBe(true);
  });

  test('one loud program costs another nothing', async () => {
    const transcript = makeToolTranscript();
    for (let run = 0; run < 10; run += 1) {
      await recordingRunner(runnerOf('x'.repeat(50_000)), transcript).run('ss', [], options);
    }
    await recordingRunner(runnerOf('quiet'), transcript).run('ip', [], options);
    expect(transcript.output().runs.at(-1)).toMatchObject({ tool: 'ip', output: 'quiet', droppedChars: 0 });
  });

  test('certificates of a whole store are not kept', async () => {
    const transcript = makeToolTranscript();
    const pem = `-----BEGIN CERTIFICATE-----\n${'MIIB'.repeat(300)}\n-----END CERTIFICATE-----\n`;
    await recordingRunner(runnerOf(pem + pem), transcript).run('security', [], options);
    expect(transcript.output().runs[0]?.output).not.toContain('MIIB');
    expect(transcript.output().runs[0]?.output.length).toBeLessThan(200);
  });
});
