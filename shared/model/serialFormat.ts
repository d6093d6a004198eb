import type { SerialSettings } from '../contract/serial.ts';

const PARITY_LETTERS = { none: 'N', even: 'E', odd: 'O', mark: 'M', space: 'S' } as const;

/** `115200 8N1`, `9600 7E2 RTS/CTS`: the way a terminal program writes it. */
export function formatSerialSettings(settings: SerialSettings): string {
  const { baud, dataBits, parity, stopBits, flow } = settings;
  const frame = `${baud} ${dataBits}${PARITY_LETTERS[parity]}${stopBits}`;
  switch (flow) {
    case 'none':
      return frame;
    case 'rtscts':
      return `${frame} RTS/CTS`;
    case 'xonxoff':
      return `${frame} XON/XOFF`;
  }
}
