import { expect, test } from 'vitest';
import { mayOpenOutside } from './externalLinks.ts';

test.each([
  ['https://docs.oasis-open.org/mqtt/mqtt/v3.1.1/os/mqtt-v3.1.1-os.html#_Toc398718028', true],
  ['https://www.simcom.com/product/SIM7600X.html', true],
  ['http://docs.oasis-open.org/mqtt/', false],
  ['https://docs.oasis-open.org.elsewhere.example/', false],
  ['https://elsewhere.example/?https://docs.oasis-open.org/', false],
  ['https://docs.oasis-open.org@elsewhere.example/', false],
  ['https://user:secret@docs.oasis-open.org/', false],
  ['https://docs.oasis-open.org:8443/', false],
  ['file:///etc/passwd', false],
  ['javascript:alert(1)', false],
  ['smb://docs.oasis-open.org/share', false],
  ['ms-msdt:/id', false],
  ['app://modemscope/', false],
  ['docs.oasis-open.org', false],
  ['', false],
])('%j: %s', (link, may) => expect(mayOpenOutside(link)).toBe(may));
