/** Hands the agent to every component. */
import { createContext, useContext } from 'react';
import type { Agent } from './agent.ts';

const AgentContext = createContext<Agent | null>(null);
export const AgentProvider = AgentContext.Provider;

export function useAgent(): Agent {
  const agent = useContext(AgentContext);
  if (agent === null) throw new Error('useAgent outside of AgentProvider');
  return agent;
}
