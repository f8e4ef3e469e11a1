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
} from './commands.ts';
export { ContractError, type ContractErrorCode } from './errors.ts';
export { agentEvent, plannedStepOf, type AgentEvent, type PlannedStep, type StopReason } from './events.ts';
export { CHANNELS, type ElectronBridge } from './bridge.ts';
export { LIMITS } from './limits.ts';
export { LINKS, type LinkId } from './links.ts';
export {
  COMMAND_PATH,
  DOWNLOAD_PATH,
  EVENTS_PATH,
  KEY_HEADER,
  PRESENCE_PATH,
  START_PATH,
  replyOfError,
  valueOfReply,
  type Reply,
} from './wire.ts';
export { DEFAULT_SETTINGS, type Settings } from './settings.ts';
export {
  type BundleChoice,
  type BundleJudged,
  type BundleGroups,
  type BundleOpened,
  type BundlePreview,
  type BundleWritten,
  type OpenedFile,
  type RedactionLevel,
} from './bundle.ts';
export type { Comparand, ComparedRuns, Comparison } from './comparison.ts';
export type { HistoryEntry } from './history.ts';
export type { ProofLine, ProofResult, SitesResult } from './proof.ts';
export type { RerunSelection, RunFacts, RunRequest, Turn } from './run-request.ts';
