import type { NetworkInterfaceInfo } from 'node:os';
import { expect, test } from 'vitest';
import { certificateNames, lanAddresses } from './lanAddresses.ts';

const four = (address: string, internal = false): NetworkInterfaceInfo => ({
  ...{ address, internal, family: 'IPv4', netmask: '255.255.255.0', mac: '00:00:5e:00:53:01', cidr: null },
});
const six = (address: string, scopeid = 0, internal = false): NetworkInterfaceInfo => ({
  ...{ address, internal, scopeid, family: 'IPv6', netmask: 'ffff::', mac: '00:00:5e:00:53:01', cidr: null },
});
const INTERFACES = {
  lo: [four('127.0.0.1', true), six('::1', 0, true)],
  eth0: [six('2001:db8::7'), six('fe80::1', 2), four('192.168.1.20')],
  wlan0: [four('10.0.0.5')],
};

test('what others may dial, IPv4 first; neither loopback nor link-local', () => {
  expect(lanAddresses(INTERFACES)).toEqual([
    { name: 'eth0', address: '192.168.1.20' },
    { name: 'wlan0', address: '10.0.0.5' },
    { name: 'eth0', address: '2001:db8::7' },
  ]);
  expect(lanAddresses({})).toEqual([]);
});

test('the certificate names this computer by everything', () => {
  expect(certificateNames(INTERFACES, 'bench')).toEqual([
    ...['localhost', '127.0.0.1', '::1', 'bench', 'bench.local'],
    ...['192.168.1.20', '10.0.0.5', '2001:db8::7'],
  ]);
  expect(certificateNames({}, 'bench.example')).toEqual(['localhost', '127.0.0.1', '::1', 'bench.example']);
  expect(certificateNames({}, 'no host name')).toEqual(['localhost', '127.0.0.1', '::1']);
});
