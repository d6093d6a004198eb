import { describe, expect, it } from 'vitest';
import { identifyPort, interfaceOf, type PortFacts, usbIds } from './portIdentity.ts';

const usb = (ids: string, rest: Partial<PortFacts> = {}): PortFacts => {
  const [vendorId, productId] = ids.split(':');
  return { path: '/dev/ttyUSB0', vendorId, productId, ...rest };
};

describe('identifyPort', () => {
  // USB interfaces of a SIM7600: ModemManager's port type rules and the Windows driver's names.
  it.each([
    [usb('1e0e:9001', { usbInterface: 0 }), 'diag', 'SIM7600 diagnostics port'],
    [usb('1e0e:9001', { usbInterface: 1 }), 'nmea', 'SIM7600 NMEA port (GNSS)'],
    [usb('1e0e:9001', { usbInterface: 2 }), 'at', 'SIM7600 AT port'],
    [usb('1e0e:9001', { usbInterface: 3 }), 'modem', 'SIM7600 modem port (AT and PPP)'],
    [usb('1e0e:9001', { usbInterface: 4 }), 'audio', 'SIM7600 audio port'],
    [usb('1e0e:9001', { usbInterface: 6 }), 'modem', 'SIM7600 port'],
    [usb('1e0e:9001'), 'modem', 'SIM7600 port'],
    [usb('1E0E:9001', { usbInterface: 2 }), 'at', 'SIM7600 AT port'],
    [usb('1e0e:9011', { usbInterface: 4 }), 'at', 'SIM7600 AT port'],
    [usb('1e0e:9011', { usbInterface: 5 }), 'modem', 'SIM7600 modem port (AT and PPP)'],
    [usb('1e0e:9011', { usbInterface: 2 }), 'modem', 'SIM7600 port'],
    [usb('1e0e:9011', { usbInterface: 4, product: 'A7600E-HNVW' }), 'at', 'A7600 AT port'],
    [usb('1e0e:9001', { usbInterface: 2, product: 'SIMCOM_SIM7600G-H' }), 'at', 'SIM7600 AT port'],
    [usb('1e0e:9205', { usbInterface: 2 }), 'at', 'SIM7080 AT port'],
    [usb('1e0e:9205', { usbInterface: 3 }), 'modem', 'SIM7080 modem port (AT and PPP)'],
    [usb('1e0e:9206', { usbInterface: 3 }), 'modem', 'SIM7080 port'],
    [usb('1e0e:9206', { usbInterface: 5 }), 'modem', 'SIM7080 modem port (AT and PPP)'],
    [usb('1e0e:ffff', { usbInterface: 2 }), 'modem', 'SIMCom port'],
  ])('SIMCom %o: %s', (port, kind, label) => {
    expect(identifyPort(port)).toMatchObject({ kind, label, recommended: kind === 'at' });
  });

  // AT+CUSBPIDSWITCH, AT command manual 19.2.14.
  it.each([
    ...['9000', '9001', '9002', '9003', '9004', '9005', '9006', '9007', '9016', '9018', '9019', '901A', '901B'],
    ...['9020', '9021', '9022', '9023', '9024', '9025', '9026', '9027', '9028', '9029', '902A', '902B'],
  ])('SIM7600 composition %s has its AT port on interface 2', (pid) => {
    expect(identifyPort(usb(`1E0E:${pid}`, { usbInterface: 2 }))).toMatchObject({ kind: 'at', recommended: true });
  });

  it.each([
    ['SimTech HS-USB AT Port 9001 (COM14)', 'at', 'SIM7600 AT port'],
    ['Simcom HS-USB AT PORT 9001 (COM3)', 'at', 'SIM7600 AT port'],
    ['SimTech HS-USB Diagnostics 9001 (COM4)', 'diag', 'SIM7600 diagnostics port'],
    ['Simcom HS-USB NMEA 9011 (COM5)', 'nmea', 'SIM7600 NMEA port (GNSS)'],
    ['SimTech HS-USB Modem 9001', 'modem', 'SIM7600 modem port (AT and PPP)'],
    ['SimTech HS-USB Audio 9001 (COM6)', 'audio', 'SIM7600 audio port'],
  ])('Windows name %s', (friendlyName, kind, label) => {
    expect(identifyPort({ path: 'COM14', friendlyName })).toMatchObject({ kind, label });
  });

  it.each([
    ['sim:sim7600', 'Simulated SIM7600'],
    ['sim:a76xx', 'Simulated A76xx'],
  ])('%s is no port of the system', (path, label) => {
    expect(identifyPort({ path })).toMatchObject({ kind: 'sim', label, recommended: false });
  });

  it('reads a Windows hardware id', () => {
    const port = {
      path: 'COM14',
      pnpId: 'USB\\VID_1E0E&PID_9001&MI_02\\7&2A8E1F0B&0&0002',
      friendlyName: 'USB Serial Device (COM14)',
    };
    expect(identifyPort(port)).toEqual({
      kind: 'at',
      label: 'SIM7600 AT port',
      detail: 'COM14 · 1E0E:9001 · interface 2',
      recommended: true,
    });
  });

  it.each([
    ['0483:374b', 'vcp', 'ST-LINK VCP'],
    ['0483:3752', 'vcp', 'ST-LINK VCP'],
    ['0483:374e', 'vcp', 'STLINK-V3 VCP'],
    ['0483:374f', 'vcp', 'STLINK-V3 VCP'],
    ['0483:3753', 'vcp', 'STLINK-V3 VCP'],
    ['0483:3754', 'vcp', 'STLINK-V3 VCP'],
    ['0483:5740', 'cdc', 'STM32 USB CDC'],
    ['1366:0105', 'vcp', 'J-Link VCP'],
    ['0d28:0204', 'vcp', 'DAPLink VCP'],
    ['2e8a:000c', 'vcp', 'Debug Probe VCP'],
    ['1a86:7523', 'usb-serial', 'CH340'],
    ['1a86:5523', 'usb-serial', 'CH341'],
    ['1a86:55d3', 'usb-serial', 'CH343'],
    ['1A86:55D4', 'usb-serial', 'CH9102'],
    ['1a86:8010', 'usb-serial', 'WCH USB serial'],
    ['10c4:ea60', 'usb-serial', 'CP2102/CP2104'],
    ['10c4:ea70', 'usb-serial', 'CP2105'],
    ['10c4:ea71', 'usb-serial', 'CP2108'],
    ['0403:6001', 'usb-serial', 'FT232R'],
    ['0403:6010', 'usb-serial', 'FT2232'],
    ['0403:6011', 'usb-serial', 'FT4232'],
    ['0403:6014', 'usb-serial', 'FT232H'],
    ['0403:6015', 'usb-serial', 'FT230X/FT231X'],
    ['067b:2303', 'usb-serial', 'PL2303'],
    ['067b:23a3', 'usb-serial', 'PL2303GC'],
    ['303a:1001', 'cdc', 'ESP32-S3 USB serial'],
  ])('%s is %s %s', (ids, kind, label) => {
    expect(identifyPort(usb(ids))).toMatchObject({ kind, label, recommended: false });
  });

  it.each<[string, PortFacts, string, string]>([
    ['an ST-LINK of another version', usb('0483:3757', { product: 'STLINK-V3' }), 'vcp', 'ST-LINK VCP'],
    [
      'an ST-LINK by its Windows name',
      usb('0483:3799', { friendlyName: 'STMicroelectronics STLink Virtual COM Port (COM7)' }),
      'vcp',
      'ST-LINK VCP',
    ],
    ['an unlisted device by its product', usb('dead:beef', { product: 'Logger 3' }), 'usb-serial', 'Logger 3'],
    ['an unlisted device by its maker', usb('dead:beef', { manufacturer: 'Acme' }), 'usb-serial', 'Acme'],
    ['an unlisted device without words', usb('dead:beef'), 'usb-serial', 'USB serial'],
    ['an unlisted CDC device', usb('dead:beef', { path: '/dev/ttyACM1' }), 'cdc', 'USB serial'],
    ['a UART without identity', { path: '/dev/ttyS0' }, 'uart', 'UART of this machine'],
    ['a Windows UART', { path: 'COM1', friendlyName: 'Communications Port (COM1)' }, 'uart', 'Communications Port'],
    ['a Bluetooth port', { path: '/dev/rfcomm0' }, 'uart', 'Bluetooth serial port'],
  ])('%s', (_what, port, kind, label) => {
    expect(identifyPort(port)).toMatchObject({ kind, label });
  });

  it('tells in the detail what tells two alike apart', () => {
    const port = usb('10c4:ea70', { path: '/dev/ttyUSB1', usbInterface: 1, product: 'CP2105', serialNumber: '00A1' });
    expect(identifyPort(port).detail).toBe('ttyUSB1 · 10C4:EA70 · interface 1 · 00A1');
  });
});

describe('interfaceOf and usbIds', () => {
  it.each<[PortFacts, number | undefined]>([
    [{ path: 'COM1', pnpId: 'USB\\VID_1E0E&PID_9001&MI_0A\\7' }, 10],
    [{ path: '/dev/ttyUSB2', pnpId: 'usb-SimTech__Incorporated_0123456789ABCDEF-if02-port0' }, 2],
    [{ path: '/dev/ttyUSB2', usbInterface: 3, pnpId: 'x-if02-port0' }, 3],
    [{ path: 'COM1', pnpId: 'ACPI\\PNP0501\\1' }, undefined],
    [{ path: 'COM1' }, undefined],
  ])('interface of %o', (port, expected) => {
    expect(interfaceOf(port)).toBe(expected);
  });

  it('takes the ids the system tells before those in the hardware id', () => {
    const port = { path: 'COM1', vendorId: '10C4', productId: 'EA60', pnpId: 'USB\\VID_1E0E&PID_9001\\7' };
    expect(usbIds(port)).toEqual({ vid: '10c4', pid: 'ea60' });
  });
});
