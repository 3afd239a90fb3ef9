import batchWriteItem from 'dynalite/actions/batchWriteItem.js';
import createTable from 'dynalite/actions/createTable.js';
import deleteItem from 'dynalite/actions/deleteItem.js';
import describeTable from 'dynalite/actions/describeTable.js';
import getItem from 'dynalite/actions/getItem.js';
import putItem from 'dynalite/actions/putItem.js';
import query from 'dynalite/actions/query.js';
import scan from 'dynalite/actions/scan.js';
import updateItem from 'dynalite/actions/updateItem.js';
import database from 'dynalite/db/index.js';
import batchWriteItemRules from 'dynalite/validations/batchWriteItem.js';
import createTableRules from 'dynalite/validations/createTable.js';
import deleteItemRules from 'dynalite/validations/deleteItem.js';
import describeTableRules from 'dynalite/validations/describeTable.js';
import getItemRules from 'dynalite/validations/getItem.js';
import validations from 'dynalite/validations/index.js';
import putItemRules from 'dynalite/validations/putItem.js';
import queryRules from 'dynalite/validations/query.js';
import scanRules from 'dynalite/validations/scan.js';
import updateItemRules from 'dynalite/validations/updateItem.js';
import { fieldsOf, isFields } from '../../core/base/json.ts';
import { readJson } from '../../adapters/http/answer.ts';
import { closeLeftIterators } from './closing-iterators.ts';
import { type Answering, type DynamoAnswer, serverError } from './local-client.ts';

const operations = {
  BatchWriteItem: { act: batchWriteItem, rules: batchWriteItemRules },
  CreateTable: { act: createTable, rules: createTableRules },
  DeleteItem: { act: deleteItem, rules: deleteItemRules },
  DescribeTable: { act: describeTable, rules: describeTableRules },
  GetItem: { act: getItem, rules: getItemRules },
  PutItem: { act: putItem, rules: putItemRules },
  Query: { act: query, rules: queryRules },
  Scan: { act: scan, rules: scanRules },
  UpdateItem: { act: updateItem, rules: updateItemRules },
};

/**
 * A DynamoDB within this process: it listens nowhere, so that nobody else can ask it. Its answers are those of the real
 * one, down to their JSON.
 */
export class EmbeddedDynamo implements Answering {
  readonly #store: ReturnType<typeof database.create>;
  #isClosed = false;

  /** @param directory where its tables are kept; null: in memory */
  constructor(directory: string | null) {
    this.#store = database.create({ createTableMs: 0, ...(directory !== null && { path: directory }) });
    closeLeftIterators(this.#store.db);
  }

  /**
   * Never rejects: what goes wrong within is an answer, too.
   *
   * @param target the operation as the header `X-Amz-Target` names it: `DynamoDB_20120810.Query`
   */
  answer(target: string, body: string): Promise<DynamoAnswer> {
    return new Promise((resolve) => {
      const refuse = (error: unknown): void => {
        resolve(refusalIn(error));
      };
      const name = target.replace(/^.*\./, '');
      const input = readJson(body);
      if (this.#isClosed) {
        refuse(new Error('the store is closed'));
        return;
      }
      if (!isOperation(name) || !isFields(input)) {
        resolve(unknownOperation(target));
        return;
      }
      const { act, rules } = operations[name];
      try {
        const read = validations.checkTypes(input, rules.types);
        validations.checkValidations(read, rules.types, rules.custom, this.#store);
        act(this.#store, read, (error, output) => {
          if (error) refuse(error);
          else resolve({ status: 200, json: JSON.stringify(output) });
        });
      } catch (error) {
        refuse(error);
      }
    });
  }

  /** Ends what is under way, and leaves the directory to others. */
  async close(): Promise<void> {
    this.#isClosed = true;
    await this.#store.lifecycleManager.gracefulClose();
  }
}

const isOperation = (name: string): name is keyof typeof operations => Object.hasOwn(operations, name);

/** What DynamoDB has an error for, as it words it; anything else, such as a full disk, as an error of the service. */
const refusalIn = (error: unknown): DynamoAnswer => {
  const { statusCode, body } = fieldsOf(error);
  if (typeof statusCode === 'number') return { status: statusCode, json: JSON.stringify(body) };
  return serverError(error instanceof Error ? error.message : String(error));
};

const unknownOperation = (target: string): DynamoAnswer => ({
  status: 400,
  json: JSON.stringify({
    __type: 'com.amazon.coral.service#UnknownOperationException',
    message: `${target} cannot be answered`,
  }),
});
