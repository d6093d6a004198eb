import { describe, expect, it } from 'vitest';
import { latin1Bytes, latin1Text } from '../../../base/latin1.ts';
import { httpRequest, readHttpUrl } from './httpRequest.ts';

describe('an address of AT+HTTPPARA', () => {
  it.each([
    ['http://api.example', { tls: false, host: 'api.example', port: 80, path: '/' }],
    ['HTTPS://api.example:8443/v1/a?b=c#d', { tls: true, host: 'api.example', port: 8443, path: '/v1/a?b=c' }],
    ['https://203.0.113.9?x', { tls: true, host: '203.0.113.9', port: 443, path: '/?x' }],
    ['api.example', null],
    ['ftp://api.example', null],
    ['http://', null],
    ['http://api.example:0', null],
    ['http://api.example:65536', null],
    ['http://api example/', null],
  ])('%s', (text, url) => {
    expect(readHttpUrl(text)).toEqual(url);
  });
});

describe('a request', () => {
  const fields = {
    ...{ contentType: '', accept: '', userAgent: 'bench', userData: '', firstByte: null, lastByte: null },
  };
  const URL = { tls: false, host: 'api.example', port: 80, path: '/v1' };
  const HEAD = 'Host: api.example\r\nUser-Agent: bench\r\nAccept: */*\r\nConnection: keep-alive\r\n';

  it('without a body', () => {
    expect(latin1Text(httpRequest('GET', URL, fields, null))).toBe(`GET /v1 HTTP/1.1\r\n${HEAD}\r\n`);
  });

  it('with a body, headers, a range and a port', () => {
    const all = {
      ...{ contentType: 'application/json', accept: 'text/plain', userAgent: 'bench' },
      ...{ userData: 'Authorization: Bearer t0ken', firstByte: 10, lastByte: 19 },
    };
    const text = latin1Text(httpRequest('POST', { ...URL, port: 8080 }, all, latin1Bytes('{}')));
    expect(text).toBe(
      [
        ...['POST /v1 HTTP/1.1', 'Host: api.example:8080', 'User-Agent: bench', 'Accept: text/plain'],
        ...['Connection: keep-alive', 'Authorization: Bearer t0ken', 'Range: bytes=10-19'],
        ...['Content-Type: application/json', 'Content-Length: 2', '', '{}'],
      ].join('\r\n'),
    );
  });
});
