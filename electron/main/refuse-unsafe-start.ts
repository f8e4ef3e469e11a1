/**
 * A packaged app refuses to start with switches that nobody needs: any of Chromium's and Node's hundreds may take its protection away, in more spellings
 * than a list of the bad ones could have. What may be given is listed instead.
 */

/** How the window looks, and what the systems themselves add at a start. */
const ALLOWED: readonly RegExp[] = [
  /^--ozone-platform(?:-hint)?=(?:auto|x11|wayland)$/,
  /^--force-device-scale-factor=\d(?:\.\d{1,2})?$/,
  /^--lang=[A-Za-z]{2}(?:-[A-Za-z]{2})?$/,
  /^-psn_\d+_\d+$/,
];

/** The refused switch, or null. `argv`: the program first. On Windows `/switch` is one too. */
export function unsafeSwitch(
  argv: readonly string[],
  platform: NodeJS.Platform = process.platform,
): string | null {
  const isSwitch = (argument: string): boolean => {
    const bare = argument.trimStart();
    return bare.startsWith('-') || (platform === 'win32' && bare.startsWith('/'));
  };
  const given = argv.slice(1).filter(isSwitch);
  return given.find((argument) => !ALLOWED.some((allowed) => allowed.test(argument))) ?? null;
}

export function refuseUnsafeStart(argv: readonly string[], isPackaged: boolean): void {
  const refused = unsafeSwitch(argv);
  if (!isPackaged || refused === null) return;
  process.stderr.write(`Preflight does not start with ${refused.slice(0, 80)}.\n`);
  process.exit(2);
}
