/** What the fold of the start screen holds, and what is asked of the engine with it: what was left as usual is not said. Pure. */
import type { RegionChoice, RunRequest } from '../../../src/contract/index.ts';
import { PROTOCOLS, type Profile, type Protocol } from '../../../src/core/words.ts';
import { ContractError } from '../../bridge/agent.ts';
import type { Words } from '../../words/en.ts';

export interface StartOptions {
  readonly profile: Profile;
  readonly directoryId: string;
  readonly signIn: RunRequest['signIn'] | '';
  /** As typed, one host a line. */
  readonly also: string;
  /** As typed, one server a line. */
  readonly peer: string;
  readonly where: boolean;
  readonly localDiscovery: boolean;
  readonly gentle: boolean;
  /** As typed; empty: what the settings say. */
  readonly samples: string;
  /** How often, one after the other. It is no part of the request: it is of this start. */
  readonly repeat: number;
}

export const USUAL: StartOptions = {
  profile: 'client',
  directoryId: '',
  signIn: '',
  also: '',
  peer: '',
  where: false,
  localDiscovery: false,
  gentle: false,
  samples: '',
  repeat: 1,
};

export function askedByOptions(options: StartOptions): RunRequest {
  const { profile, signIn, where, localDiscovery, gentle } = options;
  const directoryId = options.directoryId.trim();
  const samples = options.samples.trim();
  const also = hostsOf(options.also);
  const peer = hostsOf(options.peer);
  return {
    ...(profile === 'client' ? {} : { profile }),
    ...(directoryId === '' ? {} : { directoryId }),
    ...(signIn ? { signIn } : {}),
    ...(also.length === 0 ? {} : { also }),
    ...(peer.length === 0 ? {} : { peer }),
    ...(where ? { where } : {}),
    ...(localDiscovery ? { localDiscovery } : {}),
    ...(gentle ? { gentle } : {}),
    ...(samples === '' ? {} : { samples }),
  };
}

export function hostsOf(text: string): string[] {
  return text.split(/[\s,;]+/).filter(Boolean);
}

/** What is set, for the line beside the shut fold. */
export function wordsOfOptions({ options: words }: Words, options: StartOptions): string[] {
  const asked = askedByOptions(options);
  return [
    ...wordsOfWhat(words, asked),
    asked.where ? words.whereShort : null,
    asked.localDiscovery ? words.printersShort : null,
    asked.gentle ? words.gentleShort : null,
    asked.samples === undefined ? null : words.samplesShort(String(asked.samples)),
    options.repeat === 1 ? null : words.repeatTimes(options.repeat),
  ].filter((word) => word !== null);
}

/** What is asked, beside how. */
function wordsOfWhat(words: Words['options'], asked: RunRequest): readonly (string | null)[] {
  return [
    asked.profile === undefined ? null : words.profiles[asked.profile],
    asked.directoryId === undefined ? null : words.directory,
    asked.signIn === undefined ? null : words.signIns[asked.signIn],
    asked.also === undefined ? null : words.hosts(asked.also.length),
    asked.peer === undefined ? null : words.peers(asked.peer.length),
  ];
}

/** The protocols that this kind of client can stream there; without a Region those of any. The engine knows the pairs. */
export function offered(
  regions: readonly RegionChoice[],
  region: RegionChoice | null,
  profile: Profile,
): readonly Protocol[] {
  if (region !== null) return region.protocolsOf[profile];
  if (regions.length === 0) return PROTOCOLS;
  return PROTOCOLS.filter((protocol) =>
    regions.some(({ protocolsOf }) => protocolsOf[profile].includes(protocol)),
  );
}

/** The line of the refusal speaks of flags of the command line; the page has a button. */
export function isKeyMissing(error: unknown): boolean {
  return error instanceof ContractError && error.refusal?.code === 'peer-key';
}

/** The field that a refusal is about; null when it is about none of the fold. */
export function refusedField(error: unknown): keyof StartOptions | null {
  if (!(error instanceof ContractError) || error.refusal === null) return null;
  const { refusal } = error;
  if (refusal.code === 'directory-id') return 'directoryId';
  if (/^(zero-client|web-access)-/.test(refusal.code)) return 'profile';
  if (/^peer/.test(refusal.code)) return 'peer';
  const field = 'field' in refusal ? refusal.field : '';
  return (['also', 'peer', 'samples'] as const).find((one) => one === field) ?? null;
}

/** What the fold shows of a request that was made elsewhere. */
export function optionsOf(request: RunRequest | null): StartOptions {
  if (request === null) return USUAL;
  return {
    profile: request.profile ?? 'client',
    directoryId: request.directoryId ?? '',
    signIn: request.signIn ?? '',
    also: linesOf(request.also),
    peer: linesOf(request.peer),
    where: request.where === true,
    localDiscovery: request.localDiscovery === true,
    gentle: request.gentle === true,
    samples: String(request.samples ?? ''),
    repeat: 1,
  };
}

function linesOf(texts: readonly string[] = []): string {
  return texts.join('\n');
}

let prefill: RunRequest | null = null;

/** A request that the start screen opens with, once: a prepared check that somebody wants to change. */
export function keepPrefill(request: RunRequest): void {
  prefill = request;
}

export function takePrefill(): RunRequest | null {
  const request = prefill;
  prefill = null;
  return request;
}

/** What was typed into the one field is a prepared check. */
export function looksPrepared(text: string): boolean {
  return /^\s*<?(?:preflight:|\{\s*"schema")/i.test(text);
}
