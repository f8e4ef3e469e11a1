/** The one object that the page sees. Functions alone: never `ipcRenderer`, never the event object. */
import type { IpcRenderer } from 'electron';
import { CHANNELS, type ElectronBridge } from '../../src/contract/bridge.ts';

export function makeBridge(ipc: Pick<IpcRenderer, 'invoke' | 'on' | 'off'>): ElectronBridge {
  return Object.freeze({
    call: (command: string, argument: unknown): Promise<unknown> =>
      ipc.invoke(CHANNELS.call, command, argument),
    onEvent(listener: (event: unknown) => void): () => void {
      const hear = (_event: unknown, event: unknown): void => listener(event);
      ipc.on(CHANNELS.event, hear);
      return () => void ipc.off(CHANNELS.event, hear);
    },
  });
}
