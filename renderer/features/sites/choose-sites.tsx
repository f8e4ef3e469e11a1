import { MOST_SITES } from '../../../src/core/words.ts';
import { useCommand } from '../../bridge/use-command.ts';
import { Fold } from '../../ui/fold.tsx';
import { capital, moment } from '../../words/format.ts';
import { openedBundles } from '../bundles/opened-bundles.ts';
import { networkName } from '../history/network-name.ts';
import { go, sitesHref } from '../routes.ts';
import { useSitesWords } from './sites-words.ts';

interface Choice {
  /** As in the address. */
  readonly side: string;
  readonly name: string;
  readonly note: string;
}

/** Checks of this computer and bundles that were opened, each to be put beside the others or taken away. */
export function ChooseSites({ sides }: { sides: readonly string[] }) {
  const { words, sites: own } = useSitesWords();
  const { answer } = useCommand('history.list', {});
  const when = (at: string) => capital(moment(words, at, new Date()));
  const runs: Choice[] = (answer.state === 'done' ? answer.value.entries : []).map((entry) => ({
    side: `run:${entry.id}`,
    name: when(entry.createdAt),
    note: entry.simulated ? own.demonstration : networkName(words, entry.network),
  }));
  const bundles: Choice[] = openedBundles().map(({ bundleId, fileName, report }) => ({
    side: `bundle:${bundleId}`,
    name: fileName,
    note: when(report.createdAt),
  }));
  return (
    <Fold title={own.add} open={sides.length < 2} level={2}>
      <div className="sites-choose">
        <Choices title={own.here} choices={runs} sides={sides} />
        <Choices title={own.bundles} choices={bundles} sides={sides} none={own.noBundles} />
        {sides.length < MOST_SITES ? null : <p className="quiet">{own.most(MOST_SITES)}</p>}
      </div>
    </Fold>
  );
}

interface ChoicesProps {
  readonly title: string;
  readonly choices: readonly Choice[];
  readonly sides: readonly string[];
  readonly none?: string;
}

function Choices({ title, choices, sides, none }: ChoicesProps) {
  const toggle = (side: string) =>
    go(sitesHref(sides.includes(side) ? sides.filter((one) => one !== side) : [...sides, side]));
  return (
    <fieldset>
      <legend className="label">{title}</legend>
      {choices.length === 0 && none !== undefined ? <p className="quiet">{none}</p> : null}
      {choices.map(({ side, name, note }) => {
        const isIn = sides.includes(side);
        const isLast = isIn && sides.length === 1;
        return (
          <label key={side} className="sites-choice">
            <input
              type="checkbox"
              checked={isIn}
              disabled={isLast || (!isIn && sides.length >= MOST_SITES)}
              onChange={() => toggle(side)}
            />
            <span>
              {name} <span className="quiet">{note}</span>
            </span>
          </label>
        );
      })}
    </fieldset>
  );
}
