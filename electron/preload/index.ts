import { contextBridge, ipcRenderer } from 'electron';
import type { HOST_GLOBAL, PORT_GIVEN, PORT_WANTED } from '#shared/rpc/portHandover.ts';

// All the page gets of Electron: the word that it is there, and a MessagePort to the bench when it asks for one. The port
// is posted, because objects that cross the context bridge are copied and a port cannot be.
const host: typeof HOST_GLOBAL = 'modemscopeHost';
const wanted: typeof PORT_WANTED = 'modemscope:ready';
const given: typeof PORT_GIVEN = 'modemscope:port';

contextBridge.exposeInMainWorld(host, 'electron');

window.addEventListener('message', (event: MessageEvent<unknown>) => {
  const { data } = event;
  if (event.source !== window || typeof data !== 'object' || data === null) return;
  if ('type' in data && data.type === wanted) ipcRenderer.send(wanted);
});

ipcRenderer.on(given, (event) => {
  window.postMessage({ type: given }, window.location.origin, event.ports);
});
