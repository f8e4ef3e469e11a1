/**
 * Wi-Fi facts of Windows out of `netsh wlan show interfaces`, whose labels are translated: told by the shape and the
 * order of the values. The signal comes in percent; Microsoft's scale is -100 dBm at 0 and -50 dBm at 100
 * (wlanapi, wlanSignalQuality), recent versions print the RSSI too.
 */
import type { WifiFacts } from './host-reading.ts';

const MAC_ADDRESS = /^(?:[0-9a-f]{2}:){5}[0-9a-f]{2}$/i;

/** `label : value` lines in their order; the value may hold colons. */
function values(text: string): { label: string; value: string }[] {
  return text.split(/\r?\n/).flatMap((line) => {
    const match = /^\s+(.+?)\s*: (.*?)\s*$/.exec(line);
    return match === null ? [] : [{ label: match[1] ?? '', value: match[2] ?? '' }];
  });
}

function dbmOf(rows: readonly { label: string; value: string }[]): number | null {
  const rssi = rows.find(({ label, value }) => /rssi/i.test(label) && /^-\d+$/.test(value))?.value;
  if (rssi !== undefined) return Number(rssi);
  const percent = rows.map(({ value }) => /^(\d{1,3})\s?%$/.exec(value)?.[1]).find(Boolean);
  return percent === undefined ? null : Math.min(Number(percent), 100) / 2 - 100;
}

/** The first interface alone. Null when it is not connected (no BSSID: the second hardware address is missing). */
export function parseNetshWlan(text: string): WifiFacts | null {
  const rows = values(text);
  const bssidAt = rows.findIndex(({ label }) => /BSSID/i.test(label));
  const hasBssid = rows.filter(({ value }) => MAC_ADDRESS.test(value)).length >= 2;
  if (!hasBssid) return null;
  // SSID is a proper name in every language and stands before the BSSID.
  const ssid = rows
    .slice(0, bssidAt === -1 ? rows.length : bssidAt)
    .find(({ label }) => label === 'SSID')?.value;
  const rateAt = rows.findIndex(({ label }) => /\((?:Mbps|MBit\/s|Mbit\/s|Mbits\/s)\)/i.test(label));
  // The channel is the whole number right before the first rate.
  const channel = rateAt <= 0 ? undefined : /^\d+$/.exec(rows[rateAt - 1]?.value ?? '')?.[0];
  const transmit = rows.slice(rateAt + 1).find(({ label }) => /\(.*bit\/s\)|\(Mbps\)/i.test(label))?.value;
  const rate = Number((transmit ?? rows[rateAt]?.value ?? '').replace(',', '.'));
  return {
    ssid: ssid ?? null,
    signalDbm: dbmOf(rows),
    linkMbps: rateAt === -1 || !Number.isFinite(rate) || rate === 0 ? null : rate,
    channel: channel === undefined ? null : Number(channel),
  };
}
