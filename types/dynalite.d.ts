declare module 'dynalite' {
  import type { Server } from 'node:http';

  interface DynaliteOptions {
    /** Where the tables are kept; in memory where left out. */
    readonly path?: string;
    /** How long a table stays in CREATING state. */
    readonly createTableMs?: number;
  }

  /** An HTTP server that answers as DynamoDB does. Closing it closes the database, too. */
  export default function dynalite(options?: DynaliteOptions): Server;
}
