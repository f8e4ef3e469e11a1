/** Wi-Fi facts of Linux that need no privileges: `iw dev IF link`, else /proc/net/wireless for the signal alone. */
import type { WifiFacts } from './host-reading.ts';

/** Interfaces with wireless extensions and their signal level in dBm (third figure; above 0 the driver counts otherwise). */
export function parseProcWireless(text: string): ReadonlyMap<string, number | null> {
  const entries = text.split('\n').flatMap((line) => {
    const match = /^\s*([\w.-]+):\s+\S+\s+\S+\s+(-?\d+)\.?/.exec(line);
    if (match === null) return [];
    const level = Number(match[2]);
    return [[match[1] ?? '', level < 0 ? level : null] as const];
  });
  return new Map(entries);
}

/** IEEE 802.11 channel of a centre frequency in MHz; null outside the 2.4, 5 and 6 GHz bands. */
export function channelOfMhz(mhz: number): number | null {
  if (mhz === 2484) return 14;
  if (mhz >= 2412 && mhz <= 2472) return (mhz - 2407) / 5;
  if (mhz >= 5160 && mhz <= 5885) return (mhz - 5000) / 5;
  return mhz >= 5955 && mhz <= 7115 ? (mhz - 5950) / 5 : null;
}

function figure(text: string, pattern: RegExp): number | null {
  const found = pattern.exec(text)?.[1];
  return found === undefined ? null : Number(found);
}

/** Null when the interface is not connected. */
export function parseIwLink(text: string): WifiFacts | null {
  if (!/^\s*Connected to /m.test(text)) return null;
  const mhz = figure(text, /^\s*freq:\s*(\d+)/m);
  return {
    ssid: /^\s*SSID:\s*(.+)$/m.exec(text)?.[1]?.trim() ?? null,
    signalDbm: figure(text, /^\s*signal:\s*(-?\d+)/m),
    linkMbps: figure(text, /^\s*tx bitrate:\s*([\d.]+)\s*MBit/m),
    channel: mhz === null ? null : channelOfMhz(mhz),
  };
}
