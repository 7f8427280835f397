import { Duration, Stack } from 'aws-cdk-lib';
import { Dashboard as Board, GraphWidget, type IMetric, Row, SingleValueWidget } from 'aws-cdk-lib/aws-cloudwatch';
import { QueryDefinition, QueryString } from 'aws-cdk-lib/aws-logs';
import { Construct } from 'constructs';
import { HubFunction } from './hub-function.ts';
import { HubQueue } from './hub-queue.ts';

const minute = Duration.minutes(1);

/** The stack as one page for whoever is on call: people first, then what carries their referrals. */
export class Dashboard extends Construct {
  constructor(scope: Construct, id: string, { chase }: { readonly chase: HubFunction }) {
    super(scope, id);
    const people = (['Overdue', 'Stuck', 'Silent', 'Undelivered'] as const).map((name) =>
      chase.counted(name).with({ statistic: 'Maximum', period: minute, label: name.toLowerCase() }),
    );
    const board = new Board(this, 'Board', { dashboardName: `${Stack.of(this).stackName}-hub` });
    board.addWidgets(
      new Row(
        new SingleValueWidget({ title: 'People who wait: now', metrics: people, width: 12, height: 6 }),
        graph('People who wait', people),
      ),
      new Row(
        graph('Age of the oldest message, by queue', this.#ofQueues('age')),
        graph('Pending messages, by queue', this.#ofQueues('pending')),
      ),
      new Row(
        graph(
          'Errors, by function',
          this.#ofFunctions((fn) => fn.lambda.metricErrors({ period: minute })),
        ),
        graph(
          'Invocations, by function',
          this.#ofFunctions((fn) => fn.lambda.metricInvocations({ period: minute })),
        ),
      ),
    );
    this.#queries();
  }

  #ofQueues(what: 'age' | 'pending'): IMetric[] {
    return HubQueue.allIn(Stack.of(this)).map(({ node, queue }) => {
      const given = { period: minute, statistic: 'Maximum', label: nameOf(node.path) };
      return what === 'age'
        ? queue.metricApproximateAgeOfOldestMessage(given)
        : queue.metricApproximateNumberOfMessagesVisible(given);
    });
  }

  #ofFunctions(metric: (fn: HubFunction) => IMetric): IMetric[] {
    return HubFunction.allIn(Stack.of(this)).map(metric);
  }

  /** One way through all logs, by what a caller, an alarm or a person on the telephone has in hand. */
  #queries(): void {
    const logGroups = HubFunction.allIn(Stack.of(this)).map(({ log }) => log);
    const fields = ['@timestamp', 'event', 'referral', 'version', 'action', 'recipient', 'outcome', 'status', '@log'];
    const by = (field: string, example: string) =>
      new QueryString({ fields, filterStatements: [`${field} = "${example}"`], sort: '@timestamp asc', limit: 1000 });
    const queries = {
      ByCorrelation: ['way of a request by its correlation id', by('correlationId', 'PUT-THE-CORRELATION-ID-HERE')],
      ByReferral: ['way of a referral by its 26 symbols', by('referral', 'PUT-THE-26-SYMBOLS-HERE')],
    } as const;
    for (const [id, [name, queryString]] of Object.entries(queries))
      new QueryDefinition(this, id, {
        ...{ queryDefinitionName: `${Stack.of(this).stackName}/${name}`, queryString, logGroups },
      });
  }
}

/** `Handover/Delivery/Due` to `Delivery/Due`. */
const nameOf = (path: string): string => path.split('/').slice(1).join('/');

const graph = (title: string, left: IMetric[]): GraphWidget => new GraphWidget({ title, left, width: 12, height: 6 });
