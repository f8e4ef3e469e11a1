/** The preload script: puts the bridge into the page's world and does nothing else. */
import { contextBridge, ipcRenderer } from 'electron';
import { makeBridge } from './bridge.ts';

contextBridge.exposeInMainWorld('agent', makeBridge(ipcRenderer));
