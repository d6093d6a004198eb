import type { PortInfo } from '../contract/serial.ts';

type PortKind = PortInfo['kind'];

/** What one USB interface of a modem is for. */
export type ModemRole = Extract<PortKind, 'at' | 'modem' | 'nmea' | 'diag' | 'audio'>;

/** Role by bInterfaceNumber. */
export type InterfaceRoles = ReadonlyMap<number, ModemRole>;

export interface ModemIdentity {
  readonly type: 'modem';
  /** The family, shown when the product string does not name the module. */
  readonly name: string;
  readonly roles: InterfaceRoles;
}

export interface SerialIdentity {
  readonly type: 'serial';
  readonly name: string;
  readonly kind: Extract<PortKind, 'vcp' | 'usb-serial' | 'cdc'>;
}

export type UsbIdentity = ModemIdentity | SerialIdentity;

const SIMCOM_VENDOR_ID = '1e0e';

/** SIM7100, SIM7500 and SIM7600 as shipped (PID 9001); the other compositions of the family keep the order. */
const SIM7600_ROLES: InterfaceRoles = new Map([
  [0, 'diag'],
  [1, 'nmea'],
  [2, 'at'],
  [3, 'modem'],
  [4, 'audio'],
]);

/** RNDIS composition (PID 9011; also A7600E-H and A7602E-H): the network card takes the first two interfaces. */
const RNDIS_ROLES: InterfaceRoles = new Map([
  [4, 'at'],
  [5, 'modem'],
]);

const SIM7080_ROLES: InterfaceRoles = new Map([
  [0, 'diag'],
  [1, 'nmea'],
  [2, 'at'],
  [3, 'modem'],
]);

/** The second layout of the SIM7080 family; interfaces 3 and 4 are not for a terminal. */
const SIM7080_SECOND_ROLES: InterfaceRoles = new Map([
  [0, 'diag'],
  [1, 'nmea'],
  [2, 'at'],
  [5, 'modem'],
]);

/** Product ids a SIM7600 takes with AT+CUSBPIDSWITCH (SIM7500_SIM7600 AT command manual, 19.2.14). */
const SIM7600_PRODUCT_IDS = [
  ...['9000', '9001', '9002', '9003', '9004', '9005', '9006', '9007', '9016', '9018', '9019', '901a', '901b'],
  ...['9020', '9021', '9022', '9023', '9024', '9025', '9026', '9027', '9028', '9029', '902a', '902b'],
];

const modem = (name: string, roles: InterfaceRoles): ModemIdentity => ({ type: 'modem', name, roles });
const serial = (kind: SerialIdentity['kind'], name: string): SerialIdentity => ({ type: 'serial', kind, name });

/** By `vid:pid` in lower case; `vid:*` stands for what else the vendor makes. */
export const USB_IDENTITIES: ReadonlyMap<string, UsbIdentity> = new Map<string, UsbIdentity>([
  ...SIM7600_PRODUCT_IDS.map((pid) => [`${SIMCOM_VENDOR_ID}:${pid}`, modem('SIM7600', SIM7600_ROLES)] as const),
  ['1e0e:9011', modem('SIM7600', RNDIS_ROLES)],
  ['1e0e:9205', modem('SIM7080', SIM7080_ROLES)],
  ['1e0e:9206', modem('SIM7080', SIM7080_SECOND_ROLES)],
  ['1e0e:*', modem('SIMCom', new Map())],

  ['0483:374b', serial('vcp', 'ST-LINK VCP')],
  ['0483:3752', serial('vcp', 'ST-LINK VCP')],
  ['0483:374e', serial('vcp', 'STLINK-V3 VCP')],
  ['0483:374f', serial('vcp', 'STLINK-V3 VCP')],
  ['0483:3753', serial('vcp', 'STLINK-V3 VCP')],
  ['0483:3754', serial('vcp', 'STLINK-V3 VCP')],
  ['0483:5740', serial('cdc', 'STM32 USB CDC')],
  ['1366:*', serial('vcp', 'J-Link VCP')],
  ['0d28:0204', serial('vcp', 'DAPLink VCP')],
  ['2e8a:000c', serial('vcp', 'Debug Probe VCP')],

  ['1a86:7523', serial('usb-serial', 'CH340')],
  ['1a86:5523', serial('usb-serial', 'CH341')],
  ['1a86:55d3', serial('usb-serial', 'CH343')],
  ['1a86:55d4', serial('usb-serial', 'CH9102')],
  ['1a86:*', serial('usb-serial', 'WCH USB serial')],
  ['10c4:ea60', serial('usb-serial', 'CP2102/CP2104')],
  ['10c4:ea70', serial('usb-serial', 'CP2105')],
  ['10c4:ea71', serial('usb-serial', 'CP2108')],
  ['10c4:*', serial('usb-serial', 'CP210x')],
  ['0403:6001', serial('usb-serial', 'FT232R')],
  ['0403:6010', serial('usb-serial', 'FT2232')],
  ['0403:6011', serial('usb-serial', 'FT4232')],
  ['0403:6014', serial('usb-serial', 'FT232H')],
  ['0403:6015', serial('usb-serial', 'FT230X/FT231X')],
  ['0403:*', serial('usb-serial', 'FTDI USB serial')],
  ['067b:2303', serial('usb-serial', 'PL2303')],
  ['067b:23a3', serial('usb-serial', 'PL2303GC')],
  ['067b:*', serial('usb-serial', 'Prolific USB serial')],
  ['303a:1001', serial('cdc', 'ESP32-S3 USB serial')],
  ['303a:*', serial('cdc', 'ESP32 USB serial')],
]);
