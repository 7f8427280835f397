import { Duration } from 'aws-cdk-lib';
import {
  AccessLogFormat,
  AuthorizationType,
  EndpointType,
  type IAuthorizer,
  IdentitySource,
  type IResource,
  LambdaIntegration,
  LogGroupLogDestination,
  MethodLoggingLevel,
  RequestAuthorizer,
  RestApi,
} from 'aws-cdk-lib/aws-apigateway';
import { LogGroup } from 'aws-cdk-lib/aws-logs';
import { Construct } from 'constructs';
import { fiveMinutes } from './alarms.ts';
import { Firewall } from './firewall.ts';
import { addGatewayResponses } from './gateway-responses.ts';
import type { Ground, HubFunction } from './hub-function.ts';

export interface HubApiProps extends Ground {
  readonly fhir: HubFunction;
  readonly partner: HubFunction;
  readonly token: HubFunction;
  readonly authorise: HubFunction;
}

/** Never `path`: links hold tokens (DESIGN 7). */
const accessLog = JSON.stringify({
  at: '$context.requestTime',
  requestId: '$context.requestId',
  client: '$context.authorizer.client',
  method: '$context.httpMethod',
  route: '$context.resourcePath',
  status: '$context.status',
  error: '$context.error.responseType',
  milliseconds: '$context.responseLatency',
  bytes: '$context.responseLength',
});

/** The REST API: routes, who may call them, the firewall, and what it answers by itself. */
export class HubApi extends Construct {
  readonly api: RestApi;
  readonly #guarded: IAuthorizer;

  constructor(scope: Construct, id: string, props: HubApiProps) {
    super(scope, id);
    const { stage } = props;
    const logGroup = new LogGroup(this, 'AccessLog', {
      encryptionKey: props.logsKey,
      retention: stage.logRetentionDays,
    });
    this.api = new RestApi(this, 'Api', {
      restApiName: 'handover',
      endpointTypes: [EndpointType.REGIONAL],
      cloudWatchRole: true,
      deployOptions: {
        stageName: stage.name,
        throttlingRateLimit: stage.throttle.rate,
        throttlingBurstLimit: stage.throttle.burst,
        accessLogDestination: new LogGroupLogDestination(logGroup),
        accessLogFormat: AccessLogFormat.custom(accessLog),
        // Its own execution log would hold paths.
        loggingLevel: MethodLoggingLevel.OFF,
        metricsEnabled: true,
      },
    });
    this.#guarded = new RequestAuthorizer(this, 'Authoriser', {
      handler: props.authorise.lambda,
      identitySources: [IdentitySource.header('Authorization')],
      // Half of the 60 s within which revoked means revoked.
      resultsCacheTtl: Duration.seconds(30),
    });
    this.#routes(props);
    addGatewayResponses(this.api);
    new Firewall(this, 'Firewall', {
      stageArn: this.api.deploymentStage.stageArn,
      stageName: stage.name,
      requestsPerAddress: stage.requestsPerAddress,
    });
    props.alarms.add(this, 'Failing', {
      metric: this.api.metricServerError({ period: fiveMinutes, statistic: 'Sum' }),
      whoIsHarmed: 'Practices, coordinators and groups get errors: referrals and answers may not arrive.',
    });
  }

  #routes(props: HubApiProps): void {
    const fhirApi = this.api.root.addResource('FHIR').addResource('R4');
    this.#serve(fhirApi, 'ANY', props.fhir, this.#guarded);
    this.#serve(fhirApi.addResource('{proxy+}'), 'ANY', props.fhir, this.#guarded);
    this.#serve(fhirApi.addResource('metadata'), 'GET', props.fhir);
    this.#serve(fhirApi.addResource('.well-known').addResource('smart-configuration'), 'GET', props.fhir);
    const partnerApi = this.api.root.addResource('partner').addResource('v1');
    this.#serve(partnerApi.addResource('{proxy+}'), 'ANY', props.partner, this.#guarded);
    this.#serve(this.api.root.addResource('oauth2').addResource('token'), 'POST', props.token);
    this.#serve(this.api.root.addResource('.well-known').addResource('jwks.json'), 'GET', props.token);
  }

  /** Without an authoriser the route is public: tests/infra holds the list of those. */
  #serve(resource: IResource, method: string, fn: HubFunction, authorizer?: IAuthorizer): void {
    // One permission for each function instead of two for each method.
    const integration = new LambdaIntegration(fn.lambda, { scopePermissionToMethod: false });
    resource.addMethod(
      method,
      integration,
      authorizer
        ? { authorizer, authorizationType: AuthorizationType.CUSTOM }
        : { authorizationType: AuthorizationType.NONE },
    );
  }
}
