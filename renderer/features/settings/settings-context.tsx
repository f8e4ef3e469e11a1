/** The settings as the engine keeps them, for every screen. */
import { createContext, useContext } from 'react';
import type { Settings } from '../../../src/contract/index.ts';

export interface SettingsState {
  readonly settings: Settings;
  readonly change: (part: Partial<Settings>) => Promise<void>;
}

const SettingsContext = createContext<SettingsState | null>(null);
export const SettingsProvider = SettingsContext.Provider;

export function useSettings(): SettingsState {
  const state = useContext(SettingsContext);
  if (state === null) throw new Error('useSettings outside of SettingsProvider');
  return state;
}
