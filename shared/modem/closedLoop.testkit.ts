import { createFakeClock } from '#test/fakes/fakeClock.ts';
import { createSeededRandom } from '../base/seededRandom.ts';
import { type BoardSettings, DEFAULT_BOARD_SETTINGS } from '../board/boardSettings.ts';
import { type BoardState, createBoard } from '../board/createBoard.ts';
import { buildCapture } from '../diagnosis/buildCapture.ts';
import { diagnose } from '../diagnosis/diagnose.ts';
import type { Capture, Diagnosis } from '../diagnosis/types.ts';
import { type AtlogRecord, formatAtlog } from '../model/atlog.ts';
import type { Row } from '../model/row.ts';
import { recordsToRows } from '../protocol/at/recordsToRows.ts';
import { createModem } from './createModem.ts';
import { serveBroker } from './fakeBroker.testkit.ts';
import { createFakeNetwork } from './fakeNetwork.testkit.ts';
import { createFaults } from './faults/createFaults.ts';
import { parseFaultSpec } from './faults/faultSpec.ts';
import { DEFAULT_MODEM_SETTINGS, type ModemSettings } from './modemSettings.ts';

export interface LoopOptions {
  /** As on the command line: `cmqtt-pub=14@3`. */
  readonly faults?: readonly string[];
  /** Simulated seconds; 60 when absent. */
  readonly seconds?: number;
  readonly modem?: Partial<ModemSettings>;
  readonly board?: Partial<BoardSettings>;
  /** False: the diagnosis sees the serial line only. */
  readonly brokerLane?: boolean;
  /** The modem is up before the board starts and the record begins: only the MCU was powered. */
  readonly modemFirst?: boolean;
}

export interface LoopRun {
  readonly capture: Capture;
  readonly diagnosis: Diagnosis;
  /** What went over the UART, as an .atlog. */
  readonly log: string;
  readonly console: readonly string[];
  readonly board: BoardState;
  /** How often each fault bit, in the order given. */
  readonly struck: readonly number[];
}

export const BROKER_HOST = 'broker.example';

/** The simulated board on the simulated modem on a broker, all in memory and on one clock, and what the diagnosis makes of it. */
export async function runLoop({
  modemFirst = false,
  brokerLane = true,
  faults: texts = [],
  seconds = 60,
  modem = {},
  board = {},
}: LoopOptions): Promise<LoopRun> {
  const clock = createFakeClock();
  const random = createSeededRandom(11);
  const network = createFakeNetwork(clock);
  const broker = serveBroker(network, clock, BROKER_HOST, 1883);
  const faults = createFaults({ clock, random });
  for (const text of texts) {
    const spec = parseFaultSpec(text);
    if (!spec.ok) throw new Error(spec.error.message);
    faults.arm(spec.value);
  }
  const records: AtlogRecord[] = [];
  const lines: string[] = [];
  const record = (dir: 'tx' | 'rx', bytes: Uint8Array): void => {
    records.push({ t: clock.now(), dir, bytes: bytes.slice() });
  };
  const device = createModem(
    {
      ...{ clock, random, network, faults: faults.points },
      toHost(bytes) {
        record('rx', bytes);
        firmware.receive(bytes);
      },
    },
    { ...DEFAULT_MODEM_SETTINGS, ...modem },
  );
  const firmware = createBoard(
    {
      ...{ clock, random, faults: faults.points },
      toModem(bytes) {
        record('tx', bytes);
        device.receive(bytes);
      },
      console: (line) => lines.push(line),
    },
    {
      ...DEFAULT_BOARD_SETTINGS,
      broker: { host: BROKER_HOST, port: 1883, user: '', password: '' },
      ...board,
    },
  );
  device.powerOn();
  if (modemFirst) {
    await clock.run(20_000);
    records.length = 0;
  }
  firmware.restart();
  await clock.run(seconds * 1000);
  const state = firmware.state();
  firmware.close();
  device.close();

  const rows = [...recordsToRows(records), ...(brokerLane ? broker.rows : [])]
    .toSorted((a, b) => a.t - b.t)
    .map((row, index): Row => ({ ...row, seq: index + 1 }));
  const capture = buildCapture({
    ...{ rows, links: broker.links, timed: true },
    brokerAddresses: [`${network.name(BROKER_HOST)}:1883`],
  });
  return {
    ...{ capture, diagnosis: diagnose(capture), log: formatAtlog(records), console: lines, board: state },
    struck: faults.list().map(({ struck }) => struck),
  };
}
