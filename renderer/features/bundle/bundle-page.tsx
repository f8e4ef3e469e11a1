import { useState } from 'react';
import type { BundleChoice, BundlePreview, RedactionLevel } from '../../../src/contract/index.ts';
import type { Report } from '../../../src/report/report.ts';
import { useAgent } from '../../bridge/agent-context.tsx';
import { errorCode, useCommand } from '../../bridge/use-command.ts';
import { Button } from '../../ui/button.tsx';
import { useTitle } from '../../ui/use-title.ts';
import { fileSize } from '../../words/format.ts';
import { useBundleWords } from './bundle-words.ts';
import { runHref } from '../routes.ts';
import { BundleFiles } from './bundle-files.tsx';
import { CaseToken } from './case-token.tsx';
import { BundleText } from './bundle-text.tsx';
import { LevelChoice } from './level-choice.tsx';
import { LevelTable } from './level-table.tsx';
import { PublicAddress } from './public-address.tsx';

/** What will they learn about me: every file, as it would be written, before it is. */
export default function BundlePage({ report }: { report: Report }) {
  const words = useBundleWords();
  useTitle(words.bundle.title);
  const [choice, setChoice] = useState<BundleChoice>({
    reportId: report.id,
    level: 'standard',
    leaveOut: [],
    putIn: [],
  });
  const { answer } = useCommand('bundle.preview', choice);
  return (
    <div className="bundle-page">
      <div className="bundle-head">
        <div>
          <h1 className="title">{words.bundle.title}</h1>
          <p className="lead">{words.bundle.lead}</p>
        </div>
        <BundleActions
          report={report}
          choice={choice}
          preview={answer.state === 'done' ? answer.value : null}
        />
      </div>
      <BundleColumns
        choice={choice}
        onChoice={setChoice}
        preview={answer.state === 'done' ? answer.value : null}
        error={answer.state === 'failed' ? words.error[answer.error] : null}
      />
    </div>
  );
}

/** What a person reads first. */
const FIRST = 'summary.txt';

interface BundleColumnsProps {
  readonly choice: BundleChoice;
  readonly preview: BundlePreview | null;
  readonly error: string | null;
  readonly onChoice: (choice: BundleChoice) => void;
}

/** Left what to tell, right what that reads like. */
function BundleColumns({ choice, preview, error, onChoice }: BundleColumnsProps) {
  const words = useBundleWords();
  const [shown, setShown] = useState(FIRST);
  const file = preview?.files.find(({ name }) => name === shown) ?? preview?.files[0] ?? null;
  const levels = (
    <>
      <LevelChoice
        chosen={choice.level}
        told={preview?.level}
        onChange={(level: RedactionLevel) => onChoice({ ...choice, level })}
      />
      <PublicAddress
        kept={choice.publicAddress === true}
        onChange={(publicAddress) => onChoice({ ...choice, publicAddress })}
      />
    </>
  );
  const never = <p className="quiet bundle-never">{words.bundle.never}</p>;
  if (preview === null || file === null) {
    return (
      <div className="bundle-columns">
        <div>
          {levels}
          {never}
        </div>
        {error === null ? <p className="quiet">{words.bundle.preparing}</p> : <p role="alert">{error}</p>}
      </div>
    );
  }
  return (
    <div className="bundle-columns">
      <div>
        {levels}
        {never}
        <BundleFiles
          preview={preview}
          shown={file.name}
          onShow={setShown}
          onToggle={(names, wanted) => onChoice(toggled(choice, names, wanted))}
        />
        <CaseToken onToken={(caseToken) => onChoice(withToken(choice, caseToken))} />
      </div>
      <div>
        <BundleText file={file} standIns={preview.standIns} />
        <LevelTable level={choice.level} />
      </div>
    </div>
  );
}

function withToken({ caseToken: _, ...choice }: BundleChoice, token: string | null): BundleChoice {
  return token === null ? choice : { ...choice, caseToken: token };
}

function toggled(choice: BundleChoice, names: readonly string[], wanted: boolean): BundleChoice {
  const without = (others: readonly string[]) => others.filter((other) => !names.includes(other));
  return {
    ...choice,
    leaveOut: wanted ? without(choice.leaveOut) : [...without(choice.leaveOut), ...names],
    putIn: wanted ? [...without(choice.putIn), ...names] : without(choice.putIn),
  };
}

interface BundleActionsProps {
  readonly report: Report;
  readonly choice: BundleChoice;
  readonly preview: BundlePreview | null;
}

function BundleActions({ report, choice, preview }: BundleActionsProps) {
  const words = useBundleWords();
  const agent = useAgent();
  const [busy, setBusy] = useState(false);
  const [message, setMessage] = useState<string | null>(null);
  const [isSaved, setSaved] = useState(false);
  const save = () => {
    setBusy(true);
    agent
      .call('bundle.write', choice)
      .then((written) => {
        agent.deliver(written);
        setMessage(words.bundle.saved(written.fileName));
        setSaved(true);
      })
      .catch((error: unknown) => setMessage(words.error[errorCode(error)]))
      .finally(() => setBusy(false));
  };
  const inside = preview?.files.filter(({ included }) => included).length ?? 0;
  return (
    <div className="bundle-actions">
      <Button kind={isSaved ? 'plain' : 'primary'} disabled={busy || preview === null} onPress={save}>
        {busy ? words.bundle.saving : isSaved ? words.bundle.saveAgain : words.bundle.save}
      </Button>
      <a className="link" href={runHref({ source: 'run', id: report.id })}>
        {isSaved ? words.bundle.done : words.app.cancel}
      </a>
      <p role="status">{message}</p>
      {preview === null ? null : (
        <p className="quiet">
          <span className="mono">{preview.fileName}</span> ·{' '}
          {words.bundle.total(inside, fileSize(words, preview.bytes))}
        </p>
      )}
    </div>
  );
}
