/** Both directions of the contract as the page checks them: nothing leaves or enters that does not fit. */
import {
  agentEvent,
  COMMANDS,
  ContractError,
  valueOfReply,
  type AgentEvent,
  type ArgumentOf,
  type CommandName,
  type ResultOf,
} from '../../src/contract/index.ts';

export function checkedArgument<C extends CommandName>(command: C, argument: ArgumentOf<C>): ArgumentOf<C> {
  const parsed = COMMANDS[command].argument.safeParse(argument);
  if (!parsed.success) throw new ContractError('invalid-argument');
  return parsed.data as ArgumentOf<C>;
}

/** The result inside a reply from outside. */
export function checkedResult<C extends CommandName>(command: C, received: unknown): ResultOf<C> {
  const parsed = COMMANDS[command].result.safeParse(valueOfReply(received));
  if (!parsed.success) throw new ContractError('internal');
  return parsed.data as ResultOf<C>;
}

/** The event, or null for what is none: a stranger's or a newer engine's word is skipped. */
export function checkedEvent(received: unknown): AgentEvent | null {
  const parsed = agentEvent.safeParse(received);
  return parsed.success ? parsed.data : null;
}
