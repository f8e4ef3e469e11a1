/** The drop of a watch on this computer: what the policy wants, made of what the loop tells. */
import { makeBundle } from '../bundle/make-bundle.ts';
import { dataFolder } from '../engine/data-folder.ts';
import { dropFiles, leaveIn, type Leaving } from '../engine/drop-places.ts';
import { makeCommandRunner } from '../net/command-runner.ts';
import { makeMachineRoots } from '../net/trust/trust-machine.ts';
import { dropPlace, dropText, type Drop } from '../policy/drop.ts';
import type { Policy } from '../policy/policy.ts';
import type { Persistence } from '../watch/persistence.ts';
import { Dropper, dropState, NO_DROPS } from '../watch/drop.ts';
import type { Told } from '../watch/watch.ts';
import { vocabularyOf } from '../words/languages.ts';
import { inputOf, taggingOf } from './bundle-output.ts';
import type { Invocation } from './command-definition.ts';
import { isOn, oneOf } from './given-options.ts';
import type { RunSetup } from './run-setup.ts';
import { languageFor } from './terminal-style.ts';

export interface WatchDropInput {
  readonly invocation: Invocation;
  readonly setup: RunSetup;
  readonly policy: Policy;
  readonly found: Persistence;
  readonly say: (text: string) => void;
  /** Counted, and never the end of the watch. */
  readonly onFailed: (error: unknown) => void;
}

type Ran = Extract<Told, { type: 'ran'; line: unknown }>;

export class WatchDrop {
  private readonly input: WatchDropInput;
  private readonly dropper: Dropper;
  /** Codes of the causes that have lasted. */
  private readonly active: Set<string>;
  private working: Promise<void> = Promise.resolve();

  private constructor(input: WatchDropInput, dropper: Dropper) {
    this.input = input;
    this.dropper = dropper;
    this.active = new Set([...input.found.values()].flatMap(({ code, active }) => (active ? [code] : [])));
  }

  /** Null where the policy wants none, and of a demonstration. Says what will leave, and where to, before anything does. */
  static async start(input: WatchDropInput): Promise<WatchDrop | null> {
    const { policy, setup, invocation, say } = input;
    const drop = policy.drop?.value;
    if (drop === undefined || setup.way.scenario !== null) return null;
    const { context, options } = invocation;
    say(vocabularyOf(languageFor(context, options)).watch.drop(dropText(drop)));
    const kept = dropState.safeParse(await dropFiles(dataFolder(context.env)).kept());
    return new WatchDrop(input, new Dropper(portsOf(input, drop), kept.success ? kept.data : NO_DROPS));
  }

  told(told: Told): void {
    if (told.type !== 'ran' || told.outcome === 'crashed') return;
    for (const { change, code } of told.changes)
      if (change === 'active') this.active.add(code);
      else this.active.delete(code);
    const { code } = told.line.cause ?? { code: null };
    // A cause that did not last yet is no change of cause, and neither is one beside a verdict that is ready.
    const isTold = code === null || told.line.verdict === 'ready' || this.active.has(code);
    const cause = told.line.verdict === 'ready' ? null : code;
    this.working = this.working
      .then(() => (isTold ? this.dropper.see(cause, () => this.made(told)) : undefined))
      .then(() => this.dropper.attempt())
      .catch((error: unknown) => this.input.onFailed(error));
  }

  close(): Promise<void> {
    return this.working;
  }

  private async made({ report, record }: Ran): Promise<{ bytes: Uint8Array; sha256: string }> {
    const { invocation, setup, policy } = this.input;
    const [path, site] = [policy.bundleKey?.value ?? null, policy.site?.value ?? null];
    const tagging = await taggingOf({ path, token: null, site }, invocation.context.env);
    const input = { ...(await inputOf(invocation, setup, { report, record })), tagging };
    const { bytes, sha256 } = makeBundle(input, {
      level: levelOf(policy),
      leaveOut: [],
      putIn: [],
      publicAddress: false,
    });
    return { bytes, sha256 };
  }
}

/** The lower of what the drop and the policy as a whole allow; never `full`. */
function levelOf({ drop, redaction }: Policy): 'minimal' | 'standard' {
  return drop?.value.redaction === 'minimal' || redaction?.value === 'minimal' ? 'minimal' : 'standard';
}

function portsOf({ invocation, policy, say, onFailed }: WatchDropInput, drop: Drop) {
  const { context, options } = invocation;
  const words = vocabularyOf(languageFor(context, options)).watch;
  const files = dropFiles(dataFolder(context.env));
  const roots = makeMachineRoots({ platform: process.platform, env: context.env, run: makeCommandRunner() });
  const asked = oneOf(options, 'proxy');
  const proxy = asked?.startsWith('http') ? asked : null;
  const place = dropPlace(drop);
  return {
    drop,
    nowMs: () => Date.now(),
    random: Math.random,
    spread: !isOn(options, 'once'),
    leave: (what: Leaving) => leaveIn(drop, what, { proxy, roots, signal: context.interrupt }),
    held: files.held,
    hold: files.hold,
    keep: files.keep,
    onLeft: async ({ atMs, bytes, sha256 }: { atMs: number; bytes: number; sha256: string }) => {
      say(words.dropLeft(place, Math.ceil(bytes / 1000)));
      await files.note({ at: new Date(atMs).toISOString(), place, sha256, bytes, level: levelOf(policy) });
    },
    onFailed: (reason: string) => onFailed(new Error(words.dropFailed(place, reason))),
  };
}
