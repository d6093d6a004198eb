/** What the simulated board's firmware has in its configuration. */
export interface BoardSettings {
  /** Host and port of AT+CMQTTCONNECT. */
  readonly broker: { readonly host: string; readonly port: number; readonly user: string; readonly password: string };
  readonly clientId: string;
  readonly apn: string;
  readonly keepAliveSeconds: number;
  /** Leave the modem's echo on (ATE1). */
  readonly echo: boolean;
  /** Between two readings, ms; the command topic changes it. */
  readonly intervalMs: number;
}

export const DEFAULT_BOARD_SETTINGS: BoardSettings = {
  broker: { host: '127.0.0.1', port: 1883, user: '', password: '' },
  clientId: 'bench-board-17',
  apn: 'internet',
  keepAliveSeconds: 60,
  echo: false,
  intervalMs: 2000,
};

/** Where the board publishes readings and listens for commands. */
export const telemetryTopic = ({ clientId }: BoardSettings): string => `boards/${clientId}/telemetry`;
export const commandTopic = ({ clientId }: BoardSettings): string => `boards/${clientId}/command`;
export const statusTopic = ({ clientId }: BoardSettings): string => `boards/${clientId}/status`;
