/** What reads on through a database, until it is closed. */
export interface ClosableIterator {
  close(): Promise<void>;
}

/** A database, as far as it is read on through. */
export interface IteratedDatabase {
  values(options: object): ClosableIterator;
  keys(options: object): ClosableIterator;
}

/**
 * Has a database close its iterators when they are left. Dynalite calls `return` for that, which the iterators of Level
 * do not have: each query would leave one open, with all that the database held in memory at that time.
 */
export function closeLeftIterators(database: IteratedDatabase): void {
  for (const method of ['values', 'keys'] as const) {
    const open = database[method].bind(database);
    database[method] = (options) => {
      const iterator = open(options);
      return Object.assign(iterator, { return: () => iterator.close() });
    };
  }
}
