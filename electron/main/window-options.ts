/** The options of the only window. Every isolation flag is written out, so that no changed default can open a door. */
import type { BrowserWindowConstructorOptions } from 'electron';

export function windowOptions({
  preload,
  isPackaged,
}: {
  preload: string;
  isPackaged: boolean;
}): BrowserWindowConstructorOptions {
  return {
    width: 1280,
    height: 900,
    minWidth: 420,
    minHeight: 600,
    show: false,
    title: 'Preflight',
    autoHideMenuBar: true,
    backgroundColor: '#F8F8F6',
    webPreferences: {
      preload,
      sandbox: true,
      contextIsolation: true,
      nodeIntegration: false,
      nodeIntegrationInWorker: false,
      nodeIntegrationInSubFrames: false,
      webSecurity: true,
      allowRunningInsecureContent: false,
      experimentalFeatures: false,
      webviewTag: false,
      navigateOnDragDrop: false,
      spellcheck: false,
      devTools: !isPackaged,
    },
  };
}
