/** One instance, as far as a course has a use for it. */
export interface Listed {
  readonly id: string;
  /** Its heartbeat, in milliseconds. */
  readonly heartbeat: number;
  /** When it began, in milliseconds. */
  readonly begun?: number;
  readonly host?: unknown;
  readonly connected?: boolean;
  readonly local?: boolean;
  readonly name?: unknown;
  /** Of its memory, in percent. */
  readonly freePercent?: number;
}

const totalMemory = 16_777_216_000;
const isoTime = (milliseconds: number): string => new Date(milliseconds).toISOString();

export const entryOf = ({ id, heartbeat, begun, host, connected, local, name, freePercent }: Listed): object => ({
  ...(connected === undefined ? {} : { currentStatus: { connected, ...(local === true && { local }) } }),
  instanceRecord: {
    _id: id,
    ...(begun !== undefined && { _createdAt: isoTime(begun) }),
    _updatedAt: isoTime(heartbeat),
    ...(name !== undefined && { name }),
    ...(host !== undefined && {
      extraInformation: {
        host,
        port: '3000',
        ...(freePercent !== undefined && {
          os: { totalmem: totalMemory, freemem: (totalMemory * freePercent) / 100 },
          nodeVersion: 'v22.16.0',
        }),
      },
    }),
  },
});

/** An address of its own for each number. */
export const addressOf = (number: number): string =>
  `10.${Math.floor(number / 65_536)}.${Math.floor(number / 256) % 256}.${number % 256}`;

export const realIds = ['real-1', 'real-2', 'real-3'] as const;

/** The servers that are really there, and stay. */
export const realOnes = (at: number, begun: number, ids: readonly string[] = realIds): readonly Listed[] =>
  ids.map((id, index) => ({
    id,
    heartbeat: at - 1_000 * (index + 1),
    begun,
    host: `192.168.0.${index + 1}`,
    connected: true,
    local: index === 0,
    freePercent: 40,
  }));
