import { describe, expect, it } from 'vitest';
import { COMMAND_TABLE } from '../../../protocol/at/dictionary/commandTable.ts';
import { foreignCommand } from './foreignCommands.ts';

describe('foreignCommand', () => {
  it.each([
    ['+SMCONF', 'SIM7000, SIM7070 and SIM7080', 'AT+CMQTTCONNECT'],
    ['+CAOPEN', 'SIM7000, SIM7070 and SIM7080', 'AT+CIPOPEN'],
    ['+CNACT', 'SIM7000, SIM7070 and SIM7080', 'AT+NETOPEN'],
    ['+SHCONN', 'SIM7000, SIM7070 and SIM7080', 'AT+HTTPACTION'],
    ['+CMQNEW', 'SIM7020 and SIM7022', 'AT+CMQTTCONNECT'],
    ['+CSOCON', 'SIM7020 and SIM7022', 'AT+CIPOPEN'],
    ['+QMTOPEN', 'Quectel', 'AT+CMQTTCONNECT'],
    ['+QIOPEN', 'Quectel', 'AT+CIPOPEN'],
    ['+QIACT', 'Quectel', 'AT+NETOPEN'],
    ['+CIPSHUT', 'SIM800 and SIM900', 'AT+NETOPEN'],
    ['+CIPSTART', 'SIM800 and SIM900', 'AT+CIPOPEN'],
    ['+UMQTTC', 'u-blox', 'AT+CMQTTCONNECT'],
    ['+USOCO', 'u-blox', 'AT+CIPOPEN'],
    ['#SGACT', 'Telit', 'AT+CIPOPEN'],
    ['^SISO', 'Cinterion (Thales)', 'AT+CIPOPEN'],
    ['+KTCPCFG', 'Sierra Wireless', 'AT+CIPOPEN'],
    ['+MQTTCONN', 'ESP-AT (Wi-Fi)', 'AT+CMQTTCONNECT'],
  ])('%s is of %s', (name, family, instead) => {
    expect(foreignCommand(name, 'sim7600')?.family).toBe(family);
    expect(foreignCommand(name, 'sim7600')?.instead).toContain(instead);
  });

  it.each(['%XSYSTEMMODE', '#XMQTTCON', '+CWJAP', '+QGPS'])('%s has no counterpart', (name) => {
    expect(foreignCommand(name, 'sim7600')).toMatchObject({ instead: null });
  });

  it('proposes no SIMCom commands to another family', () => {
    expect(foreignCommand('+QMTOPEN', 'esp-at')).toEqual({ family: 'Quectel', instead: null });
  });

  it.each(['+CSQX', '', '+', 'E', '+CMQTTCONECT'])('%j is of no known family', (name) => {
    expect(foreignCommand(name, 'sim7600')).toBeNull();
  });

  it('finds no command foreign in the family that has it', () => {
    const wrong = COMMAND_TABLE.flatMap(({ name, families }) =>
      families.filter((family) => foreignCommand(name, family) !== null).map((family) => `${name} on ${family}`),
    );
    expect(wrong).toEqual([]);
  });
});
