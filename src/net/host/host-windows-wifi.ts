/**
 * Wi-Fi facts of Windows out of `netsh wlan show interfaces`, whose labels are translated: told by the shape and the
 * order of the values. The signal comes in percent; Microsoft's scale is -100 dBm at 0 and -50 dBm at 100
 * (wlanapi, wlanSignalQuality), recent versions print the RSSI too.
 */
import type { WifiFacts } from './host-reading.ts';

interface Row {
  readonly label: string;
  readonly value: string;
}

/** `label : value` lines in their order; the value may hold colons. */
function values(text: string): Row[] {
  return text.split(/\r?\n/).flatMap((line) => {
    const match = /^\s+(.+?)\s*: (.*?)\s*$/.exec(line);
    return match === null ? [] : [{ label: match[1] ?? '', value: match[2] ?? '' }];
  });
}

function dbmOf(rows: readonly Row[]): number | null {
  const rssi = rows.find(({ label, value }) => /rssi/i.test(label) && /^-\d+$/.test(value))?.value;
  if (rssi !== undefined) return Number(rssi);
  // After the rates: the SSID before them, and the profile at the end, may be any text.
  const after = rows.slice(rows.findLastIndex(({ label }) => IS_RATE.test(label)) + 1);
  const percent = after.map(({ value }) => /^(\d{1,3})\s?%$/.exec(value)?.[1]).find(Boolean);
  return percent === undefined ? null : Math.min(Number(percent), 100) / 2 - 100;
}

/**
 * `(Mbps)`, `(MBit/s)`, `(Mb/sn)`, `(Мбит/с)`, `(Мбит/сек)`: the unit stands in the label; the value may have a decimal comma. A console of
 * another code page leaves nothing of the letters but the stroke between replacement signs.
 */
const IS_RATE = /\([^)]*(?:bps|\/[sс\uFFFD][\p{L}\uFFFD]{0,3})\)/iu;

/** SSID is a proper name in every language; the label of the BSSID is another. */
function ssidOf(rows: readonly Row[]): string | null {
  return rows.find(({ label }) => label === 'SSID')?.value ?? null;
}

/** Receive rate first, transmit rate second. The channel is the last bare number before them: the SSID may be one too. */
function radioOf(rows: readonly Row[]): { linkMbps: number | null; channel: number | null } {
  const firstRate = rows.findIndex(({ label }) => IS_RATE.test(label));
  const rates = rows.filter(({ label }) => IS_RATE.test(label));
  const rate = Number((rates.at(-1)?.value ?? '').replace(',', '.'));
  const channel = rows
    .slice(0, Math.max(firstRate, 0))
    .findLast(({ value }) => /^\d{1,3}$/.test(value))?.value;
  return {
    linkMbps: Number.isFinite(rate) && rate > 0 ? rate : null,
    channel: channel === undefined ? null : Number(channel),
  };
}

/** The first interface alone. Null when it is not connected: then it has no SSID and no signal. */
export function parseNetshWlan(text: string): WifiFacts | null {
  const rows = values(text.split(/\r?\n\s*\r?\n/).find((block) => /^\s+SSID\s/m.test(block)) ?? '');
  return rows.length === 0 ? null : { ssid: ssidOf(rows), signalDbm: dbmOf(rows), ...radioOf(rows) };
}
