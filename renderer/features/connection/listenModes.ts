import type { LinkSide, SerialLink } from '#shared/contract/serial.ts';

export type ListenMode = SerialLink['mode'];
export type PairMode = Exclude<ListenMode, 'direct'>;

/** The ways to listen, as the picker offers them. */
export const LISTEN_MODES = [
  { value: 'direct', label: 'Direct', title: 'One port: the bench talks to the modem, or reads the log of an MCU' },
  { value: 'tap', label: 'Tap', title: 'Two ports that only receive, one on each wire' },
  { value: 'bridge', label: 'Bridge', title: 'Two ports: the bench stands between the MCU and the modem' },
] as const satisfies readonly { value: ListenMode; label: string; title: string }[];

/** What each way is and how it is wired, in a sentence or two. */
export const MODE_WORDS: Readonly<Record<ListenMode, string>> = {
  direct: 'The bench is the host: it sends the commands. Open a second port as MCU console to read a log beside it.',
  tap: 'MCU and modem stay connected to each other. Two adapters listen on the two wires and never send. Connect GND too.',
  bridge:
    'MCU and modem are connected to the bench instead of to each other. It passes everything on, and can change it.',
};

/** What is wired to the port of each side. */
export const SIDE_WIRING: Readonly<Record<PairMode, Readonly<Record<LinkSide, string>>>> = {
  tap: {
    mcu: "RX of this adapter on the MCU's TXD wire",
    modem: "RX of this adapter on the modem's TXD wire",
  },
  bridge: {
    mcu: "MCU's TXD to this adapter's RX, MCU's RXD to its TX",
    modem: "Modem's TXD to this adapter's RX, RXD to its TX; or the USB AT port",
  },
};

export const SIDE_NAMES: Readonly<Record<LinkSide, string>> = { mcu: 'MCU', modem: 'Modem' };
