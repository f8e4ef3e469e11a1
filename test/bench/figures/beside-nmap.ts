/** All Regions, with TLS, HTTP and round trips, against a bare port scan of the same targets. */
import type { Report } from '../../../src/report/report.ts';
import type { FigureSource } from '../figure.ts';
import { nmap, nmapLine, type Scan } from '../peers.ts';
import { checkArgs, commandLine, evidenceIn, runCheck, times } from '../programs.ts';
import { median } from '../statistics.ts';
import { healthy, inLab, REGION } from '../worlds.ts';
import type { Lab } from '../../lab/lab.ts';

const BOUND = 0.6;
const ARGS = checkArgs([REGION, 'all'], ['--samples', '3']);

interface Targets {
  readonly web: Scan;
  readonly streaming: Scan;
  readonly udp: Scan;
}

/** What the check touched: hosts on 443, health-check servers on both streaming ports. */
function targetsOf(report: Report): Targets {
  const web = evidenceIn(report).flatMap((evidence) =>
    evidence.kind === 'https' ? evidence.attempts.flatMap(({ address }) => address ?? []) : [],
  );
  const servers = report.checks.flatMap(({ id, target }) =>
    id.includes('/health-check/tcp-') ? (target?.address ?? []) : [],
  );
  const ports = [4172, 4195];
  return {
    web: { kind: 'connect', addresses: [...new Set(web)], ports: [443] },
    streaming: { kind: 'connect', addresses: [...new Set(servers)], ports },
    udp: { kind: 'udp', addresses: [...new Set(servers)], ports },
  };
}

interface Round {
  readonly checkMs: number;
  readonly connectMs: number;
  readonly udpMs: number;
}

async function oneRound(lab: Lab, targets: Targets): Promise<Round> {
  const { wallMs: checkMs } = await runCheck(lab, ARGS);
  const startedMs = performance.now();
  // Side by side, which is nmap's best case: one scan of all would try 443 on the servers too.
  await Promise.all([nmap(lab, targets.web), nmap(lab, targets.streaming)]);
  const connectMs = performance.now() - startedMs;
  const { wallMs: udpMs } = await nmap(lab, targets.udp);
  return { checkMs, connectMs, udpMs };
}

export const besideNmap: FigureSource = {
  id: 'all-regions',
  quick: false,
  measure: ({ quick }) =>
    inLab(healthy(), async (lab) => {
      const { report } = await runCheck(lab, ARGS);
      const targets = targetsOf(report);
      const rounds = await times(quick ? 1 : 5, () => oneRound(lab, targets));
      const ratios = rounds.map(({ checkMs, connectMs, udpMs }) => checkMs / (connectMs + udpMs));
      const ratio = median(ratios);
      const of = (read: (round: Round) => number): string => `${median(rounds.map(read)).toFixed(0)} ms`;
      return {
        id: 'all-regions',
        title:
          '`check --region all` (TLS and HTTP on every name; TCP, UDP and round trip on every health-check address) over `nmap -sT` plus `nmap -sU` on the same targets',
        bound: `report; aim at ${BOUND}`,
        measured: ratio.toFixed(2),
        met: ratio <= BOUND,
        details: [
          ['`check`, median', of(({ checkMs }) => checkMs)],
          ['`nmap -sT` on 443 and on 4172,4195, side by side, median', of(({ connectMs }) => connectMs)],
          ['`nmap -sU` on 4172,4195, median', of(({ udpMs }) => udpMs)],
          [
            'addresses on 443 / streaming',
            `${targets.web.addresses.length} / ${targets.streaming.addresses.length}`,
          ],
          ['ratios', ratios.map((each) => each.toFixed(2)).join(', ')],
          [
            '`check` over `nmap -sT` alone',
            median(rounds.map(({ checkMs, connectMs }) => checkMs / connectMs)).toFixed(2),
          ],
        ],
        commands: [
          commandLine(ARGS),
          ...[targets.web, targets.streaming, targets.udp].map((scan) =>
            nmapLine(scan, scan.addresses.length),
          ),
        ],
        notes: [
          '`check` also resolves every name at the system and at the servers, reads certificates, measures the MTU and asks controls.',
        ],
        data: { rounds },
      };
    }),
};
