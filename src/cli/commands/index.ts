/** The commands, in the order of the help. A new command is one file here and one line below. */
import type { CommandDefinition } from '../command-definition.ts';
import { auditCommand } from './audit.ts';
import { bundleCommand } from './bundle.ts';
import { calibrateCommand } from './calibrate.ts';
import { checkCommand } from './check.ts';
import { completionCommand } from './completion.ts';
import { directoryCommand } from './directory.ts';
import { explainCommand } from './explain.ts';
import { fleetCommand } from './fleet.ts';
import { mergeCommand } from './merge.ts';
import { peerCommand } from './peer.ts';
import { planCommand } from './plan.ts';
import { policyCommand } from './policy.ts';
import { proveCommand } from './prove.ts';
import { regionsCommand } from './regions.ts';
import { rulesCommand } from './rules.ts';
import { serveCommand } from './serve.ts';
import { tablesCommand } from './tables.ts';
import { timelineCommand } from './timeline.ts';
import { watchCommand } from './watch.ts';

export const COMMANDS: readonly CommandDefinition[] = [
  checkCommand,
  regionsCommand,
  planCommand,
  rulesCommand,
  auditCommand,
  proveCommand,
  mergeCommand,
  directoryCommand,
  peerCommand,
  bundleCommand,
  fleetCommand,
  serveCommand,
  watchCommand,
  timelineCommand,
  explainCommand,
  tablesCommand,
  calibrateCommand,
  policyCommand,
  completionCommand,
];
