/** Options of `check` that make a bundle. */
import { REDACTION_LEVELS } from '../core/words.ts';
import type { OptionDefinition } from './command-definition.ts';

export const BUNDLE_OPTIONS: readonly OptionDefinition[] = [
  {
    name: 'bundle',
    value: 'FILE',
    file: true,
    help: 'also write one zip for the helpdesk: report, evidence, facts of this computer',
  },
  {
    name: 'redaction',
    value: 'LEVEL',
    choices: [...REDACTION_LEVELS].reverse(),
    fallback: 'standard',
    help: 'what the bundle says of you: stand-ins for names and private addresses, or real ones; never a secret',
  },
  { name: 'include-client-logs', help: "put the WorkSpaces client's own logs into the bundle" },
  {
    name: 'keep-public-address',
    help: 'leave public addresses readable in the bundle (needed for IP access control groups)',
  },
  {
    name: 'leave-out',
    value: 'NAME',
    repeatable: true,
    help: 'file, folder or field that stays out of the bundle, such as report.html, system/ or host.wifi',
  },
  {
    name: 'dry-run',
    help: 'with --bundle: show each file of the bundle with its content, and write none',
  },
];
