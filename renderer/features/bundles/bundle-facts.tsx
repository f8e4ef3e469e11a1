import type { BundleOpened } from '../../../src/contract/index.ts';
import { Status } from '../../ui/status.tsx';
import { capital, moment } from '../../words/format.ts';
import { useBundleWords } from '../bundle/bundle-words.ts';

/** Where the bundle comes from, how much it hides, and whether it is as it was written. */
export function BundleFacts({ bundle }: { bundle: BundleOpened }) {
  const words = useBundleWords();
  const { opened } = words;
  const hurt = new Set(bundle.problems.map(({ file }) => file)).size;
  const level =
    bundle.level === null ? words.unit.none : (words.bundle.levels[bundle.level]?.[0] ?? bundle.level);
  return (
    <dl className="bundle-facts" aria-label={opened.facts}>
      <div>
        <dt>{opened.integrity}</dt>
        <dd>
          <Status
            tone={hurt === 0 ? 'pass' : 'warn'}
            word={hurt === 0 ? opened.intact(bundle.files.length) : opened.hurt(hurt)}
          />
          <span className="quiet">{opened.integrityLimit}</span>
        </dd>
      </div>
      <div>
        <dt>{opened.level}</dt>
        <dd>{opened.levelAnd(level, opened.public[bundle.publicAddress])}</dd>
      </div>
      <div>
        <dt>{opened.made}</dt>
        <dd>{capital(opened.madeBy(moment(words, bundle.createdAt, new Date()), bundle.version))}</dd>
      </div>
      <div>
        <dt>{opened.digest}</dt>
        <dd className="mono digest">{bundle.sha256}</dd>
      </div>
    </dl>
  );
}
