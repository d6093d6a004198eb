/**
 * The parts of serialport's binding that the bench uses. The binding and not the `SerialPort` stream on top of it: it has
 * promises where the stream has events (an `error` event without listener ends the process), and it lets the bench read
 * at the moment the port is readable.
 */
export interface SerialDriver {
  list(): Promise<readonly DriverListing[]>;
  /** Rejects with an Error that has words only, no code. */
  open(options: DriverOpenOptions): Promise<DriverPort>;
}

export interface DriverListing {
  readonly path: string;
  readonly manufacturer?: string | undefined;
  readonly serialNumber?: string | undefined;
  readonly pnpId?: string | undefined;
  readonly vendorId?: string | undefined;
  readonly productId?: string | undefined;
  /** Windows only. */
  readonly friendlyName?: string | undefined;
}

export interface DriverOpenOptions {
  readonly path: string;
  readonly baudRate: number;
  readonly dataBits: 5 | 6 | 7 | 8;
  readonly stopBits: 1 | 1.5 | 2;
  readonly parity: 'none' | 'even' | 'odd' | 'mark' | 'space';
  readonly rtscts: boolean;
  readonly xon: boolean;
  readonly xoff: boolean;
  /** Drop DTR on close. */
  readonly hupcl: boolean;
  /** Take the port for this process alone. */
  readonly lock: boolean;
}

export interface DriverPort {
  readonly isOpen: boolean;
  close(): Promise<void>;
  read(buffer: Buffer, offset: number, length: number): Promise<{ readonly bytesRead: number }>;
  write(buffer: Buffer): Promise<void>;
  update(options: { readonly baudRate: number }): Promise<void>;
  /** Sets every line on each call. */
  set(options: {
    readonly dtr: boolean;
    readonly rts: boolean;
    readonly cts: boolean;
    readonly dsr: boolean;
    readonly brk: boolean;
  }): Promise<void>;
  get(): Promise<{ readonly cts: boolean; readonly dsr: boolean; readonly dcd: boolean }>;
  flush(): Promise<void>;
  drain(): Promise<void>;
}

/** On Linux and macOS a port is a non-blocking file with a poller. */
export interface PolledPort extends DriverPort {
  readonly fd: number | null;
  readonly poller: PortPoller;
}

export interface PortPoller {
  /** Asks once for the events of `flags` (1 readable, 2 writable, 4 disconnect), in place of those asked for before. */
  poll(flags: number): void;
  /** The error is set when the port hung up or was closed. */
  on(event: 'readable' | 'writable' | 'disconnect', listener: (error: Error | null) => void): unknown;
}

export const isPolled = (port: DriverPort): port is PolledPort => 'poller' in port && 'fd' in port;

/** Loaded on first use: a host without a prebuilt binary still runs, and says so when a port is opened. */
export async function loadSerialDriver(): Promise<SerialDriver> {
  const { SerialPort } = await import('serialport');
  return SerialPort.binding;
}
