import { RemovalPolicy } from 'aws-cdk-lib';
import { AttributeType, ProjectionType, TableGrants, TableV2 } from 'aws-cdk-lib/aws-dynamodb';
import type { Function } from 'aws-cdk-lib/aws-lambda';
import { Construct } from 'constructs';
import { environment } from '../lambda/check/environment.ts';
import { historyTable } from '../lambda/history/table.ts';

export interface HistoryTableProps {
  /** Whether the history goes when the stack is destroyed. @default false */
  readonly removeWithStack?: boolean;
}

const text = (name: string) => ({ name, type: AttributeType.STRING });

/** Where every check leaves its snapshot. It outlives the stack unless said otherwise. */
export class HistoryTable extends Construct {
  readonly table: TableV2;

  constructor(scope: Construct, id: string, { removeWithStack = false }: HistoryTableProps = {}) {
    super(scope, id);
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
  }

  /** Lets the check function read the last snapshot, add one, and mark its alert delivered; and tells it where. */
  grantRecording(check: Function): void {
    const withoutIndexes = TableGrants.fromTable(this.table, undefined, false);
    withoutIndexes.actions(check, 'dynamodb:Query', 'dynamodb:GetItem', 'dynamodb:PutItem', 'dynamodb:UpdateItem');
    check.addEnvironment(environment.historyTable, this.table.tableName);
  }
}
