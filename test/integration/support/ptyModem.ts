import { createNodeModemNetwork } from '#bench/modem/nodeModemNetwork.ts';
import { openPtyEndpoint } from '#bench/modem/ptyEndpoint.ts';
import { createSystemClock } from '#bench/systemClock.ts';
import { createSeededRandom } from '#shared/base/seededRandom.ts';
import { buildCapture } from '#shared/diagnosis/buildCapture.ts';
import type { Capture } from '#shared/diagnosis/types.ts';
import type { AtlogRecord } from '#shared/model/atlog.ts';
import { createModem } from '#shared/modem/createModem.ts';
import { createFaults } from '#shared/modem/faults/createFaults.ts';
import { parseFaultSpec } from '#shared/modem/faults/faultSpec.ts';
import { DEFAULT_MODEM_SETTINGS } from '#shared/modem/modemSettings.ts';
import type { SimModem } from '#shared/modem/simModem.ts';
import { recordsToRows } from '#shared/protocol/at/recordsToRows.ts';
import { eventually } from '#test/e2e/support/eventually.ts';

/** A simulated SIM7600 on a pseudo terminal, registered, with everything that went over the line. */
export interface PtyModem {
  readonly link: string;
  readonly modem: SimModem;
  /** What the bench makes of it. */
  capture(): Capture;
  close(): Promise<void>;
}

/** Ten times as fast as a real one, so that a test is short. */
const PACE = 0.1;

export async function startPtyModem(link: string, ...faultTexts: readonly string[]): Promise<PtyModem> {
  const clock = createSystemClock();
  const random = createSeededRandom(7);
  const records: AtlogRecord[] = [];
  const faults = createFaults({ clock, random });
  for (const text of faultTexts) {
    const spec = parseFaultSpec(text);
    if (!spec.ok) throw new Error(spec.error.message);
    faults.arm(spec.value);
  }
  const opened = await openPtyEndpoint(link, process.platform);
  if (!opened.ok) throw new Error(opened.error.message);
  const endpoint = opened.value;
  let heard = '';
  const modem = createModem(
    {
      ...{ clock, random, network: createNodeModemNetwork({ clock }), faults: faults.points },
      toHost(bytes) {
        heard += Buffer.from(bytes).toString('latin1');
        records.push({ t: clock.now(), dir: 'rx', bytes: bytes.slice() });
        endpoint.write(bytes);
      },
    },
    { ...DEFAULT_MODEM_SETTINGS, pace: PACE },
  );
  endpoint.onData((bytes) => {
    records.push({ t: clock.now(), dir: 'tx', bytes: bytes.slice() });
    modem.receive(bytes);
  });
  modem.powerOn();
  await eventually('the modem to be up', () => /PB DONE|\+CPIN: SIM/.test(heard));
  return {
    link,
    modem,
    capture: () =>
      buildCapture({ rows: recordsToRows(records), links: [], timed: true, family: 'sim7600', brokerAddresses: [] }),
    async close() {
      modem.close();
      await endpoint.close();
    },
  };
}
