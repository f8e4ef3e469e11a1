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
    help: 'file, folder, field or "tags" that stays out of the bundle, such as report.html, system/ or host.wifi',
  },
  {
    name: 'bundle-key',
    value: 'FILE',
    file: true,
    help: 'key of your organisation ("bundle key new"): the helpdesk sees which bundles belong together',
  },
  {
    name: 'case',
    value: 'TOKEN',
    help: 'token of one case from your helpdesk ("bundle key case"), instead of a key',
  },
  { name: 'site', value: 'NAME', help: 'with a key or a case: name of your site, readable in the bundle' },
  {
    name: 'dry-run',
    help: 'with --bundle: show each file of the bundle with its content, and write none',
  },
];

/** Options of every command that looks at many bundles. */
export const SUMMARY_OPTIONS: readonly OptionDefinition[] = [
  {
    name: 'key',
    value: 'FILE',
    file: true,
    repeatable: true,
    help: 'a key that the bundles were made with ("bundle key new")',
  },
  { name: 'case', value: 'TOKEN', repeatable: true, help: 'a token of a case ("bundle key case")' },
  {
    name: 'sites',
    value: 'FILE',
    file: true,
    help: 'your sites as JSON: [{"name", "cidrs", "dns", "ssids"}]; with a key their networks and servers get names',
  },
  {
    name: 'since',
    value: 'TIME',
    fallback: '3h',
    help: 'runs from here on: 13:58, 2026-11-29, or 3h before the newest',
  },
  { name: 'until', value: 'TIME', help: 'runs up to here; the newest unless said' },
];
