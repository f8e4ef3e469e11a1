/** `--protocol pcoip|dcv|both`, as far as the tables have them in the Regions asked for. */
import { PROTOCOLS, type Protocol } from '../core/words.ts';
import type { AskedRegions } from './parse-regions.ts';
import { UsageError } from './usage-error.ts';

export const PROTOCOL_WORDS = [...PROTOCOLS, 'both'] as const;

/**
 * `both` means those that the deciding Region has (us-east-2 has DCV alone). A protocol asked for by name must be in the
 * tables of every Region asked for by name: testing another one instead would be no answer.
 */
export function parseProtocols(word: string | null, asked: AskedRegions): readonly Protocol[] {
  const named = PROTOCOLS.find((protocol) => protocol === word);
  if (named === undefined) return protocolsOf(asked);
  const without = asked.regions.find((region) => !region.protocols.includes(named));
  if (without === undefined || asked.all) return [named];
  throw new UsageError(
    `the tables have no ${named} in ${without.code}; accepted there: ${without.protocols.join(', ')}`,
  );
}

function protocolsOf({ regions, all }: AskedRegions): readonly Protocol[] {
  const deciding = all ? regions : regions.slice(0, 1);
  return PROTOCOLS.filter((protocol) => deciding.some((region) => region.protocols.includes(protocol)));
}
