/** The service side's one process (service/main.py). It ends with its stdin, so it cannot outlive this process. */
import { spawn, type ChildProcessWithoutNullStreams } from 'node:child_process';
import { join } from 'node:path';

const MAIN = join(import.meta.dirname, 'service/main.py');

export class ServiceProcess {
  private readonly child: ChildProcessWithoutNullStreams;
  private errors = '';

  /** Starts loading. Without site packages that takes 50 ms. */
  constructor(namespace: string, configFile: string) {
    const command = ['netns', 'exec', namespace, '/usr/bin/python3', '-B', '-S', MAIN, configFile];
    this.child = spawn('ip', command, { stdio: 'pipe' });
    this.child.stdin.on('error', () => undefined);
    this.child.stderr.setEncoding('utf8').on('data', (text: string) => {
      this.errors = (this.errors + text).slice(-4000);
      process.stderr.write(text); // an error in one of its threads must not pass in silence
    });
  }

  /** Opens the sockets; the namespace has its addresses by now. Resolves when all of them listen. */
  listen(): Promise<void> {
    return new Promise((resolve, reject) => {
      this.child.once('error', reject);
      this.child.once('close', () => reject(new Error(`the service process ended: ${this.errors.trim()}`)));
      this.child.stdout.once('data', () => resolve());
      this.child.stdin.write('listen\n');
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
