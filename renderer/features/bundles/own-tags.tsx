import { FileTrigger } from 'react-aria-components/FileTrigger';
import { useState } from 'react';
import { useAgent } from '../../bridge/agent-context.tsx';
import { Button } from '../../ui/button.tsx';
import { Fold } from '../../ui/fold.tsx';
import { errorLine } from '../../words/error-line.ts';
import { Problem, TextField } from '../../ui/text-field.tsx';
import { useWords } from '../../words/words-context.tsx';

/** A key file begins so; every other file is one of sites. */
const isKey = (text: string): boolean => text.startsWith('preflight-tag-key-1:');

/** What a helpdesk knows of its own: with its key, machines, networks and sites get their names. It stays in the engine. */
export function OwnTags({ onUsed }: { onUsed: () => void }) {
  const words = useWords();
  const { many } = words;
  const agent = useAgent();
  const [token, setToken] = useState('');
  const [files, setFiles] = useState<readonly string[]>([]);
  const [said, setSaid] = useState('');
  const [problem, setProblem] = useState<string | null>(null);
  const use = async (texts: readonly string[], cases: string) => {
    const used = await agent.call('bundle.tags', {
      keys: texts.filter(isKey),
      cases: cases.split(/\s+/).filter(Boolean),
      sites: texts.findLast((text) => !isKey(text)) ?? null,
    });
    setProblem(used.problem === null ? null : many.tagProblem[used.problem]);
    if (used.problem !== null) return;
    setFiles(texts);
    setSaid(many.tagsRead(used.keys, used.sites));
    onUsed();
  };
  const failed = (error: unknown) => setProblem(errorLine(error, words));
  const choose = async (chosen: readonly File[]) => {
    if (chosen.length > 0)
      await use([...files, ...(await Promise.all(chosen.map((file) => file.text())))], token);
  };
  return (
    <Fold title={many.tags} level={3}>
      <p className="quiet">{many.tagsHelp}</p>
      <div className="many-tags">
        <FileTrigger allowsMultiple onSelect={(list) => void choose([...(list ?? [])]).catch(failed)}>
          <Button size="dense">{many.tagsChoose}</Button>
        </FileTrigger>
        <TextField label={many.caseToken} value={token} most={60} onValue={setToken} />
        <Button
          size="dense"
          disabled={token.trim() === ''}
          onPress={() => void use(files, token).catch(failed)}
        >
          {many.caseUse}
        </Button>
      </div>
      <p role="status" className="quiet">
        {problem === null ? said : <Problem text={problem} />}
      </p>
    </Fold>
  );
}
