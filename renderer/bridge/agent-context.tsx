/** Hands the agent to every component. */
import { createContext, useContext, useSyncExternalStore } from 'react';
import type { Agent } from './agent.ts';
import type { HealthState } from './health.ts';

const AgentContext = createContext<Agent | null>(null);
export const AgentProvider = AgentContext.Provider;

export function useAgent(): Agent {
  const agent = useContext(AgentContext);
  if (agent === null) throw new Error('useAgent outside of AgentProvider');
  return agent;
}

export function useHealth(): HealthState {
  const { health } = useAgent();
  return useSyncExternalStore(health.subscribe, health.now);
}
