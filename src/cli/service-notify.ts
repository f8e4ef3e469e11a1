/**
 * Tells systemd that a watch is ready, and again and again that it lives (sd_notify(3)). Node has no datagram sockets of this kind, so systemd's
 * own program is asked; the unit lets every process of the service speak (NotifyAccess=all).
 */
import type { CommandRunner } from '../probes/ports.ts';

const TIMEOUT_MS = 5000;

export interface ServiceNotify {
  /** The first word; from here on the watchdog is fed. Nothing happens outside a service. */
  readonly ready: () => void;
  readonly close: () => void;
}

export function serviceNotify(
  env: Readonly<Record<string, string | undefined>>,
  commands: CommandRunner,
): ServiceNotify {
  const isService = (env['NOTIFY_SOCKET'] ?? '') !== '';
  const limitMs = Number(env['WATCHDOG_USEC'] ?? Number.NaN) / 1000;
  const tell = (...args: readonly string[]): void => {
    const options = { timeoutMs: TIMEOUT_MS, signal: AbortSignal.timeout(TIMEOUT_MS) };
    // Whoever cannot be told cannot be told so either; the watchdog of systemd does the rest.
    void commands.run('systemd-notify', args, options).catch(() => undefined);
  };
  let feeding: NodeJS.Timeout | null = null;
  return {
    ready() {
      if (!isService) return;
      tell('--ready');
      if (limitMs > 0) feeding = setInterval(() => tell('WATCHDOG=1'), limitMs / 3);
    },
    close() {
      if (feeding !== null) clearInterval(feeding);
    },
  };
}
