/**
 * Operating systems that the WorkSpaces client is made for, as far as a document says it. Everything that no document
 * rules out is null: an unlisted Linux may well run the client, and must not be called unsupported.
 * Sources: administration guide 2025, requirements of DCV and SAML 2.0 clients (lines 1660-1662, 7108-7112: Windows, macOS,
 * Ubuntu 20.04 and 22.04); Windows 10 is the oldest that client 5.x installs on (kernel 10.0).
 */

export interface SystemFacts {
  readonly platform: NodeJS.Platform;
  /** Kernel release, as `os.release()` gives it. */
  readonly release: string;
  /** Text of /etc/os-release; null elsewhere. */
  readonly osRelease: string | null;
}

const UBUNTU_LISTED = new Set(['20.04', '22.04']);
/** Ubuntu releases before the oldest listed one; newer ones are unlisted only because the guide is older. */
const FIRST_UBUNTU_YEAR = 20;

function isSupportedLinux(osRelease: string): boolean | null {
  const value = (key: string): string | undefined =>
    new RegExp(`^${key}=(["']?)(.*?)\\1\\r?$`, 'm').exec(osRelease)?.[2];
  const version = value('VERSION_ID') ?? '';
  if (value('ID') !== 'ubuntu') return null;
  if (UBUNTU_LISTED.has(version)) return true;
  // A release without a number says nothing.
  return Number(/^\d+/.exec(version)?.[0] ?? FIRST_UBUNTU_YEAR) < FIRST_UBUNTU_YEAR ? false : null;
}

/** A release that is no number says nothing. */
function isSupportedWindows(release: string): boolean | null {
  const major = /^\d+/.exec(release)?.[0];
  return major === undefined ? null : Number(major) >= 10;
}

/** True and false only where a document says so. */
export function isSupportedSystem({ platform, release, osRelease }: SystemFacts): boolean | null {
  if (platform === 'linux') return osRelease === null ? null : isSupportedLinux(osRelease);
  if (platform === 'win32') return isSupportedWindows(release);
  return platform === 'darwin' ? true : null;
}
