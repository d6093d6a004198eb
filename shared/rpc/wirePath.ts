/** The path of the browser host at which a page opens its WebSocket. Every other path refuses the upgrade. */
export const WIRE_PATH = '/wire';
