/** The line between the page and the main process of the desktop app. Free of every package: the preload script imports it. */

/** IPC channels of the desktop app. */
export const CHANNELS = { call: 'agent:call', event: 'agent:event' } as const;

/** What the preload script puts into the page, frozen. Events come unparsed; the page parses them. */
export interface ElectronBridge {
  readonly call: (command: string, argument: unknown) => Promise<unknown>;
  /** Returns the function that ends the subscription. */
  readonly onEvent: (listener: (event: unknown) => void) => () => void;
}
