/** The service side's one process (service/main.py). It ends with its stdin, so it cannot outlive this process. */
import { spawn, type ChildProcessWithoutNullStreams } from 'node:child_process';
import { join } from 'node:path';

const MAIN = join(import.meta.dirname, 'service/main.py');

export class ServiceProcess {
  private readonly child: ChildProcessWithoutNullStreams;

  private constructor(child: ChildProcessWithoutNullStreams) {
    this.child = child;
  }

  /** Resolves when every socket listens. Without site packages it starts in 50 ms. */
  static start(namespace: string, configFile: string): Promise<ServiceProcess> {
    const command = ['netns', 'exec', namespace, '/usr/bin/python3', '-B', '-S', MAIN, configFile];
    const child = spawn('ip', command, { stdio: 'pipe' });
    child.stdin.on('error', () => undefined);
    let errors = '';
    child.stderr.setEncoding('utf8').on('data', (text: string) => (errors = (errors + text).slice(-4000)));
    return new Promise((resolve, reject) => {
      child.once('error', reject);
      child.once('close', () => reject(new Error(`the service process ended: ${errors.trim()}`)));
      child.stdout.once('data', () => resolve(new ServiceProcess(child)));
    });
  }

  stop(): Promise<void> {
    if (this.child.exitCode !== null) return Promise.resolve();
    return new Promise((resolve) => {
      this.child.once('close', () => resolve());
      this.child.stdin.end();
    });
  }
}
