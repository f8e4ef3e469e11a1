/**
 * Writes down what the system's programs print while a run uses them. The ports are wrapped, so probes and parsers know nothing of it.
 * Bounded: a run over all Regions starts hundreds of pings, and the history keeps a transcript with every run.
 */
import path from 'node:path';
import type { ToolOutput, ToolRun } from '../evidence/tool-output.ts';
import type { CommandRunner } from '../probes/ports.ts';
import type { PingTool } from './ping/ping.ts';

/** No tool that a helpdesk reads line by line prints more; listings of a whole certificate store do. */
const RUN_CHARS = 32_000;
/** Of one program over the whole run: about 300 pings, or 60 readings of `ss`. One program never costs another its place. */
const TOOL_CHARS = 128_000;
const MOST_RUNS = 1000;
/** A script for PowerShell is one argument. */
const ARGUMENT_CHARS = 300;

export interface ToolTranscript {
  readonly nowMs: () => number;
  readonly keep: (run: Omit<ToolRun, 'droppedChars'>) => void;
  readonly output: () => ToolOutput;
}

/** `nowMs`: a clock that never goes back. */
export function makeToolTranscript(nowMs: () => number = () => performance.now()): ToolTranscript {
  const beganMs = nowMs();
  const runs: ToolRun[] = [];
  const spent = new Map<string, number>();
  let unkeptRuns = 0;
  return {
    nowMs: () => nowMs() - beganMs,
    keep: (run) => {
      if (runs.length >= MOST_RUNS) {
        unkeptRuns += 1;
        return;
      }
      const before = spent.get(run.tool) ?? 0;
      const text = withoutCertificates(run.output);
      const output = text.slice(0, Math.max(0, Math.min(RUN_CHARS, TOOL_CHARS - before)));
      spent.set(run.tool, before + output.length);
      runs.push({ ...run, args: run.args.map(shortened), output, droppedChars: text.length - output.length });
    },
    output: () => ({ runs: [...runs], unkeptRuns }),
  };
}

function shortened(argument: string): string {
  return argument.length <= ARGUMENT_CHARS ? argument : `${argument.slice(0, ARGUMENT_CHARS)}…`;
}

/** The store of roots is a third of a megabyte of base64 that nobody reads. */
function withoutCertificates(text: string): string {
  return text.replace(/(-----BEGIN CERTIFICATE-----)[^-]*/g, '$1\n(not kept)\n');
}

/** The same runner, with everything that it ran written down. */
export function recordingRunner(inner: CommandRunner, transcript: ToolTranscript): CommandRunner {
  return {
    async run(file, args, options) {
      const atMs = transcript.nowMs();
      const note = (run: Pick<ToolRun, 'exitCode' | 'output' | 'problem'>): void =>
        transcript.keep({
          ...run,
          ...{ tool: path.win32.basename(file), args: [...args], atMs },
          durationMs: transcript.nowMs() - atMs,
        });
      try {
        const result = await inner.run(file, args, options);
        const { exitCode, stdout, stderr, failure } = result;
        note({ exitCode, output: stdout + stderr, problem: failure?.code ?? null });
        return result;
      } catch (error) {
        note({ exitCode: null, output: '', problem: 'cancelled' });
        throw error;
      }
    },
  };
}

/** The same ping, with each run written down when the tool ends. */
export function recordingPing(inner: PingTool, transcript: ToolTranscript): PingTool {
  return {
    start(address, config) {
      const atMs = transcript.nowMs();
      const started = inner.start(address, config);
      void started.result.then(({ output, exitCode, problem, args }) =>
        transcript.keep({
          ...{ tool: 'ping', args: [...(args ?? [address])], atMs, exitCode, output },
          durationMs: transcript.nowMs() - atMs,
          problem: problem?.code ?? null,
        }),
      );
      return started;
    },
  };
}
