import { createNodeModemNetwork } from '#bench/modem/nodeModemNetwork.ts';
import { createSystemClock } from '#bench/systemClock.ts';
import { latin1Bytes, latin1Text } from '#shared/base/latin1.ts';
import { createSeededRandom } from '#shared/base/seededRandom.ts';
import { createModem } from '#shared/modem/createModem.ts';
import { createFaults } from '#shared/modem/faults/createFaults.ts';
import { parseFaultSpec } from '#shared/modem/faults/faultSpec.ts';
import type { ModemProfileName } from '#shared/modem/modemProfile.ts';
import { DEFAULT_MODEM_SETTINGS } from '#shared/modem/modemSettings.ts';
import { until } from './brokerKit.ts';

/** A simulated modem on the network of this machine that takes no time to boot, and who talks to it. Text is Latin-1. */
export interface ModemHost {
  /** Sends a command and waits for `answer` in what comes; gives what came up to and with it. */
  at(command: string, answer?: string): Promise<string>;
  /** The same for a command with a prompt and its data. */
  give(command: string, data: string, answer?: string): Promise<string>;
  /** Waits for it in what was not yet taken. */
  hears(answer: string): Promise<string>;
  /** Sends bytes and waits for nothing. */
  send(data: string): void;
  arm(fault: string): void;
  powerOff(): void;
  close(): void;
}

export async function startModemHost(profile: ModemProfileName = 'sim7600'): Promise<ModemHost> {
  const clock = createSystemClock();
  const random = createSeededRandom(3);
  const faults = createFaults({ clock, random });
  let heard = '';
  const modem = createModem(
    {
      ...{ clock, random, network: createNodeModemNetwork({ clock }), faults: faults.points },
      toHost(bytes) {
        heard += latin1Text(bytes);
      },
    },
    { ...DEFAULT_MODEM_SETTINGS, profile, pace: 0 },
  );
  modem.powerOn();
  const hears = async (answer: string): Promise<string> => {
    await until(`${JSON.stringify(answer)} from the modem`, () => heard.includes(answer));
    const end = heard.indexOf(answer) + answer.length;
    const text = heard.slice(0, end);
    heard = heard.slice(end);
    return text;
  };
  const send = (data: string): void => modem.receive(latin1Bytes(data));
  const at = (command: string, answer = '\r\nOK\r\n'): Promise<string> => {
    send(`${command}\r`);
    return hears(answer);
  };
  await hears('PB DONE\r\n');
  await at('ATE0');
  return {
    at,
    send,
    hears,
    async give(command, data, answer = '\r\nOK\r\n') {
      await at(command, '\r\n>');
      send(data);
      return hears(answer);
    },
    arm(text) {
      const spec = parseFaultSpec(text);
      if (!spec.ok) throw new Error(spec.error.message);
      faults.arm(spec.value);
    },
    powerOff: () => modem.powerOff(),
    close() {
      modem.close();
      faults.close();
    },
  };
}
