/**
 * How each system's ping is asked for a size, for "don't fragment" and for a quick pace, as the package `ping` wants it.
 * Sources: man pages ping(8) of iputils and of macOS, ping6(8) of macOS, `ping /?` of Windows.
 */
import { failure, type Failure } from '../../core/failure.ts';
import type { Family } from '../../core/words.ts';
import type { PingRequest } from '../../probes/ports.ts';

/** ICMP echo header of 8 bytes behind the IP header. */
const PING_OVERHEAD_BYTES: Readonly<Record<Family, number>> = { 4: 28, 6: 48 };

/** iputils lets an ordinary user send every 200 ms, no faster. Windows has no such option: one a second. */
const INTERVAL_SECONDS = '0.2';
/** How long the tool waits for the reply to its last packet. */
const REPLY_TIMEOUT_SECONDS = 1;

export interface PackagePingConfig {
  readonly numeric: boolean;
  readonly v6: boolean;
  readonly min_reply: number;
  /** Seconds; false: the option is left out (the package refuses it for macOS' ping6, which has none). */
  readonly timeout: number | false;
  /** Payload without IP and ICMP headers; absent: the tool's default. */
  readonly packetSize?: number;
  readonly extra: string[];
}

/** `-4` and `-6` choose the family, because newer iputils have no `ping6` any more, which the package would start. */
function linuxExtra({ family, count, dontFragment }: PingRequest): string[] {
  const pace = count > 1 ? ['-i', INTERVAL_SECONDS] : [];
  return [family === 6 ? '-6' : '-4', ...pace, ...(dontFragment ? ['-M', 'do'] : [])];
}

/** ping6 cuts packets to 1280 bytes unless `-m` forbids it; `-D` keeps it from fragmenting at all. */
function macosExtra({ family, count, dontFragment }: PingRequest): string[] {
  const pace = count > 1 ? ['-i', INTERVAL_SECONDS] : [];
  if (!dontFragment) return pace;
  return [...pace, ...(family === 6 ? ['-D', '-m'] : ['-D'])];
}

type Answer = PackagePingConfig | { readonly failure: Failure };
type Shared = Pick<PackagePingConfig, 'numeric' | 'min_reply' | 'packetSize'>;

function windowsConfig({ family, dontFragment }: PingRequest, shared: Shared): Answer {
  if (dontFragment && family === 6)
    return { failure: failure('tool-missing', 'spawn', 'Windows ping has no "-f" for IPv6') };
  return {
    ...shared,
    v6: family === 6,
    timeout: REPLY_TIMEOUT_SECONDS,
    extra: dontFragment ? ['-f'] : [],
  };
}

/** The package's configuration for one request, or why this system's ping cannot do it. */
export function pingConfig(request: PingRequest, platform: NodeJS.Platform): Answer {
  const { family, packetBytes } = request;
  const payload = packetBytes === null ? null : packetBytes - PING_OVERHEAD_BYTES[family];
  if (payload !== null && payload < 1)
    return { failure: failure('tool-failed', 'spawn', 'packet too small') };
  const shared: Shared = {
    numeric: true,
    min_reply: request.count,
    ...(payload === null ? {} : { packetSize: payload }),
  };
  if (platform === 'win32') return windowsConfig(request, shared);
  if (platform === 'darwin') {
    const timeout = family === 6 ? false : REPLY_TIMEOUT_SECONDS;
    return { ...shared, v6: family === 6, timeout, extra: macosExtra(request) };
  }
  return { ...shared, v6: false, timeout: REPLY_TIMEOUT_SECONDS, extra: linuxExtra(request) };
}
