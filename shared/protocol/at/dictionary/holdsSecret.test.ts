import { describe, expect, test } from 'vitest';
import { COMMAND_TABLE } from './commandTable.ts';
import { holdsSecret } from './holdsSecret.ts';

const hexOf = (text: string): string =>
  Array.from(text, (char) => char.charCodeAt(0).toString(16).padStart(2, '0')).join(' ');

describe('text that is not to be kept', () => {
  test.each([
    'AT+CPIN="1234"',
    'AT+CPIN=1234',
    'at+cpin="1234"',
    '  AT+CPIN="12345678","1234"',
    'AT+CPIN="1234"\r\n',
    'AT+CPIN1234',
    'AT+CPIN 1234',
    'AT+CPIN=“1234”',
    'AT+CPWD="SC","0000","1234"',
    'AT+CLCK="SC",1,"1234"',
    'AT+CGAUTH=1,1,"pass","user"',
    'AT+CGAUTH=1,3,pass,user',
    'AT+CSOCKAUTH=1,1,"user","pass"',
    'AT+CMQTTCONNECT=0,"tcp://broker.example:1883",60,1,"user","secret"',
    // A quote is missing, so that the password stands where something else should.
    'AT+CMQTTCONNECT=0,"tcp://broker.example:1883,60,1,"user","secret"',
    'AT+CMQTTCONNECT=0,"tcp://user:secret@broker.example:1883",60,1',
    'AT+CSSLCFG="keypwd",0,"secret"',
    'AT+HTTPPARA="USERDATA","Authorization: Bearer abc"',
    'AT+HTTPPARA="URL","https://user:secret@api.example/"',
    'AT+CFTPSLOGIN="ftp.example",21,"user","secret",0',
    'AT+CSQ;+CPIN="1234"',
    'ATE0+CPIN="1234"',
    'AT+CWJAP="home","secret"',
    'AT+CWSAP="bench","secret12",5,3',
    'AT+MQTTUSERCFG=0,1,"id","user","secret",0,0,""',
    'AT+MQTTPASSWORD=0,"secret"',
    'AT+APPKEY=00112233445566778899AABBCCDDEEFF',
    'AT+NWKSKEY=00112233445566778899AABBCCDDEEFF',
    'AT+SMCONF="PASSWORD","secret"',
    'AT+CSTT="apn.example","user","secret"',
    'AT+QMTCONN=0,"id","user","secret"',
    'AT+XYZPASSWORD="a"',
    '# unlock\nAT+CSQ\nAT+CPIN="1234"\nwait 10 +CPIN: READY',
    'AT+CCERTDOWN="clientkey.pem",1\n> -----BEGIN RSA PRIVATE KEY-----',
    hexOf('AT+CPIN="1234"\r'),
    `0x${hexOf('AT+CGAUTH=1,1,"p","u"\r').replaceAll(' ', ', 0x')}`,
  ])('%s', (text) => {
    expect(holdsSecret(text)).toBe(true);
  });
});

describe('text that may be kept', () => {
  test.each([
    '',
    'AT',
    'ATI',
    'AT+CSQ',
    'AT+CPIN?',
    'AT+CPIN=?',
    'AT+CLCK="SC",2',
    'AT+CGAUTH?',
    'AT+CGAUTH=1,0',
    'AT+CMQTTCONNECT?',
    'AT+CMQTTCONNECT=0,"tcp://broker.example:1883",60,1',
    'AT+CMQTTCONNECT=0,"tcp://broker.example:1883",60,1,"user"',
    'AT+CMQTTCONNECT=0,"tcp://broker.example:1883",60,1,"",""',
    'AT+CSSLCFG="authmode",0,2',
    'AT+CIPOPEN=0,"TCP","broker.example",1883',
    'AT+HTTPPARA="URL","https://api.example/a@b"',
    'AT+CWJAP?',
    'AT+APPKEY=?',
    'AT+XYZ="a"',
    'AT+XYZ',
    'AT+SMSTATE?',
    'hello',
    '{"t":21.5}',
    '00 01 02 03 04 05 06 07 08',
    'AT+CMQTTTOPIC=0,1\n> plant/7/temp\nwait 60 +CMQTTPUB: 0,0',
    '-----BEGIN CERTIFICATE-----',
  ])('%s', (text) => {
    expect(holdsSecret(text)).toBe(false);
  });
});

const secretForms = COMMAND_TABLE.flatMap(({ name, families, forms }) =>
  forms.flatMap(({ syntax, parameters }) =>
    parameters.some(({ secret }) => secret === true) ? [[syntax, name, families, parameters] as const] : [],
  ),
);

/** Whichever family the bench takes the modem for. */
test.each(secretForms)('%s is not kept with its secret', (_, name, _families, parameters) => {
  const args = parameters.map(({ secret, type, values, range }) => {
    if (secret === true) return '"hunter22"';
    const [value] = [...Object.keys(values ?? {}), ...(range ?? []).map(([from]) => String(from)), 'x'];
    return type === 'string' ? `"${value}"` : value;
  });
  expect(holdsSecret(`AT${name}=${args.join(',')}`)).toBe(true);
});
