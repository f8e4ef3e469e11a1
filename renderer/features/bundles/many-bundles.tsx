import { useState } from 'react';
import type { BundleGroups } from '../../../src/contract/index.ts';
import { MOST_SITES } from '../../../src/core/words.ts';
import { useAgent } from '../../bridge/agent-context.tsx';
import { useCommand } from '../../bridge/use-command.ts';
import { Button } from '../../ui/button.tsx';
import { CopyButton } from '../../ui/copy-button.tsx';
import { Fold } from '../../ui/fold.tsx';
import { saveText } from '../../ui/save-text.ts';
import { Segmented } from '../../ui/segmented.tsx';
import { useWords } from '../../words/words-context.tsx';
import { AnsweredPart } from '../answered.tsx';
import { compareHref, go, runHref, sitesHref } from '../routes.ts';
import { addedCount, keepBundle, unreadableFiles } from './opened-bundles.ts';

type Dimension = BundleGroups['groups'][number]['dimension'];
type Member = BundleGroups['members'][number];

/** Many bundles that were dropped together: what they have in common first, then groups, then the bundles themselves. */
export function ManyBundles() {
  const words = useWords();
  const { answer } = useCommand('bundle.groups', { language: words.locale });
  return <AnsweredPart answer={answer}>{(found) => <Groups found={found} />}</AnsweredPart>;
}

function Groups({ found }: { found: BundleGroups }) {
  const words = useWords();
  const [dimension, setDimension] = useState<Dimension>('cause');
  const [chosen, setChosen] = useState<readonly string[]>([]);
  const [wanted, setWanted] = useState('');
  const group = found.groups.find((one) => one.dimension === dimension);
  const byId = new Map(found.members.map((member) => [member.bundleId, member]));
  const matches = ({ file, site, codes }: Member) =>
    [file, site, ...codes].some((text) => text.toLowerCase().includes(wanted.trim().toLowerCase()));
  const toggle = (id: string) =>
    setChosen(chosen.includes(id) ? chosen.filter((one) => one !== id) : [...chosen, id].slice(-MOST_SITES));
  return (
    <section className="many" aria-label={words.many.title}>
      <h2 className="many-lead">{found.lead}</h2>
      {found.lines.map((line) => (
        <p key={line}>{line}</p>
      ))}
      <p className="quiet">{found.counted}</p>
      <Unreadable />
      <div className="many-tools">
        <Segmented
          label={words.many.groupBy}
          hideLabel
          dense
          value={dimension}
          options={found.groups.map((one) => ({ value: one.dimension, text: one.title }))}
          onChange={setDimension}
        />
        <input
          className="field field-dense"
          type="search"
          aria-label={words.many.search}
          placeholder={words.many.search}
          value={wanted}
          onChange={({ target }) => setWanted(target.value)}
        />
        <Compare chosen={chosen} />
        <CopyButton
          text={[found.lead, ...found.lines, found.counted].join('\n')}
          doneWord={words.app.copied}
          size="dense"
        >
          {words.many.copy}
        </CopyButton>
        <Button size="dense" onPress={() => saveText('bundles.csv', found.csv, 'text/csv')}>
          {words.many.save}
        </Button>
      </div>
      {(group?.rows ?? []).map((row) => (
        <Fold key={`${dimension} ${row.name}`} title={row.name} note={`${row.machines} · ${row.span}`}>
          <Members
            members={row.members.flatMap((id) => byId.get(id) ?? []).filter(matches)}
            chosen={chosen}
            onToggle={toggle}
          />
        </Fold>
      ))}
    </section>
  );
}

function Unreadable() {
  const { many, vocabulary } = useWords();
  const files = unreadableFiles();
  if (files.length === 0) return null;
  return (
    <p className="tone-warn">{many.unreadable(files.length, files.slice(0, 3).join(vocabulary.comma))}</p>
  );
}

function Compare({ chosen }: { chosen: readonly string[] }) {
  const { many } = useWords();
  const [a, b, third] = chosen;
  const isPair = b !== undefined && third === undefined;
  const compare = () => {
    if (a !== undefined && b !== undefined)
      go(compareHref({ source: 'bundle', id: a }, { source: 'bundle', id: b }));
  };
  const beside = () => go(sitesHref(chosen.map((id) => `bundle:${id}`)));
  return (
    <>
      <span role="status" className={chosen.length === 0 ? 'hidden' : 'quiet'}>
        {many.chosen(chosen.length)}
      </span>
      <Button size="dense" disabled={!isPair} onPress={compare}>
        {many.compare}
      </Button>
      <Button size="dense" disabled={b === undefined} onPress={beside}>
        {many.sites}
      </Button>
    </>
  );
}

/** A long list is drawn in steps, so that a thousand stay smooth. */
const STEP = 50;

interface MembersProps {
  readonly members: readonly Member[];
  readonly chosen: readonly string[];
  readonly onToggle: (id: string) => void;
}

function Members({ members, chosen, onToggle }: MembersProps) {
  const words = useWords();
  const agent = useAgent();
  const [shown, setShown] = useState(STEP);
  const open = async (bundleId: string) => {
    keepBundle(await agent.call('bundle.reopen', { bundleId }));
    go(runHref({ source: 'bundle', id: bundleId }));
  };
  return (
    <>
      <ul className="many-members">
        {members.slice(0, shown).map(({ bundleId, file, time, site, verdict, codes }) => (
          <li key={bundleId}>
            <input
              type="checkbox"
              aria-label={words.many.choose(file)}
              checked={chosen.includes(bundleId)}
              onChange={() => onToggle(bundleId)}
            />
            <Button kind="link" onPress={() => void open(bundleId)}>
              {file}
            </Button>
            <span className="quiet">
              {[time, site, codes.length === 0 ? words.vocabulary.verdict[verdict] : codes.join(', ')].join(
                ' · ',
              )}
            </span>
          </li>
        ))}
      </ul>
      {members.length > shown ? (
        <Button size="dense" onPress={() => setShown(shown + 4 * STEP)}>
          {words.many.more(members.length - shown)}
        </Button>
      ) : null}
    </>
  );
}

/** Whether there is anything to group. */
export function hasMany(): boolean {
  return addedCount() > 0;
}
