/** How this machine and its person are called, read without a child process: only to find these names in texts and replace them. */
import { homedir, hostname, userInfo } from 'node:os';
import { basename } from 'node:path';

export interface Identity {
  readonly userNames: readonly string[];
  readonly hostNames: readonly string[];
  /** Windows domain, DNS domain of the machine. */
  readonly domains: readonly string[];
}

export function readIdentity(env: Readonly<Record<string, string | undefined>> = process.env): Identity {
  return {
    userNames: named([
      accountName(),
      basename(homedir()),
      env['USER'],
      env['USERNAME'],
      env['LOGNAME'],
      env['SUDO_USER'],
    ]),
    hostNames: named([hostname(), env['COMPUTERNAME'], env['HOSTNAME']]),
    domains: named([env['USERDNSDOMAIN'], env['USERDOMAIN']]),
  };
}

function named(values: readonly (string | undefined | null)[]): readonly string[] {
  return [...new Set(values.filter((value): value is string => typeof value === 'string' && value !== ''))];
}

/** A container may run as a user id without an account. */
function accountName(): string | null {
  try {
    return userInfo().username;
  } catch {
    return null;
  }
}
