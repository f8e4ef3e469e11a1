import { useCallback, useEffect, useState } from 'react';
import type { Settings } from '../../../src/contract/index.ts';
import { DEFAULT_SETTINGS } from '../../bridge/agent.ts';
import { useAgent } from '../../bridge/agent-context.tsx';
import type { SettingsState } from './settings-context.tsx';

/** Loads the settings once; a change is shown at once and taken back when the engine refuses it. Each touches its own fields alone. */
export function useSettingsState(): SettingsState & { readonly loaded: boolean } {
  const agent = useAgent();
  const [settings, setSettings] = useState<Settings>(DEFAULT_SETTINGS);
  const [loaded, setLoaded] = useState(false);
  useEffect(() => {
    agent
      .call('settings.get', {})
      .then((result) => setSettings(result.settings))
      .catch(() => undefined)
      .finally(() => setLoaded(true));
  }, [agent]);
  const change = useCallback(
    async (part: Partial<Settings>) => {
      const own = (from: Settings) =>
        Object.fromEntries(Object.entries(from).filter(([key]) => key in part)) as Partial<Settings>;
      let before: Partial<Settings> = {};
      setSettings((now) => {
        before = own(now);
        return { ...now, ...part };
      });
      try {
        await agent.call('settings.set', part);
      } catch (error) {
        setSettings((now) => ({ ...now, ...before }));
        throw error;
      }
    },
    [agent],
  );
  return { settings, change, loaded };
}
