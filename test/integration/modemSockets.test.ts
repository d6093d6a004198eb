import { createSocket } from 'node:dgram';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { createServer as createHttp, type IncomingMessage, type ServerResponse } from 'node:http';
import { createServer as createHttps } from 'node:https';
import { connect, createServer, type Server, type Socket } from 'node:net';
import { createServer as createTls } from 'node:tls';
import { afterEach, describe, expect, it } from 'vitest';
import { until } from './support/brokerKit.ts';
import { type ModemHost, startModemHost } from './support/modemHost.ts';
import { listenOn } from './support/modemNetworkKit.ts';

const file = (name: string): string => readFileSync(new URL(`../fixtures/tls/${name}`, import.meta.url), 'utf8');
const OWN = { cert: file('localhost.pem'), key: file('localhost.key') };

const endings: (() => unknown)[] = [];
afterEach(async () => {
  for (const end of endings.splice(0).reverse()) await end();
});

const host = async (...parameters: Parameters<typeof startModemHost>): Promise<ModemHost> => {
  const modem = await startModemHost(...parameters);
  endings.push(() => modem.close());
  return modem;
};
/** A server on a free port of this machine. */
const listen = async (server: Server): Promise<number> => {
  const sockets = new Set<Socket>();
  server.on('connection', (socket) => sockets.add(socket));
  const { port } = await listenOn(server);
  endings.push(() => {
    for (const socket of sockets) socket.destroy();
    server.close();
  });
  return port;
};
const echo = (socket: Socket): void => {
  socket.pipe(socket);
};

describe.each(['sim7600', 'a76xx'] as const)('the sockets of the simulated %s', (profile) => {
  const opened = async (port: number, ...first: readonly string[]): Promise<ModemHost> => {
    const modem = await host(profile);
    for (const command of first) await modem.at(command);
    await modem.at('AT+NETOPEN', '+NETOPEN: 0\r\n');
    await modem.at(`AT+CIPOPEN=0,"TCP","localhost",${port}`, '+CIPOPEN: 0,0\r\n');
    return modem;
  };

  it('send to a real server and receive from it, pushed and kept, up to its end', async () => {
    const answer = (socket: Socket, chunk: Buffer): unknown =>
      chunk.includes('bye') ? socket.end('gone') : socket.write(chunk);
    const port = await listen(createServer((socket) => socket.on('data', (chunk) => answer(socket, chunk))));
    const { at, give, hears } = await opened(port);
    await give('AT+CIPSEND=0,5', 'he\r\nl', '+CIPSEND: 0,5,5\r\n');
    expect(await hears('+IPD5\r\nhe\r\nl')).toContain(`RECV FROM:127.0.0.1:${port}\r\n`);
    await at('AT+CIPRXGET=1');
    await give('AT+CIPSEND=0,4', 'kept', '+CIPSEND: 0,4,4\r\n');
    await hears('+CIPRXGET: 1,0\r\n');
    expect(await at('AT+CIPRXGET=3,0')).toContain('+CIPRXGET: 3,0,4,0\r\n6B657074\r\n');
    await give('AT+CIPSEND=0,3', 'bye', '+IPCLOSE: 0,1\r\n');
    expect(await at('AT+CIPRXGET=2,0')).toContain('+CIPRXGET: 2,0,4,0\r\ngone\r\n');
    await at('AT+NETCLOSE', '+NETCLOSE: 0\r\n');
  });

  it('say why a connection does not come about', async () => {
    const { port, server } = await listenOn(createServer());
    server.close();
    const { at } = await host(profile);
    await at('AT+NETOPEN', '+NETOPEN: 0\r\n');
    await at(`AT+CIPOPEN=0,"TCP","127.0.0.1",${port}`, '+CIPOPEN: 0,10\r\n');
    await at('AT+CIPOPEN=0,"TCP","nowhere.invalid",80', '+CIPOPEN: 0,11\r\n');
    await at('AT+CDNSGIP="nowhere.invalid"', '\r\n+CDNSGIP: 0,10\r\n\r\nERROR\r\n');
    await at('AT+CDNSGIP="localhost"', '\r\n+CDNSGIP: 1,"localhost","127.0.0.1"\r\n\r\nOK\r\n');
  });

  it('hold a server back that sends more than is read, and lose nothing', async () => {
    const size = 400_000;
    const sent = Buffer.from(Uint8Array.from({ length: size }, (_, i) => 33 + ((i * 7) % 90)));
    const port = await listen(createServer((socket) => socket.write(sent)));
    const { at, hears } = await opened(port, 'AT+CIPRXGET=1');
    await hears('+CIPRXGET: 1,0\r\n');
    let read = '';
    let most = 0;
    while (read.length < size) {
      const waiting = Number(/\+CIPRXGET: 4,0,(\d+)\r\n/.exec(await at('AT+CIPRXGET=4,0'))?.[1]);
      most = Math.max(most, waiting);
      if (waiting === 0) continue;
      const [, count = '', body = ''] =
        /\+CIPRXGET: 2,0,(\d+),\d+\r\n(.*)/.exec(await at('AT+CIPRXGET=2,0,1500')) ?? [];
      expect(body).toHaveLength(Number(count));
      read += body;
    }
    expect(read).toBe(sent.toString('latin1'));
    expect(most).toBeLessThan(262_144);
  });

  it('carry raw bytes in transparent mode', async () => {
    const port = await listen(createServer(echo));
    const { at, send, hears } = await host(profile);
    await at('AT+CIPMODE=1');
    await at('AT+NETOPEN', '+NETOPEN: 0\r\n');
    await at(`AT+CIPOPEN=0,"TCP","localhost",${port}`, '\r\nCONNECT 115200\r\n');
    send('AT\r\x00\xff');
    expect(await hears('\xff')).toBe('AT\r\x00\xff');
  });

  it('exchange datagrams with a real socket', async () => {
    const far = createSocket('udp4');
    endings.push(() => far.close());
    far.on('message', (bytes, { port, address }) => far.send(`<${bytes.toString('latin1')}>`, port, address));
    far.bind(0, '127.0.0.1');
    await once(far, 'listening');
    const free = createSocket('udp4').bind(0);
    await once(free, 'listening');
    const own = free.address().port;
    const { at, give, hears } = await host(profile);
    await at('AT+NETOPEN', '+NETOPEN: 0\r\n');
    await at(`AT+CIPOPEN=1,"UDP",,,${own}`, `\r\n+CIPOPEN: 1,6\r\n\r\nERROR\r\n`);
    free.close();
    await at(`AT+CIPOPEN=1,"UDP",,,${own}`, `\r\n+CIPOPEN: 1,0\r\n\r\nOK\r\n`);
    await give(`AT+CIPSEND=1,4,"localhost",${far.address().port}`, 'ping', '+CIPSEND: 1,4,4\r\n');
    await hears(`RECV FROM:127.0.0.1:${far.address().port}\r\n+IPD6\r\n<ping>`);
  });

  it('take real clients in', async () => {
    const { port, server } = await listenOn(createServer());
    await new Promise((done) => server.close(done));
    const { at, give, hears } = await host(profile);
    await at('AT+NETOPEN', '+NETOPEN: 0\r\n');
    await at(`AT+SERVERSTART=${port},0`);
    const client = connect(port, '127.0.0.1');
    endings.push(() => client.destroy());
    let got = '';
    client.on('data', (chunk) => {
      got += chunk.toString('latin1');
    });
    await hears('+CLIENT: 0,0,127.0.0.1:');
    client.write('hello');
    await hears('+IPD5\r\nhello');
    await give('AT+CIPSEND=0,5', 'world', '+CIPSEND: 0,5,5\r\n');
    await until('the answer', () => got === 'world');
    await at('AT+SERVERSTOP=0', '\r\n+SERVERSTOP: 0,0\r\n\r\nOK\r\n');
    await until('the end', () => client.closed);
  });

  it('speak TLS, judge the server, and say what is wrong', async () => {
    const port = await listen(createTls(OWN, echo));
    const plain = await listen(createServer((socket) => socket.end('220 hello\r\n')));
    const { at, give, hears } = await host(profile);
    const store = (name: string, text: string) => give(`AT+CCERTDOWN="${name}",${text.length}`, text);
    await store('ca.pem', file('ca.pem'));
    await store('wrong.pem', file('modem/authority.pem'));
    await at('AT+CCHSET=1,1');
    await at('AT+CCHSTART', profile === 'sim7600' ? 'OK\r\n' : '+CCHSTART: 0\r\n');
    const open = (to: number, result: string) => at(`AT+CCHOPEN=0,"localhost",${to},2`, `+CCHOPEN: 0,${result}\r\n`);
    await at('AT+CSSLCFG="authmode",0,1');
    await open(port, '19');
    await at('AT+CSSLCFG="cacert",0,"wrong.pem"');
    await open(port, '15');
    await at('AT+CSSLCFG="cacert",0,"ca.pem"');
    await open(plain, '15');
    await open(port, '0');
    await give('AT+CCHSEND=0,5', 'hello', '+CCHSEND: 0,0\r\n');
    await hears('+CCHEVENT: 0,RECV EVENT\r\n');
    await at('AT+CCHRECV=0', '+CCHRECV: DATA,0,5\r\nhello\r\n\r\n+CCHRECV: 0,0\r\n');
    await at('AT+CCHCLOSE=0', '+CCHCLOSE: 0,0\r\n');
    await at('AT+CCHSTOP', '+CCHSTOP: 0\r\n');
  });

  it('speak HTTP and HTTPS', async () => {
    const handle = (request: IncomingMessage, response: ServerResponse): void => {
      const chunks: Buffer[] = [];
      request.on('data', (chunk: Buffer) => chunks.push(chunk));
      request.on('end', () => {
        response.setHeader('Connection', 'close');
        // In chunks, as its length is not told.
        response.write(`${request.method} ${request.url}`);
        response.end(` ${Buffer.concat(chunks).toString('latin1')}`);
      });
    };
    const [http, https] = [await listen(createHttp(handle)), await listen(createHttps(OWN, handle))];
    const { at, give, hears, send } = await host(profile);
    await give(`AT+CCERTDOWN="ca.pem",${file('ca.pem').length}`, file('ca.pem'));
    await at('AT+CSSLCFG="cacert",0,"ca.pem"');
    await at('AT+CSSLCFG="authmode",0,1');
    await at('AT+HTTPINIT');
    await at(`AT+HTTPPARA="URL","http://localhost:${http}/v1?a=b"`);
    await at('AT+HTTPDATA=4,10', 'DOWNLOAD\r\n');
    send('body');
    await hears('OK\r\n');
    await at('AT+HTTPACTION=1', '+HTTPACTION: 1,200,17\r\n');
    await at('AT+HTTPREAD=0,500', `${profile === 'sim7600' ? 'DATA,' : ''}17\r\nPOST /v1?a=b body\r\n`);
    await hears('+HTTPREAD: 0\r\n');
    await at(`AT+HTTPPARA="URL","https://localhost:${https}/"`);
    await at('AT+HTTPACTION=0', '+HTTPACTION: 0,200,6\r\n');
    await at(`AT+HTTPPARA="URL","https://localhost:${http}/"`);
    await at('AT+HTTPACTION=0', '+HTTPACTION: 0,715,0\r\n');
    await at('AT+HTTPTERM');
  });
});
