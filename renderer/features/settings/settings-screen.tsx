import { useState } from 'react';
import type { Settings } from '../../../src/contract/index.ts';
import { DEFAULT_SETTINGS } from '../../bridge/agent.ts';
import { useAgent } from '../../bridge/agent-context.tsx';
import { errorCode, useCommand } from '../../bridge/use-command.ts';
import { Segmented } from '../../ui/segmented.tsx';
import { useTitle } from '../../ui/use-title.ts';
import { useWords } from '../../words/words-context.tsx';
import { AskedAct } from './asked-act.tsx';
import { NumberSetting } from './number-setting.tsx';
import { ProxySetting } from './proxy-setting.tsx';
import { useSettings } from './settings-context.tsx';

/** Everything applies at once; the line at the end says so. */
export default function SettingsScreen() {
  const words = useWords();
  useTitle(words.settings.title);
  const { settings, change } = useSettings();
  const agent = useAgent();
  const [message, setMessage] = useState('');
  const [round, setRound] = useState(0);
  const info = useCommand('app.info', {});
  const locked = info.answer.state === 'done' ? info.answer.value.locked : undefined;
  const apply = (part: Partial<Settings>) => {
    change(part).then(
      () => setMessage(words.settings.saved),
      (error: unknown) => setMessage(words.error[errorCode(error)]),
    );
  };
  const clear = async () => {
    await agent.call('history.clear', {});
    await change(DEFAULT_SETTINGS);
    setRound((now) => now + 1);
    setMessage(words.settings.cleared);
  };
  const { settings: say } = words;
  return (
    <div className="page list-page settings">
      <h1 className="title">{say.title}</h1>
      <div className="setting-list">
        <Segmented
          label={say.language}
          value={settings.language}
          options={(['system', 'en', 'ja'] as const).map((value) => ({ value, text: say.languages[value] }))}
          onChange={(language) => apply({ language })}
        />
        <Segmented
          label={say.theme}
          value={settings.theme}
          options={(['system', 'light', 'dark'] as const).map((value) => ({
            value,
            text: say.themes[value],
          }))}
          onChange={(theme) => apply({ theme })}
        />
        {locked?.proxy === undefined ? (
          <ProxySetting key={round} value={settings.proxy} onChange={(proxy) => apply({ proxy })} />
        ) : (
          <div>
            <p className="label">{say.proxy}</p>
            <p>
              {locked.proxy === 'auto' || locked.proxy === 'none'
                ? say.proxyModes[locked.proxy]
                : locked.proxy}
            </p>
            <p className="quiet">{say.locked}</p>
          </div>
        )}
        <NumberSetting
          label={say.samples}
          help={say.samplesHelp}
          value={settings.samples}
          range={[3, 100]}
          locked={locked?.samples}
          onChange={(samples) => apply({ samples })}
        />
        <NumberSetting
          label={say.deadline}
          help={say.deadlineUnit}
          value={settings.deadlineSeconds}
          range={[10, 600]}
          step={10}
          locked={locked?.deadline}
          onChange={(deadlineSeconds) => apply({ deadlineSeconds })}
        />
        <NumberSetting
          label={say.history}
          help={say.historyHelp}
          value={settings.historyKeep}
          range={[0, 1000]}
          step={10}
          onChange={(historyKeep) => apply({ historyKeep })}
        />
      </div>
      <p role="status" className="quiet setting-status">
        {message}
      </p>
      <About onClear={clear} />
    </div>
  );
}

function About({ onClear }: { onClear: () => Promise<void> }) {
  const words = useWords();
  const agent = useAgent();
  const quit = () => agent.call('app.quit', {}).then(() => agent.health.set('ended'));
  const { answer } = useCommand('app.info', {});
  return (
    <section className="about">
      <h2 className="label">{words.settings.about}</h2>
      <p className="quiet">
        {answer.state === 'done'
          ? words.settings.version(answer.value.version, answer.value.tablesEdition)
          : ''}
      </p>
      <p className="quiet">{words.settings.privacy}</p>
      {answer.state === 'done' && answer.value.dataFolder !== undefined ? (
        <p className="quiet">
          {words.settings.kept} <span className="mono data-folder">{answer.value.dataFolder}</span>
        </p>
      ) : null}
      <p className="quiet">{words.settings.licence}</p>
      <div className="about-acts">
        <AskedAct word={words.settings.clear} ask={words.settings.clearAsk} act={onClear} />
        <AskedAct word={words.settings.quit} ask={words.settings.quitAsk} act={quit} />
      </div>
    </section>
  );
}
