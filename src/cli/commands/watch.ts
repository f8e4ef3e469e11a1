/** `preflight watch`: repeats checks, keeps history, tells what changes. */
import type { CommandDefinition } from '../command-definition.ts';
import { LANGUAGE, NO_COLOR, QUIET, RUN_OPTIONS } from '../shared-options.ts';

export const watchCommand: CommandDefinition = {
  name: 'watch',
  summary: 'checks again and again: since when, and what changed?',
  description: [
    'A full check every 15 minutes and after each change of the network, and every minute a quick run of about 100 packets that only measures: it may find a fault, it never says "ready" by itself, and 20 minutes after the last full check nobody knows any more. Outside full checks at most 200 packets leave in a minute; no option moves that.',
    'In a terminal it draws how it stands; elsewhere it prints a line for each change. The history is kept in the data folder: a line a run for 35 days, hours for 13 months, whole reports where the verdict or the cause changed. No name of a network, a computer or a person is in the lines.',
    'On battery a full check is made only after a change of the network, on a line that is paid by volume nothing is sent. A system that does not tell counts as neither.',
    'With --listen a scraper on this computer reads the metrics of docs/metrics.md; a scrape never starts a check. /probe does, at most once a minute for each Region. Nobody else can reach it: TLS and other machines are for a reverse proxy or an agent.',
    'A finding becomes an event when it lasts: seen in 2 of 3 runs, or for its own time; it is over after 3 runs without it. With --once the system can do the scheduling: one full check, and the findings are remembered from one start to the next.',
  ],
  options: [
    {
      name: 'interval',
      value: 'MINUTES',
      fallback: '15',
      help: 'from one full check to the next, 5 to 1440',
    },
    { name: 'quick', value: 'SECONDS', fallback: '60', help: 'from one quick run to the next, 60 to 3600' },
    { name: 'once', help: 'one full check, kept and told, then the end: for a scheduler of the system' },
    {
      name: 'events',
      value: 'FILE',
      file: true,
      help: 'append each event to this file as one JSON line, for a log agent',
    },
    {
      name: 'listen',
      value: '127.0.0.1:PORT',
      help: 'metrics for Prometheus at /metrics, and /probe?region=CODE; 127.0.0.1 or [::1] alone',
    },
    {
      name: 'textfile',
      value: 'FILE',
      file: true,
      help: "write the metrics to this file after each run, for node exporter's textfile collector",
    },
    ...RUN_OPTIONS,
    LANGUAGE,
    QUIET,
    NO_COLOR,
  ],
  examples: [
    { line: 'watch --region us-west-2', text: 'Until Ctrl-C.' },
    { line: 'watch --region eu-central-1 --events events.jsonl', text: 'A box at a site, with a log agent.' },
    { line: 'watch --region eu-central-1 --listen 127.0.0.1:9464', text: 'A box at a site, for Prometheus.' },
    {
      line: 'watch --once --region eu-central-1 --quiet',
      text: 'From cron, a systemd timer or Task Scheduler.',
    },
  ],
  exits: [
    {
      code: 0,
      when: 'ended by Ctrl-C or SIGTERM; with --once as check, and when the line is paid by volume',
    },
    { code: 1, when: 'with --once: a protocol asked for is not ready, or could not be told' },
  ],
  load: async () => (await import('../actions/watch.ts')).watchAction,
};
