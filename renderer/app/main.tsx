import './noEval.ts';
import '../ui/base.css';
import { createRoot } from 'react-dom/client';
import { connectWire } from '#renderer/wire/connectWire.ts';
import { createReconnectingClient } from '#renderer/wire/reconnectingClient.ts';
import { App } from './App.tsx';
import { createCurrentClient } from './currentClient.ts';
import { createFrameScheduler } from './frameScheduler.ts';
import { keepTheme } from './keepTheme.ts';
import { createServices } from './services.ts';

const after = (ms: number, callback: () => void): (() => void) => {
  const timer = setTimeout(callback, ms);
  return () => clearTimeout(timer);
};

const rpc = createCurrentClient();
const services = createServices(
  rpc,
  after,
  createFrameScheduler((draw) => requestAnimationFrame(draw), reportError),
);
const connection = createReconnectingClient({
  connect: () => connectWire(window),
  after,
  onClient: (client) => rpc.use(client),
  report: (error) => console.error(error),
});
connection.onState((state) => services.bench.setState({ connection: state }));
keepTheme(services.settings, document.documentElement);
addEventListener('pagehide', () => services.flush());

const root = document.getElementById('root');
if (root === null) throw new Error('index.html has no #root');
createRoot(root).render(<App services={services} />);
