/** The public face of the contract between the engine and every page. */
export {
  argumentLimit,
  COMMANDS,
  isCommandName,
  type ArgumentOf,
  type CommandName,
  type Explanation,
  type RegionChoice,
  type ResultOf,
  type RunSnapshot,
  type Scenario,
} from './commands.ts';
export { ContractError, CONTRACT_ERRORS, type ContractErrorCode } from './errors.ts';
export { agentEvent, plannedStepOf, type AgentEvent, type PlannedStep, type StopReason } from './events.ts';
export { CHANNELS, type ElectronBridge } from './bridge.ts';
export { LIMITS } from './limits.ts';
export { LINKS, type LinkId } from './links.ts';
export { COMMAND_PATH, DOWNLOAD_PATH, EVENTS_PATH, reply, valueOfReply, type Reply } from './wire.ts';
export { DEFAULT_SETTINGS, LANGUAGES, THEMES, type Settings } from './settings.ts';
export {
  REDACTION_LEVELS,
  type BundleChoice,
  type BundleOpened,
  type BundlePreview,
  type BundleWritten,
  type RedactionLevel,
} from './bundle.ts';
export type { Comparand, ComparedRuns, Comparison } from './comparison.ts';
export type { HistoryEntry } from './history.ts';
export type { RerunSelection, RunRequest } from './run-request.ts';
