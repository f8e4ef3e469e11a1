/** Wi-Fi facts of a Mac out of `system_profiler -json SPAirPortDataType`. Newer systems hide the network's name. */
import { z } from 'zod';
import type { WifiFacts } from './host-reading.ts';

const network = z.object({
  _name: z.string().optional(),
  spairport_network_channel: z.union([z.string(), z.number()]).optional(),
  spairport_network_rate: z.union([z.string(), z.number()]).optional(),
  spairport_signal_noise: z.string().optional(),
});

const profile = z.object({
  SPAirPortDataType: z.array(
    z.object({
      spairport_airport_interfaces: z
        .array(z.object({ spairport_current_network_information: network.optional() }))
        .optional(),
    }),
  ),
});

function leadingNumber(value: string | number | undefined): number | null {
  const match = /-?\d+(?:\.\d+)?/.exec(String(value ?? ''));
  return match === null ? null : Number(match[0]);
}

/** `"-52 dBm / -95 dBm"`: signal, noise. `"36 (5GHz, 80MHz)"`: channel. Null when the radio is not connected. */
export function parseAirPort(json: string): WifiFacts | null {
  let data: unknown;
  try {
    data = JSON.parse(json);
  } catch {
    return null;
  }
  const parsed = profile.safeParse(data);
  if (!parsed.success) return null;
  const radios = parsed.data.SPAirPortDataType.flatMap((entry) => entry.spairport_airport_interfaces ?? []);
  // Apple's own link between devices (awdl0) has an entry too, without a signal.
  const current = radios
    .map((radio) => radio.spairport_current_network_information)
    .find((entry) => entry?.spairport_signal_noise !== undefined);
  if (current === undefined) return null;
  const name = current._name;
  return {
    ssid: name === undefined || name === '<redacted>' ? null : name,
    signalDbm: leadingNumber(current.spairport_signal_noise),
    linkMbps: leadingNumber(current.spairport_network_rate),
    channel: leadingNumber(current.spairport_network_channel),
  };
}
