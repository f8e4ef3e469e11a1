/** A command runner for tests: answers by program and first distinguishing argument, and writes down what was asked. */
import { failure } from '../../../src/core/failure.ts';
import type { CommandResult, CommandRunner } from '../../../src/probes/ports.ts';

export interface FakeCommands extends CommandRunner {
  readonly asked: string[];
}

/** `answers` maps the beginning of a command line to standard output, or to a whole result; anything else is missing. */
export function fakeCommands(
  answers: Readonly<Record<string, string | Partial<CommandResult>>>,
): FakeCommands {
  const asked: string[] = [];
  return {
    asked,
    run(file, args) {
      const line = [file, ...args].join(' ');
      asked.push(line);
      const key = Object.keys(answers).find((start) => line.startsWith(start));
      const answer = key === undefined ? { failure: failure('tool-missing', 'spawn', file) } : answers[key];
      const partial = typeof answer === 'string' ? { exitCode: 0, stdout: answer } : answer;
      return Promise.resolve({ exitCode: null, stdout: '', stderr: '', failure: null, ...partial });
    },
  };
}
