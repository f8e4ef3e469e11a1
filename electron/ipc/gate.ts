/**
 * The one gate between the page and the rest. A call passes only from the main frame of our own window at our own origin, with a
 * command of the contract and an argument of bounded size; the engine parses argument and result by the contract's schemas.
 * Whatever else arrives is answered `not-allowed`, and the page learns no more than a closed code.
 */
import type { IpcMain, IpcMainInvokeEvent, WebContents } from 'electron';
import {
  argumentLimit,
  CHANNELS,
  COMMANDS,
  ContractError,
  isCommandName,
  replyOfError,
  type CommandName,
  type Reply,
} from '../../src/contract/index.ts';
import { isAppUrl } from '../security/app-protocol.ts';

export interface Gate {
  /** The contents of the only window; null while there is none. */
  readonly page: () => Pick<WebContents, 'id' | 'mainFrame'> | null;
  readonly carryOut: (command: CommandName, argument: unknown) => Promise<unknown>;
  /** Hears why a call was refused; for the log. */
  readonly onRefused: (why: string) => void;
}

type Sender = Pick<IpcMainInvokeEvent, 'senderFrame' | 'sender'>;

export function openGate(ipcMain: Pick<IpcMain, 'handle'>, gate: Gate): void {
  ipcMain.handle(
    CHANNELS.call,
    async (event: Sender, command: unknown, argument: unknown): Promise<Reply> => {
      try {
        assertOwnPage(event, gate);
        const call = parseCall(command, argument);
        const value = await gate.carryOut(call.command, call.argument);
        return { ok: true, value };
      } catch (error) {
        const refused = replyOfError(error);
        const name = typeof command === 'string' ? command.slice(0, 40) : 'no command';
        gate.onRefused(`${name}: ${refused.error}`);
        return refused;
      }
    },
  );
}

/** No exception for an empty URL or about:blank. */
function assertOwnPage({ senderFrame, sender }: Sender, gate: Gate): void {
  const page = gate.page();
  const isOurs =
    page !== null && senderFrame !== null && sender.id === page.id && senderFrame === page.mainFrame;
  if (!isOurs || !isAppUrl(senderFrame.url)) throw new ContractError('not-allowed');
}

function parseCall(command: unknown, argument: unknown): { command: CommandName; argument: unknown } {
  if (typeof command !== 'string' || !isCommandName(command)) throw new ContractError('unknown-command');
  if ((JSON.stringify(argument) ?? '').length > argumentLimit(command)) throw new ContractError('too-large');
  const parsed = COMMANDS[command].argument.safeParse(argument);
  if (!parsed.success) throw new ContractError('invalid-argument');
  return { command, argument: parsed.data };
}
