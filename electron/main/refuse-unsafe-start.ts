/** A packaged app refuses to start with switches that take its protection away. */

const UNSAFE = [
  '--no-sandbox',
  '--disable-web-security',
  '--remote-debugging-port',
  '--remote-debugging-pipe',
  '--inspect',
  '--inspect-brk',
  '--inspect-port',
  '--js-flags',
];

/** The refused switch, or null. */
export function unsafeSwitch(argv: readonly string[]): string | null {
  return (
    argv.find((argument) => UNSAFE.some((name) => argument === name || argument.startsWith(`${name}=`))) ??
    null
  );
}

export function refuseUnsafeStart(argv: readonly string[], isPackaged: boolean): void {
  const refused = unsafeSwitch(argv);
  if (!isPackaged || refused === null) return;
  process.stderr.write(`Preflight does not start with ${refused}.\n`);
  process.exit(2);
}
