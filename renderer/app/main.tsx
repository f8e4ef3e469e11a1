/** Boot: the bridge of the desktop app when there is one, else HTTP on the page's own origin. */
import { createRoot } from 'react-dom/client';
import { ContractError } from '../bridge/agent.ts';
import { makeElectronAgent } from '../bridge/electron-agent.ts';
import { makeHttpAgent, stayPresent } from '../bridge/http-agent.ts';
import { App } from './app.tsx';

const root = document.getElementById('root');
const agent = window.agent === undefined ? makeHttpAgent() : makeElectronAgent(window.agent);
if (window.agent === undefined) void stayPresent();
/** An engine that stopped is told on the page; only a mistake of ours belongs in the console. */
const onCaughtError = (error: unknown) => {
  if (!(error instanceof ContractError)) console.error(error);
};
if (root !== null) createRoot(root, { onCaughtError }).render(<App agent={agent} />);
