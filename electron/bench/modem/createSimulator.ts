import type { Clock } from '#shared/base/clock.ts';
import { err, ok } from '#shared/base/result.ts';
import { type BoardSettings, DEFAULT_BOARD_SETTINGS } from '#shared/board/boardSettings.ts';
import type { CommandHandlers } from '#shared/contract/contract.ts';
import { DEFAULT_SERIAL_SETTINGS } from '#shared/contract/serial.ts';
import type { SimulatorState } from '#shared/contract/simulator.ts';
import { createFaults } from '#shared/modem/faults/createFaults.ts';
import { formatFaultSpec, parseFaultSpec } from '#shared/modem/faults/faultSpec.ts';
import { shapeNetwork } from '#shared/modem/link/shapeNetwork.ts';
import type { ModemNetwork } from '#shared/modem/modemNetwork.ts';
import type { SimModem } from '#shared/modem/simModem.ts';
import type { SerialBackend } from '../serial/serialBackend.ts';
import { BOARD_CONSOLE_PATH, BOARD_PATH, createBoardPorts } from './boardPorts.ts';
import type { LinkProfiles } from './linkProfiles.ts';
import { createMappedNetwork } from './mappedNetwork.ts';
import { withSimulatedPorts } from './simBackend.ts';

/** What the simulated board's firmware dials. It is nobody's name: only the mapping gives it a broker. */
export const SIMULATED_BROKER_HOST = 'broker.bench.example';
export const SIMULATED_BROKER_PORT = 1883;
/** The first run shall be alive within seconds: this modem boots and registers faster than a real one. */
const PACE = 0.4;

type Handled =
  | 'simulator.get'
  | 'simulator.start'
  | 'simulator.arm'
  | 'simulator.disarm'
  | 'simulator.map'
  | 'simulator.link-profile'
  | 'simulator.restart';

export interface SimulatorDeps {
  readonly clock: Clock;
  /** In [0, 1). */
  readonly random: () => number;
  readonly network: ModemNetwork;
  /** What lies between the modem and that network, and between the broker and its clients. */
  readonly links: LinkProfiles;
  /** Where the bench's broker listens: `127.0.0.1:1883`; '' when it does not. */
  readonly brokerAddress: () => string;
  readonly onChange: (state: SimulatorState) => void;
}

/** What the console listens to when nobody has told it anything: everything boards say. */
const BOARD_TOPICS = { filter: 'boards/#', qos: 1 } as const;

/** What the simulator asks of the rest of the bench. */
export interface SimulatorNeighbours {
  readonly serial: Pick<CommandHandlers, 'serial.open' | 'serial.open-bridge' | 'serial.close'>;
  readonly console: Pick<CommandHandlers, 'console.subscribe'>;
  /** Subscriptions the console has. */
  readonly subscriptions: () => number;
}

export interface Simulator {
  readonly handlers: (bench: SimulatorNeighbours) => Pick<CommandHandlers, Handled>;
  /** The ports of a backend and the simulated ones: modems, the board, its console. */
  over(backend: SerialBackend): SerialBackend;
  /** Other names of the bench's broker, for who judges what was dialled. */
  readonly brokerNames: () => readonly string[];
  close(): void;
}

/** Simulated modems and the simulated board of a bench, the faults armed for them, and the network they are given. */
export function createSimulator({ clock, random, network, links, brokerAddress, onChange }: SimulatorDeps): Simulator {
  let modem: { readonly path: string; readonly device: SimModem } | null = null;
  let mapped = true;
  let due = false;
  let closed = false;

  const state = (): SimulatorState => {
    const shown = modem === null ? null : modem.device.state();
    return {
      modem:
        shown === null || modem === null ? null : { ...shown, path: modem.path, connections: [...shown.connections] },
      board: ports.board?.state() ?? null,
      faults: faults.list().map(({ id, spec, live, struck }) => ({ id, live, struck, fault: formatFaultSpec(spec) })),
      mapped,
      links: { bearer: links.text('bearer'), broker: links.text('broker') },
    };
  };
  /** Several changes of one turn are one event. */
  const changed = (): void => {
    if (due || closed) return;
    due = true;
    clock.after(200, () => {
      due = false;
      if (!closed) onChange(state());
    });
  };
  const faults = createFaults({ clock, random, onChange: changed });
  const boardSettings = (): BoardSettings => ({
    ...DEFAULT_BOARD_SETTINGS,
    broker: { host: SIMULATED_BROKER_HOST, port: SIMULATED_BROKER_PORT, user: '', password: '' },
  });
  const ports = createBoardPorts({ clock, random, faults: faults.points, settings: boardSettings, onChange: changed });
  const mappedNetwork = createMappedNetwork(network, () => {
    const address = /^(.*):(\d+)$/.exec(brokerAddress());
    if (!mapped || address === null) return [];
    const [, host = '', port = ''] = address;
    return [
      { host: SIMULATED_BROKER_HOST, port: null, to: { host, port: Number(port) } },
      { host: '*', port: SIMULATED_BROKER_PORT, to: { host, port: Number(port) } },
    ];
  });
  const reached = shapeNetwork(mappedNetwork, { clock, random, profile: () => links.profile('bearer') });

  return {
    over: (backend) =>
      ports.over(
        withSimulatedPorts(
          {
            ...{ clock, random, network: reached, faults: faults.points, settings: { pace: PACE }, onChange: changed },
            onModem(path, device) {
              modem = { path, device };
              changed();
            },
          },
          backend,
        ),
      ),
    brokerNames: () => (mapped && brokerAddress() !== '' ? [`${SIMULATED_BROKER_HOST}:${SIMULATED_BROKER_PORT}`] : []),
    handlers: ({ serial, console, subscriptions }) => ({
      'simulator.get': () => ok(state()),
      async 'simulator.start'({ profile }) {
        const port = { settings: DEFAULT_SERIAL_SETTINGS, dtr: null, rts: null };
        // The console first: it shall not miss what the firmware says at its start.
        const log = await serial['serial.open']({
          ...{ ...port, path: BOARD_CONSOLE_PATH, role: 'mcu-console', reconnect: false, loop: false },
        });
        const opened = await serial['serial.open-bridge']({
          ...{ mcu: { ...port, path: BOARD_PATH }, modem: { ...port, path: `sim:${profile}` } },
          ...{ reconnect: false, forwardLines: false, rules: [] },
        });
        if (!opened.ok) {
          if (log.ok) await serial['serial.close']({ link: log.value.link });
          return opened;
        }
        if (subscriptions() === 0) await console['console.subscribe']({ subscriptions: [BOARD_TOPICS] });
        return ok({ link: opened.value.link, console: log.ok ? log.value.link : null });
      },
      'simulator.arm'({ fault }) {
        const spec = parseFaultSpec(fault);
        if (!spec.ok) return spec;
        const id = faults.arm(spec.value);
        if (id === null) return err('too-many', 'Too many faults are armed. Disarm some first.');
        return ok({ id });
      },
      'simulator.disarm'({ id }) {
        faults.disarm(id);
        return ok({});
      },
      'simulator.map'(input) {
        mapped = input.mapped;
        changed();
        return ok({});
      },
      'simulator.link-profile'({ target, profile }) {
        const set = links.set(target, profile);
        if (!set.ok) return set;
        changed();
        return ok({});
      },
      'simulator.restart'({ what }) {
        if (what === 'board') {
          if (ports.board === null) return err('not-running', 'The simulated board is not open.');
          ports.board.restart();
        } else {
          if (modem === null || modem.device.state().power === 'off') {
            return err('not-running', 'No simulated modem is open.');
          }
          modem.device.powerOff();
          modem.device.powerOn();
        }
        return ok({});
      },
    }),
    close() {
      closed = true;
      faults.close();
    },
  };
}
