/** Where this program keeps what it keeps: the folder that each operating system has for it. */
import { homedir } from 'node:os';
import { join } from 'node:path';

/** `PREFLIGHT_DATA` wins; else %APPDATA%, ~/Library/Application Support, or XDG_DATA_HOME (~/.local/share). */
export function dataFolder(env: NodeJS.ProcessEnv = process.env, platform = process.platform): string {
  const chosen = env['PREFLIGHT_DATA'];
  if (chosen) return chosen;
  if (platform === 'win32') return join(env['APPDATA'] ?? join(homedir(), 'AppData', 'Roaming'), 'Preflight');
  if (platform === 'darwin') return join(homedir(), 'Library', 'Application Support', 'Preflight');
  return join(env['XDG_DATA_HOME'] ?? join(homedir(), '.local', 'share'), 'preflight');
}
