/** Everything dropped: a dead path must cost one time-out, not one for each endpoint. */
import { adaptiveTimeouts } from '../../../src/run/adaptive-timeouts.ts';
import type { FigureSource } from '../figure.ts';
import { checkArgs, commandLine, runCheck, times } from '../programs.ts';
import { median } from '../statistics.ts';
import { everythingDropped, inLab, REGION } from '../worlds.ts';

const BOUND = 1.3;
const ARGS = checkArgs([REGION]);

export const dropped: FigureSource = {
  id: 'dropped',
  quick: true,
  async measure({ quick }) {
    const runs = await inLab(everythingDropped(), (lab) => times(quick ? 1 : 5, () => runCheck(lab, ARGS)));
    const { dnsMs, connectMs } = adaptiveTimeouts().current();
    const wall = median(runs.map(({ wallMs }) => wallMs));
    const ratio = wall / (dnsMs + connectMs);
    const first = runs[0]?.report;
    return {
      id: 'dropped',
      title: 'Everything dropped (UDP, TCP, DNS): wall over (DNS budget + one connect time-out)',
      bound: `at most ${BOUND}`,
      measured: ratio.toFixed(2),
      met: ratio <= BOUND,
      details: [
        ['wall of the process, median', `${wall.toFixed(0)} ms`],
        ['DNS budget + connect time-out', `${dnsMs} + ${connectMs} ms`],
        ['verdict and first finding', `${first?.verdict}, ${first?.findings[0]?.code}`],
        ['walls', runs.map(({ wallMs }) => `${wallMs.toFixed(0)} ms`).join(', ')],
      ],
      commands: [commandLine(ARGS)],
      notes: [],
      data: { wallsMs: runs.map(({ wallMs }) => wallMs) },
    };
  },
};
