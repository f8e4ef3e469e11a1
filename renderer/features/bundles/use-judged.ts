import { useEffect } from 'react';
import type { BundleJudged } from '../../../src/contract/index.ts';
import { useCommand, type Answer } from '../../bridge/use-command.ts';
import { judgedBundle, keepJudged } from './opened-bundles.ts';

/** The opened bundle by the rules of this version. */
export function useJudged(bundleId: string): Answer<BundleJudged> {
  const kept = judgedBundle(bundleId);
  const { answer } = useCommand('bundle.judge', kept === undefined ? { bundleId } : null);
  useEffect(() => {
    if (answer.state === 'done') keepJudged(bundleId, answer.value);
  }, [answer, bundleId]);
  return kept === undefined ? answer : { state: 'done', value: kept };
}
