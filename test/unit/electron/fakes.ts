/** Hand-written stand-ins for the pieces of Electron that the modules take. */
import { EventEmitter } from 'node:events';
import type { IpcMainInvokeEvent, WebContents, WebFrameMain } from 'electron';

/** A frame of a page at the given URL. */
export function fakeFrame(url: string): WebFrameMain {
  return { url } as WebFrameMain;
}

export function fakePage(mainFrame: WebFrameMain, id = 1): WebContents {
  return { id, mainFrame } as WebContents;
}

export function fakeInvoke(sender: WebContents, senderFrame: WebFrameMain | null): IpcMainInvokeEvent {
  return { sender, senderFrame } as IpcMainInvokeEvent;
}

type Handler = (event: IpcMainInvokeEvent, ...rest: unknown[]) => Promise<unknown>;

/** An IPC main that keeps what was registered. */
export function fakeIpcMain() {
  const handlers = new Map<string, Handler>();
  return {
    handle: (channel: string, handler: Handler): void => void handlers.set(channel, handler),
    invoke: (channel: string, event: IpcMainInvokeEvent, ...rest: unknown[]): Promise<unknown> => {
      const handler = handlers.get(channel);
      if (!handler) throw new Error(`nobody handles ${channel}`);
      return handler(event, ...rest);
    },
  };
}

export class FakeProcess extends EventEmitter {
  readonly sent: unknown[] = [];
  postMessage(message: unknown): void {
    this.sent.push(message);
  }
  kill(): boolean {
    return this.emit('exit');
  }
}
