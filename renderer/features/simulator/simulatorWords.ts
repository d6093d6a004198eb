import type { SimulatedBoard, SimulatedModem } from '#shared/contract/simulator.ts';

const PHASES: Readonly<Record<SimulatedBoard['phase'], string>> = {
  off: 'off',
  modem: 'waits for the modem',
  sim: 'waits for the SIM',
  network: 'waits for the network',
  mqtt: 'connects',
  running: 'running',
  waiting: 'waits before it tries again',
};

/** `on, ready, home, Bench Mobile, −77 dBm, 10.4.2.9` */
export function modemWords({ power, sim, registration, operator, rssi, address, restarts }: SimulatedModem): string {
  if (power !== 'on') return power;
  const signal = `${rssi < 0 ? '−' : ''}${Math.abs(rssi)} dBm`;
  const again = restarts === 0 ? '' : `restarted ${restarts === 1 ? 'once' : `${restarts} times`}`;
  return [`SIM ${sim}`, registration, operator, signal, address, again].filter((part) => part !== '').join(', ');
}

/** `running, 12 published, 1 command, LED on` */
export function boardWords({ phase, published, received, led, connects }: SimulatedBoard): string {
  const orders = received === 0 ? '' : `${received} ${received === 1 ? 'command' : 'commands'}`;
  const links = connects > 1 ? `connected ${connects} times` : '';
  return [PHASES[phase], `${published} published`, orders, `LED ${led}`, links]
    .filter((part) => part !== '')
    .join(', ');
}
