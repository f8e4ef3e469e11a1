/** Boot: the bridge of the desktop app when there is one, else HTTP on the page's own origin. */
import { createRoot } from 'react-dom/client';
import { makeElectronAgent } from '../bridge/electron-agent.ts';
import { makeHttpAgent } from '../bridge/http-agent.ts';
import { App } from './app.tsx';

const root = document.getElementById('root');
const agent = window.agent === undefined ? makeHttpAgent() : makeElectronAgent(window.agent);
if (root !== null) createRoot(root).render(<App agent={agent} />);
