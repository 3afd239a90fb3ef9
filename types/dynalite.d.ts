/*
 * The parts of the embedded DynamoDB that answer calls, without the server that it puts before them: that one listens
 * on a port, believes everybody who asks, and ends the process where a request breaks off.
 */

declare module 'dynalite/db/index.js' {
  /** Where the tables are kept. */
  export interface Store {
    /** The database itself. */
    readonly db: {
      values(options: object): { close(): Promise<void> };
      keys(options: object): { close(): Promise<void> };
    };
    readonly lifecycleManager: {
      /** Closes the database once what is under way has ended. */
      gracefulClose(): Promise<void>;
    };
  }

  interface StoreOptions {
    /** A directory; in memory where left out. */
    readonly path?: string;
    /** How long a table stays in CREATING state. */
    readonly createTableMs?: number;
  }

  const database: { create(options: StoreOptions): Store };
  export default database;
}

declare module 'dynalite/actions/*.js' {
  import type { Store } from 'dynalite/db/index.js';

  /** Does what an operation asks. Its errors have a `statusCode` and a `body` where DynamoDB has such an error, too. */
  const act: (store: Store, input: unknown, callback: (error: unknown, output?: unknown) => void) => void;
  export default act;
}

declare module 'dynalite/validations/*.js' {
  /** What the input of an operation may hold. */
  const rules: { readonly types: object; readonly custom?: unknown };
  export default rules;
}

declare module 'dynalite/validations/index.js' {
  import type { Store } from 'dynalite/db/index.js';

  const validations: {
    /** The input as DynamoDB reads it. Throws errors as an action gives them. */
    checkTypes(input: object, types: object): object;
    /** Throws errors as an action gives them. */
    checkValidations(input: object, types: object, custom: unknown, store: Store): void;
  };
  export default validations;
}
