import { DynamoDBClient, PutItemCommand, QueryCommand } from '@aws-sdk/client-dynamodb';

/** As little as a function on DynamoDB can be. */
const client = new DynamoDBClient({});
export const put = () => client.send(new PutItemCommand({ TableName: 'table', Item: {} }));
export const query = () => client.send(new QueryCommand({ TableName: 'table' }));
