/** Whether the lab can run on this machine. */
import { ensureSystemPackages } from '../../scripts/system-packages.mjs';

/**
 * Why the lab cannot run here; null when it can. Installs the Debian packages that it and its peers need, where that is allowed. A peer
 * that is missing afterwards skips its scenarios alone, aloud.
 */
export function labRefusal(): string | null {
  if (process.platform !== 'linux') return 'the lab needs Linux (network namespaces)';
  if (process.getuid?.() !== 0) return 'the lab needs root (network namespaces and TUN devices)';
  ensureSystemPackages('lab', 'peers');
  const missing = ensureSystemPackages('lab');
  return missing.length === 0 ? null : `these Debian packages are missing: ${missing.join(' ')}`;
}
