import { useState } from 'react';
import type { Settings } from '../../../src/contract/index.ts';
import { Segmented } from '../../ui/segmented.tsx';
import { useWords } from '../../words/words-context.tsx';

type Proxy = Settings['proxy'];
const ADDRESS = /^https?:\/\/[^\s/@]+\/?$/;

/** As the system, none, or an address of one's own; never with a password. */
export function ProxySetting({ value, onChange }: { value: Proxy; onChange: (proxy: Proxy) => void }) {
  const { settings } = useWords();
  const [mode, setMode] = useState(value.mode);
  const [url, setUrl] = useState(value.url ?? '');
  const [left, setLeft] = useState(false);
  const wrong = left && url !== '' && !ADDRESS.test(url);
  const choose = (next: Proxy['mode']) => {
    setMode(next);
    if (next !== 'url') onChange({ mode: next, url: null });
    else if (ADDRESS.test(url)) onChange({ mode: next, url });
  };
  const leave = () => {
    setLeft(true);
    if (ADDRESS.test(url)) onChange({ mode: 'url', url });
  };
  return (
    <div>
      <Segmented
        label={settings.proxy}
        value={mode}
        options={(['auto', 'none', 'url'] as const).map((each) => ({
          value: each,
          text: settings.proxyModes[each],
        }))}
        onChange={choose}
      />
      {mode === 'url' ? (
        <label className="proxy-url">
          <span className="label">{settings.proxyUrl}</span>
          <input
            className="field mono"
            value={url}
            placeholder="http://proxy.example.com:3128"
            aria-invalid={wrong}
            aria-describedby="proxy-help"
            onChange={(event) => setUrl(event.target.value)}
            onBlur={leave}
          />
          <span id="proxy-help" className={wrong ? 'quiet tone-fail' : 'quiet'}>
            {wrong ? settings.proxyInvalid : settings.proxyHelp}
          </span>
        </label>
      ) : null}
    </div>
  );
}
