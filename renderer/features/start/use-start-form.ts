import { useState } from 'react';
import type { RegionChoice } from '../../../src/contract/index.ts';
import { PROTOCOLS } from '../../../src/core/words.ts';
import { useAgent } from '../../bridge/agent-context.tsx';
import { go, runHref } from '../routes.ts';
import { useSettings } from '../settings/settings-context.tsx';
import type { Connection } from './connection-type.tsx';
import { offered, optionsOf, refusedField, takePrefill, type StartOptions } from './options.ts';
import { useWords } from '../../words/words-context.tsx';
import { askedOf, readTyped } from './registration-code.ts';

export type StartForm = ReturnType<typeof useStartForm>;

/** What stands in the form, and what is asked with it. */
export function useStartForm(regions: readonly RegionChoice[]) {
  const agent = useAgent();
  const words = useWords();
  const { settings, change } = useSettings();
  const [given] = useState(takePrefill);
  const last = regions.find(({ code }) => code === (given?.region?.[0] ?? settings.lastRegion)) ?? null;
  const [typedText, setText] = useState<string | null>(null);
  const [connection, setConnection] = useState<Connection>(
    (given?.protocol ?? settings.lastProtocols.length === 1) ? (settings.lastProtocols[0] ?? 'both') : 'both',
  );
  const [beside, setBeside] = useState<string | null>(null);
  const [asked, setAsked] = useState(false);
  const [error, setError] = useState<unknown>(null);
  const text = typedText ?? (last === null ? '' : words.region(last));
  const typed = readTyped(text, regions, words.region);
  const [options, setOptions] = useState(() => optionsOf(given));
  const { request, region } = askedOf({ typed, regions, beside, protocol: connection, options });
  const changeOptions = (change: Partial<StartOptions>) => {
    setOptions((now) => ({ ...now, ...change }));
    setError(null);
  };
  const submit = () => {
    setAsked(true);
    setError(null);
    if (request === null) return;
    const lastProtocols = connection === 'both' ? PROTOCOLS : [connection];
    void change({ lastRegion: region?.code ?? null, lastProtocols: [...lastProtocols] }).catch(
      () => undefined,
    );
    const { repeat } = options;
    agent
      .call('run.start', { ...request, ...(repeat === 1 ? {} : { repeat }) })
      .then(({ runId }) => go(runHref({ source: 'run', id: runId })), setError);
  };
  const own = { text, setText, typed, connection, setConnection, beside, setBeside, asked };
  const asks = { error, request, region, submit, options, changeOptions };
  return {
    ...own,
    ...asks,
    lastRegion: settings.lastRegion,
    offered: offered(regions, region, options.profile),
    /** What is not about one field. */
    loose: refusedField(error) === null ? error : null,
  };
}
