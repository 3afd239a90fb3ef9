import { RemovalPolicy } from 'aws-cdk-lib';
import { AttributeType, CfnGlobalTable, ProjectionType, TableGrants, TableV2 } from 'aws-cdk-lib/aws-dynamodb';
import type { IKey } from 'aws-cdk-lib/aws-kms';
import { PolicyStatement } from 'aws-cdk-lib/aws-iam';
import type { Function } from 'aws-cdk-lib/aws-lambda';
import { Construct } from 'constructs';
import { acknowledgeKeyActions } from './acknowledge.ts';
import { environment } from '../lambda/check/environment.ts';
import { historyTable } from '../adapters/dynamodb/table.ts';
import { environment as widgetEnvironment } from '../lambda/widget/environment.ts';

/** How a history is kept. */
export interface HistoryTableProps {
  /** Whether the history goes when the stack is destroyed. @default false */
  readonly removeWithStack?: boolean;
  /** The customer-managed key. @default null: one that DynamoDB owns */
  readonly key?: IKey | null;
}

/** What DynamoDB does with the key in the name of the caller. */
const keyActions = ['kms:Decrypt', 'kms:DescribeKey', 'kms:Encrypt', 'kms:GenerateDataKey*', 'kms:ReEncrypt*'];

const text = (name: string) => ({ name, type: AttributeType.STRING });

/** Where every check leaves its snapshot. It outlives the stack unless said otherwise. */
export class HistoryTable extends Construct {
  /** The table itself. */
  readonly table: TableV2;
  readonly #key: IKey | null;

  constructor(scope: Construct, id: string, { removeWithStack = false, key = null }: HistoryTableProps = {}) {
    super(scope, id);
    this.#key = key;
    const { alertsIndex } = historyTable;
    this.table = new TableV2(this, 'Table', {
      partitionKey: text(historyTable.partitionKey),
      sortKey: text(historyTable.sortKey),
      timeToLiveAttribute: historyTable.timeToLive,
      globalSecondaryIndexes: [
        {
          indexName: alertsIndex.name,
          partitionKey: text(alertsIndex.partitionKey),
          sortKey: text(alertsIndex.sortKey),
          projectionType: ProjectionType.INCLUDE,
          nonKeyAttributes: [...alertsIndex.projectedAttributes],
        },
      ],
      pointInTimeRecoverySpecification: { pointInTimeRecoveryEnabled: true },
      deletionProtection: !removeWithStack,
      removalPolicy: removeWithStack ? RemovalPolicy.DESTROY : RemovalPolicy.RETAIN,
    });
    if (key !== null) this.#encryptWith(key);
  }

  /** The construct's own property wants a stack that knows its region; a template does not. */
  #encryptWith(key: IKey): void {
    const { defaultChild } = this.table.node;
    if (!(defaultChild instanceof CfnGlobalTable)) throw new Error('the table is not what it was');
    defaultChild.sseSpecification = { sseEnabled: true, sseType: 'KMS' };
    defaultChild.addPropertyOverride('Replicas.0.SSESpecification.KMSMasterKeyId', key.keyArn);
  }

  /** Lets the check function read the last snapshot, add one, and mark its alert delivered; and passes its name. */
  grantRecording(check: Function): void {
    const withoutIndexes = TableGrants.fromTable(this.table, undefined, false);
    withoutIndexes.actions(check, 'dynamodb:Query', 'dynamodb:GetItem', 'dynamodb:PutItem', 'dynamodb:UpdateItem');
    this.#key?.grant(check, ...keyActions);
    check.addEnvironment(environment.historyTable, this.table.tableName);
  }

  /** Lets a function read snapshots and alerts, and gives it the name of the table. */
  grantReading(reader: Function): void {
    const { tableArn, tableName } = this.table;
    const resources = [tableArn, `${tableArn}/index/${historyTable.alertsIndex.name}`];
    reader.addToRolePolicy(new PolicyStatement({ actions: ['dynamodb:Query'], resources }));
    this.#key?.grant(reader, 'kms:Decrypt', 'kms:DescribeKey');
    reader.addEnvironment(widgetEnvironment.historyTable, tableName);
  }

  /** Lets a reader keep the rollups that it makes; snapshots, silences and turns it cannot write. */
  grantRollingUp(reader: Function): void {
    this.#grantWriting(reader, 'dynamodb:PutItem', historyTable.rollups);
  }

  /** Lets a reader mark which summaries were sent, and nothing else. */
  grantMarkingSummaries(reader: Function): void {
    this.#grantWriting(reader, 'dynamodb:UpdateItem', historyTable.summaries);
  }

  #grantWriting(reader: Function, action: string, partition: string): void {
    const conditions = { 'ForAllValues:StringEquals': { 'dynamodb:LeadingKeys': [partition] } };
    const resources = [this.table.tableArn];
    reader.addToRolePolicy(new PolicyStatement({ actions: [action], resources, conditions }));
    if (this.#key === null) return;
    this.#key.grant(reader, ...keyActions);
    acknowledgeKeyActions(reader);
  }
}
