/** A suite of end-to-end tests: one after another, each told with its time, details of every failure, and the closing line of counts. */

export interface Suite {
  /** Runs one test now; a rejection is its failure and does not stop the others. */
  test(name: string, body: () => Promise<void>): Promise<void>;
  /** Says aloud what cannot be tested here, and counts it. */
  skip(name: string, why: string): void;
  /** Prints `N passed, N failed, N skipped` and gives the exit code. */
  end(): number;
}

export function makeSuite(): Suite {
  const counts = { passed: 0, failed: 0, skipped: 0 };
  const failures: string[] = [];
  return {
    async test(name, body) {
      const started = performance.now();
      try {
        await body();
        counts.passed += 1;
        console.log(`ok    ${name} (${Math.round(performance.now() - started)} ms)`);
      } catch (error) {
        counts.failed += 1;
        console.log(`FAIL  ${name}\n${indented(error)}`);
        failures.push(name);
      }
    },
    skip(name, why) {
      counts.skipped += 1;
      console.log(`skip  ${name}: ${why}`);
    },
    end() {
      for (const name of failures) console.log(`failed: ${name}`);
      console.log(`${counts.passed} passed, ${counts.failed} failed, ${counts.skipped} skipped`);
      return counts.failed === 0 ? 0 : 1;
    },
  };
}

/** Of one failure: what was expected, what was there, where it was asked. */
const MOST_LINES = 14;

function indented(error: unknown): string {
  const text = error instanceof Error ? (error.stack ?? error.message) : String(error);
  const lines = text.replaceAll(/\u001b\[\d+m/g, '').split('\n');
  return lines
    .slice(0, MOST_LINES)
    .map((line) => `      ${line}`)
    .join('\n');
}
