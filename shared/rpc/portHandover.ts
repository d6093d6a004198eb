/**
 * How the desktop window gets its MessagePort. The page posts `{ type: PORT_WANTED }` to itself; the preload, in its own
 * world, hears it and asks the main process over the channel of the same name; the port comes back over PORT_GIVEN and is
 * posted to the page as `{ type: PORT_GIVEN }` with the port transferred.
 */
export const PORT_WANTED = 'modemscope:ready';
export const PORT_GIVEN = 'modemscope:port';

/** The name of what the preload leaves in the page's world: `window.modemscopeHost === 'electron'`. */
export const HOST_GLOBAL = 'modemscopeHost';
