/** Start of the command line. `--version` answers before anything else is loaded: starting fast is a figure of the bench. */
import './interrupt.ts';
import { VERSION } from './version.ts';

const argv = process.argv.slice(2);
if (argv.length === 1 && (argv[0] === '--version' || argv[0] === '-V')) {
  process.stdout.on('error', ({ code }: NodeJS.ErrnoException) => {
    if (code === 'EPIPE') return;
    process.stderr.write(`preflight: standard output could not be written (${code})\n`);
    process.exitCode = 3;
  });
  process.stdout.write(`${VERSION}\n`);
} else {
  const { runProcess } = await import('./run-process.ts');
  await runProcess(argv);
}
