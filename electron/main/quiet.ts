/** Our own noise must not be in the measurement: no background networking, no resolver of Chromium's own, no DNS over HTTPS. */
import type { App } from 'electron';

const SWITCHES = [
  'disable-background-networking',
  'disable-component-update',
  'disable-domain-reliability',
  'no-pings',
] as const;

/** Before the app is ready. */
export function silenceChromium({ commandLine }: Pick<App, 'commandLine'>): void {
  for (const name of SWITCHES) commandLine.appendSwitch(name);
}

/** Once the app is ready: Electron refuses it before. */
export function silenceResolver(app: Pick<App, 'configureHostResolver'>): void {
  app.configureHostResolver({ enableBuiltInResolver: false, secureDnsMode: 'off' });
}
